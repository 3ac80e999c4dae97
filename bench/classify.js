import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { importRegisters, scanFolder } from "../dist/inventory/index.js";
import { openStore } from "../dist/store/index.js";
import { loadShelf, slotEvidence } from "../dist/validate/index.js";

const samples = ["../../shared/samples", "../../../shared/samples"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const rules = fileURLToPath(new URL("../templates/rules", import.meta.url));
const now = new Date("2025-06-29T02:00:00Z");

/**
 * Scans the sample folders and compares dossier and slot of each file with the truth: once with all registers, once with
 * the list of dossiers alone.
 */
export async function run(_args, print) {
  const folder = samples.find((path) => existsSync(path));
  if (!folder) {
    print("the samples are not here: nothing measured");
    return;
  }
  const { packs } = await loadShelf(rules);
  const evidence = slotEvidence(packs);
  for (const unit of ["hong-gai", "ha-khau"])
    for (const only of [/\.(?:xlsx|csv)$/u, /ho so.*\.xlsx$/u]) {
      const result = await judge(join(folder, unit), evidence, only);
      const share = (count) => `${((100 * count) / result.total).toFixed(1)} %`;
      print(
        `${unit}, ${only.source.startsWith("ho") ? "list of dossiers only" : "all registers"}: right ${share(result.right)}, ` +
          `wrong and attached ${share(result.wrong)}, left open ${share(result.open)} of ${result.total} files ` +
          `(targets: at least 90 %, at most 1 %)`,
      );
    }
}

async function judge(folder, evidence, only) {
  const store = openStore(":memory:");
  const registers = readdirSync(join(folder, "danh-muc"))
    .filter((name) => only.test(name))
    .sort()
    .map((name) => join(folder, "danh-muc", name));
  const { old_code: code, old_name: name } = JSON.parse(
    readFileSync(join(folder, "truth", "unit.json"), "utf8"),
  );
  const nothing = {
    kind: null,
    organisation: null,
    committee: null,
    province: null,
    fonds: null,
    from: null,
  };
  await importRegisters(store, registers, { origin: { code, name, until: "2025-06-30", ...nothing }, now });
  await scanFolder(store, join(folder, "ho-so"), { evidence });
  const dossiers = new Map(store.dossiers.all().map((dossier) => [dossier.id, dossier.reference]));
  const documents = new Map([...store.documents.byDossier().values()].flat().map((one) => [one.id, one]));
  const attached = new Map(
    store.files.attachments().map((one) => [one.fileId, documents.get(one.documentId)]),
  );
  const truth = new Map(readTruth(join(folder, "truth", "files.csv")).map((row) => [row.path, row]));
  const counts = { right: 0, wrong: 0, open: 0, total: 0 };
  for (const file of store.files.all()) {
    const row = truth.get(`ho-so/${file.path.normalize("NFC")}`);
    const document = attached.get(file.id);
    const countable = row.kind === "document" && row.slot !== "";
    if (countable) counts.total += 1;
    if (!document) counts.open += countable ? 1 : 0;
    else if (dossiers.get(document.dossierId) === row.reference && document.slot === row.slot)
      counts.right += 1;
    else counts.wrong += 1;
  }
  store.close();
  return counts;
}

/** The truth files: commas, quotes where needed, one line a row. */
function readTruth(path) {
  const [head, ...lines] = readFileSync(path, "utf8").trim().split("\n").map(cells);
  return lines.map((line) => Object.fromEntries(head.map((heading, index) => [heading, line[index] ?? ""])));
}

function cells(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(([, quoted, bare]) =>
    quoted === undefined ? bare : quoted.replaceAll('""', '"'),
  );
}
