import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  documentNumberKey,
  findDocumentNumbers,
  formatDocumentNumber,
  numberSeriesKey,
  readDocumentNumber,
  typeSymbols,
} from "../../src/model/document-number.js";

const written = (text: string): string => formatDocumentNumber(readDocumentNumber(text));
const key = (text: string): string | null => documentNumberKey(readDocumentNumber(text));

describe("a document number", () => {
  it.each([
    ["Số 12-QĐ/UBKTĐU", "12-QĐ/UBKTĐU"],
    ["Số: 5 - KH / UBKTĐU", "05-KH/UBKTĐU"],
    ["12a-QĐ/UBKTĐU", "12a-QĐ/UBKTĐU"],
    ["12B–BC/CB", "12b-BC/CB"],
    ["12bis-TB/ĐU", "12bis-TB/ĐU"],
    ["11—KH/UBKTĐU", "11-KH/UBKTĐU"],
    ["47-qđ/ubktđu", "47-QĐ/UBKTĐU"],
    ["02-ctr/đu", "02-CTr/ĐU"],
    ["10-ttr/cb", "10-TTr/CB"],
    ["07-QĐi/TW", "07-QĐi/TW"],
    ["01-BC/CB1", "01-BC/CB1"],
    ["03-BC/TKT 2", "03-BC/TKT 2"],
    ["16-TB/UBKT/ĐU", "16-TB/UBKT/ĐU"],
    ["24-BS/UBKTTU", "24-BS/UBKTTU"],
    ["…-QĐ/UBKTĐU", "-QĐ/UBKTĐU"],
    ["   -TB/UBKTĐU", "-TB/UBKTĐU"],
  ])("%s is %s", (text, expected) => {
    expect(readDocumentNumber(text).scheme).toBe("party");
    expect(written(text)).toBe(expected);
  });

  it.each(["", "-", "–", "không số", "Không có số", "KS", "k/s", "ko số", "K.S", "chưa có số"])(
    "%j says there is none",
    (text) => {
      expect(readDocumentNumber(text)).toEqual({ scheme: "none" });
      expect(key(text)).toBeNull();
    },
  );

  it.each(["12/QĐ-UBND", "256/UBND-VP", "12/2024/QĐ-UBND", "270/QĐ-UBND"])(
    "%s, in the state's form, is left alone",
    (text) => {
      expect(readDocumentNumber(text)).toMatchObject({ scheme: "state", text });
      expect(written(text)).toBe(text);
    },
  );

  it("that cannot be read stays as it is", () => {
    expect(written("giấy mời 3/2")).toBe("giấy mời 3/2");
  });

  it("is one in all its spellings, and different from its neighbours", () => {
    const one = key("05-QĐ/UBKTĐU");
    for (const text of ["5-QĐ/UBKTĐU", "Số 05 – qđ/ubktđu", "05-QD/UBKTDU", "05-QĐ/UBKT", "05-QĐ/UBKT/ĐU"])
      expect(key(text)).toBe(one);
    for (const text of ["05a-QĐ/UBKTĐU", "05-QĐ/ĐU", "05-KH/UBKTĐU", "15-QĐ/UBKTĐU", "05/QĐ-UBND"])
      expect(key(text)).not.toBe(one);
  });

  it("belongs to the run of its type and issuer", () => {
    expect(numberSeriesKey(readDocumentNumber("05a-QĐ/UBKT"))).toBe(
      numberSeriesKey(readDocumentNumber("9-qđ/UBKTĐU")),
    );
    expect(numberSeriesKey(readDocumentNumber("12/QĐ-UBND"))).toBeNull();
  });

  it("comes back from its own spelling", () => {
    fc.assert(
      fc.property(
        fc.nat(9999),
        fc.constantFrom("", "a", "b", "bis"),
        fc.constantFrom(...typeSymbols),
        fc.constantFrom("UBKTĐU", "ĐU", "CB", "UBKTThU"),
        (number, suffix, type, issuer) => {
          const parsed = { scheme: "party", number, suffix, type, issuer } as const;
          expect(readDocumentNumber(formatDocumentNumber(parsed))).toEqual(parsed);
        },
      ),
    );
  });

  it("never throws, and gives nothing that it would not read again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const once = written(text);
        expect(written(once)).toBe(once);
      }),
    );
  });
});

describe("document numbers in running text", () => {
  it.each([
    ["01-QĐ 38-QĐ-UBKTĐU.pdf", ["38-QĐ/UBKTĐU"]],
    ["03_TB_UBKTDU scan", []],
    ["12a-KH-UBKTĐU (ban ky).pdf", ["12a-KH/UBKTĐU"]],
    [
      "Căn cứ Quyết định số 12-QĐ/UBKTĐU ngày 5/5/2022 và Kế hoạch 07-KH/UBKTĐU",
      ["12-QĐ/UBKTĐU", "07-KH/UBKTĐU"],
    ],
    ["họp ngày 12-5-2024 tại khu 3", []],
    ["20-10 bao cao-chi bo", []],
  ])("%s holds %j", (text, expected) => {
    expect(findDocumentNumbers(text).map(formatDocumentNumber)).toEqual(expected);
  });
});
