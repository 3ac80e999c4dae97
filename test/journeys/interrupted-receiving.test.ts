import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/manifest/index.js";
import { openStore } from "../../src/store/index.js";
import { fingerprintOf, handOver, hongGaiOffice, newHongGaiOffice, type Office } from "../custody/offices.js";
import { aDocument, aFile } from "../manifest/a-dossier.js";
import { builtProgram } from "../support/outside.js";
import { sandbox } from "../support/sandbox.js";

/** Gives each dossier one more scan that takes a while to copy. */
function addLargeScans(office: Office): void {
  const store = openStore(join(office.folder, ".bangiao/inventory.db"));
  const root = join(office.folder, "ho-so");
  for (const number of [1, 2, 3]) {
    const bytes = Buffer.alloc(6 << 20, number);
    const path = `quét ${number}.pdf`;
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, path), bytes);
    const document = aDocument(number, 3, { slot: "KTCH.BBTK", number: null });
    store.documents.save(document);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const { id: _id, ...file } = aFile(number * 10 + 3, { root, path, size: bytes.length, sha256 });
    const fileId = store.files.save(file);
    store.files.attach({ documentId: document.id, fileId, ordinal: 1, assignedBy: "person" });
  }
  store.close();
}

/** Every file below a folder, with `/`; a file that comes and goes meanwhile does not matter. */
function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile())
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}

/** What an office holds after receiving, without what differs from run to run: the hour, the receipt's nonce. */
function stateOf(folder: string, stick: string, id: string) {
  const store = openStore(join(folder, ".bangiao/inventory.db"));
  const dossiers = store.dossiers.all();
  const documents = dossiers.flatMap((one) => store.documents.ofDossier(one.id));
  const files = documents.flatMap((one) => store.files.ofDocument(one.id));
  const state = {
    dossiers,
    documents,
    files: files.map(({ root, id: _id, ...file }) => ({ ...file, root: relative(folder, root) })),
    handovers: store.handovers.all(),
    outcomes: store.handovers.dossiers(id),
    acts: store.handovers.acts(id).map(({ kind, path }) => [kind, path]),
    log: [...store.log.all()].map(({ seq, action }) => [seq, action]),
    onDisk: ["received", "handovers"].flatMap((part) => filesBelow(join(folder, ".bangiao", part))),
    sent: readdirSync(stick).sort(),
  };
  store.close();
  for (const { root, path, sha256 } of files) {
    expect(
      createHash("sha256")
        .update(readFileSync(join(root, path)))
        .digest("hex"),
    ).toBe(sha256);
  }
  const kept = readFileSync(join(folder, ".bangiao/handovers", id, "receipt.json"), "utf8");
  expect(readFileSync(join(stick, `${id}.receipt.json`), "utf8"), "the receipt sent is the one kept").toBe(
    kept,
  );
  const receipt = JSON.parse(kept) as Receipt;
  return { ...state, counts: receipt.counts, answers: receipt.dossiers, replaces: receipt.replaces };
}

describe("receiving that is killed", () => {
  it("at any moment, and run again, ends where one run that nobody disturbed ends", async () => {
    const folder = sandbox();
    const giver = await hongGaiOffice(join(folder, "giao"));
    addLargeScans(giver);
    const stick = join(folder, "usb");
    const { id, zip } = await handOver(giver, stick, "--to", "06685", "--with-errors");
    const pristine = await newHongGaiOffice(join(folder, "nhan"));
    const print = await fingerprintOf(giver);

    const prepare = (name: string) => {
      const cwd = join(folder, name);
      cpSync(pristine.folder, cwd, { recursive: true });
      const out = join(folder, `usb-${name}`);
      mkdirSync(out);
      const argv = [
        "receive",
        zip,
        "--accept-all",
        "--key",
        "khoa",
        "--fingerprint",
        print,
        "--out",
        out,
        "--lang",
        "en",
      ];
      const env = { ...process.env, BANGIAO_PASSPHRASE_FILE: join(cwd, "mat-khau.txt") };
      return { cwd, out, argv: [builtProgram, ...argv], env };
    };
    const finish = ({ cwd, argv, env }: ReturnType<typeof prepare>): string =>
      execFileSync(process.execPath, argv, { cwd, env, encoding: "utf8", stdio: "pipe" });

    const calm = prepare("yen");
    finish(calm);
    const expected = stateOf(calm.cwd, calm.out, id);
    expect(expected.log.filter(([, action]) => action === "received")).toHaveLength(1);

    const moments: [string, (cwd: string, out: string) => boolean][] = [
      ["while the package is verified", (cwd) => existsSync(join(cwd, ".bangiao/lock"))],
      ["while the first file is copied", (cwd) => filesBelow(join(cwd, ".bangiao/received")).length > 0],
      ["while later files are copied", (cwd) => filesBelow(join(cwd, ".bangiao/received")).length > 5],
      ["when the list is kept", (cwd) => existsSync(join(cwd, ".bangiao/handovers", id, "manifest.json"))],
      [
        "when the receipt is written",
        (cwd) => existsSync(join(cwd, ".bangiao/handovers", id, "receipt.json")),
      ],
      ["when the receipt goes out", (_cwd, out) => readdirSync(out).length > 0],
    ];
    let killed = 0;
    let last = calm;
    for (const [name, when] of moments) {
      const place = prepare(name.replaceAll(" ", "-"));
      last = place;
      const child = spawn(process.execPath, place.argv, { cwd: place.cwd, env: place.env, stdio: "ignore" });
      const watch = setInterval(() => {
        if (when(place.cwd, place.out)) child.kill("SIGKILL");
      }, 1);
      const by = await new Promise((resolve) => {
        child.on("exit", (_code, signal) => resolve(signal));
      });
      clearInterval(watch);
      if (by === "SIGKILL") killed += 1;
      finish(place);
      expect(stateOf(place.cwd, place.out, id), name).toEqual(expected);
    }
    // Nothing half done was left in any of them, and once more changes nothing.
    const left = [...expected.onDisk, ...expected.sent];
    expect(left.filter((path) => /(?:^|\/)\.|\.part/u.test(path))).toEqual([]);
    expect(finish(last)).toContain("received before");
    expect(stateOf(last.cwd, last.out, id)).toEqual(expected);
    // The last moments are over in a blink; the first three are not.

    expect(killed).toBeGreaterThanOrEqual(3);
  }, 120_000);
});
