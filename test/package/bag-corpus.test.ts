import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyWith } from "../../src/package/verify-package.js";
import { rawZip } from "../support/raw-zip.js";
import { sandbox } from "../support/sandbox.js";
import { checkTestSignature } from "./a-package.js";

/** Files of a bag that somebody else made, by their path from its root. */
type Bag = Map<string, Buffer>;
type Change = (bag: Bag) => void;

const declaration = (version = "1.0", encoding = "UTF-8"): string =>
  `BagIt-Version: ${version}\nTag-File-Character-Encoding: ${encoding}\n`;

/** A whole bag of two files, before anything is done to it. */
function aBag(version = "1.0", encoding = "UTF-8"): Bag {
  const bag: Bag = new Map();
  put("bagit.txt", declaration(version, encoding))(bag);
  put("data/một.txt", "một")(bag);
  put("data/sâu/hai.txt", "hai")(bag);
  put("bag-info.txt", "Source-Organization: X\nPayload-Oxum: 8.2\n")(bag);
  return bag;
}

function put(path: string, content: string | Buffer): Change {
  return (bag) => bag.set(path, Buffer.from(content as string));
}

function remove(path: string): Change {
  return (bag) => bag.delete(path);
}

const hex = (algorithm: string, bytes: Buffer): string => createHash(algorithm).update(bytes).digest("hex");

function listOf(bag: Bag, algorithm: string, wanted: (path: string) => boolean): string {
  return [...bag]
    .filter(([path]) => wanted(path))
    .map(([path, bytes]) => `${hex(algorithm, bytes)}  ${path}\n`)
    .join("");
}

/** Lists the payload. */
function payloadList(algorithm = "sha256"): Change {
  return (bag) =>
    put(
      `manifest-${algorithm}.txt`,
      listOf(bag, algorithm, (path) => path.startsWith("data/")),
    )(bag);
}

/** Lists everything but the payload. */
function tagList(algorithm = "sha256"): Change {
  return (bag) => {
    const tags = (path: string): boolean => !path.startsWith("data/") && !path.startsWith("tagmanifest-");
    put(`tagmanifest-${algorithm}.txt`, listOf(bag, algorithm, tags))(bag);
  };
}

const bothLists: Change = (bag) => {
  payloadList()(bag);
  tagList()(bag);
};

function edit(path: string, change: (text: string) => string): Change {
  return (bag) => put(path, change(bag.get(path)!.toString()))(bag);
}

const inUtf16 =
  (path: string): Change =>
  (bag) =>
    bag.set(path, Buffer.from(`\ufeff${bag.get(path)!.toString()}`, "utf16le"));

const manyRows = (count: number): string =>
  Array.from({ length: count }, (_, index) => `${"0".repeat(64)}  data/${index}\n`).join("");

/** Spells a path in a list in another way than the bag does. */
const relist = (change: (text: string) => string): Change => edit("manifest-sha256.txt", change);

function flipOneByte(path: string): Change {
  return (bag) => {
    const bytes = Buffer.from(bag.get(path)!);
    bytes[0]! ^= 1;
    bag.set(path, bytes);
  };
}

const oldTimes = ["bag-info-missing", "bag-oxum-missing", "bag-version-old", "bag-tag-manifest-missing"];

/** What is done to an honest bag, and what must be found; `info` findings are left out unless they are named. */
const cases: [name: string, make: () => Bag, changes: Change[], expected: string[]][] = [
  ["an honest bag", () => aBag(), [bothLists], []],
  ...["0.93", "0.94", "0.95", "0.96", "0.97"].map((version): (typeof cases)[number] => [
    `a bag of version ${version}`,
    () => aBag(version),
    [bothLists],
    [],
  ]),
  ["a bag with SHA-512", () => aBag(), [payloadList("sha512"), tagList("sha512")], []],
  ["several algorithms at once", () => aBag(), [payloadList(), payloadList("sha512"), tagList()], []],
  [
    "MD5 and SHA-1",
    () => aBag(),
    [payloadList("md5"), payloadList("sha1"), tagList("md5")],
    Array(3).fill("warning bag-algorithm-weak"),
  ],
  [
    "an algorithm nobody knows beside one",
    () => aBag(),
    [payloadList(), put("manifest-whirl9.txt", "00  data/một.txt\n"), tagList()],
    ["warning bag-algorithm-unsupported"],
  ],
  [
    "only an algorithm nobody knows",
    () => aBag(),
    [put("manifest-whirl9.txt", "00  data/một.txt\n"), tagList()],
    ["warning bag-algorithm-unsupported", "error bag-manifest-missing"],
  ],
  ["no list", () => aBag(), [], ["error bag-manifest-missing"]],
  ["a version to come", () => aBag("2.0"), [bothLists], ["error bag-version-unknown"]],
  [
    "a declaration of one line",
    () => aBag(),
    [put("bagit.txt", "BagIt-Version: 1.0\n"), bothLists],
    ["error bag-declaration-wrong"],
  ],
  [
    "a declaration with a byte order mark",
    () => aBag(),
    [put("bagit.txt", `\ufeff${declaration()}`), bothLists],
    ["error bag-byte-order-mark"],
  ],
  [
    "tag files in Latin-1",
    () => aBag("1.0", "ISO-8859-1"),
    [
      remove("data/một.txt"),
      put("data/caf\u00e9.txt", "abc"),
      put("bag-info.txt", Buffer.from("Source-Organization: Caf\u00e9\nPayload-Oxum: 6.2\n", "latin1")),
      bothLists,
      (bag) =>
        bag.set("manifest-sha256.txt", Buffer.from(bag.get("manifest-sha256.txt")!.toString(), "latin1")),
      tagList(),
    ],
    [],
  ],
  [
    "an encoding nobody knows",
    () => aBag("1.0", "KLINGON-8"),
    [bothLists],
    [...Array(3).fill("error bag-encoding-unsupported"), "error bag-manifest-missing"],
  ],
  [
    "a list that is not in the declared encoding",
    () => aBag(),
    [payloadList(), (bag) => bag.set("manifest-sha256.txt", Buffer.from([0xff, 0xfe, 0xfd])), tagList()],
    ["error bag-text-not-utf8", "error bag-manifest-missing"],
  ],
  [
    "lists that end in CRLF",
    () => aBag(),
    [payloadList(), relist((text) => text.replaceAll("\n", "\r\n")), tagList()],
    [],
  ],
  [
    "digests in capitals",
    () => aBag(),
    [payloadList(), relist((t) => t.replace(/^\w+/gmu, (d) => d.toUpperCase())), tagList()],
    [],
  ],
  [
    "signs that are spelled with percent",
    () => aBag(),
    [
      put("data/100% chắc.txt", "x"),
      put("bag-info.txt", "Payload-Oxum: 9.3\n"),
      payloadList(),
      relist((text) => text.replace("100%", "100%25")),
      tagList(),
    ],
    [],
  ],
  [
    "percent as it was before 1.0",
    () => aBag("0.97"),
    [put("data/100%25.txt", "x"), put("bag-info.txt", "Payload-Oxum: 9.3\n"), bothLists],
    [],
  ],
  [
    "a `*` before each path, as `md5sum -b` leaves it",
    () => aBag("0.97"),
    [payloadList(), relist((text) => text.replaceAll("  data", " *data")), tagList()],
    [],
  ],
  ["a changed file", () => aBag(), [bothLists, flipOneByte("data/một.txt")], ["error bag-digest-differs"]],
  [
    "a changed tag file",
    () => aBag(),
    [bothLists, edit("bag-info.txt", (text) => text.replace("X", "Y"))],
    ["error bag-digest-differs"],
  ],
  [
    "a missing file",
    () => aBag(),
    [bothLists, remove("data/một.txt")],
    ["error bag-file-missing", "error bag-oxum-differs"],
  ],
  [
    "a file that is not listed",
    () => aBag(),
    [bothLists, put("data/thừa.txt", "")],
    ["error bag-file-extra", "error bag-oxum-differs"],
  ],
  [
    "a file that one of two lists leaves out",
    () => aBag(),
    [
      payloadList(),
      payloadList("sha512"),
      edit("manifest-sha512.txt", (t) => t.split("\n").slice(1).join("\n")),
      tagList(),
    ],
    ["error bag-file-extra"],
  ],
  [
    "the same before 1.0, where one list was enough",
    () => aBag("0.97"),
    [
      payloadList(),
      payloadList("sha512"),
      edit("manifest-sha512.txt", (t) => t.split("\n").slice(1).join("\n")),
      tagList(),
    ],
    [],
  ],
  [
    "a Payload-Oxum that lies",
    () => aBag(),
    [put("bag-info.txt", "Payload-Oxum: 8.3\n"), bothLists],
    ["error bag-oxum-differs"],
  ],
  [
    "a Payload-Oxum that is none",
    () => aBag(),
    [put("bag-info.txt", "Payload-Oxum: nine\n"), bothLists],
    ["warning bag-oxum-not-understood"],
  ],
  [
    "labels that may repeat, and one that may not",
    () => aBag(),
    [
      put("bag-info.txt", "Contact-Name: A\nContact-Name: B\nPayload-Oxum: 8.2\npayload-Oxum: 8.2\n"),
      bothLists,
    ],
    ["warning bag-info-label-repeated"],
  ],
  [
    "metadata that are no metadata",
    () => aBag(),
    [put("bag-info.txt", "Payload-Oxum: 8.2\nlời nói suông\n"), bothLists],
    ["warning bag-line-not-understood"],
  ],
  [
    "files to be fetched",
    () => aBag(),
    [put("fetch.txt", "https://example.invalid/x 3 data/xa.txt\n"), bothLists],
    ["error bag-fetch-refused"],
  ],
  [
    "files that were fetched already",
    () => aBag(),
    [put("fetch.txt", "https://example.invalid/x - data/một.txt\n"), bothLists],
    ["warning bag-fetch-refused"],
  ],
  [
    "a path listed twice with one digest",
    () => aBag(),
    [payloadList(), relist((text) => text + text.split("\n")[0]), tagList()],
    ["error bag-path-repeated"],
  ],
  [
    "a path that leads out",
    () => aBag(),
    [payloadList(), relist((text) => `${text}${"0".repeat(64)}  data/../../x\n`), tagList()],
    ["error bag-path-not-allowed"],
  ],
  [
    "a path to somebody's home",
    () => aBag(),
    [payloadList(), relist((text) => `${text}${"0".repeat(64)}  ~/x\n`), tagList()],
    ["error bag-path-not-allowed"],
  ],
  [
    "a tag manifest that lists itself",
    () => aBag(),
    [
      bothLists,
      edit("tagmanifest-sha256.txt", (text) => `${text}${"0".repeat(64)}  tagmanifest-sha256.txt\n`),
    ],
    ["error bag-path-not-allowed"],
  ],
  [
    "a line that is no line",
    () => aBag(),
    [payloadList(), relist((text) => `${text}không phải mã băm\n`), tagList()],
    ["error bag-line-not-understood"],
  ],
  [
    "names in another normalisation than the list",
    () => aBag(),
    [payloadList(), relist((text) => text.normalize("NFD")), tagList()],
    Array(2).fill("warning bag-path-spelled-differently"),
  ],
  [
    "names that decompose",
    () => aBag(),
    [remove("data/một.txt"), put("data/một.txt".normalize("NFD"), "một"), bothLists],
    ["warning name-not-nfc"],
  ],
  [
    "names that differ in case only",
    () => aBag(),
    [put("data/MỘT.txt", "x"), put("bag-info.txt", "Payload-Oxum: 9.3\n"), bothLists],
    ["error name-case-collision"],
  ],
  [
    "names that differ in normalisation only",
    () => aBag(),
    [put("data/một.txt".normalize("NFD"), "x"), put("bag-info.txt", "Payload-Oxum: 9.3\n"), bothLists],
    ["warning name-not-nfc", "error name-unicode-collision"],
  ],
  [
    "a name that Windows keeps for itself",
    () => aBag(),
    [put("data/aux.txt", "x"), put("bag-info.txt", "Payload-Oxum: 9.3\n"), bothLists],
    ["error name-reserved"],
  ],
  [
    "tag files in UTF-16",
    () => aBag("1.0", "UTF-16LE"),
    [
      payloadList(),
      inUtf16("manifest-sha256.txt"),
      inUtf16("bag-info.txt"),
      tagList(),
      inUtf16("tagmanifest-sha256.txt"),
    ],
    [],
  ],
  [
    "a list with a byte order mark",
    () => aBag(),
    [payloadList(), relist((text) => `\ufeff${text}`), tagList()],
    ["warning bag-byte-order-mark"],
  ],
  [
    "lists that end in CR, as on old Macs",
    () => aBag(),
    [payloadList(), relist((text) => text.replaceAll("\n", "\r")), tagList()],
    [],
  ],
  [
    "SHA-224 and SHA-384, spelled with a dash",
    () => aBag(),
    [
      payloadList("sha384"),
      (bag) =>
        put(
          "manifest-sha-224.txt",
          listOf(bag, "sha224", (path) => path.startsWith("data/")),
        )(bag),
      tagList("sha384"),
    ],
    [],
  ],
  [
    "a weak list that agrees and a strong one that does not",
    () => aBag(),
    [payloadList(), flipOneByte("data/một.txt"), payloadList("md5"), tagList()],
    ["warning bag-algorithm-weak", "error bag-digest-differs"],
  ],
  [
    "a path listed twice with two digests",
    () => aBag(),
    [payloadList(), relist((text) => `${text}${"0".repeat(64)}  data/một.txt\n`), tagList()],
    ["error bag-path-repeated"],
  ],
  [
    "a path listed twice with one digest, before 1.0",
    () => aBag("0.97"),
    [payloadList(), relist((text) => text + text.split("\n")[0]), tagList()],
    ["warning bag-path-repeated"],
  ],
  [
    "an absolute path in a list",
    () => aBag(),
    [payloadList(), relist((text) => `${text}${"0".repeat(64)}  /etc/passwd\n`), tagList()],
    ["error bag-path-not-allowed"],
  ],
  [
    "a drive in a list",
    () => aBag(),
    [bothLists, edit("tagmanifest-sha256.txt", (text) => `${text}${"0".repeat(64)}  C:/x\n`)],
    ["error bag-path-not-allowed"],
  ],
  [
    "a tag file in the list of the payload",
    () => aBag(),
    [payloadList(), relist((text) => `${text}${"0".repeat(64)}  bagit.txt\n`), tagList()],
    ["error bag-path-not-allowed"],
  ],
  [
    "a file of the payload in the list of tag files",
    () => aBag(),
    [bothLists, edit("tagmanifest-sha256.txt", (text) => `${text}${"0".repeat(64)}  data/một.txt\n`)],
    ["error bag-path-not-allowed"],
  ],
  [
    "a list with nothing in it",
    () => aBag(),
    [put("manifest-sha256.txt", ""), tagList()],
    Array(2).fill("error bag-file-extra"),
  ],
  [
    "digests of another algorithm than the name says",
    () => aBag(),
    [
      (bag) =>
        put(
          "manifest-sha256.txt",
          listOf(bag, "md5", (path) => path.startsWith("data/")),
        )(bag),
      tagList(),
    ],
    [...Array(2).fill("error bag-line-not-understood"), ...Array(2).fill("error bag-file-extra")],
  ],
  [
    "a declaration with a third line",
    () => aBag(),
    [put("bagit.txt", `${declaration()}Payload-Oxum: 8.2\n`), bothLists],
    ["error bag-declaration-wrong"],
  ],
  [
    "a declaration the wrong way round",
    () => aBag(),
    [put("bagit.txt", declaration().split("\n").reverse().join("\n").trim()), bothLists],
    ["error bag-declaration-wrong"],
  ],
  [
    "a folder whose name ends in a dot",
    () => aBag(),
    [put("data/sâu./ba.txt", "x"), put("bag-info.txt", "Payload-Oxum: 9.3\n"), bothLists],
    ["error name-trailing-dot-or-space"],
  ],
  [
    "a list that is nothing, a million times",
    () => aBag(),
    [put("manifest-sha256.txt", "x\n".repeat(1_000_000)), tagList()],
    [
      ...Array(1000).fill("error bag-line-not-understood"),
      "error bag-list-abandoned",
      ...Array(2).fill("error bag-file-extra"),
    ],
  ],
  [
    "a digest with a letter whose code ends like that of a digit",
    () => aBag(),
    [payloadList(), relist((text) => text.replace(/^./u, "\u0130")), tagList()],
    ["error bag-line-not-understood", "error bag-file-extra"],
  ],
  [
    "several lists for one algorithm",
    () => aBag(),
    [
      payloadList(),
      (bag) => put("manifest-sha-256.txt", bag.get("manifest-sha256.txt")!)(bag),
      payloadList("sha512"),
      tagList(),
    ],
    ["error bag-list-doubled"],
  ],
  [
    "a list of far more files than there are",
    () => aBag(),
    [payloadList(), relist((text) => text + manyRows(150_000)), tagList()],
    Array(150_000).fill("error bag-file-missing"),
  ],
  [
    "metadata that are nothing, half a million times",
    () => aBag(),
    [put("bag-info.txt", "x\n".repeat(500_000)), bothLists],
    [...Array(1000).fill("warning bag-line-not-understood"), "warning bag-list-abandoned"],
  ],
  [
    "metadata without end",
    () => aBag(),
    [put("bag-info.txt", "Contact-Name: A\n".repeat(100_000)), bothLists],
    ["error bag-file-too-large"],
  ],
  [
    "a bag within the payload",
    () => aBag(),
    [
      put("data/bagit.txt", declaration()),
      put("bag-info.txt", `Payload-Oxum: ${8 + declaration().length}.3\n`),
      bothLists,
    ],
    [],
  ],
  [
    "a bag beside the bag",
    () => aBag(),
    [put("khác/bagit.txt", declaration()), bothLists],
    ["error bag-several"],
  ],
];

async function found(path: string): Promise<[string, string[]]> {
  const { verdict, findings } = await verifyWith(path, checkTestSignature, { bagOnly: true });
  const told = findings.filter(({ severity }) => severity !== "info");
  return [verdict, told.map(({ severity, code }) => `${severity} ${code}`).sort()];
}

describe("a bag that others made", () => {
  it.each(cases)("%s", async (_name, make, changes, expected) => {
    const bag = make();
    for (const change of changes) change(bag);
    const verdict = expected.some((one) => one.startsWith("error")) ? "invalid" : "valid";
    const folder = join(sandbox(), "bag");
    for (const [path, bytes] of bag) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    expect(await found(folder)).toEqual([verdict, [...expected].sort()]);
    const zip = `${folder}.zip`;
    writeFileSync(zip, rawZip([...bag].map(([path, data]) => ({ name: `${"bag"}/${path}`, data }))));
    const inFolder = expected.filter((one) => one !== "error bag-several");
    const asZip = await found(zip);
    // Below a folder of its own a second declaration lies too deep to be a second bag.
    if (inFolder.length !== expected.length) return;
    expect(asZip).toEqual([verdict, [...expected].sort()]);
  });

  it("says so of an old version that has nothing but one list", async () => {
    const folder = join(sandbox(), "bag");
    mkdirSync(join(folder, "data"), { recursive: true });
    writeFileSync(join(folder, "bagit.txt"), declaration("0.93"));
    writeFileSync(join(folder, "data/a"), "a");
    writeFileSync(join(folder, "manifest-sha256.txt"), `${hex("sha256", Buffer.from("a"))} data/a\n`);
    const { verdict, findings } = await verifyWith(folder, checkTestSignature, { bagOnly: true });
    expect(verdict).toBe("valid");
    const told = findings.map(({ code }) => code);
    expect(
      oldTimes.filter((code) => code !== "bag-oxum-missing").every((code) => told.includes(code as never)),
    ).toBe(true);
  });

  it("holds no links and no devices, and neither is followed", async () => {
    const folder = sandbox();
    const bag = aBag();
    bothLists(bag);
    for (const [path, bytes] of bag) {
      mkdirSync(dirname(join(folder, "bag", path)), { recursive: true });
      writeFileSync(join(folder, "bag", path), bytes);
    }
    mkdirSync(join(folder, "elsewhere"));
    writeFileSync(join(folder, "elsewhere", "private.txt"), "x");
    symlinkSync("../../elsewhere", join(folder, "bag/data/folder"));
    symlinkSync(".", join(folder, "bag/data/loop"));
    symlinkSync("../../elsewhere/private.txt", join(folder, "bag/data/file"));
    execFileSync("mkfifo", [join(folder, "bag/data/pipe")]);
    expect(await found(join(folder, "bag"))).toEqual([
      "invalid",
      ["error entry-is-device", "error entry-is-link", "error entry-is-link", "error entry-is-link"],
    ]);
  });

  it("is two bags where an archive holds two side by side", async () => {
    const zip = join(sandbox(), "two.zip");
    const bag = aBag();
    bothLists(bag);
    const entries = ["a", "b"].flatMap((root) =>
      [...bag].map(([path, data]) => ({ name: `${root}/${path}`, data })),
    );
    writeFileSync(zip, rawZip(entries));
    expect((await found(zip))[1]).toContain("error bag-several");
  });
});
