import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { assignFiles } from "../../src/inventory/assign-files.js";
import { scanFolder } from "../../src/inventory/scan-folder.js";
import type { SlotEvidence } from "../../src/inventory/slot-evidence.js";
import { Failure } from "../../src/model/failure.js";
import type { Finding } from "../../src/model/finding.js";
import type { ProgressEvent } from "../../src/model/progress.js";
import type { Store } from "../../src/store/index.js";
import { loadShelf, slotEvidence } from "../../src/validate/index.js";
import { aPdf } from "../support/a-pdf.js";
import { anOffice, lay } from "../support/an-office.js";
import { sandbox } from "../support/sandbox.js";
import { shippedRules } from "../support/shipped-rules.js";

let evidence: SlotEvidence[];
beforeAll(async () => {
  evidence = slotEvidence((await loadShelf(shippedRules)).packs);
});

function page(...lines: string[]): Buffer {
  return aPdf([{ lines }]);
}

const decision = page(
  "Số 61-QĐ/UBKTĐU",
  "Hồng Gai, ngày 04 tháng 5 năm 2020",
  "QUYẾT ĐỊNH",
  "kiểm tra đối với Chi bộ khu 3",
);

function oneDossier(): Store {
  return anOffice([
    [
      {
        reference: "01.KTCH",
        type: "KTCH",
        subjects: [{ kind: "organisation", role: "inspected", name: "Chi bộ khu 3", code: null }],
      },
      [
        { number: "61-QĐ/UBKTĐU", date: "2020-05-04", abstract: "Quyết định kiểm tra Chi bộ khu 3" },
        { number: "51-KH/UBKTĐU", date: "2020-05-04", abstract: "Kế hoạch kiểm tra Chi bộ khu 3" },
        { abstract: "Biên bản triển khai quyết định, kế hoạch", date: "2020-05-11" },
      ],
    ],
  ]);
}

const dossierFolder = "01.KTCH chi bộ khu 3 - 2020";

/** What the inventory holds, as a person would say it. */
function held(store: Store): Record<string, string> {
  const documents = new Map([...store.documents.byDossier().values()].flat().map((one) => [one.id, one]));
  const files = new Map(store.files.all().map((file) => [file.id, file]));
  return Object.fromEntries(
    store.files.attachments().map(({ fileId, documentId }) => {
      const { slot, ordinal } = documents.get(documentId)!;
      return [files.get(fileId)!.path.normalize("NFC"), `${ordinal} ${slot}`];
    }),
  );
}

function codes(findings: readonly Finding[]): string[] {
  return findings.map(({ code, place }) => `${code} ${place.file ?? place.dossier}`).sort();
}

describe("scanning a folder", () => {
  it("attaches what is certain, opens documents for what no row names, and accounts for every file", async () => {
    const folder = sandbox();
    lay(folder, {
      [`${dossierFolder}/01-QĐ 61-QĐ-UBKTĐU.pdf`]: decision,
      [`${dossierFolder}/ke hoach.pdf`]: aPdf([{ dpi: 100 }]),
      [`${dossierFolder}/Bien ban/bb trien khai.pdf`.normalize("NFD")]: aPdf([{ dpi: 300 }]),
      [`${dossierFolder}/thong bao ket luan.pdf`]: page("THÔNG BÁO KẾT LUẬN", "kiểm tra Chi bộ khu 3"),
      [`${dossierFolder}/scan0001.pdf`]: aPdf([{ dpi: 200 }]),
      [`${dossierFolder}/Thumbs.db`]: "x",
      "giay moi.pdf": page("GIẤY MỜI"),
      ".DS_Store": "x",
      "CTBC/~$lock.docx": "x",
    });
    symlinkSync("/etc/passwd", join(folder, "passwd.pdf"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    const store = oneDossier();
    const result = await scanFolder(store, folder, { evidence });
    expect(held(store)).toEqual({
      [`${dossierFolder}/01-QĐ 61-QĐ-UBKTĐU.pdf`]: "1 KTCH.QD",
      [`${dossierFolder}/ke hoach.pdf`]: "2 KTCH.KH",
      [`${dossierFolder}/Bien ban/bb trien khai.pdf`]: "3 KTCH.BBTK",
      [`${dossierFolder}/thong bao ket luan.pdf`]: "4 KTCH.TB",
    });
    expect(result).toMatchObject({ files: 6, attached: 4, created: 1, read: 6, unchanged: 0, withheld: 0 });
    expect(result.unassigned.map(({ path, reason }) => [path, reason])).toEqual([
      [`${dossierFolder}/scan0001.pdf`, "no-document"],
      ["giay moi.pdf", "no-dossier"],
    ]);
    expect(result.ignored).toEqual([
      { path: ".DS_Store", reason: "system-file" },
      { path: `${dossierFolder}/Thumbs.db`, reason: "system-file" },
      { path: "CTBC/~$lock.docx", reason: "lock-file" },
      { path: "passwd.pdf", reason: "link" },
      { path: "pipe", reason: "special-file" },
    ]);
    expect(result.attached + result.unassigned.length).toBe(result.files);
  });

  it("changes nothing on the disk, not even a time", async () => {
    const folder = sandbox();
    lay(folder, { [`${dossierFolder}/quyet dinh.pdf`]: decision });
    const path = join(folder, dossierFolder, "quyet dinh.pdf");
    utimesSync(path, new Date("2020-05-04"), new Date("2020-05-04"));
    const before = execFileSync("find", [folder, "-printf", "%p %s %T@ %m\n"], { encoding: "utf8" });
    await scanFolder(oneDossier(), folder, { evidence });
    expect(execFileSync("find", [folder, "-printf", "%p %s %T@ %m\n"], { encoding: "utf8" })).toBe(before);
    expect(readFileSync(path).equals(decision)).toBe(true);
  });

  it("gives the same inventory from the same folder, whenever it is scanned", async () => {
    const folder = sandbox();
    lay(folder, {
      [`${dossierFolder}/a quyet dinh.pdf`]: decision,
      [`${dossierFolder}/b.pdf`]: page("KẾ HOẠCH", "kiểm tra"),
      "x/y.pdf": page("GIẤY MỜI"),
    });
    const [one, other] = [oneDossier(), oneDossier()];
    const results = [
      await scanFolder(one, folder, { evidence }),
      await scanFolder(other, folder, { evidence }),
    ];
    expect(results[0]).toEqual(results[1]);
    expect(held(one)).toEqual(held(other));
    const again = await scanFolder(one, folder, { evidence });
    expect(again).toEqual({ ...results[0], read: 0, unchanged: 3, created: 0 });
  });

  it("says what is wrong with files: empty, cut off, locked, another format, twice the same, coarse", async () => {
    const folder = sandbox();
    const scan = aPdf([{ dpi: 100 }]);
    lay(folder, {
      "empty.pdf": "",
      "cut.pdf": decision.subarray(0, 400),
      "locked.pdf": aPdf([{ lines: ["x"] }], { password: "bí mật".normalize("NFD").slice(0, 1) }),
      "picture.pdf": Buffer.from(
        "ffd8ffe000104a46494600010101006e006e0000ffc0000b08001000100101110000ffd9",
        "hex",
      ),
      "a.pdf": scan,
      "b.pdf": scan,
    });
    const { findings } = await scanFolder(oneDossier(), folder, { evidence });
    expect(
      codes(findings.filter(({ code, place }) => code !== "file-unassigned" && place.file !== undefined)),
    ).toEqual([
      "content-duplicate a.pdf",
      "content-duplicate b.pdf",
      "file-damaged cut.pdf",
      "file-empty empty.pdf",
      "file-encrypted locked.pdf",
      "format-mismatch picture.pdf",
      "scan-resolution-low a.pdf",
      "scan-resolution-low b.pdf",
      "scan-resolution-low picture.pdf",
      "text-layer-missing a.pdf",
      "text-layer-missing b.pdf",
    ]);
  });

  it("takes names of 255 bytes, in NFD, in old fonts and with signs that mean something to a terminal", async () => {
    const folder = sandbox();
    const names = [
      `${"ệ".repeat(83)}ab.pdf`,
      "Báo cáo.pdf".normalize("NFD"),
      "QuyÕt ®Þnh kiÓm tra.pdf",
      "tên\u001B[31m\nhai dòng.pdf",
      " -rf *.pdf",
    ];
    for (const name of names) writeFileSync(join(folder, name), decision);
    const store = oneDossier();
    const result = await scanFolder(store, folder, { evidence });
    expect(result.files).toBe(names.length);
    expect(
      store.files
        .all()
        .map(({ path }) => path)
        .sort(),
    ).toEqual([...names].sort());
  });

  it("keeps two names apart that differ only in how their letters are stored", async () => {
    const folder = sandbox();
    for (const form of ["NFC", "NFD"] as const)
      writeFileSync(join(folder, "kế hoạch.pdf".normalize(form)), form);
    expect((await scanFolder(oneDossier(), folder, { evidence })).files).toBe(2);
  });

  it("reads again only what changed; what vanished stays known, with its document", async () => {
    const folder = sandbox();
    lay(folder, {
      [`${dossierFolder}/quyet dinh.pdf`]: decision,
      [`${dossierFolder}/ke hoach.pdf`]: page("KẾ HOẠCH", "kiểm tra"),
      "x.pdf": page("GIẤY MỜI"),
    });
    const store = oneDossier();
    await scanFolder(store, folder, { evidence });
    const before = store.files.all().map(({ path, sha256 }) => [path, sha256]);
    appendFileSync(join(folder, "x.pdf"), "\n");
    rmSync(join(folder, dossierFolder, "ke hoach.pdf"));
    const second = await scanFolder(store, folder, { evidence });
    expect(second).toMatchObject({
      read: 1,
      unchanged: 1,
      files: 2,
      vanished: [`${dossierFolder}/ke hoach.pdf`],
    });
    expect(store.files.all().map(({ path, present }) => [path, present])).toContainEqual([
      `${dossierFolder}/ke hoach.pdf`,
      false,
    ]);
    expect(held(store)).toHaveProperty([`${dossierFolder}/ke hoach.pdf`]);
    expect(store.files.all().map(({ path, sha256 }) => [path, sha256])).not.toEqual(before);
    const third = await scanFolder(store, folder, { evidence });
    expect(third.vanished).toEqual([]);
  });

  it("finds a file again that was moved, and keeps what a person had settled for it", async () => {
    const folder = sandbox();
    lay(folder, { "a/x.pdf": page("một trang"), "a/y.pdf": page("trang khác") });
    const store = oneDossier();
    await scanFolder(store, folder, { evidence });
    const [dossier] = store.dossiers.all();
    assignFiles(store, { files: ["a/x.pdf"], dossier: dossier!, slot: "TB", document: null, evidence });
    mkdirSync(join(folder, "b"));
    renameSync(join(folder, "a/x.pdf"), join(folder, "b/renamed.pdf"));
    const result = await scanFolder(store, folder, { evidence });
    expect(result.vanished).toEqual(["a/x.pdf"]);
    expect(held(store)).toEqual({ "b/renamed.pdf": "4 KTCH.TB" });
  });

  it("never overrules a person", async () => {
    const folder = sandbox();
    lay(folder, { [`${dossierFolder}/quyet dinh.pdf`]: decision });
    const store = oneDossier();
    await scanFolder(store, folder, { evidence });
    const [dossier] = store.dossiers.all();
    assignFiles(store, {
      files: [`${dossierFolder}/quyet dinh.pdf`],
      dossier: dossier!,
      slot: "VBDC",
      document: null,
      evidence,
    });
    appendFileSync(join(folder, dossierFolder, "quyet dinh.pdf"), "\n");
    await scanFolder(store, folder, { evidence });
    expect(held(store)).toEqual({ [`${dossierFolder}/quyet dinh.pdf`]: "4 KTCH.VBDC" });
  });

  it("looks at doubtful files again once the registers know more, without digesting them again", async () => {
    const folder = sandbox();
    lay(folder, { [`${dossierFolder}/quyet dinh.pdf`]: decision });
    const store = anOffice([]);
    expect(await scanFolder(store, folder, { evidence })).toMatchObject({ attached: 0, read: 1 });
    for (const dossier of oneDossier().dossiers.all()) store.dossiers.save(dossier);
    expect(await scanFolder(store, folder, { evidence })).toMatchObject({ attached: 1, read: 0, created: 1 });
  });

  it("goes on where it was stopped, and ends as if it never had been", async () => {
    const folder = sandbox();
    lay(folder, {
      [`${dossierFolder}/quyet dinh.pdf`]: decision,
      ...Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [`zz ${index}/a.pdf`, page(`trang ${index}`)]),
      ),
    });
    const [stopped, whole] = [oneDossier(), oneDossier()];
    const controller = new AbortController();
    const onProgress = ({ stage, done }: ProgressEvent) => {
      if (stage === "inspecting" && done === 20) controller.abort();
    };
    await expect(
      scanFolder(stopped, folder, { evidence, job: { signal: controller.signal, onProgress } }),
    ).rejects.toThrow();
    const saved = stopped.files.all().length;
    expect(saved).toBeGreaterThan(0);
    expect(saved).toBeLessThan(41);
    const rest = await scanFolder(stopped, folder, { evidence });
    expect(rest.read).toBe(41 - saved);
    await scanFolder(whole, folder, { evidence });
    const seen = (store: Store) => store.files.all().map(({ id: _, ...file }) => file);
    expect(seen(stopped)).toEqual(seen(whole));
    expect(held(stopped)).toEqual(held(whole));
  });

  it("withholds what bears a mark, wherever the mark is, and keeps no word of its pages", async () => {
    const folder = sandbox();
    lay(folder, {
      [`${dossierFolder}/quyet dinh.pdf`]: page(
        "Số 61-QĐ/UBKTĐU",
        "MẬT",
        "QUYẾT ĐỊNH",
        "kiểm tra đối với Chi bộ khu 3",
        "chuyện rất riêng",
      ),
      [`${dossierFolder}/ke hoach (MẬT).pdf`]: page("KẾ HOẠCH", "kiểm tra"),
      [`${dossierFolder}/bb trien khai.pdf`]: page(
        "BIÊN BẢN",
        "triển khai quyết định",
        "giữ bí mật thông tin",
      ),
    });
    const store = oneDossier();
    const result = await scanFolder(store, folder, { evidence });
    const documents = [...store.documents.byDossier().values()].flat();
    expect(documents.map(({ slot, secrecy, state }) => [slot, secrecy, state])).toEqual([
      ["KTCH.QD", "mat", "withheld"],
      ["KTCH.KH", "mat", "withheld"],
      ["KTCH.BBTK", "none", "present"],
    ]);
    expect(result.withheld).toBe(2);
    expect(codes(result.findings.filter(({ code }) => code === "secret-file-present"))).toHaveLength(2);
    expect(
      JSON.stringify([result, documents, store.files.all(), [...store.files.proposals()]]),
    ).not.toContain("rất riêng");
  });

  it("withholds a file whose register row is secret", async () => {
    const folder = sandbox();
    lay(folder, { "12/TB ket luan.pdf": aPdf([{ dpi: 200 }]) });
    const store = anOffice([
      [
        { reference: "12.GSCD", type: "GSCD", folder: "12" },
        [{ abstract: "Thông báo kết luận giám sát", secrecy: "toi-mat", fileName: "TB ket luan.pdf" }],
      ],
    ]);
    await scanFolder(store, folder, { evidence });
    expect(store.files.all()).toMatchObject([{ secrecy: "toi-mat" }]);
    expect([...store.documents.byDossier().values()].flat()).toMatchObject([
      { state: "withheld", secrecy: "toi-mat" },
    ]);
  });

  it("shows a denouncer's name as a code in every list, and warns of the file name", async () => {
    const folder = sandbox();
    lay(folder, {
      "30 to cao/Don cua ong Duong Van Khanh.pdf": aPdf([{ dpi: 200 }]),
      "Duong Van Khanh.pdf": page("x y z"),
    });
    const store = anOffice([
      [
        {
          reference: "30.GQTC",
          type: "GQTC",
          folder: "30 to cao",
          subjects: [{ kind: "member", role: "denouncer", name: "Dương Văn Khánh", code: "NTC-01" }],
        },
        [],
      ],
    ]);
    const result = await scanFolder(store, folder, { evidence });
    const [loose] = result.unassigned;
    expect(loose).toMatchObject({ path: "NTC-01.pdf", masked: true });
    const [dossier] = store.dossiers.all();
    const assigned = assignFiles(store, {
      files: [`@${loose!.id}`],
      dossier: dossier!,
      slot: "DON",
      document: null,
      evidence,
    });
    expect(JSON.stringify([result, assigned])).not.toMatch(/Khanh|Khánh/u);
    expect(codes(result.findings.filter(({ code }) => code === "denouncer-exposed"))).toHaveLength(2);
  });

  it("leaves its own folder out, and takes a folder inside or around a scanned one for the same files", async () => {
    const folder = sandbox();
    lay(folder, {
      ".bangiao/inventory.db": "x",
      "2020/01/a.pdf": page("a b c"),
      "2020/b.pdf": page("b c d"),
    });
    const store = oneDossier();
    expect((await scanFolder(store, join(folder, "2020", "01"), { evidence })).files).toBe(1);
    expect(await scanFolder(store, folder, { evidence })).toMatchObject({ files: 2, read: 1, unchanged: 1 });
    expect(await scanFolder(store, join(folder, "2020"), { evidence })).toMatchObject({
      files: 2,
      read: 0,
      vanished: [],
    });
    expect(store.files.roots()).toEqual([folder]);
    expect(store.files.all().map(({ path }) => path)).toEqual(["2020/01/a.pdf", "2020/b.pdf"]);
  });

  it("says that the folder is not there, or is none", async () => {
    const folder = sandbox();
    writeFileSync(join(folder, "a"), "");
    for (const name of ["none", "a"])
      await expect(scanFolder(oneDossier(), join(folder, name), { evidence })).rejects.toThrow(Failure);
  });

  it("keeps the modified time as the file system has it", async () => {
    const folder = sandbox();
    lay(folder, { "a.pdf": decision });
    const store = oneDossier();
    await scanFolder(store, folder, { evidence });
    expect(store.files.all()[0]!.modified).toBe(statSync(join(folder, "a.pdf")).mtimeMs);
  });
});
