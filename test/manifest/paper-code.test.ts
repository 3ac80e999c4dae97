import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPaperCode, writePaperCode } from "../../src/manifest/index.js";

const hex = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString("hex"));
const code = fc.record({
  handover: fc.constantFrom("BG-06691-20250628-01", "BG-1-20250701-1234"),
  manifest: hex,
  certificate: fc.option(hex),
  receipt: fc.option(fc.record({ sha256: hex, certificate: hex })),
  box: fc.option(fc.nat(65_535)),
});

describe("the code on a paper", () => {
  it("is read as it was written, also in small letters and groups over several lines", () => {
    fc.assert(
      fc.property(code, (value) => {
        const text = writePaperCode(value);
        expect(readPaperCode(text)).toEqual(value);
        const typed = (text.toLowerCase().match(/.{1,4}/gu) ?? []).join(" \n");
        expect(readPaperCode(typed)).toEqual(value);
      }),
    );
  });

  it("has only signs that a QR code holds in its alphanumeric mode", () => {
    fc.assert(
      fc.property(code, (value) => {
        expect(writePaperCode(value)).toMatch(/^[0-9A-Z $%*+\-./:]+$/u);
      }),
    );
  });

  it("takes the figures 0, 1 and 8, which it has not, for the letters they look like", () => {
    const value = {
      handover: "BG-06691-20250628-01",
      manifest: "10".repeat(32),
      certificate: null,
      receipt: null,
      box: null,
    };
    const [id, letters] = writePaperCode(value).split(".");
    const misread = letters!.replaceAll("O", "0").replaceAll("I", "1").replaceAll("B", "8");
    expect(misread).toMatch(/[018]/u);
    expect(readPaperCode(`${id}.${misread}`)).toEqual(value);
  });

  it("is none after any letter was mistyped, left out, doubled or swapped with its neighbour", () => {
    const text = writePaperCode({
      handover: "BG-06691-20250628-01",
      manifest: "5a".repeat(32),
      certificate: "c3".repeat(32),
      receipt: null,
      box: null,
    });
    for (let at = 0; at < text.length; at += 1) {
      const letter = text[at]!;
      const other = letter === "A" ? "C" : "A";
      const next = text[at + 1] ?? "";
      const slips = [
        text.slice(0, at) + other + text.slice(at + 1),
        text.slice(0, at) + text.slice(at + 1),
        text.slice(0, at) + letter + text.slice(at),
        ...(next === letter || next === "" ? [] : [text.slice(0, at) + next + letter + text.slice(at + 2)]),
      ];
      for (const slip of slips) expect(readPaperCode(slip), slip).toBeNull();
    }
  });

  it.each([
    "",
    ".",
    "BG-06691-20250628-01",
    "BG-06691-20250628-01.",
    "a.b.c",
    "BG-06691-20250628-01.AAAA",
    "ẢẢ.ẢẢ",
    "\u0000",
  ])("is none in %j", (text) => {
    expect(readPaperCode(text)).toBeNull();
  });
});
