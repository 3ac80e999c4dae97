// How long comparing two lists takes, and in what memory: hardly changed, and listed anew with other ids.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildManifest, serialiseManifest } from "../dist/manifest/index.js";
import { TotalsCounter } from "../dist/manifest/totals.js";
import { measure } from "./measure.js";

const program = fileURLToPath(new URL("../bin/bangiao.js", import.meta.url));
const [documentsEach, filesEach] = [20, 5];

/** @param {string[]} args  @param {(line: string) => void} print */
export async function run(args, print) {
  const most = args.includes("--full") ? 1_000_000 : 100_000;
  const start = measure([process.execPath, program, "--version"]);
  print(
    `  starting alone: ${start.processor.toFixed(2)} s of processor, peak ${start.megabytes.toFixed(0)} MB`,
  );
  for (const [name, afterwards] of [
    ["one dossier in a hundred changed", { changed: true }],
    ["the same, listed anew with other ids", { changed: true, anew: true }],
  ]) {
    print(`  ${name}:`);
    /** @type {{ processor: number, megabytes: number }[]} */
    const results = [];
    for (const files of [most / 4, most / 2, most]) {
      const folder = mkdtempSync(join(tmpdir(), "bangiao-bench-"));
      try {
        const [before, after] = [join(folder, "before.json"), join(folder, "after.json")];
        writeList(before, files, {});
        writeList(after, files, afterwards);
        const result = measure(
          ["sh", "-c", '"$0" "$@"; test $? -eq 1', process.execPath, program, "diff", before, after],
          {
            cwd: folder,
          },
        );
        results.push(result);
        print(
          `    ${files} files: ${result.seconds.toFixed(2)} s, ${result.processor.toFixed(2)} s of processor, peak ${result.megabytes.toFixed(0)} MB`,
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    const [first, last] = [results[0], results.at(-1)];
    const time = (last.processor - start.processor) / (first.processor - start.processor) / 4;
    const memory = (last.megabytes - start.megabytes) / (first.megabytes - start.megabytes);
    print(
      `    four times as many files: time ${time.toFixed(2)} per file (1 is linear), memory ${memory.toFixed(2)} (1 is bounded, 4 linear)`,
    );
  }
}

/**
 * Writes a list dossier by dossier, so that a long one takes no more memory than a short one.
 * @param {string} path  @param {number} files  @param {{ changed?: boolean, anew?: boolean }} change
 */
function writeList(path, files, change) {
  const dossiers = files / documentsEach / filesEach;
  const counter = new TotalsCounter();
  for (let at = 0; at < dossiers; at += 1) counter.add(aDossier(at, change));
  const unit = {
    name: "Phường Hồng Gai",
    kind: /** @type {const} */ ("phuong"),
    ...{ organisation: null, committee: null, province: null, fonds: null },
  };
  const head = serialiseManifest({
    ...buildManifest({
      kind: "handover",
      id: "BG-06691-20250628-01",
      uuid: "6f1e0c9a-3b5d-8a2e-9c47-1d2f3a4b5c6d",
      createdAt: "2025-06-28T08:30:00+07:00",
      tool: { name: "bangiao", version: "0.1.0" },
      rulePacks: [],
      giver: {
        unit: { code: "06691", from: null, until: "2025-06-30", ...unit },
        person: null,
        position: null,
      },
      receiver: {
        unit: { code: "06685", from: "2025-07-01", until: null, ...unit },
        person: null,
        position: null,
      },
      ...{
        witnesses: [],
        dossiers: [],
        remaining: [],
        priorHandovers: [],
        overridden: false,
        termStart: null,
      },
    }),
    totals: counter.totals(),
  }).toString();
  const opening = '"dossiers":[\n';
  const cut = head.lastIndexOf(opening) + opening.length;
  const handle = openSync(path, "w");
  try {
    writeSync(handle, head.slice(0, cut));
    for (let at = 0; at < dossiers; at += 1) {
      writeSync(handle, `${JSON.stringify(aDossier(at, change))}${at === dossiers - 1 ? "" : ","}\n`);
    }
    writeSync(handle, head.slice(cut));
  } finally {
    closeSync(handle);
  }
}

/** @param {number} at  @param {{ changed?: boolean, anew?: boolean }} change */
function aDossier(at, { changed = false, anew = false }) {
  const other = changed && at % 100 === 0;
  /** @param {string} letter  @param {number} number */
  const id = (letter, number) =>
    `${letter}${anew ? "1" : "0"}000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
  const reference = `${at + 1}.KTCH`;
  return {
    id: id("d", at),
    reference,
    origin: {
      ...{ code: "06691", name: "Phường Hồng Gai", kind: "phuong", organisation: null, committee: null },
      ...{ province: null, fonds: null, from: null, until: "2025-06-30" },
    },
    type: "KTCH",
    title: `Kiểm tra chấp hành chi bộ khu ${at}${other ? " (sửa)" : ""}`,
    ...{ issuer: null, opened: "2024-03-05", closed: "2024-06-20", status: "closed", subjects: [] },
    ...{ outcome: null, discipline: null, rectificationDeadline: null, facts: [], retention: null },
    ...{ secrecy: "none", language: "vi", sheets: null, pages: null, carrier: "mixed" },
    ...{ warehouse: null, shelf: null, box: `Hộp ${at % 100}`, condition: null, notes: null, custody: [] },
    documents: Array.from({ length: documentsEach }, (_, ordinal) => ({
      id: id("b", at * documentsEach + ordinal),
      ordinal: ordinal + 1,
      slot: "KTCH.QD",
      alsoSlots: [],
      number: `${ordinal + 1}-QĐ/UBKTĐU`,
      ...{ date: "2024-03-05", typeName: "Quyết định", issuer: null, abstract: null, signer: null },
      ...{ sheets: null, pages: 2, extent: null, original: null, secrecy: "none", carrier: null },
      ...{ state: "present", notes: null },
      files: Array.from({ length: filesEach }, (_, index) => ({
        path: `data/${reference}/${ordinal + 1}-${index}.pdf`,
        originalPath: `Hồ sơ ${at}/tệp ${ordinal + 1}-${index}.pdf`,
        size: 30_000,
        sha256: ((at * documentsEach + ordinal) * filesEach + index + (other ? 0.5 : 0))
          .toString(16)
          .replace(".", "f")
          .padStart(64, "0"),
        format: "pdf",
        pages: 2,
      })),
    })),
  };
}
