// How long a check takes: 10,000 dossiers with 150,000 documents and their files, from the database to the saved run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore } from "../dist/store/index.js";
import { checkDossiers, loadShelf, saveCheck } from "../dist/validate/index.js";

const rules = fileURLToPath(new URL("../templates/rules/", import.meta.url));
const perDossier = 15;

/** @param {string[]} args  @param {(line: string) => void} print */
export async function run(args, print) {
  const sizes = args.includes("--full") ? [2_500, 5_000, 10_000, 20_000] : [5_000, 10_000];
  /** @type {number[]} */
  const perThousand = [];
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), "bangiao-bench-"));
    try {
      fill(join(folder, "inventory.db"), size);
      const { reading, saving, working, findings, peak } = await measure(join(folder, "inventory.db"));
      perThousand.push((reading + saving) / (size / 1_000));
      print(
        `${size} dossiers, ${size * perDossier} documents: checked in ${seconds(reading)} (of it working: ${seconds(working)}), saved in ${seconds(saving)}` +
          ` (${findings} findings, ${Math.round(peak / 1e6)} MB resident)`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const first = perThousand[0] ?? 1;
  const last = perThousand.at(-1) ?? 1;
  print(`per thousand dossiers, largest against smallest run: ${(last / first).toFixed(2)} (1 is linear)`);
}

/** @param {string} path */
async function measure(path) {
  const store = openStore(path);
  try {
    const before = process.cpuUsage();
    const begin = performance.now();
    const shelf = await loadShelf(rules);
    const result = checkDossiers(store, shelf, { at: "2025-06-30T09:00:00+07:00" });
    const checked = performance.now();
    const used = process.cpuUsage(before);
    saveCheck(store, result);
    const saved = performance.now();
    const { error, warning, info } = result.counts;
    return {
      reading: checked - begin,
      saving: saved - checked,
      // On a machine that does other things too, the wall clock says little.
      working: (used.user + used.system) / 1_000,
      findings: error + warning + info,
      peak: process.memoryUsage().rss,
    };
  } finally {
    store.close();
  }
}

/**
 * An inventory like that of a commune, many times over: cases of every type, some papers missing, some on paper.
 * @param {string} path  @param {number} size
 */
function fill(path, size) {
  const store = openStore(path, { create: true });
  const types = /** @type {const} */ (["KTCH", "GSCD", "KLDV", "KTDH", "GQTC"]);
  const slots = {
    KTCH: "QD KH DC LLV BBTK BCTKT BBLV VBDC BCKQ BBHN BBKH TB BBTB BCKP MLCT",
    GSCD: "QD KH DC LLV BBTK BC BBLV BBXM VBDC BCKQ BBHN BBKH TB BBTB MLCT",
    KLDV: "CC KH DC LLV BBTK BKD BBLV BBHN BCDN GAP BBKH PTH KPTH QDKL MLCT",
    KTDH: "CC QD KH LLV DC BBTK BCGT BBXM BBLV BCKQ BBHN BBKH TB BBTB MLCT",
    GQTC: "DON XLD BBNTC QD KH LLV DC BBTK BCGT BBLV BCKQ BBHN BBKH TB BBTB",
  };
  const unit = {
    code: "06691",
    name: "Phường Hồng Gai",
    kind: /** @type {const} */ ("phuong"),
    organisation: null,
    committee: null,
    province: null,
    fonds: null,
    from: null,
    until: "2025-06-30",
  };
  store.together(() => {
    for (let at = 0; at < size; at += 1) {
      const type = types[at % types.length] ?? "KTCH";
      const id = `d${at}`;
      const year = 2015 + (at % 10);
      store.dossiers.save({
        id,
        origin: unit,
        reference: `${at + 1}.${type}`,
        type,
        title: `Hồ sơ số ${at + 1}`,
        issuer: "UBKTĐU",
        opened: `${year}-01`,
        closed: `${year}-12`,
        status: at % 50 === 0 ? "open" : "closed",
        subjects: [{ kind: "organisation", role: "inspected", name: `Chi bộ khu ${at % 12}`, code: null }],
        outcome: null,
        discipline: null,
        rectificationDeadline: null,
        facts: [
          { condition: "held", value: at % 3 ? "true" : "false", origin: "register", evidence: "Ghi chú" },
          { condition: "verified", value: "false", origin: "register", evidence: "Ghi chú" },
          { condition: "rectification_due", value: "false", origin: "register", evidence: "Ghi chú" },
        ],
        retention: at % 4 ? "20 năm" : null,
        secrecy: "none",
        language: "vi",
        sheets: null,
        pages: 30,
        carrier: "mixed",
        place: { warehouse: null, shelf: null, box: `Hộp ${at % 100}` },
        condition: null,
        notes: null,
        openCase: null,
        folder: null,
      });
      slots[type].split(" ").forEach((slot, ordinal) => {
        if ((at + ordinal) % 17 === 0) return;
        const documentId = `${id}-${ordinal}`;
        const numbered = ["QD", "KH", "TB", "QDKL"].includes(slot);
        store.documents.save({
          id: documentId,
          dossierId: id,
          ordinal: ordinal + 1,
          slot: `${type}.${slot}`,
          alsoSlots: [],
          number: numbered ? `${at + 1}-${slot === "TB" ? "TB" : slot === "KH" ? "KH" : "QĐ"}/UBKTĐU` : null,
          date: `${year}-${String(1 + Math.floor(ordinal / 1.5)).padStart(2, "0")}-15`,
          typeName: null,
          issuer: null,
          abstract: null,
          signer: null,
          sheets: null,
          pages: 2,
          extent: null,
          original: null,
          secrecy: "none",
          carrier: (at + ordinal) % 11 === 0 ? "paper" : null,
          state: "present",
          notes: null,
          fileName: null,
          source: "register",
        });
        if ((at + ordinal) % 11 === 0) return;
        const fileId = store.files.save({
          root: "/ho-so",
          path: `${at}/${ordinal}.pdf`,
          size: 30_000,
          sha256: null,
          format: "pdf",
          pages: 2,
          textLayer: "yes",
          dpi: 200,
          modified: 0,
          damage: null,
          secrecy: "none",
          ignored: null,
          present: true,
        });
        store.files.attach({ documentId, fileId, ordinal: 1, assignedBy: "scan" });
      });
    }
  });
  store.close();
}

/** @param {number} milliseconds */
function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
