import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Manifest } from "../../src/manifest/index.js";
import { openStore } from "../../src/store/index.js";
import { sandbox } from "../support/sandbox.js";
import { anOffice, fill, fingerprintOf, firstOfJuly, type Office } from "./offices.js";

const haKhau = [
  "--code",
  "06655",
  "--name",
  "Phường Hà Khẩu",
  "--until",
  "2025-06-30",
  "--province",
  "Quảng Ninh",
];
const eve = new Date("2025-06-28T02:00:00Z");

function manifestOf(office: Office, id: string): Manifest {
  const path = join(office.folder, ".bangiao/handovers", id, "manifest.json");
  return JSON.parse(readFileSync(path, "utf8")) as Manifest;
}

function referencesIn(office: Office): string[] {
  const store = openStore(join(office.folder, ".bangiao/inventory.db"));
  const references = store.dossiers.all().map(({ reference, status }) => `${reference} ${status}`);
  store.close();
  return references;
}

it("a split unit gives its block to one successor and each open case to whoever continues it", async () => {
  const folder = sandbox();
  const giver = await anOffice(join(folder, "ha-khau"), haKhau, eve);
  const open = { status: "open", closed: null } as const;
  fill(giver, { 3: { ...open, reference: "09/HS" }, 4: { ...open, reference: "10/HS" } }, [1, 2, 3, 4]);

  const undecided = await giver.type("manifest", "create", "--to", "06661");
  expect(undecided.exitCode).toBe(3);
  for (const word of ["09/HS", "10/HS", "06661 Phường Việt Hưng", "06706 Phường Tuần Châu"]) {
    expect(undecided.stderr).toContain(word);
  }

  const cases = ["--cases", "09/HS=06661", "--cases", "10/HS=06706"];
  await giver.must("manifest", "create", "--to", "06661", ...cases);
  await giver.must("manifest", "create", "--to", "06706", ...cases);
  const block = manifestOf(giver, "BG-06655-20250628-01");
  const rest = manifestOf(giver, "BG-06655-20250628-02");
  const references = (manifest: Manifest): string[] => manifest.dossiers.map((one) => one.reference).sort();
  expect(references(block)).toEqual(["01.KTCH", "02.KTCH", "09/HS"]);
  expect(references(rest)).toEqual(["10/HS"]);
  expect(block.remaining).toMatchObject([
    { reference: "10/HS", reason: "goes-to-other-receiver", receiver: { code: "06706" } },
  ]);
  expect(rest.remaining.map(({ reason, handover }) => [reason, handover])).toEqual(
    Array(3).fill(["in-other-handover", "BG-06655-20250628-01"]),
  );
  expect(await giver.must("manifest", "show", "BG-06655-20250628-02")).toContain("đã có trong bản kê khác");

  const stick = join(folder, "usb");
  mkdirSync(stick);
  const print = await fingerprintOf(giver);
  const receivers = [
    ["06661", "Phường Việt Hưng", "BG-06655-20250628-01", ["01.KTCH closed", "02.KTCH closed", "09/HS open"]],
    ["06706", "Phường Tuần Châu", "BG-06655-20250628-02", ["10/HS open"]],
  ] as const;
  for (const [code, name, id, expected] of receivers) {
    await giver.must("manifest", "sign", id, "--key", "khoa");
    await giver.must("package", "create", id, "--out", stick);
    const receiver = await anOffice(
      join(folder, code),
      ["--code", code, "--name", name, "--from", "2025-07-01"],
      firstOfJuly,
    );
    const arguments_ = ["--accept-all", "--key", "khoa", "--fingerprint", print, "--out", stick];
    await receiver.must("receive", join(stick, `${id}.zip`), ...arguments_);
    expect(referencesIn(receiver)).toEqual(expected);
    giver.now = firstOfJuly;
    const filed = ["--fingerprint", await fingerprintOf(receiver)];
    await giver.must("manifest", "accept-receipt", join(stick, `${id}.receipt.json`), ...filed);
    giver.now = eve;
  }

  const nothing = await giver.type("manifest", "create", "--to", "06661", ...cases);
  expect(nothing.exitCode).toBe(3);
});

it("one receiver keeps dossiers of several units apart, though their references and numbers are the same", async () => {
  const folder = sandbox();
  const stick = join(folder, "usb");
  mkdirSync(stick);
  const receiver = await anOffice(
    join(folder, "nhan"),
    ["--code", "06685", "--name", "Phường Hồng Gai", "--from", "2025-07-01"],
    firstOfJuly,
  );
  const units = [
    ["06691", "Phường Hồng Gai"],
    // Its old code is the receiver's new one.
    ["06685", "Phường Trần Hưng Đạo"],
    ["06694", "Phường Bạch Đằng"],
  ] as const;
  for (const [at, [code, name]] of units.entries()) {
    const giver = await anOffice(
      join(folder, code),
      ["--code", code, "--name", name, "--until", "2025-06-30", "--province", "Quảng Ninh"],
      eve,
    );
    const numbers = [at * 10 + 1, at * 10 + 2];
    fill(
      giver,
      { [numbers[0]!]: { reference: "12.KTCH" }, [numbers[1]!]: { reference: "12a.KTCH" } },
      numbers,
    );
    await giver.must("manifest", "create", "--to", "06685");
    await giver.must("manifest", "sign", "--key", "khoa");
    await giver.must("package", "create", "--out", stick);
    await receiver.must(
      "receive",
      join(stick, `BG-${code}-20250628-01.zip`),
      ...["--accept-all", "--key", "khoa", "--fingerprint", await fingerprintOf(giver), "--out", stick],
    );
  }
  const store = openStore(join(receiver.folder, ".bangiao/inventory.db"));
  expect(store.dossiers.all().map(({ reference, origin }) => `${reference} ${origin.name}`)).toEqual([
    "12.KTCH Phường Trần Hưng Đạo",
    "12.KTCH Phường Hồng Gai",
    "12.KTCH Phường Bạch Đằng",
    "12a.KTCH Phường Trần Hưng Đạo",
    "12a.KTCH Phường Hồng Gai",
    "12a.KTCH Phường Bạch Đằng",
  ]);
  store.close();
  expect(await receiver.must("log", "verify")).toContain("4 dòng");
});
