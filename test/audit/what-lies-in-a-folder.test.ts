import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuditResult, Gap } from "../../src/audit/index.js";
import { missingNumbers, setsOf } from "../../src/audit/volume-sets.js";
import {
  anOffice,
  fileReceipt,
  firstOfJuly,
  handOver,
  hongGaiOffice,
  newHongGaiOffice,
  type Office,
} from "../custody/offices.js";
import { sandbox } from "../support/sandbox.js";

async function gapsIn(office: Office, folder: string, ...more: string[]): Promise<Gap[]> {
  return (await office.json<AuditResult>("audit", folder, ...more)).gaps;
}

/** What is wrong with the packages in a folder, trust and receipts left aside. */
async function wrongIn(office: Office, folder: string, ...more: string[]): Promise<string[]> {
  const aside = ["signer-untrusted", "receipt-missing"];
  const gaps = (await gapsIn(office, folder, ...more)).filter(({ kind }) => !aside.includes(kind));
  return gaps.map(({ kind, file, detail }) => `${kind} ${file} ${detail}`);
}

/** Changes one byte of a ZIP, shortly after the first place where this name stands. */
function spoil(zip: string, name: string): void {
  const bytes = readFileSync(zip);
  const at = bytes.indexOf(name) + Buffer.byteLength(name) + 20;
  bytes[at] = bytes[at]! ^ 0xff;
  writeFileSync(zip, bytes);
}

/** Packs the signed list of an office in volumes hardly larger than its largest file. */
async function packVolumes(office: Office, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const tried = await office.json<{ findings: { details: { needed: number } }[] }>(
    ...["package", "create", "--out", folder, "--volume-size", "1K"],
  );
  const required = Math.max(...tried.findings.map(({ details }) => details.needed)) + 100;
  await office.must("package", "create", "--out", folder, "--volume-size", `${required}`);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".zip"))
    .sort();
}

describe("an audit of a folder", () => {
  it("names the volumes of a package that lie nowhere in it, and takes copies for copies", async () => {
    const folder = sandbox();
    const giver = await hongGaiOffice(join(folder, "giao"));
    const { zip } = await handOver(giver, join(folder, "usb"), "--to", "06685");
    const stick = join(folder, "tap");
    const volumes = await packVolumes(giver, stick);
    expect(volumes.length).toBeGreaterThan(2);
    expect(await wrongIn(giver, stick, "--files")).toEqual([]);
    const other = join(folder, "tap/khac");
    mkdirSync(other);
    copyFileSync(join(stick, volumes[0]!), join(other, volumes[0]!));
    renameSync(join(stick, volumes[2]!), join(other, volumes[2]!));
    expect(await wrongIn(giver, stick, "--files")).toEqual([]);
    for (const name of volumes.slice(1)) rmSync(join(name === volumes[2] ? other : stick, name));
    rmSync(join(other, volumes[0]!));
    const count = volumes.length;
    const missing = `volume-missing ${volumes[0]} 2–${count} / ${count}`;
    expect(await wrongIn(giver, stick)).toEqual([missing]);
    expect(await wrongIn(giver, stick, "--files")).toEqual([missing]);
    const { stdout, exitCode } = await giver.type("audit", stick);
    expect(stdout).toContain("gói thiếu tập");
    expect(exitCode).toBe(1);
    copyFileSync(zip, join(stick, "ca-goi.zip"));
    expect(await wrongIn(giver, stick), "the same list lies there in one piece").toEqual([]);
  });

  it("says of an encrypted package that nobody could look inside, whatever its name", async () => {
    const folder = sandbox();
    const giver = await hongGaiOffice(join(folder, "giao"));
    const stick = join(folder, "usb");
    mkdirSync(stick);
    writeFileSync(join(stick, "BG-06691-20250628-01.zip.age"), "age-encryption.org/v1\n-> X25519 …\n");
    writeFileSync(join(stick, "khac.zip"), "age-encryption.org/v1\n-> X25519 …\n");
    writeFileSync(join(stick, "ghi-chu.age"), "không phải gói");
    writeFileSync(join(stick, "chu.zip.age"), "\n-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n");
    expect(await wrongIn(giver, stick)).toEqual([
      "package-locked BG-06691-20250628-01.zip.age null",
      "package-locked chu.zip.age null",
      "package-locked khac.zip null",
    ]);
    const { stdout, exitCode } = await giver.type("audit", stick);
    expect(stdout).toContain("gói đã mã hoá, chưa ai xem được bên trong");
    expect(exitCode, "to look at, not wrong").toBe(0);
  });

  it("verifies the contents of packages with --files, and only then", async () => {
    const folder = sandbox();
    const giver = await hongGaiOffice(join(folder, "giao"));
    const stick = join(folder, "usb");
    const { id, zip } = await handOver(giver, stick, "--to", "06685");
    expect(await wrongIn(giver, stick, "--files")).toEqual([]);
    spoil(zip, "1.txt");
    expect(await wrongIn(giver, stick)).toEqual([]);
    const [one, ...more] = (await gapsIn(giver, stick, "--files")).filter(
      ({ kind }) => kind === "package-damaged",
    );
    expect(more).toEqual([]);
    expect(one).toMatchObject({ severity: "error", handover: id, file: `${id}.zip` });
    expect(one!.detail).toMatch(/^[a-z-]+$/u);
    const { stdout, exitCode } = await giver.type("audit", stick, "--files");
    expect(stdout).toContain("gói hỏng hoặc bị sửa");
    expect(exitCode).toBe(1);
  });

  it("holds acts, loose and in packages, against their list", async () => {
    const folder = sandbox();
    const giver = await hongGaiOffice(join(folder, "giao"));
    const stick = join(folder, "usb");
    const { id } = await handOver(giver, stick, "--to", "06685");
    await giver.must("key", "create", "van-phong", "--common-name", "Văn phòng Đảng uỷ");
    await giver.must("manifest", "act", "co-signature", "--key", "van-phong", "--person", "Lê Văn C");
    const packed = join(folder, "goi");
    mkdirSync(packed);
    await giver.must("package", "create", id, "--out", packed);
    const acts = join(giver.folder, ".bangiao/handovers", id, "acts");
    const act = readdirSync(acts).find((name) => name.endsWith(".json"))!;
    for (const end of ["", ".p7s"]) copyFileSync(join(acts, act + end), join(stick, act + end));
    for (const place of [stick, packed]) {
      expect(await wrongIn(giver, place)).toEqual([]);
      const strangers = (await gapsIn(giver, place)).filter(({ kind }) => kind === "signer-untrusted");
      expect(strangers, "the giver and the co-signer").toHaveLength(2);
    }
    // Without its signature, it is no act.
    rmSync(join(stick, `${act}.p7s`));
    const [unsigned, ...more] = (await gapsIn(giver, stick)).filter(({ kind }) => kind === "act-wrong");
    expect(more).toEqual([]);
    expect(unsigned).toMatchObject({ handover: id, file: act, detail: "signature-missing" });
    const text = readFileSync(join(acts, act), "utf8");
    copyFileSync(join(acts, `${act}.p7s`), join(stick, `${act}.p7s`));
    writeFileSync(join(stick, act), text.replace("Lê Văn C", "Lê Văn D"));
    expect((await gapsIn(giver, stick)).map(({ kind }) => kind)).toContain("act-wrong");
    writeFileSync(join(stick, act), text.slice(0, 200));
    expect((await wrongIn(giver, stick)).join("\n")).toMatch(/^act-wrong act-/u);
    const alone = join(folder, "le");
    mkdirSync(alone);
    for (const end of ["", ".p7s"]) copyFileSync(join(acts, act + end), join(alone, act + end));
    expect(await wrongIn(giver, alone)).toEqual([`act-orphan ${act} null`]);
    expect((await giver.type("audit", alone)).stdout).toContain("không thấy bản kê");
  });

  it("takes an earlier list and receipt inside an onward package as found", async () => {
    const folder = sandbox();
    const stick = join(folder, "usb");
    const giver = await hongGaiOffice(join(folder, "a"));
    const middle = await newHongGaiOffice(join(folder, "b"));
    middle.now = new Date("2025-07-01T03:00:00Z");
    const first = await handOver(giver, stick, "--to", "06685");
    await middle.must(...first.receive, "--accept-all");
    await fileReceipt(giver, middle, stick, first.id);
    middle.now = new Date("2025-07-01T08:00:00Z");
    const onward = join(folder, "chuyen-tiep");
    const second = await handOver(middle, onward, "--to", "06706", "--with-errors");
    const last = await anOffice(
      join(folder, "c"),
      ["--code", "06706", "--name", "Phường Tuần Châu", "--from", "2025-07-01"],
      firstOfJuly,
    );
    last.now = middle.now;
    expect(await wrongIn(last, onward)).toEqual([]);
    // The list alone, without the package that carries the papers, leaves the chain open.
    const bare = join(folder, "le");
    mkdirSync(bare);
    for (const end of ["", ".p7s"]) {
      const list = join(middle.folder, ".bangiao/handovers", second.id, "manifest.json");
      copyFileSync(list + end, join(bare, `ban-ke.json${end}`));
    }
    expect(await wrongIn(last, bare)).toEqual([`custody-broken null ${first.id}`]);
    // The middle's signer, and those of the earlier handover: the old unit and the middle once more.
    const strangers = (await gapsIn(last, onward)).filter(({ kind }) => kind === "signer-untrusted");
    expect(strangers).toHaveLength(2);

    // A package whose earlier list is signed by nobody who could: all digests are right, the chain is broken.
    const kept = join(middle.folder, ".bangiao/handovers", first.id);
    for (const [what, forge] of [
      ["another signature", (p7s: string) => copyFileSync(join(stick, `${first.id}.receipt.json.p7s`), p7s)],
      ["a torn one", (p7s: string) => writeFileSync(p7s, readFileSync(p7s).subarray(0, 300))],
    ] as const) {
      const p7s = join(kept, "manifest.json.p7s");
      const before = readFileSync(p7s);
      forge(p7s);
      const forged = join(folder, what);
      mkdirSync(forged);
      await middle.must("package", "create", second.id, "--out", forged);
      writeFileSync(p7s, before);
      expect(await wrongIn(last, forged), what).toEqual([`custody-broken ${second.id}.zip ${first.id}`]);
      const { stdout, exitCode } = await last.type("audit", forged);
      expect([exitCode, stdout], what).toEqual([1, expect.stringContaining("đứt chuỗi bàn giao trước đó")]);
      // That the true list with its signature lies elsewhere does not make the forged one right.
      copyFileSync(first.zip, join(forged, "truoc.zip"));
      expect(await wrongIn(last, forged), what).toContain(`custody-broken ${second.id}.zip ${first.id}`);
    }
  });
});

describe("packages with one list", () => {
  it("each lie in some set, and a set is whole just when it holds every number", () => {
    const mark = fc
      .integer({ min: 1, max: 6 })
      .chain((count) => fc.record({ number: fc.integer({ min: 1, max: count }), count: fc.constant(count) }));
    const packages = fc
      .array(fc.option(mark))
      .map((marks) => marks.map((one, at) => ({ path: `${at}`, mark: one })));
    fc.assert(
      fc.property(packages, (all) => {
        const sets = setsOf(all);
        expect(new Set(sets.flat())).toEqual(new Set(all));
        for (const set of sets) {
          const numbers = new Set(set.map((one) => one.mark?.number));
          expect(numbers.size).toBe(set.length);
          expect(missingNumbers(set) === null).toBe(numbers.size === (set[0]!.mark?.count ?? 1));
        }
      }),
    );
  });

  it("that claim an absurd count are told of in few words", () => {
    const set = [{ path: "a.zip", mark: { number: 5, count: 999_999 } }];
    expect(missingNumbers(set)).toBe("1–4, 6–999999 / 999999");
  });
});
