import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import exceljs from "exceljs";
import { describe, expect, it } from "vitest";
import type { ManifestDiff } from "../../src/manifest/index.js";
import { openStore, type Store } from "../../src/store/index.js";
import { aDocument, aDossier, anId } from "../manifest/a-dossier.js";
import { run, transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";
import { fileReceipt, handOver, hongGaiOffice, newHongGaiOffice, type Office } from "./offices.js";

/** Works on an office's inventory as its clerk would have, without the way through commands. */
function inStore<Result>(office: Office, work: (store: Store) => Result): Result {
  const store = openStore(join(office.folder, ".bangiao/inventory.db"));
  try {
    return store.together(() => work(store));
  } finally {
    store.close();
  }
}

/** Old Hồng Gai after it packed all three dossiers, the open one too. */
async function handedOver() {
  const folder = sandbox();
  const giver = await hongGaiOffice(join(folder, "giao"));
  const stick = join(folder, "usb");
  const create = ["--to", "06685", "--cases", "03.KTCH=06685", "--with-errors"];
  return { folder, giver, stick, ...(await handOver(giver, stick, ...create)) };
}

describe("a package held against the inventory it was made from", () => {
  it("is the same until the inventory changes, and then says what changed, in either direction", async () => {
    const { giver, zip } = await handedOver();
    expect(await giver.must("diff", zip, ".")).toContain("Không có gì khác nhau.");
    expect(await giver.must("diff", giver.folder, zip)).toContain(
      "danh mục hiện có của Phường Hồng Gai (06691)",
    );
    await giver.must("inventory", "edit", "dossier", "01.KTCH", "title=Tiêu đề đã sửa");
    await giver.must("inventory", "edit", "dossier", "03.KTCH", "case-deadline=2025-09-30");
    inStore(giver, (store) => {
      store.dossiers.save(aDossier(4, { origin: store.dossiers.find(anId("d", 1))!.origin }));
      store.files.markVanished(store.files.ofDocument(aDocument(2, 1).id)[0]!.id);
    });
    const { exitCode, stdout } = await giver.type("diff", zip, ".", "--format", "json");
    const diff = JSON.parse(stdout) as ManifestDiff;
    expect([exitCode, diff.same, diff.after.kind]).toEqual([1, false, "workspace"]);
    expect(diff.dossiers.added.map(({ reference }) => reference)).toEqual(["04.KTCH"]);
    expect(diff.dossiers.changed.map(({ reference, fields }) => [reference, fields[0]!.after])).toEqual([
      ["01.KTCH", "Tiêu đề đã sửa"],
    ]);
    expect(diff.files.removed.map(({ originalPath }) => originalPath)).toEqual(["HS 2/tài liệu 1.txt"]);
    expect(diff.openCases.changed[0]!.fields).toEqual([
      { field: "deadline", before: "2025-08-15", after: "2025-09-30" },
    ]);
    const back = await giver.json<ManifestDiff>("diff", ".", zip);
    expect(back.dossiers.removed).toEqual(diff.dossiers.added);
    expect(back.files.added).toEqual(diff.files.removed.map((one) => ({ ...one, path: expect.any(String) })));
  });

  it("leaves out what the list itself names as remaining, and says so", async () => {
    const folder = sandbox();
    const giver = await hongGaiOffice(folder);
    await giver.must("manifest", "create", "--to", "06685", "--with-errors", "--cases", "03.KTCH=06652");
    const { exitCode, stdout } = await giver.type("diff", "BG-06691-20250628-01", ".");
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringContaining("1 hồ sơ bản kê ghi là không thuộc lần bàn giao này"),
    ]);
  });

  it("shows neither what is withheld nor who denounced", async () => {
    const { giver, zip } = await handedOver();
    inStore(giver, (store) => {
      const first = store.dossiers.find(anId("d", 1))!;
      const denouncer = {
        kind: "member" as const,
        role: "denouncer" as const,
        name: "Nguyễn Thị Kín",
        code: "NTC-01",
      };
      store.dossiers.save({
        ...first,
        title: "Đơn của Nguyễn Thị Kín",
        subjects: [...first.subjects, denouncer],
      });
      const secret = store.documents.find(aDocument(2, 1).id)!;
      store.documents.save({ ...secret, secrecy: "toi-mat", abstract: "Nội dung tuyệt đối kín" });
      const whole = store.dossiers.find(anId("d", 3))!;
      store.dossiers.save({ ...whole, secrecy: "mat", title: "Tiêu đề kín" });
    });
    for (const format of ["text", "json", "html"]) {
      const { exitCode, stdout } = await giver.type("diff", zip, ".", "--format", format);
      expect(exitCode).toBe(1);
      expect(stdout).not.toMatch(/Nguyễn Thị Kín|tuyệt đối kín|Tiêu đề kín/u);
    }
    const diff = await giver.json<ManifestDiff>("diff", zip, ".");
    expect(diff.withheld.added.map(({ reference, level }) => `${reference} ${level}`)).toEqual([
      ...["02.KTCH toi-mat", "03.KTCH mat", "03.KTCH mat"],
    ]);
    // The bytes of a paper that is secret now are no longer part of what can be listed.
    expect(diff.files.removed).toHaveLength(3);
  });

  it.each(["vi", "en"])("reads in %s as text, a page and a workbook", async (lang) => {
    const { folder, giver, zip } = await handedOver();
    inStore(giver, (store) => {
      const first = store.dossiers.find(anId("d", 1))!;
      store.dossiers.save({ ...first, title: "=1+1 <b>", reference: "01a.KTCH" });
    });
    writeFileSync(join(folder, "x"), "");
    const told = await transcript(["diff", zip, "giao", "--lang", lang], { cwd: folder, now: giver.now });
    await expect(told.replaceAll(folder, "…")).toMatchFileSnapshot(`../golden/diff-inventory.${lang}.txt`);
    const page = await run(["diff", zip, "giao", "--format", "html", "--lang", lang], {
      cwd: folder,
      now: giver.now,
    });
    expect(page.stdout).toContain("=1+1 &lt;b&gt;");
    expect(page.stdout).toContain(
      lang === "vi" ? "So sánh với danh mục hiện có" : "the present inventory of",
    );
    expect((await run(["diff", zip, "giao", "--out", "a.xlsx"], { cwd: folder })).exitCode).toBe(1);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(join(folder, "a.xlsx"));
    expect(workbook.worksheets[1]!.getRow(3).getCell(2).value).toBe(
      "danh mục hiện có của Phường Hồng Gai (06691)",
    );
  });
});

describe("a package held against the inventory that received it", () => {
  it("is the same when everything was taken in, whatever else the receiver has", async () => {
    const { folder, giver, stick, zip, receive, id } = await handedOver();
    const receiver = await newHongGaiOffice(join(folder, "nhan"));
    inStore(receiver, (store) => {
      const own = store.units.byId(Number(store.settings.get("unit")));
      store.dossiers.save(aDossier(9, { origin: own }));
    });
    await receiver.must(...receive, "--accept-all");
    const { exitCode, stdout } = await receiver.type("diff", zip, ".");
    expect(stdout).toContain("Không so: 1 hồ sơ của đơn vị khác.");
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining("Không có gì khác nhau.")]);
    // Both offices, a folder each: what the giver has and what the receiver has.
    const both = await run(["diff", "giao", "nhan", "--format", "json"], { cwd: folder, now: receiver.now });
    const diff = JSON.parse(both.stdout) as ManifestDiff;
    expect(diff.dossiers.added.map(({ reference }) => reference)).toEqual(["09.KTCH"]);
    expect([diff.dossiers.changed, diff.documents.changed, diff.files.added]).toEqual([[], [], []]);
    // The receipt against the office that keeps the list it answers.
    await fileReceipt(giver, receiver, stick, id);
    const receipt = join(stick, `${id}.receipt.json`);
    expect(await giver.must("diff", receipt, ".")).toContain("01.KTCH");
  });

  it("says what was refused", async () => {
    const { folder, zip, receive } = await handedOver();
    const receiver = await newHongGaiOffice(join(folder, "nhan"));
    const list = join(folder, "tra-loi.csv");
    await receiver.must(...receive, "--template", list);
    const rows = readFileSync(list, "utf8").split("\r\n");
    const answer = (row: string): string =>
      row.replace(/,,,,([^,]*)$/u, row.startsWith("02.") ? ",Từ chối,,thiếu tờ,$1" : ",Nhận,,,$1");
    writeFileSync(list, rows.map(answer).join("\r\n"));
    await receiver.must(...receive, "--answers", list);
    const diff = await receiver.json<ManifestDiff>("diff", zip, ".");
    expect(diff.dossiers.removed.map(({ reference }) => reference)).toEqual(["02.KTCH"]);
  });

  it("says which workspace cannot be read", async () => {
    const { folder, giver, zip } = await handedOver();
    rmSync(join(giver.folder, ".bangiao/inventory.db-wal"), { force: true });
    writeFileSync(join(giver.folder, ".bangiao/inventory.db"), "kein SQLite".repeat(1000));
    const { exitCode, stdout, stderr } = await run(["diff", zip, "giao"], { cwd: folder, now: giver.now });
    expect([exitCode, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("inventory.db");
  });
});
