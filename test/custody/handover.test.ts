import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Manifest } from "../../src/manifest/index.js";
import { openStore } from "../../src/store/index.js";
import { sandbox } from "../support/sandbox.js";
import {
  anOffice,
  fingerprintOf,
  firstOfJuly,
  hongGaiOffice,
  newHongGaiOffice,
  type Office,
} from "./offices.js";

const id = "BG-06691-20250628-01";

interface Handed {
  giver: Office;
  receiver: Office;
  stick: string;
  zip: string;
}

/** Everything up to the package on the stick. */
async function packed(changes: Parameters<typeof hongGaiOffice>[1] = {}): Promise<Handed> {
  const folder = sandbox();
  const stick = join(folder, "usb");
  mkdirSync(stick);
  const giver = await hongGaiOffice(join(folder, "giao"), changes);
  await giver.must("manifest", "create", "--to", "06685");
  await giver.must("manifest", "sign", "--key", "khoa");
  await giver.must("package", "create", "--out", stick);
  const receiver = await newHongGaiOffice(join(folder, "nhan"));
  return { giver, receiver, stick, zip: join(stick, `${id}.zip`) };
}

async function receive({ giver, receiver, stick, zip }: Handed): Promise<string> {
  const fingerprint = await fingerprintOf(giver);
  return receiver.must(
    "receive",
    zip,
    ...["--accept-all", "--key", "khoa", "--fingerprint", fingerprint, "--out", stick],
  );
}

function manifestOf(office: Office, which = id): Manifest {
  return JSON.parse(
    readFileSync(join(office.folder, ".bangiao/handovers", which, "manifest.json"), "utf8"),
  ) as Manifest;
}

function inventory(office: Office) {
  const store = openStore(join(office.folder, ".bangiao/inventory.db"));
  const dossiers = store.dossiers.all();
  const documents = store.documents.byDossier();
  const files = store.files.all();
  const handover = store.handovers.all();
  const log = [...store.log.all()];
  store.close();
  return { dossiers, documents, files, handover, log };
}

/** Names of the sheets of a workbook, as its own table of contents has them. */
async function readSheets(path: string): Promise<string[]> {
  const contents = execFileSync("unzip", ["-p", path, "xl/workbook.xml"], { encoding: "utf8" });
  return [...contents.matchAll(/<sheet [^>]*name="([^"]*)"/gu)].map((match) => match[1]!);
}

describe("a handover from one unit to another", () => {
  it("goes the whole way: listed, signed, packed, received, answered, filed", async () => {
    const handed = await packed();
    const { giver, receiver, stick } = handed;
    const text = await receive(handed);
    expect(text).toContain("Nhận 3 hồ sơ");
    expect(text).toContain("1 vụ việc đang giải quyết");

    const taken = inventory(receiver);
    expect(taken.dossiers.map(({ reference, origin }) => [reference, origin.code, origin.until])).toEqual([
      ["01.KTCH", "06691", "2025-06-30"],
      ["02.KTCH", "06691", "2025-06-30"],
      ["03.KTCH", "06691", "2025-06-30"],
    ]);
    expect(taken.dossiers.map((one) => one.id)).toEqual(inventory(giver).dossiers.map((one) => one.id));
    expect(taken.dossiers[2]?.openCase).toMatchObject({ deadline: "2025-08-15", team: "Tổ kiểm tra số 2" });
    expect(taken.files).toHaveLength(6);
    for (const { root, path, size } of taken.files) expect(readFileSync(join(root, path))).toHaveLength(size);

    const receipt = join(stick, `${id}.receipt.json`);
    giver.now = firstOfJuly;
    const first = await giver.type("manifest", "accept-receipt", receipt);
    expect(first.exitCode).toBe(1);
    expect(first.stdout).toContain("Chưa tin chứng thư");
    const print = await fingerprintOf(receiver);
    const unknown = await giver.type("verify", receipt);
    expect([unknown.exitCode, unknown.stdout.split(":")[0]]).toEqual([1, "CHƯA RÕ NGƯỜI KÝ"]);
    const known = await giver.must("verify", receipt, "--fingerprint", print);
    expect(known).toContain("BIÊN NHẬN HỢP LỆ");
    expect(known).toContain("nhận 3 hồ sơ, nhận có bảo lưu 0, từ chối 0");
    for (const list of [handed.zip, id]) expect((await giver.type("diff", receipt, list)).exitCode).toBe(0);
    const altered = join(stick, "altered.receipt.json");
    writeFileSync(altered, readFileSync(receipt, "utf8").replace(`"accepted":3`, `"accepted":2`));
    cpSync(`${receipt}.p7s`, `${altered}.p7s`);
    const forged = await giver.type("verify", altered, "--fingerprint", print, "--format", "json");
    const { verdict, kind, findings } = JSON.parse(forged.stdout) as Record<string, unknown>;
    expect([forged.exitCode, verdict, kind]).toEqual([1, "invalid", "receipt"]);
    expect((findings as { code: string }[]).map(({ code }) => code)).toContain("receipt-count-differs");
    expect(await giver.must("manifest", "accept-receipt", receipt, "--fingerprint", print)).toContain(
      "đã được lưu",
    );
    expect(await giver.must("manifest", "accept-receipt", receipt, "--fingerprint", print)).toContain(
      "từ trước",
    );
    expect(inventory(giver).handover[0]?.state).toBe("answered");
    expect(await giver.must("log", "verify")).toContain("nguyên vẹn");
    expect(await giver.must("log")).toContain("lưu biên nhận");
  });

  it("takes volumes in together, in any order, and nothing while one is missing", async () => {
    const { giver, receiver, stick } = await packed();
    const out = join(stick, "tap");
    mkdirSync(out);
    const refused = await giver.type(
      "package",
      "create",
      "--out",
      out,
      "--volume-size",
      "1K",
      "--format",
      "json",
    );
    const { findings } = JSON.parse(refused.stdout) as { findings: { details: { needed: number } }[] };
    const size = Math.max(...findings.map(({ details }) => details.needed)) + 10;
    await giver.must("package", "create", "--out", out, "--volume-size", String(size));
    const volumes = readdirSync(out).map((name) => join(out, name));
    expect(volumes.length).toBeGreaterThan(1);
    const fingerprint = await fingerprintOf(giver);
    const rest = ["--accept-all", "--key", "khoa", "--fingerprint", fingerprint, "--out", stick];
    const lacking = await receiver.type("receive", ...volumes.slice(1), ...rest);
    expect(lacking.exitCode).toBe(1);
    expect(inventory(receiver).dossiers).toEqual([]);
    expect(await receiver.must("receive", ...volumes.reverse(), ...rest)).toContain("Nhận 3 hồ sơ");
    const { files } = inventory(receiver);
    expect(files).toHaveLength(6);
    for (const { root, path, size: bytes } of files)
      expect(readFileSync(join(root, path))).toHaveLength(bytes);
  });

  it("shows the list as a clerk reads it, in both languages", async () => {
    const { giver } = await packed();
    const shown = (lang: string): Promise<string> => giver.must("manifest", "show", "--full", "--lang", lang);
    for (const lang of ["vi", "en"]) {
      const text = (await shown(lang)).replace(/[0-9a-f]{64}/gu, "<sha256>");
      await expect(text).toMatchFileSnapshot(`../golden/manifest-show.${lang}.txt`);
    }
  });

  it("exports its lists for Excel, with nothing that a spreadsheet would run", async () => {
    const { giver } = await packed({ 1: { title: '=HYPERLINK("http://x")' } });
    await giver.must("manifest", "export", id, "--out", "ban-ke.csv");
    const text = readFileSync(join(giver.folder, "ban-ke.csv"), "utf8");
    expect(text.startsWith("\uFEFFSố hồ sơ,")).toBe(true);
    expect(text).toContain("'=HYPERLINK");
    for (const [lang, step] of [
      ["vi", "Biên bản làm việc với đối tượng"],
      ["en", "Minutes of work with the inspected"],
    ] as const) {
      const out = join(giver.folder, `vu-viec-${lang}.csv`);
      await giver.must("manifest", "export", "--list", "cases", "--out", out, "--lang", lang);
      const cases = readFileSync(out, "utf8");
      expect(cases).toContain(`03.KTCH,${step},Báo cáo kết quả,15/8/2025,Tổ kiểm tra số 2`);
      expect(cases).not.toContain("KTCH.BBLV");
    }
    await giver.must("manifest", "export", "--out", "ban-ke.xlsx");
    const sheets = await readSheets(join(giver.folder, "ban-ke.xlsx"));
    expect(sheets).toEqual([
      "Hồ sơ",
      "Tài liệu",
      "Vụ việc đang giải quyết",
      "Việc còn phải làm",
      "Tài liệu mật",
      "Thiếu, hỏng, ở nơi khác",
    ]);
    expect((await giver.type("manifest", "export", "--out", "ban-ke.csv")).exitCode).toBe(3);
    expect((await giver.type("manifest", "export", "--out", "ban-ke.pdf")).exitCode).toBe(2);
  });

  it("gives the same bytes for the same inventory and the same clock", async () => {
    const folder = sandbox();
    const lists: string[] = [];
    for (const name of ["a", "b"]) {
      const office = await hongGaiOffice(join(folder, name));
      await office.must("manifest", "create", "--to", "06685");
      lists.push(readFileSync(join(office.folder, ".bangiao/handovers", id, "manifest.json"), "utf8"));
    }
    expect(lists[0]).toBe(lists[1]);
  });

  it("refuses while errors are unexplained, and says in the list when it was made all the same", async () => {
    const office = await hongGaiOffice(join(sandbox(), "giao"));
    const store = openStore(join(office.folder, ".bangiao/inventory.db"));
    const document = store.documents.ofDossier(store.dossiers.all()[0]!.id)[0]!;
    store.dossiers.save({
      ...store.dossiers.all()[0]!,
      id: "eeeeeeee-0000-4000-8000-000000000001",
      reference: "09.KTCH",
    });
    store.close();
    expect(document).toBeDefined();
    const refused = await office.type("manifest", "create", "--to", "06685");
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain("09.KTCH");
    expect(existsSync(join(office.folder, ".bangiao/handovers", id))).toBe(false);
    await office.must("manifest", "create", "--to", "06685", "--with-errors");
    expect(manifestOf(office).checked).toMatchObject({ overridden: true });
    expect(await office.must("manifest", "show")).toContain("chưa giải trình");
  });

  it("lists a dossier in one handover only, and names the rest", async () => {
    const { giver } = await packed();
    const second = await giver.type("manifest", "create", "--to", "06685");
    expect(second.exitCode).toBe(3);
    expect(second.stderr).toContain("--again");
    await giver.must("manifest", "create", "--to", "06685", "--again");
    expect((await giver.type("diff", id, "BG-06691-20250628-02")).exitCode).toBe(0);
  });

  it("tells what changed between two lists, by file, by package and by id", async () => {
    const { giver, zip } = await packed();
    const store = openStore(join(giver.folder, ".bangiao/inventory.db"));
    store.dossiers.save({ ...store.dossiers.all()[0]!, title: "Tiêu đề mới" });
    store.close();
    await giver.must("manifest", "create", "--to", "06685", "--again");
    const file = join(giver.folder, ".bangiao/handovers/BG-06691-20250628-02/manifest.json");
    const { exitCode, stdout } = await giver.type("diff", zip, file);
    expect(exitCode).toBe(1);
    await expect(stdout).toMatchFileSnapshot("../golden/diff--title.vi.txt");
    expect((await giver.type("diff", zip, id)).exitCode).toBe(0);
    const broken = await giver.type("diff", zip, join(giver.folder, "mat-khau.txt"));
    expect(broken.exitCode).toBe(3);
  });

  it("signs only what was made", async () => {
    const office = await hongGaiOffice(join(sandbox(), "giao"));
    await office.must("manifest", "create", "--to", "06685");
    const path = join(office.folder, ".bangiao/handovers", id, "manifest.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("chi bộ khu 1", "chi bộ khu 9"));
    const { exitCode, stderr } = await office.type("manifest", "sign", "--key", "khoa");
    expect(exitCode).toBe(3);
    expect(stderr).toContain("không còn đúng");
    expect(existsSync(`${path}.p7s`)).toBe(false);
  });

  it("signs once", async () => {
    const { giver } = await packed();
    expect((await giver.type("manifest", "sign", id, "--key", "khoa")).exitCode).toBe(3);
    expect((await giver.type("manifest", "sign", "--key", "khoa")).stderr).not.toContain("at ");
  });
});

describe("receiving", () => {
  it("ends in the same state when repeated, and when it was cut off anywhere before", async () => {
    const handed = await packed();
    await receive(handed);
    const { receiver, stick } = handed;
    const receipt = readFileSync(join(stick, `${id}.receipt.json`), "utf8");
    const state = inventory(receiver);
    rmSync(join(stick, `${id}.receipt.json`));
    expect(await receive(handed)).toContain("từ trước");
    expect(inventory(receiver)).toEqual(state);
    expect(readFileSync(join(stick, `${id}.receipt.json`), "utf8")).toBe(receipt);

    // As if it had stopped after signing the receipt and before recording anything; one file half gone.
    const other = join(receiver.folder, "..", "nhan-2");
    const again = await newHongGaiOffice(other);
    for (const part of ["keys", "received", "handovers"]) {
      cpSync(join(receiver.folder, ".bangiao", part), join(other, ".bangiao", part), { recursive: true });
    }
    const [folder] = readdirSync(join(other, ".bangiao/received", id));
    const [file] = readdirSync(join(other, ".bangiao/received", id, folder!));
    writeFileSync(join(other, ".bangiao/received", id, folder!, file!), "dở dang");
    await receive({ ...handed, receiver: again });
    expect(readFileSync(join(stick, `${id}.receipt.json`), "utf8")).toBe(receipt);
    const strip = ({ files, ...rest }: ReturnType<typeof inventory>) => ({
      ...rest,
      log: rest.log.map(({ action, details }) => [action, details]),
      files: files.map(({ root: _root, ...one }) => one),
    });
    expect(strip(inventory(again))).toEqual(strip(state));
    for (const { root, path, size } of inventory(again).files) {
      expect(readFileSync(join(root, path))).toHaveLength(size);
    }
  });

  it("changes nothing when the package is not valid, or its signer is not trusted", async () => {
    const { giver, receiver, zip } = await packed();
    const arguments_ = ["--accept-all", "--key", "khoa"];
    const untrusted = await receiver.type("receive", zip, ...arguments_);
    expect(untrusted.exitCode).toBe(1);
    const bytes = readFileSync(zip);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(zip, bytes);
    const invalid = await receiver.type(
      "receive",
      zip,
      ...arguments_,
      "--fingerprint",
      await fingerprintOf(giver),
    );
    expect(invalid.exitCode).toBe(1);
    expect(inventory(receiver)).toMatchObject({
      dossiers: [],
      files: [],
      handover: [],
      log: [{ action: "workspace-created" }],
    });
    expect(existsSync(join(receiver.folder, ".bangiao/received"))).toBe(false);
  });

  it("refuses a package for another unit, even one of the same code", async () => {
    const handed = await packed();
    const folder = join(handed.receiver.folder, "..", "cu");
    const old = await anOffice(
      folder,
      ["--code", "06685", "--name", "Phường Trần Hưng Đạo", "--until", "2025-06-30"],
      new Date("2025-06-28T02:00:00Z"),
    );
    const fingerprint = await fingerprintOf(handed.giver);
    const { exitCode, stderr } = await old.type(
      "receive",
      handed.zip,
      ...["--accept-all", "--key", "khoa", "--fingerprint", fingerprint],
    );
    expect(exitCode).toBe(3);
    expect(stderr).toContain("Trần Hưng Đạo");
    expect(inventory(old).dossiers).toEqual([]);
  });

  it("hands on what it received, and the list tells where it has been", async () => {
    const handed = await packed();
    await receive(handed);
    const { receiver } = handed;
    await receiver.must("manifest", "create", "--to", "06706", "--with-errors");
    const onward = manifestOf(receiver, "BG-06685-20250701-01");
    const first = manifestOf(handed.giver);
    expect(onward.priorHandovers).toMatchObject([{ id, uuid: first.uuid }]);
    expect(onward.priorHandovers[0]?.receiptSha256).toMatch(/^[0-9a-f]{64}$/u);
    expect(onward.dossiers.map((one) => one.custody)).toEqual([[first.uuid], [first.uuid], [first.uuid]]);
    expect(onward.dossiers.map((one) => one.origin.code)).toEqual(["06691", "06691", "06691"]);
  });
});

describe("filing a receipt", () => {
  it("refuses a receipt for another list, with one line changed, or without its signature", async () => {
    const handed = await packed();
    await receive(handed);
    const { giver, receiver, stick } = handed;
    giver.now = firstOfJuly;
    const print = await fingerprintOf(receiver);
    const path = join(stick, `${id}.receipt.json`);
    const whole = readFileSync(path, "utf8");

    writeFileSync(path, whole.replace('"outcome":"accepted"', '"outcome":"refused"'));
    const changed = await giver.type("manifest", "accept-receipt", path, "--fingerprint", print);
    expect(changed.exitCode).toBe(1);

    writeFileSync(path, whole);
    rmSync(`${path}.p7s`);
    expect((await giver.type("manifest", "accept-receipt", path, "--fingerprint", print)).exitCode).toBe(1);
    expect(inventory(giver).handover[0]?.state).toBe("packed");
  });

  it("knows a receipt replayed to a later list", async () => {
    const handed = await packed();
    await receive(handed);
    const { giver, receiver, stick } = handed;
    await giver.must("manifest", "create", "--to", "06685", "--again");
    await giver.must("manifest", "sign", "--key", "khoa");
    giver.now = firstOfJuly;
    const path = join(stick, `${id}.receipt.json`);
    const replayed = readFileSync(path, "utf8").replaceAll(id, "BG-06691-20250628-02");
    writeFileSync(path, replayed);
    const print = await fingerprintOf(receiver);
    const { exitCode, stdout } = await giver.type("manifest", "accept-receipt", path, "--fingerprint", print);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("bản kê khác");
  });
});
