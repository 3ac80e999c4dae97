import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type VerifyScope, verifyWith } from "../../src/package/verify-package.js";
import { rawZip } from "../support/raw-zip.js";
import { sandbox } from "../support/sandbox.js";
import { aPackage, checkTestSignature } from "./a-package.js";

const verify = (path: string, scope?: VerifyScope) => verifyWith(path, checkTestSignature, scope);
const id = "BG-06691-20250628-01";

/** An honest package, unpacked; what the test does to it, it does to the folder. */
async function anUnpackedBag(): Promise<string> {
  const folder = sandbox();
  const { path } = await aPackage(folder);
  execFileSync("unzip", ["-qq", path, "-d", join(folder, "out")], {
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  return join(folder, "out", id);
}

function sha256Of(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** Makes the bag's own lists agree with what lies there, as a careful forger would. */
function relist(bag: string): void {
  for (const [list, paths] of [
    ["manifest-sha256.txt", execFileSync("find", ["data", "-type", "f"], { cwd: bag, encoding: "utf8" })],
    [
      "tagmanifest-sha256.txt",
      execFileSync(
        "find",
        [".", "-type", "f", "-not", "-path", "./data/*", "-not", "-name", "tagm*", "-printf", "%P\n"],
        {
          cwd: bag,
          encoding: "utf8",
        },
      ),
    ],
  ] as const)
    writeFileSync(
      join(bag, list),
      paths
        .trim()
        .split("\n")
        .map((path) => `${sha256Of(join(bag, path))}  ${path}\n`)
        .join(""),
    );
}

async function judged(path: string, bagOnly = false): Promise<[string, string[]]> {
  const { verdict, findings } = await verify(path, { bagOnly });
  return [
    verdict,
    findings.map(({ stage, code, place }) => `${stage}: ${code} ${place.file ?? ""}`.trimEnd()),
  ];
}

describe("verifying a package", () => {
  it("calls an honest package valid, stage by stage, with what it holds and who signed", async () => {
    const { path, parts } = await aPackage(sandbox());
    const result = await verify(path);
    expect(result.findings).toEqual([]);
    expect(result.verdict).toBe("valid");
    expect(result.stages.map(({ stage, outcome }) => `${stage} ${outcome}`)).toEqual([
      "container passed",
      "declaration passed",
      "completeness passed",
      "digests passed",
      "signature passed",
      "trust passed",
      "manifest passed",
    ]);
    expect(result.bag).toMatchObject({ version: "1.0", root: `${id}/`, algorithms: ["sha256"], files: 5 });
    expect(result.manifest).toMatchObject({
      id,
      dossiers: 2,
      files: 5,
      giver: { code: "06691" },
      receiver: { code: "06685" },
    });
    expect(result.manifest?.sha256).toBe(createHash("sha256").update(parts.manifestBytes).digest("hex"));
    expect(result.signer?.selfMade).toBe(true);
  });

  it("judges an unpacked bag and a re-packed one by what is in them", async () => {
    const bag = await anUnpackedBag();
    expect(await judged(bag)).toEqual(["valid", []]);
    execFileSync("zip", ["-qr", join(bag, "..", "again.zip"), id], { cwd: join(bag, "..") });
    expect(await judged(join(bag, "..", "again.zip"))).toEqual(["valid", ["container: package-repacked"]]);
  });

  it("judges a manifest alone by its signature", async () => {
    const bag = await anUnpackedBag();
    const result = await verify(join(bag, "handover", "manifest.json"));
    expect([result.verdict, result.kind]).toEqual(["valid", "manifest"]);
    expect(
      result.stages.filter(({ outcome }) => outcome === "skipped").map(({ stage, why }) => [stage, why]),
    ).toEqual(["container", "declaration", "completeness", "digests"].map((stage) => [stage, "no-package"]));
  });

  const tamperings: [string, (bag: string) => void, string[]][] = [
    [
      "one byte of a scan",
      (bag) => appendFileSync(join(bag, "data/02.KTCH/01 GSCD.QD.pdf"), "x"),
      [
        "completeness: bag-oxum-differs bag-info.txt",
        "digests: bag-digest-differs data/02.KTCH/01 GSCD.QD.pdf",
        "manifest: handover-digest-differs data/02.KTCH/01 GSCD.QD.pdf",
        "manifest: handover-size-differs data/02.KTCH/01 GSCD.QD.pdf",
      ],
    ],
    [
      "a file added",
      (bag) => writeFileSync(join(bag, "data/extra.pdf"), "x"),
      [
        "completeness: bag-oxum-differs bag-info.txt",
        "completeness: bag-file-extra data/extra.pdf",
        "manifest: handover-file-unlisted data/extra.pdf",
      ],
    ],
    [
      "a file removed",
      (bag) => rmSync(join(bag, "data/01.KTCH/01 KTCH.QD.pdf")),
      [
        "completeness: bag-oxum-differs bag-info.txt",
        "completeness: bag-file-missing data/01.KTCH/01 KTCH.QD.pdf",
        "manifest: handover-file-missing data/01.KTCH/01 KTCH.QD.pdf",
      ],
    ],
    [
      "a row of the list of the handover",
      (bag) => {
        const path = join(bag, "handover/manifest.json");
        writeFileSync(
          path,
          readFileSync(path, "utf8").replace("Kiểm tra chấp hành chi bộ khu 1", "Việc khác"),
        );
        relist(bag);
      },
      ["signature: signature-wrong"],
    ],
    [
      "a scan, with the bag's own lists made to fit",
      (bag) => {
        writeFileSync(join(bag, "data/01.KTCH/01 KTCH.QD.pdf"), "%PDF quyếT định");
        relist(bag);
      },
      ["manifest: handover-digest-differs data/01.KTCH/01 KTCH.QD.pdf"],
    ],
    [
      "the signature, taken from elsewhere",
      (bag) => {
        writeFileSync(join(bag, "handover/manifest.json.p7s"), "x".repeat(32));
        relist(bag);
      },
      ["signature: signature-wrong"],
    ],
    [
      "the signature, removed",
      (bag) => {
        rmSync(join(bag, "handover/manifest.json.p7s"));
        relist(bag);
      },
      ["signature: handover-signature-missing handover/manifest.json.p7s"],
    ],
    [
      "the list of the handover, removed",
      (bag) => {
        rmSync(join(bag, "handover"), { recursive: true });
        relist(bag);
      },
      ["manifest: handover-manifest-missing handover/manifest.json"],
    ],
    [
      "a program put beside the list",
      (bag) => writeFileSync(join(bag, "handover/xem.exe"), "MZ"),
      ["completeness: bag-tag-file-unlisted handover/xem.exe"],
    ],
    [
      "the number of the handover in the bag",
      (bag) => {
        const path = join(bag, "bag-info.txt");
        writeFileSync(path, readFileSync(path, "utf8").replace("0628-01", "0628-02"));
        relist(bag);
      },
      ["manifest: handover-id-differs handover/manifest.json"],
    ],
    [
      "a scan, replaced by a link",
      (bag) => {
        rmSync(join(bag, "data/01.KTCH/01 KTCH.QD.pdf"));
        symlinkSync("/etc/passwd", join(bag, "data/01.KTCH/01 KTCH.QD.pdf"));
      },
      [
        `container: entry-is-link data/01.KTCH/01 KTCH.QD.pdf`,
        "completeness: bag-oxum-differs bag-info.txt",
        "completeness: bag-file-missing data/01.KTCH/01 KTCH.QD.pdf",
        "manifest: handover-file-missing data/01.KTCH/01 KTCH.QD.pdf",
      ],
    ],
    ["the declaration", (bag) => rmSync(join(bag, "bagit.txt")), ["declaration: bag-not-found"]],
    [
      "a list of files to be fetched",
      (bag) => {
        writeFileSync(join(bag, "fetch.txt"), "https://example.org/x - data/x\n");
        relist(bag);
      },
      ["declaration: bag-fetch-refused fetch.txt"],
    ],
  ];

  it.each(tamperings)("finds and names what was changed: %s", async (_what, tamper, expected) => {
    const bag = await anUnpackedBag();
    tamper(bag);
    expect(await judged(bag)).toEqual(["invalid", expected]);
  });

  it("finds names in another Unicode normalisation, and says so", async () => {
    const bag = await anUnpackedBag();
    const tone = "data/tài liệu.pdf";
    writeFileSync(join(bag, tone), "x");
    relist(bag);
    renameSync(join(bag, tone), join(bag, tone.normalize("NFD")));
    const [, findings] = await judged(bag, true);
    expect(findings).toEqual([
      `container: name-not-nfc ${tone.normalize("NFD")}`,
      "completeness: bag-oxum-differs bag-info.txt",
      `completeness: bag-path-spelled-differently ${tone}`,
    ]);
  });

  it("notices any one byte that is flipped", async () => {
    const folder = sandbox();
    const { path } = await aPackage(folder);
    const whole = readFileSync(path);
    const flipped = join(folder, "flipped.zip");
    const unnoticed: number[] = [];
    // All bits of a byte: the last byte of a deflated entry ends in up to seven bits that mean nothing to any reader.
    // A prime step walks through headers, names, contents and directory alike; the end records are tried in full.
    for (let at = 0; at < whole.length; at += at > whole.length - 140 ? 1 : 37) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 0xff;
      writeFileSync(flipped, bytes);
      const { findings } = await verify(flipped);
      if (findings.length === 0) unnoticed.push(at);
    }
    expect(unnoticed).toEqual([]);
  });

  it("reads bags of other makers and of old versions with --bag only", async () => {
    const bag = join(sandbox(), "old");
    mkdirSync(join(bag, "data"), { recursive: true });
    writeFileSync(join(bag, "bagit.txt"), "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n");
    writeFileSync(join(bag, "data/100%.txt"), "x");
    writeFileSync(join(bag, "manifest-md5.txt"), "9dd4e461268c8034f5c8564e155c67a6 *data/100%.txt\n");
    expect(await judged(bag, true)).toEqual([
      "valid",
      [
        "declaration: bag-info-missing",
        "declaration: bag-tag-manifest-missing",
        "declaration: bag-algorithm-weak manifest-md5.txt",
        "declaration: bag-version-old bagit.txt",
      ].sort(),
    ]);
    expect((await judged(bag))[0]).toBe("invalid");
  });

  it("goes through every stage it can with an archive that is no bag", async () => {
    const path = join(sandbox(), "a.zip");
    writeFileSync(path, rawZip([{ name: "x.txt", data: Buffer.from("x"), crc: 5 }]));
    const result = await verify(path);
    expect(result.verdict).toBe("invalid");
    expect(result.findings.map(({ code }) => code)).toEqual(["zip-crc-differs", "bag-not-found"]);
    expect(result.stages.map(({ outcome, why }) => why ?? outcome)).toEqual([
      "failed",
      "failed",
      ...Array(5).fill("no-bag"),
    ]);
  });
});
