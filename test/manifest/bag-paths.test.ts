import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collisionKey, nameProblems } from "../../src/fs/portable-names.js";
import { bagPathsFor, type DossierForPaths } from "../../src/manifest/bag-paths.js";

const pdf = (originalPath = "a.pdf") => ({ originalPath, format: "pdf" as const });

function aDossier(
  reference: string,
  documents: Partial<DossierForPaths["documents"][number]>[],
): DossierForPaths {
  return {
    reference,
    documents: documents.map((special, i) => ({
      ordinal: i + 1,
      slot: null,
      number: null,
      files: [pdf()],
      ...special,
    })),
  };
}

describe("bagPathsFor", () => {
  it("names a file by dossier, place and slot, by number where there is no slot, and never by its name on disk", () => {
    const paths = bagPathsFor([
      aDossier("01.KTCH", [
        { slot: "KTCH.QD", files: [pdf("đơn của bà Nguyễn Thị A.pdf")] },
        { number: "12a-QĐ/UBKTĐU" },
        { typeName: "Biên bản" },
        { files: [pdf(), { originalPath: "trang 2.JPG", format: "jpeg" }] },
      ]),
    ]);
    expect(paths[0]!.flat()).toEqual([
      "data/01.KTCH/01 KTCH.QD.pdf",
      "data/01.KTCH/02 12a-QĐ-UBKTĐU.pdf",
      "data/01.KTCH/03 Biên bản.pdf",
      "data/01.KTCH/04 tài liệu-1.pdf",
      "data/01.KTCH/04 tài liệu-2.jpg",
    ]);
  });

  it("tells apart dossiers and documents whose names would meet", () => {
    const paths = bagPathsFor([
      aDossier("12/A", [
        { ordinal: 1, slot: "X" },
        { ordinal: 1, slot: "x" },
      ]),
      aDossier("12-a", [{}]),
      aDossier("CON", [{}]),
      aDossier("...", [{}]),
    ]).flat(2);
    expect(paths).toEqual([
      "data/12-A/01 X.pdf",
      "data/12-A/01 x (2).pdf",
      "data/12-a (2)/01 tài liệu.pdf",
      "data/_CON/01 tài liệu.pdf",
      "data/_/01 tài liệu.pdf",
    ]);
  });

  it("gives every file of any inventory a name of its own that every system takes", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.constantFrom("NUL", "com1.txt", "a:b", "../..", "ổ  \u0065\u0302 %25", " ", "đ".repeat(120)),
    );
    const document = fc.record({
      ordinal: fc.integer({ min: 1, max: 2000 }),
      slot: fc.option(text),
      number: fc.option(text),
      files: fc.array(
        fc.record({ originalPath: text, format: fc.constantFrom("pdf" as const, "unknown" as const) }),
        {
          maxLength: 3,
        },
      ),
    });
    const dossier = fc.record({ reference: text, documents: fc.array(document, { maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(dossier, { maxLength: 6 }), (dossiers) => {
        const paths = bagPathsFor(dossiers).flat(2);
        expect(new Set(paths.map(collisionKey)).size).toBe(paths.length);
        for (const path of paths) {
          expect(nameProblems(path)).toEqual([]);
          expect(path).not.toContain("%");
          expect(path.split("/")).toHaveLength(3);
          expect(Buffer.byteLength(path)).toBeLessThanOrEqual(200);
          for (const part of path.split("/")) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(80);
        }
        expect(bagPathsFor(dossiers).flat(2)).toEqual(paths);
      }),
    );
  });
});
