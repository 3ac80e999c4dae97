import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { infoValue, readBagInfo, writeBagInfo } from "../../../src/package/bag/bag-info.js";
import { readOxum, writeOxum } from "../../../src/package/bag/oxum.js";
import { readDigestList, writeDigestList } from "../../../src/package/bag/payload.js";
import {
  decodeTagFile,
  linesOf,
  manifestAlgorithm,
  readDeclaration,
  writeDeclaration,
} from "../../../src/package/bag/tag-files.js";

const codes = (findings: { code: string; severity: string }[]) =>
  findings.map(({ code, severity }) => `${severity} ${code}`);
const sha = (sign: string) => sign.repeat(64);

describe("bagit.txt", () => {
  it("is read as it is written", () => {
    expect(readDeclaration(writeDeclaration())).toEqual({
      declaration: { version: "1.0", encoding: "UTF-8" },
      findings: [],
    });
  });

  it.each([
    ["BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n", ["info bag-version-old"]],
    ["BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n", ["error bag-version-unknown"]],
    ["BagIt-Version:1.0\r\nTag-File-Character-Encoding: UTF-8", ["warning bag-declaration-wrong"]],
    ["Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n", ["error bag-declaration-wrong"]],
    [`${writeDeclaration()}More: 1\n`, ["error bag-declaration-wrong"]],
    ["BagIt-Version: 1.0\n", ["error bag-declaration-wrong"]],
    ["", ["error bag-declaration-wrong"]],
  ])("says what is wrong with %j", (text, expected) => {
    expect(codes(readDeclaration(text).findings)).toEqual(expected);
  });
});

describe("a payload manifest", () => {
  const read = (text: string, version = "1.0") =>
    readDigestList(text, { name: "manifest-sha256.txt", kind: "payload", version, hexLength: 64 });

  it("carries any path there and back", () => {
    const part = fc
      .string({ unit: "binary", minLength: 1, maxLength: 20 })
      .map((s) => s.replace(/[\0/\\]/gu, "_"));
    const path = fc.array(fc.oneof(part, fc.constantFrom("a%0Ab", "100%", "%25", "hồ sơ")), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(path, (parts) => {
        const full = `data/${parts.join("/")}`;
        const { rows, findings } = read(writeDigestList([{ digest: sha("a"), path: full }]));
        if (findings.length === 0) expect(rows).toEqual([{ path: full, digest: sha("a") }]);
        else expect(codes(findings)).toEqual(["error bag-path-not-allowed"]);
      }),
    );
  });

  it("undoes only the escapes of its version", () => {
    const paths = (text: string, version?: string) => read(text, version).rows.map(({ path }) => path);
    expect(codes(read(`${sha("b")}\t data/a%0ab.pdf\n`).findings)).toEqual(["error bag-path-not-allowed"]);
    expect(paths(`${sha("b")}  data/a%25b%41.pdf\n`)).toEqual(["data/a%b%41.pdf"]);
    expect(paths(`${sha("b")}  data/a%25b.pdf\n`, "0.97")).toEqual(["data/a%25b.pdf"]);
    expect(paths(`${sha("b")} *./data/a.pdf\n`, "0.97")).toEqual(["data/a.pdf"]);
  });

  it.each([
    [`${sha("a")} data/../x\n`, "error bag-path-not-allowed"],
    [`${sha("a")} /etc/passwd\n`, "error bag-path-not-allowed"],
    [`${sha("a")} C:/x\n`, "error bag-path-not-allowed"],
    [`${sha("a")} bagit.txt\n`, "error bag-path-not-allowed"],
    [`${sha("a")} data\\x\n`, "error bag-path-not-allowed"],
    ["abc data/x\n", "error bag-line-not-understood"],
    ["just words\n", "error bag-line-not-understood"],
    [`${sha("a")} data/x\n${sha("b")} data/x\n`, "error bag-path-repeated"],
  ])("refuses %j", (text, expected) => {
    expect(codes(read(text).findings)).toEqual([expected]);
  });

  it("is known by its name", () => {
    expect(manifestAlgorithm("manifest-sha256.txt")).toEqual({ kind: "payload", algorithm: "sha256" });
    expect(manifestAlgorithm("tagmanifest-SHA-512.txt")).toEqual({ kind: "tags", algorithm: "sha512" });
    expect(manifestAlgorithm("manifest.json")).toBeNull();
  });
});

describe("a list of digests without end", () => {
  it("is read up to as many files as an archive may hold", () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => `${sha("0")}  data/${index}\n`).join("");
    const form = { name: "manifest-sha256.txt", kind: "payload", version: "1.0", hexLength: 64 } as const;
    expect(readDigestList(rows(500_000), form).findings).toEqual([]);
    const { rows: taken, findings } = readDigestList(rows(500_001), form);
    expect([taken.length, codes(findings)]).toEqual([500_000, ["error bag-list-abandoned"]]);
  });
});

describe("bag-info.txt", () => {
  it("folds long values and gives them back", () => {
    const value = "Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai, tỉnh Quảng Ninh, ".repeat(5).trim();
    const text = writeBagInfo([
      { label: "Source-Organization", value },
      { label: "External-Identifier", value: "BG-06691-20250628-01" },
    ]);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(79);
    const { elements, findings } = readBagInfo(text);
    expect(findings).toEqual([]);
    expect(infoValue(elements, "source-organization")).toBe(value);
    expect(infoValue(elements, "External-Identifier")).toBe("BG-06691-20250628-01");
  });

  it("never lets a value begin another label", () => {
    const { elements } = readBagInfo(writeBagInfo([{ label: "A", value: "x\nPayload-Oxum: 0.0" }]));
    expect(elements).toEqual([{ label: "A", value: "x Payload-Oxum: 0.0" }]);
  });

  it("says which lines and repetitions it does not like", () => {
    const { elements, findings } = readBagInfo("A: 1\nA: 2\nnothing\nPayload-Oxum: 1.1\nPayload-Oxum: 1.2\n");
    expect(elements).toHaveLength(4);
    expect(codes(findings)).toEqual(["warning bag-line-not-understood", "warning bag-info-label-repeated"]);
  });
});

describe("other tag files", () => {
  it("end their lines in LF, CR or CRLF, in any mixture", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "\r", "\n", "\r\n"), maxLength: 12 });
    fc.assert(
      fc.property(text, (mixed) => {
        const lines = mixed.split(/\r\n|\n|\r/u);
        if (lines.at(-1) === "") lines.pop();
        expect([...linesOf(mixed)]).toEqual(lines);
      }),
      { numRuns: 500 },
    );
  });

  it("are decoded as declared, and found out where they are not", () => {
    expect(decodeTagFile(Buffer.from("hồ sơ"), "UTF-8", "x")).toEqual({ text: "hồ sơ", findings: [] });
    expect(decodeTagFile(Buffer.from("hồ", "utf16le"), "UTF-16LE", "x").text).toBe("hồ");
    expect(codes(decodeTagFile(Buffer.from([0xff, 0x41]), "UTF-8", "x").findings)).toEqual([
      "error bag-text-not-utf8",
    ]);
    expect(codes(decodeTagFile(Buffer.from("a"), "KLINGON", "x").findings)).toEqual([
      "error bag-encoding-unsupported",
    ]);
    expect(codes(decodeTagFile(Buffer.from("\ufeffa"), "UTF-8", "x").findings)).toEqual([
      "warning bag-byte-order-mark",
    ]);
  });

  it("an Oxum is bytes and files", () => {
    expect(readOxum(writeOxum({ bytes: 279164409832, files: 1198 }))).toEqual({
      bytes: 279164409832,
      files: 1198,
    });
    expect(readOxum("1,5.2")).toBeNull();
  });
});
