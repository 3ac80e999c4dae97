import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { looseKey } from "../../../src/model/names.js";
import { openStore } from "../../../src/store/index.js";
import { change, denouncer, secretAbstract, secretTitle, smallInventory } from "../../support/catalogue.js";
import { run, transcript } from "../../support/run.js";
import { sandbox } from "../../support/sandbox.js";

const env = { USER: "can-bo" };

/** The lines a clerk types one after another, with all that comes back. */
async function story(cwd: string, lang: string, lines: string[][]): Promise<string> {
  const told: string[] = [];
  for (const line of lines) told.push(await transcript([...line, "--lang", lang], { cwd, env }));
  // Git would change the line ends of a CSV in a golden file.
  return told.join("\n").replaceAll("\r\n", "\n");
}

const stories: [name: string, lines: string[][]][] = [
  [
    "inventory-list",
    [
      ["inventory", "list"],
      ["inventory", "list", "--type", "KTCH,GSCD", "--year", "2020"],
      ["inventory", "list", "--status", "open"],
      ["inventory", "list", "--subject", "chi bo"],
      ["inventory", "list", "--state", "paper-only", "--format", "csv"],
      ["inventory", "list", "--year", "1999"],
      ["inventory", "list", "--type", "KTCHX"],
    ],
  ],
  [
    "inventory-show",
    [
      ["inventory", "show", "1"],
      ["inventory", "show", "12a"],
      ["inventory", "show", "30.gqtc"],
      ["inventory", "show", "31"],
      ["inventory", "show", "13.KLDV"],
    ],
  ],
  [
    "inventory-edit",
    [
      ["inventory", "edit", "dossier", "12", "twin=có", "closed=25/10/2021", "hộp=Hộp 02", "notes=Đủ"],
      ["inventory", "edit", "dossier", "12", "box=Hộp 02"],
      ["inventory", "edit", "dossier", "12", "denouncers=Phạm Thị Nở", "title=Theo đơn của bà Phạm Thị Nở"],
      ["inventory", "edit", "document", "1", "61-QĐ", "date=4/5/2020", "slot=kh", "original=bản sao"],
      ["inventory", "edit", "document", "1", "2", "secrecy=mật", "abstract=Việc không nên nói"],
      ["inventory", "edit", "dossier", "12", "tietle=x"],
      ["inventory", "edit", "dossier", "12", "closed=31/6/2021"],
      ["inventory", "edit", "dossier", "12", "twin"],
      ["inventory", "edit", "dossier", "12", "reference=01.KTCH"],
      ["inventory", "edit", "document", "1", "QDKL", "date=2020"],
    ],
  ],
  [
    "inventory-add",
    [
      [
        "inventory",
        "add",
        "dossier",
        "40.KTNV",
        "title=Kiểm tra nhiệm vụ Chi bộ khu 9",
        "opened=tháng 3 năm 2021",
      ],
      ["inventory", "add", "document", "40", "number=01-QĐ/UBKTĐU", "slot=QD", "carrier=giấy"],
      ["inventory", "add", "dossier", "40.KTNV", "title=Lần nữa"],
      ["inventory", "add", "dossier", "41.KTNV", "opened=2021"],
      ["inventory", "add", "document", "40", "pages=2"],
    ],
  ],
  [
    "inventory-stats",
    [
      ["inventory", "stats"],
      ["inventory", "stats", "--format", "csv"],
    ],
  ],
  [
    "inventory-search",
    [
      ["inventory", "search", "ho so ky luat"],
      ["inventory", "search", "quyết", "định"],
      ["inventory", "search", "dao"],
      ["inventory", "search", "NTC-01"],
      ["inventory", "search", "quyet dinh", "--limit", "1"],
      ["inventory", "search", "không có gì như vậy"],
    ],
  ],
  [
    "inventory-export",
    [
      ["inventory", "export", "hồ sơ.csv"],
      ["inventory", "export", "văn bản.csv", "--list", "documents"],
      ["inventory", "export", "danh mục.xlsx"],
      ["inventory", "export", "danh mục.json"],
      ["inventory", "export", "danh mục.json"],
      ["inventory", "export", "danh mục.pdf"],
    ],
  ],
];

describe("working with the inventory", () => {
  for (const [name, lines] of stories)
    it.each(["vi", "en"])(`${name.replace("-", " ")} talks to the clerk in %s`, async (lang) => {
      const told = await story(await smallInventory(), lang, lines);
      await expect(told).toMatchFileSnapshot(`../../golden/${name}.${lang}.txt`);
    });

  it("fits a narrow window", async () => {
    const cwd = await smallInventory();
    const { main } = await import("../../../src/main.js");
    let text = "";
    await main(["inventory", "list"], {
      stdout: { write: (more) => (text += more), columns: 80 },
      stderr: { write: () => undefined },
      env: { BANGIAO_LANG: "vi" },
      cwd,
      now: () => new Date(0),
      signal: new AbortController().signal,
    });
    expect(Math.max(...text.split("\n").map((line) => line.normalize("NFC").length))).toBeLessThanOrEqual(80);
  });

  it("prints JSON that names its format, the same in both languages", async () => {
    const cwd = await smallInventory();
    for (const line of [["list"], ["show", "1"], ["stats"], ["search", "chi bo"]]) {
      const argv = ["inventory", ...line, "--format", "json"];
      const vietnamese = await run([...argv, "--lang", "vi"], { cwd });
      expect(JSON.parse(vietnamese.stdout).format).toMatch(/^bangiao-[a-z-]+\/1$/u);
      expect((await run([...argv, "--lang", "en"], { cwd })).stdout).toBe(vietnamese.stdout);
    }
  });

  it("changes nothing when one of several values is wrong", async () => {
    const cwd = await smallInventory();
    const before = (await run(["inventory", "show", "1", "--format", "json"], { cwd })).stdout;
    const { exitCode } = await run(["inventory", "edit", "dossier", "1", "box=Hộp 9", "pages=many"], { cwd });
    expect(exitCode).toBe(2);
    expect((await run(["inventory", "show", "1", "--format", "json"], { cwd })).stdout).toBe(before);
  });

  it("keeps who stated a fact, and when", async () => {
    const cwd = await smallInventory();
    await run(["inventory", "edit", "dossier", "1", "team=true", "--person", "Vũ Thị Lan"], { cwd });
    const { stdout } = await run(["inventory", "show", "1"], { cwd });
    expect(stdout).toContain("có lập đoàn (tổ): có (cán bộ xác nhận: Vũ Thị Lan, 2025-06-28)");
    expect(stdout).toContain("có lập đoàn (tổ): không (theo danh mục: Chi bộ tự làm) – không dùng");
    await run(["inventory", "edit", "dossier", "1", "team="], { cwd });
    expect((await run(["inventory", "show", "1"], { cwd })).stdout).not.toContain("Vũ Thị Lan");
  });

  it("moves a document to another place and closes the gap", async () => {
    const cwd = await smallInventory();
    await run(["inventory", "edit", "document", "1", "3", "ordinal=1"], { cwd });
    const { stdout } = await run(["inventory", "show", "1", "--format", "json"], { cwd });
    const { documents } = JSON.parse(stdout) as { documents: { ordinal: number; number: string | null }[] };
    expect(documents.map(({ ordinal, number }) => [ordinal, number])).toEqual([
      [1, "03-BC/TKT"],
      [2, "61-QĐ/UBKTĐU"],
      [3, null],
    ]);
  });
});

describe("secrecy", () => {
  const outputs = [
    ["inventory", "list"],
    ["inventory", "list", "--format", "csv"],
    ["inventory", "list", "--format", "json"],
    ...["01.KTCH", "30.GQTC", "31.KTCH"].flatMap((reference) => [
      ["inventory", "show", reference],
      ["inventory", "show", reference, "--format", "json"],
    ]),
    ["inventory", "stats"],
    ["inventory", "stats", "--format", "json"],
    ["inventory", "stats", "--format", "csv"],
    ["inventory", "search", "to cao"],
    ["inventory", "search", "chi bo", "--format", "json"],
    ["inventory", "search", "don", "--format", "json"],
    [
      "inventory",
      "edit",
      "dossier",
      "30",
      "notes=Đã gặp ông Dương Văn Khánh",
      "title=Đơn của Dương Văn Khánh",
    ],
    ["inventory", "edit", "dossier", "31", "title=Hồ sơ vụ Kim Tiền, tiếp"],
    ["inventory", "edit", "document", "1", "3", `abstract=${secretAbstract} (2)`],
    ["inventory", "edit", "document", "30", "1", "issuer=ông Dương Văn Khánh", "--format", "json"],
  ];

  it("never prints a protected name or what a secret paper is about", async () => {
    const cwd = await smallInventory();
    for (const argv of outputs) {
      const { stdout, stderr } = await run(argv, { cwd });
      const key = looseKey(stdout + stderr);
      for (const secret of [denouncer, secretAbstract, secretTitle, "Kim Tiền"])
        expect(key, argv.join(" ")).not.toContain(looseKey(secret));
    }
  });

  it("never exports one", async () => {
    const cwd = await smallInventory();
    for (const argv of [["a.csv"], ["b.csv", "--list", "documents"], ["c.json"]]) {
      expect((await run(["inventory", "export", ...argv], { cwd })).exitCode).toBe(0);
      const key = looseKey(readFileSync(join(cwd, argv[0]!), "utf8"));
      for (const secret of [denouncer, secretAbstract, secretTitle])
        expect(key).not.toContain(looseKey(secret));
      expect(key).toContain("ntc 01");
    }
  });

  it.each([denouncer, "duong van khanh", "tham o quy cho", "Kim Tiền", "KIM TIEN"])(
    "finds nothing by %s",
    async (words) => {
      const { stdout } = await run(["inventory", "search", words, "--format", "json"], {
        cwd: await smallInventory(),
      });
      expect((JSON.parse(stdout) as { dossiers: unknown[] }).dossiers).toEqual([]);
    },
  );

  it("does not find by its abstract a paper whose file alone is marked secret", async () => {
    const cwd = await smallInventory();
    expect((await run(["inventory", "search", "61-QĐ kiểm tra"], { cwd })).stdout).toContain("61-QĐ");
    change(cwd, (store) => {
      const file = store.files.all().find(({ path }) => path.includes("61-"))!;
      store.files.save({ ...file, secrecy: "mat" });
    });
    expect((await run(["inventory", "search", "61-QĐ kiểm tra"], { cwd })).stdout).toContain(
      "Không tìm thấy",
    );
    const { stdout } = await run(["inventory", "show", "1"], { cwd });
    expect(stdout).not.toContain("Quyết định kiểm tra Chi bộ khu 3");
  });

  it("shows protected names on demand, and the log says who asked, but no name", async () => {
    const cwd = await smallInventory();
    const { stdout } = await run(["inventory", "show", "30", "--reveal", "--person", "Vũ Thị Lan"], { cwd });
    expect(stdout).toContain(denouncer);
    expect(stdout).not.toContain(secretAbstract);
    const store = openStore(join(cwd, ".bangiao/inventory.db"));
    const entries = [...store.log.all()];
    store.close();
    expect(entries.at(-1)).toMatchObject({ actor: "Vũ Thị Lan", action: "names-revealed" });
    expect(looseKey(JSON.stringify(entries))).not.toContain(looseKey(denouncer));
  });

  it("logs which fields were edited, never their values", async () => {
    const cwd = await smallInventory();
    await run(["inventory", "edit", "dossier", "30", "notes=Bí mật nhỏ", "box=7"], { cwd, env });
    const store = openStore(join(cwd, ".bangiao/inventory.db"));
    const entry = [...store.log.all()].at(-1);
    store.close();
    expect(entry).toMatchObject({ actor: "can-bo", action: "inventory-edited" });
    expect(JSON.parse(entry!.details)).toMatchObject({ document: null, fields: "box notes" });
    expect(entry!.details).not.toContain("Bí mật");
  });
});

describe("inventory export", () => {
  it("leaves the file that is there, and no half of one, when it may not write", async () => {
    const cwd = await smallInventory();
    writeFileSync(join(cwd, "a.csv"), "mine");
    expect((await run(["inventory", "export", "a.csv"], { cwd })).exitCode).toBe(3);
    expect(readFileSync(join(cwd, "a.csv"), "utf8")).toBe("mine");
    expect((await run(["inventory", "export", "no/such/folder/a.csv"], { cwd })).exitCode).toBe(3);
    expect(readdirSync(cwd).sort()).toEqual([".bangiao", "a.csv"]);
    expect((await run(["inventory", "export", "a.csv", "--overwrite"], { cwd })).exitCode).toBe(0);
  });

  it("makes registers from which an empty workspace gets the same dossiers again", async () => {
    const cwd = await smallInventory();
    await run(["inventory", "export", "danh muc.xlsx"], { cwd });
    const fresh = sandbox();
    await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], {
      cwd: fresh,
    });
    await run(["inventory", "import", join(cwd, "danh muc.xlsx")], { cwd: fresh });
    const listed = async (folder: string): Promise<unknown> => {
      const { stdout } = await run(["inventory", "list", "--format", "json"], { cwd: folder });
      const { dossiers } = JSON.parse(stdout) as { dossiers: Record<string, unknown>[] };
      return dossiers.map(({ id: _id, files: _files, ...rest }) => rest);
    };
    expect(await listed(fresh)).toEqual(await listed(cwd));
  });
});
