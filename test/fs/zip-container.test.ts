import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openZip } from "../../src/fs/zip-container.js";
import { dataDescriptor, type RawEntry, type RawTail, rawZip, wideSizes } from "../support/raw-zip.js";
import { sandbox } from "../support/sandbox.js";

const scan = { name: "B/data/scan.pdf", data: Buffer.from("the bytes of a scan") };
const other = { name: "B/data/other.pdf", data: Buffer.from("other bytes") };
const text = Buffer.from("dòng ".repeat(1000));
const deflated = deflateRawSync(text).length;

/** Everything found in a ZIP, as `severity code place`, listing and reading together. */
async function found(bytes: Buffer, limits?: { entries: number; directoryBytes: number }): Promise<string[]> {
  const path = join(sandbox(), "a.zip");
  writeFileSync(path, bytes);
  const zip = await openZip(path, limits);
  try {
    const { findings } = await zip.digest(["sha256"]);
    return [...zip.findings, ...findings].map(
      ({ severity, code, place }) => `${severity} ${code}${place.file === undefined ? "" : ` ${place.file}`}`,
    );
  } finally {
    await zip.close();
  }
}

/** A field of Info-ZIP's with a second name. */
function unicodePath(name: string): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(5 + Buffer.byteLength(name), 2);
  head.writeUInt8(1, 4);
  return Buffer.concat([head, Buffer.from(name)]);
}

const named = (name: string | Buffer): RawEntry => ({ name, data: Buffer.from("x") });

/** An entry whose sizes stand behind its data. */
function following(size: number): RawEntry {
  const after = dataDescriptor(crc32(scan.data), scan.data.length, size);
  return { ...scan, flags: 8, local: { crc: 0, size: 0, stored: 0 }, after };
}

/** An entry with its sizes in the Zip64 field, in both places. */
function wide(size: number): RawEntry {
  const extra = wideSizes(size, size);
  const local = { extra: wideSizes(scan.data.length, scan.data.length) };
  return { ...scan, size: 0xffffffff, stored: 0xffffffff, extra, local };
}

const cases: [string, RawEntry[], RawTail, string[]][] = [
  ["nothing wrong", [scan, { ...other, deflate: true }], {}, []],
  ["a path that leads out", [named("B/../../x")], {}, ["error name-escapes B/../../x"]],
  ["an absolute path", [named("/etc/x")], {}, ["error name-absolute /etc/x", "error name-empty /etc/x"]],
  ["a drive letter", [named("C:/x")], {}, ["error name-drive C:/x", "warning name-forbidden-character C:/x"]],
  ["a backslash", [named("B\\x")], {}, ["error name-backslash B\\x"]],
  ["an empty part", [named("B//x")], {}, ["error name-empty B//x"]],
  ["a control character", [named("B/\u001b[2Jx")], {}, ["error name-control-character B/\ufffd[2Jx"]],
  [
    "a name with a NUL, which is no end of it",
    [named("B/a"), named("B/b\0B/c"), named("B/d")],
    {},
    ["error name-control-character B/b\ufffdB/c"],
  ],
  [
    "a sign that turns the text around",
    [named("B/\u202efdp.exe")],
    {},
    ["error name-control-character B/\ufffdfdp.exe"],
  ],
  ["a name Windows keeps for itself", [named("B/aux.pdf")], {}, ["error name-reserved B/aux.pdf"]],
  ["a name that ends in a dot", [named("B/x.")], {}, ["error name-trailing-dot-or-space B/x."]],
  ["a name that ends in a blank", [named("B/x /y")], {}, ["error name-trailing-dot-or-space B/x /y"]],
  ["a sign Windows forbids", [named("B/a?.pdf")], {}, ["warning name-forbidden-character B/a?.pdf"]],
  [
    "a name in NFD",
    [named("B/hồ".normalize("NFD"))],
    {},
    [`warning name-not-nfc ${"B/hồ".normalize("NFD")}`],
  ],
  [
    "a name that is too long",
    [named(`B/${"x".repeat(256)}`)],
    {},
    [`error name-too-long B/${"x".repeat(256)}`],
  ],
  [
    "a name that is no UTF-8",
    [{ ...named(Buffer.from([0x42, 0x2f, 0xff])), flags: 0x800 }],
    {},
    ["error name-not-utf8 B/\ufffd"],
  ],
  ["a name not marked as UTF-8", [{ ...named("B/hồ"), flags: 0 }], {}, ["warning name-not-utf8 B/hồ"]],
  ["two entries of one name", [scan, scan], {}, ["error name-duplicate B/data/scan.pdf"]],
  ["two names but for case", [named("B/a"), named("B/A")], {}, ["error name-case-collision B/A"]],
  [
    "two names but for normalisation",
    [named("B/ồ"), named("B/ồ".normalize("NFD"))],
    {},
    [
      `warning name-not-nfc ${"B/ồ".normalize("NFD")}`,
      `error name-unicode-collision ${"B/ồ".normalize("NFD")}`,
    ],
  ],
  ["a file that is also a folder", [named("B/a"), named("B/a/b")], {}, ["error name-file-and-folder B/a"]],
  [
    "a second name in a field",
    [{ ...scan, extra: unicodePath("B/data/evil.exe") }],
    {},
    ["error zip-header-differs B/data/scan.pdf"],
  ],
  ["a link", [{ ...scan, external: 0xa1ff0000 }], {}, ["error entry-is-link B/data/scan.pdf"]],
  ["a device", [{ ...scan, external: 0x21b60000 }], {}, ["error entry-is-device B/data/scan.pdf"]],
  ["a pipe", [{ ...scan, external: 0x11b60000 }], {}, ["error entry-is-device B/data/scan.pdf"]],
  [
    "a Windows junction",
    [{ ...scan, madeBy: 0x0014, external: 0x400 }],
    {},
    ["error entry-is-link B/data/scan.pdf"],
  ],
  ["an encrypted entry", [{ ...scan, flags: 1 }], {}, ["error zip-entry-encrypted B/data/scan.pdf"]],
  [
    "strong encryption",
    [{ ...scan, flags: 0x41 }],
    {},
    ["error zip-entry-encrypted", "error zip-hidden-data"],
  ],
  ["a method nobody reads", [{ ...scan, method: 99 }], {}, ["error zip-method-unsupported B/data/scan.pdf"]],
  ["a checksum that is wrong", [{ ...scan, crc: 1 }], {}, ["error zip-crc-differs B/data/scan.pdf"]],
  ["a size that lies, stored", [{ ...scan, size: 5 }], {}, ["error zip-size-lies B/data/scan.pdf"]],
  [
    "two sizes of which only the larger is true, stored",
    [{ ...scan, stored: scan.data.length - 5 }],
    {},
    ["error zip-hidden-data B/data/scan.pdf", "error zip-size-lies B/data/scan.pdf"],
  ],
  [
    "a size that is too small, deflated",
    [{ name: "B/t", data: text, deflate: true, size: 5 }],
    {},
    ["error zip-size-lies B/t"],
  ],
  [
    "a size that is too large, deflated",
    [{ name: "B/t", data: text, deflate: true, size: 50_000 }],
    {},
    ["error zip-size-lies B/t"],
  ],
  [
    "an absurd claim",
    [{ name: "B/t", data: text, deflate: true, size: 0xfffffff0 }],
    {},
    ["error zip-ratio-suspicious B/t"],
  ],
  ["deflated bytes that are none", [{ ...scan, method: 8 }], {}, ["error zip-data-damaged B/data/scan.pdf"]],
  [
    "bytes behind the deflated ones",
    [{ name: "B/t", data: text, deflate: true, stored: deflated + 28, after: Buffer.alloc(28) }],
    {},
    ["error zip-hidden-data B/t"],
  ],
  [
    "another name in the local header",
    [{ ...scan, local: { name: "B/data/evil.pdf" } }],
    {},
    ["error zip-header-differs B/data/scan.pdf"],
  ],
  [
    "another size in the local header",
    [{ ...scan, local: { size: 3 } }],
    {},
    ["error zip-header-differs B/data/scan.pdf"],
  ],
  [
    "another checksum in the local header",
    [{ ...scan, local: { crc: 3 } }],
    {},
    ["error zip-header-differs B/data/scan.pdf"],
  ],
  [
    "no local header",
    [{ ...scan, local: { signature: 0 } }],
    {},
    ["error zip-header-differs B/data/scan.pdf"],
  ],
  ...(
    [
      ["way of packing", { method: 8 }],
      ["time", { time: 0 }],
      ["set of flags", { flags: 2 }],
      ["version", { version: 63 }],
      ["packed size", { stored: 3 }],
    ] as const
  ).map(([what, local]): (typeof cases)[number] => [
    `another ${what} in the local header`,
    [{ ...scan, local }],
    {},
    ["error zip-header-differs B/data/scan.pdf"],
  ]),
  ["sizes that follow the data", [following(scan.data.length)], {}, []],
  ["sizes that follow the data and lie", [following(3)], {}, ["error zip-header-differs B/data/scan.pdf"]],
  [
    "sizes that should follow and do not",
    [{ ...scan, flags: 8 }, other],
    {},
    ["error zip-header-differs B/data/scan.pdf"],
  ],
  ["an end in Zip64", [scan, other], { wide: {} }, []],
  ["an end in Zip64 that counts otherwise", [scan, other], { wide: { entries: 1 } }, ["error zip-damaged"]],
  [
    "an end in Zip64 with another directory",
    [scan, other],
    { wide: { offset: 0, size: 60 } },
    ["error zip-damaged"],
  ],
  [
    "an end in Zip64 that is elsewhere",
    [scan],
    { wide: { recordAt: 2 ** 52 } },
    ["error zip-damaged", "error zip-hidden-data"],
  ],
  [
    "a Zip64 end that claims everything there is",
    [scan],
    { wide: { entries: 2 ** 52, size: 2 ** 52 }, count: 0xffff },
    ["error zip-damaged"],
  ],
  ["an archive on several discs", [scan], { wide: { discs: 1 } }, ["error zip-damaged"]],
  ["sizes in Zip64", [wide(scan.data.length)], {}, []],
  ["sizes in Zip64 that lie", [wide(2 ** 40)], {}, ["error zip-entry-outside B/data/scan.pdf"]],
  [
    "two entries over the same bytes",
    [scan, { ...scan, name: "B/data/copy.pdf", sameAs: 0 }],
    {},
    ["error zip-entries-overlap B/data/copy.pdf"],
  ],
  [
    "an entry that reaches into the next",
    [{ ...scan, stored: 40, size: 40 }, other],
    {},
    ["error zip-entries-overlap B/data/other.pdf"],
  ],
  [
    "an entry that ends outside",
    [{ ...scan, stored: 4000, size: 4000 }],
    {},
    ["error zip-entry-outside B/data/scan.pdf"],
  ],
  [
    "bytes between the entries",
    [{ ...scan, after: Buffer.from("hidden") }, other],
    {},
    ["error zip-hidden-data B/data/scan.pdf"],
  ],
  [
    "bytes in a folder entry",
    [{ name: "B/data/", data: Buffer.from("hidden") }],
    {},
    ["error zip-size-lies B/data/"],
  ],
  ["bytes in front", [scan], { before: Buffer.from("MZ") }, ["error zip-leading-data"]],
  ["bytes behind", [scan], { after: Buffer.from("more") }, ["error zip-trailing-data"]],
  ["an archive in front of the archive", [scan], { before: rawZip([other]) }, ["error zip-leading-data"]],
  ["an archive behind the archive", [scan], { after: rawZip([other]) }, ["error zip-leading-data"]],
  ["an archive in the comment", [scan], { comment: rawZip([]) }, ["error zip-leading-data"]],
  [
    "an end record in the comment",
    [scan],
    { comment: Buffer.concat([rawZip([]), Buffer.from("xx")]) },
    ["error zip-several-ends", "error zip-damaged", "error zip-hidden-data"],
  ],
  [
    "fewer entries than there are",
    [scan, other],
    { count: 1 },
    ["error zip-damaged", "error zip-hidden-data B/data/scan.pdf"],
  ],
  ["more entries than there are", [scan], { count: 2 }, ["error zip-damaged"]],
  [
    "a letter torn between two names",
    [
      { name: Buffer.from([0x42, 0x2f, 0xc3]), data: text },
      { name: Buffer.from([0xa1, 0x2f, 0x42]), data: text },
    ],
    {},
    ["error name-not-utf8 B/\ufffd", "error name-not-utf8 \ufffd/B"],
  ],
  ["a directory outside", [scan], { directoryOffset: 0x7fffffff }, ["error zip-damaged"]],
];

describe("openZip", () => {
  it.each(cases)("names %s", async (_what, entries, tail, expected) => {
    expect(await found(rawZip(entries, tail))).toEqual(expected);
  });

  it.each([
    ["nothing at all", Buffer.alloc(0)],
    ["no archive", Buffer.from("no archive")],
    ["half an archive", rawZip([scan]).subarray(0, 60)],
  ])("calls %s damaged", async (_what, bytes) => expect(await found(bytes)).toEqual(["error zip-damaged"]));

  it("reads records of any length, one after another", async () => {
    const field = Buffer.alloc(65_000);
    field.writeUInt16LE(0xcafe, 0);
    field.writeUInt16LE(field.length - 4, 2);
    // Around the size of what is read of a directory at once, so that records end on either side of its border.
    const entries = Array.from({ length: 900 }, (_, index): RawEntry => {
      const long = index % 97 === 5 ? { extra: field } : {};
      const name = index % 211 === 8 ? `B/${"x/".repeat(32_700)}${index}` : `B/data/${index} tài liệu.pdf`;
      return { name, data: Buffer.from(`${index}`), ...long };
    });
    const names = await found(rawZip(entries));
    expect(new Set(names.map((one) => one.slice(0, 19)))).toEqual(new Set(["error name-too-long"]));
    expect(names).toHaveLength(entries.filter(({ name }) => name.length > 60_000).length);
  });

  it("looks at no directory that is beyond its limits", async () => {
    expect(await found(rawZip([scan, other]), { entries: 1, directoryBytes: 1e6 })).toEqual([
      "error zip-too-many-entries",
    ]);
    expect(await found(rawZip([scan, other]), { entries: 9, directoryBytes: 9 })).toEqual([
      "error zip-directory-too-large",
    ]);
  });

  it("gives digests and bytes of sound entries, also beside unsound ones", async () => {
    const large = Buffer.from("một trang dài ".repeat(1_500_000));
    const path = join(sandbox(), "a.zip");
    const entries = [
      scan,
      { ...other, crc: 7 },
      { name: "B/large", data: large, deflate: true },
      { name: "B/large-stored", data: large },
    ];
    writeFileSync(path, rawZip(entries));
    const zip = await openZip(path);
    const table = await zip.digest(["sha256", "md5"]);
    for (const [index, { data }] of entries.entries())
      for (const algorithm of ["sha256", "md5"])
        expect(table.digestOf(index, algorithm)).toBe(createHash(algorithm).update(data).digest("hex"));
    expect(table.digestOf(0, "sha512")).toBeNull();
    const read = async (index: number) => {
      const pieces: Buffer[] = [];
      for await (const piece of zip.stream(zip.files[index]!)) pieces.push(piece);
      return Buffer.concat(pieces);
    };
    expect((await read(0)).equals(scan.data)).toBe(true);
    expect((await read(2)).equals(large)).toBe(true);
    expect((await read(3)).equals(large)).toBe(true);
    await expect(read(1)).rejects.toMatchObject({ code: "file-not-readable" });
    expect(await zip.read(zip.files[2]!, 1000)).toBeNull();
    await zip.close();
  });

  it("ends in findings, never in an error, whatever bytes of an archive are changed", async () => {
    const whole = rawZip([scan, { name: "B/t", data: text, deflate: true }, named("B/hồ sơ")]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(whole.length),
        async (changes, cut) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of changes) bytes[at] = value;
          await found(cut % 5 === 0 ? bytes.subarray(0, cut) : bytes);
        },
      ),
      { numRuns: 150 },
    );
  });
});
