import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Dossier } from "../../src/model/dossier.js";
import { createKey } from "../../src/signing/index.js";
import { openStore } from "../../src/store/index.js";
import { aDocument, aDossier, aFile, anId } from "../manifest/a-dossier.js";
import { type Outcome, run } from "../support/run.js";

/** One office in a test: its folder, and a way to type commands there. */
export interface Office {
  folder: string;
  /** The clock of its computer. */
  now: Date;
  type: (...argv: string[]) => Promise<Outcome>;
  /** Types a command that must succeed, and gives what it printed. */
  must: (...argv: string[]) => Promise<string>;
  json: <Result>(...argv: string[]) => Promise<Result>;
}

/** 1 July 2025, 9 o'clock in Hà Nội: the day the new units begin. */
export const firstOfJuly = new Date("2025-07-01T02:00:00Z");

/** Makes an office with its workspace and a signing key named `khoa`. */
export async function anOffice(folder: string, init: string[], now: Date): Promise<Office> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "mat-khau.txt"), "mật khẩu thử\n");
  const env = { BANGIAO_PASSPHRASE_FILE: join(folder, "mat-khau.txt"), USER: "can-bo" };
  const type = (...argv: string[]): Promise<Outcome> => run(argv, { cwd: folder, env, now: office.now });
  const must = async (...argv: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await type(...argv);
    expect(`${exitCode} ${stderr}`, `${argv.join(" ")}\n${stdout}`).toMatch(/^0 /u);
    return stdout;
  };
  const json = async <Result>(...argv: string[]): Promise<Result> =>
    JSON.parse((await type(...argv, "--format", "json")).stdout) as Result;
  const office: Office = { folder, now, type, must, json };
  await must("init", ...init);
  await createKey(
    join(folder, ".bangiao/keys"),
    // Few rounds: what many rounds are good for is tested elsewhere, and here they only cost time.
    {
      name: "khoa",
      passphrase: "mật khẩu thử",
      commonName: `Uỷ ban Kiểm tra ${init[3]}`,
      rounds: 1000,
    },
    now,
  );
  return office;
}

/** Old Phường Hồng Gai with two closed dossiers and an open one, each of two papers with a file on disk. */
export async function hongGaiOffice(
  folder: string,
  changes: Record<number, Partial<Dossier>> = {},
): Promise<Office> {
  const office = await anOffice(
    folder,
    ["--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30", "--province", "Quảng Ninh"],
    new Date("2025-06-28T02:00:00Z"),
  );
  fill(office, { 3: { status: "open", closed: null, openCase: openCase }, ...changes });
  return office;
}

const openCase = {
  step: "KTCH.BBLV",
  nextStep: "Báo cáo kết quả",
  deadline: "2025-08-15",
  team: "Tổ kiểm tra số 2",
};

/** Puts dossiers 1 to 3 and their files into an office's inventory. */
export function fill(office: Office, changes: Record<number, Partial<Dossier>>, numbers = [1, 2, 3]): void {
  const root = join(office.folder, "ho-so");
  const store = openStore(join(office.folder, ".bangiao/inventory.db"));
  const own = store.units.byId(Number(store.settings.get("unit")));
  store.together(() => {
    for (const number of numbers) {
      store.dossiers.save(aDossier(number, { origin: own, ...changes[number] }));
      for (const ordinal of [1, 2]) {
        const document = aDocument(number, ordinal, {
          slot: ordinal === 1 ? "KTCH.QD" : "KTCH.KH",
          number: `${number}${ordinal}-QĐ/UBKTĐU`,
        });
        store.documents.save(document);
        const path = `HS ${number}/tài liệu ${ordinal}.txt`;
        const bytes = Buffer.from(`Nội dung tài liệu ${ordinal} của hồ sơ ${number}\n`.repeat(ordinal * 40));
        mkdirSync(join(root, `HS ${number}`), { recursive: true });
        writeFileSync(join(root, path), bytes);
        const { id: _id, ...file } = aFile(number * 10 + ordinal, {
          root,
          path,
          size: bytes.length,
          sha256: createHash("sha256").update(bytes).digest("hex"),
          format: "text",
        });
        store.files.attach({
          documentId: document.id,
          fileId: store.files.save(file),
          ordinal: 1,
          assignedBy: "scan",
        });
      }
      store.dossiers.explain({
        dossierId: anId("d", number),
        slot: null,
        reason: "thất lạc khi chuyển trụ sở",
        person: "Phạm Thị Lan",
        due: null,
        recordedAt: "2025-06-20T08:00:00+07:00",
      });
    }
  });
  store.close();
}

/** New Phường Hồng Gai, with an empty inventory. */
export function newHongGaiOffice(folder: string): Promise<Office> {
  return anOffice(
    folder,
    ["--code", "06685", "--name", "Phường Hồng Gai", "--from", "2025-07-01", "--province", "Quảng Ninh"],
    firstOfJuly,
  );
}

/** The fingerprint of an office's key. */
export async function fingerprintOf(office: Office): Promise<string> {
  return (await office.json<{ keys: { fingerprint: string }[] }>("key", "list")).keys[0]!.fingerprint;
}

/** Lists, signs and packs what an office hands over; gives the package and what it takes to receive it. */
export async function handOver(
  giver: Office,
  stick: string,
  ...create: string[]
): Promise<{ id: string; zip: string; receive: string[] }> {
  mkdirSync(stick, { recursive: true });
  const { id } = await giver.json<{ id: string }>("manifest", "create", ...create);
  await giver.must("manifest", "sign", id, "--key", "khoa");
  await giver.must("package", "create", id, "--out", stick);
  const zip = join(stick, `${id}.zip`);
  const fingerprint = await fingerprintOf(giver);
  return {
    id,
    zip,
    receive: ["receive", zip, "--key", "khoa", "--fingerprint", fingerprint, "--out", stick],
  };
}

/** Files at the giver the receipt that lies on the stick. */
export async function fileReceipt(
  giver: Office,
  receiver: Office,
  stick: string,
  id: string,
): Promise<string> {
  const before = giver.now;
  giver.now = receiver.now;
  const path = join(stick, `${id}.receipt.json`);
  const said = await giver.must(
    "manifest",
    "accept-receipt",
    path,
    "--fingerprint",
    await fingerprintOf(receiver),
  );
  giver.now = before;
  return said;
}

/** References and states of the dossiers in an office's inventory. */
export function referencesIn(office: Office): string[] {
  const store = openStore(join(office.folder, ".bangiao/inventory.db"));
  const references = store.dossiers.all().map(({ reference, status }) => `${reference} ${status}`);
  store.close();
  return references;
}
