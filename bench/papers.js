// What the long papers of a large handover cost, and whether an office program opens them. `--full` has LibreOffice print them all.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildManifest, serialiseManifest } from "../dist/manifest/index.js";
import { has, measure } from "./measure.js";

const bin = new URL("../bin/bangiao.js", import.meta.url).pathname;
const papersOf = ["minutes", "index", "contents"];
const perDossier = 15;

/** @param {string[]} args  @param {(line: string) => void} print */
export async function run(args, print) {
  const full = args.includes("--full");
  const sizes = [1_250, 5_000];
  /** @type {Map<string, number[]>} */
  const costs = new Map();
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), "bangiao-bench-"));
    try {
      writeFileSync(join(folder, "manifest.json"), serialiseManifest(aList(size)));
      const list = statSync(join(folder, "manifest.json")).size;
      print(`${size} dossiers, ${size * perDossier} documents, ${(list / 1e6).toFixed(0)} MB of manifest`);
      for (const paper of papersOf) {
        const line = [process.execPath, bin, "print", paper, "manifest.json", "--out", ".", "--lang", "vi"];
        const { seconds, processor, megabytes } = measure(line, { cwd: folder });
        costs.set(paper, [...(costs.get(paper) ?? []), processor]);
        print(
          `  ${paper}: ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processor, peak ${megabytes.toFixed(0)} MB`,
        );
      }
      const made = readdirSync(folder).filter((name) => /\.(?:docx|xlsx)$/u.test(name));
      const sum = made.reduce((bytes, name) => bytes + statSync(join(folder, name)).size, 0);
      print(`  ${made.length} files, ${(sum / 1e6).toFixed(1)} MB`);
      if (size === sizes.at(-1))
        openAll(folder, full ? made : made.filter((name) => !name.includes("van-ban")), print);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const [small = 1, large = 1] = sizes;
  for (const [paper, [one = 0, other = 0]] of costs)
    print(
      `${paper}, per thousand dossiers, largest against smallest: ${(other / large / (one / small)).toFixed(2)} (1 is linear)`,
    );
  print(
    "target: minutes and list of 5,000 dossiers in less than 10 s of processor each, below 1 GB; every page with its headings",
  );
}

/**
 * Each file in LibreOffice, and what its pages show.
 * @param {string} folder  @param {string[]} files  @param {(line: string) => void} print
 */
function openAll(folder, files, print) {
  if (!["soffice", "pdftotext"].every(has)) {
    print("  (LibreOffice or pdftotext is not here: not opened)");
    return;
  }
  for (const name of files) {
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    const { seconds, megabytes } = measure(
      ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, join(folder, name)],
      { cwd: folder },
    );
    const pdf = join(folder, name.replace(/\.\w+$/u, ".pdf"));
    const { stdout } = spawnSync("pdftotext", ["-layout", pdf, "-"], {
      encoding: "utf8",
      maxBuffer: 1 << 30,
    });
    const pages = stdout.normalize("NFC").split("\f").slice(0, -1);
    const headed = pages.filter((page) => /STT\s|TT\s+Số hồ sơ|Ghi chú/u.test(page)).length;
    const numbered = pages.filter((page, index) =>
      new RegExp(`Trang ${index + 1}/${pages.length}|^\\s*${index + 1}\\s*$`, "mu").test(page),
    ).length;
    print(
      `  LibreOffice, ${name}: ${seconds.toFixed(0)} s, peak ${megabytes.toFixed(0)} MB; ${pages.length} pages, ${headed} with the headings of their table, ${numbered} with their number`,
    );
  }
}

/**
 * A list like that of a commune, many times over, with something to say in every part of the minutes.
 * @param {number} size
 */
function aList(size) {
  const unit = {
    code: "06691",
    name: "Phường Hồng Gai",
    kind: /** @type {const} */ ("phuong"),
    organisation: "Đảng uỷ phường Hồng Gai",
    committee: "Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai",
    province: "Quảng Ninh",
    fonds: "03",
    from: null,
    until: "2025-06-30",
  };
  const receiver = { ...unit, code: "06685", from: "2025-07-01", until: null };
  const types = /** @type {const} */ (["KTCH", "GSCD", "KLDV", "KTDH", "GQTC"]);
  const dossiers = Array.from({ length: size }, (_, at) => {
    const type = types[at % types.length] ?? "KTCH";
    const year = 2015 + (at % 10);
    const id = uuid("d", at);
    const open = at % 50 === 0;
    return {
      dossier: {
        id,
        origin: unit,
        reference: `${at + 1}.${type}`,
        type,
        title: `Hồ sơ kiểm tra việc lãnh đạo, chỉ đạo thực hiện quy chế làm việc, chế độ sinh hoạt chi bộ của Chi bộ khu ${at % 12} năm ${year}`,
        issuer: "UBKTĐU",
        opened: `${year}-01`,
        closed: open ? null : `${year}-12`,
        status: /** @type {const} */ (open ? "open" : "closed"),
        subjects: [],
        outcome: null,
        discipline: null,
        rectificationDeadline: null,
        facts: [],
        retention: at % 4 ? "20 năm" : "Vĩnh viễn",
        secrecy: /** @type {const} */ ("none"),
        language: "vi",
        sheets: 30,
        pages: 30,
        carrier: /** @type {const} */ ("mixed"),
        place: { warehouse: "Kho 1", shelf: "A", box: `Hộp ${Math.floor(at / 40)}` },
        condition: "tốt",
        notes: null,
        openCase: open ? { step: "KTCH.BCKQ", nextStep: null, deadline: "2025-08-01", team: "Tổ 1" } : null,
        folder: null,
      },
      documents: Array.from({ length: perDossier }, (_, ordinal) => ({
        document: {
          id: uuid("c", at * perDossier + ordinal),
          dossierId: id,
          ordinal: ordinal + 1,
          slot: null,
          alsoSlots: [],
          number: ordinal < 3 ? `${at + 1}-${["QĐ", "KH", "TB"][ordinal]}/UBKTĐU` : null,
          date: `${year}-${String(1 + Math.floor(ordinal / 1.5)).padStart(2, "0")}-15`,
          typeName: "Biên bản",
          issuer: "UBKT Đảng uỷ",
          abstract: `Biên bản làm việc với Chi bộ khu ${at % 12} về việc thực hiện quy chế làm việc, chế độ sinh hoạt, lần thứ ${ordinal + 1}`,
          signer: null,
          sheets: null,
          pages: 2,
          extent: null,
          original: null,
          secrecy: /** @type {const} */ ("none"),
          carrier: null,
          state: /** @type {const} */ ("present"),
          notes: null,
          fileName: null,
          source: /** @type {const} */ ("register"),
        },
        files: [],
      })),
      explanations: [],
      findings: [],
      successor: open ? receiver : null,
      custody: [],
    };
  });
  return buildManifest({
    kind: "handover",
    id: "BG-06691-20250628-01",
    uuid: "6f1e0c9a-3b5d-8a2e-9c47-1d2f3a4b5c6d",
    createdAt: "2025-06-28T08:30:00+07:00",
    tool: { name: "bangiao", version: "0.1.0" },
    rulePacks: [],
    giver: { unit, person: "Phạm Thị Lan", position: "Chủ nhiệm" },
    receiver: { unit: receiver, person: null, position: null },
    witnesses: [],
    dossiers,
    remaining: [],
    priorHandovers: [],
    overridden: false,
    termStart: null,
  });
}

/** @param {string} kind  @param {number} number */
function uuid(kind, number) {
  return `${kind.repeat(8)}-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
