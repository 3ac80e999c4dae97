import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanValue } from "../../src/inventory/clean-value.js";
import {
  detectLegacy,
  fromLegacy,
  isLegacyValue,
  scoreEncodings,
  tcvn3Letters,
  vniLetters,
} from "../../src/inventory/legacy-encoding.js";

const vectors = [
  ["Đảng uỷ xã Hải Hoà", "§¶ng uû x· H¶i Hoµ", "Ñaûng uyû xaõ Haûi Hoaø"],
  ["quyết định kỷ luật", "quyÕt ®Þnh kû luËt", "quyeát ñònh kyû luaät"],
  ["uỷ ban kiểm tra", "uû ban kiÓm tra", "uyû ban kieåm tra"],
  ["Nguyễn Thị Hường", "NguyÔn ThÞ H\u00ADêng", "Nguyeãn Thò Höôøng"],
  ["hồ sơ tố cáo", "hå s¬ tè c¸o", "hoà sô toá caùo"],
  ["kỹ lưỡng", "kü l\u00ADìng", "kyõ löôõng"],
] as const;

/** The other way round, for round trips; a letter that an encoding lacks makes the text unwritable. */
function writer(letters: ReadonlyMap<string, string>): (text: string) => string {
  const back = new Map<string, string>();
  for (const [written, letter] of letters) if (!back.has(letter)) back.set(letter, written);
  return (text) => [...text].map((letter) => back.get(letter) ?? letter).join("");
}
const toTcvn3 = writer(tcvn3Letters);
const toVni = writer(vniLetters);

const syllables =
  "hồ sơ kiểm tra giám sát quyết định kỷ luật đảng uỷ phường thông báo kết luận biên bản người tố cáo khiếu nại nghị quyết đồng chí Nguyễn Thị Hường Đặng Văn Ước Ỷ thuỵ giờ đã nghĩ nhỉ".split(
    " ",
  );
const sentence = fc
  .array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 12 })
  .map((words) => words.join(" "));

describe("text of legacy fonts", () => {
  it.each(vectors)("%s", (unicode, tcvn3, vni) => {
    expect(fromLegacy(tcvn3, "tcvn3")).toBe(unicode);
    expect(fromLegacy(vni, "vni")).toBe(unicode);
  });

  it("covers the whole alphabet: 67 letters in both cases for VNI, small ones and seven capitals for TCVN3", () => {
    expect(new Set(vniLetters.values()).size).toBe(134);
    expect(tcvn3Letters.size).toBe(74);
    expect(new Set(tcvn3Letters.values()).size).toBe(74);
  });

  it("comes back whole from either encoding", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(fromLegacy(toVni(text), "vni")).toBe(text);
        // TCVN3 has no capitals with tones: they are typed in another font.
        expect(fromLegacy(toTcvn3(text.toLowerCase()), "tcvn3")).toBe(text.toLowerCase());
      }),
    );
  });

  it("is recognised by its words, and Unicode text is never touched", () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 8, maxLength: 12 }), (texts) => {
        expect(detectLegacy(scoreEncodings(texts.map(toVni)))).toBe("vni");
        expect(detectLegacy(scoreEncodings(texts.map((text) => toTcvn3(text.toLowerCase()))))).toBe("tcvn3");
        expect(detectLegacy(scoreEncodings(texts))).toBeNull();
        for (const text of texts) {
          expect(
            isLegacyValue(text, { encoding: "tcvn3", mixed: false }) && /[\u0100-\u1EF9]/u.test(text),
          ).toBe(false);
          expect(
            cleanValue({ kind: "text", text: `${text} ưu` }, { encoding: "vni", mixed: false })!.text,
          ).toBe(`${text} ưu`);
        }
      }),
    );
  });

  it("is not seen in text of other languages", () => {
    expect(
      detectLegacy(scoreEncodings(["José García, São Paulo", "Zürich, Köln", "naïve café", "Île-de-France"])),
    ).toBeNull();
    expect(detectLegacy(scoreEncodings(["Tô Hà", "cô Lê"]))).toBeNull();
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        (text) => void [fromLegacy(text, "tcvn3"), fromLegacy(text, "vni"), scoreEncodings([text])],
      ),
    );
  });
});

describe("a cell", () => {
  it("keeps U+00AD until it has become ư", () => {
    expect(
      cleanValue({ kind: "text", text: "ph\u00ADêng" }, { encoding: "tcvn3", mixed: false }),
    ).toMatchObject({
      text: "phường",
      reasons: ["tcvn3"],
    });
    expect(cleanValue({ kind: "text", text: "phư\u00ADờng" }, null)).toMatchObject({
      text: "phường",
      reasons: ["invisible"],
    });
  });

  it("in a font of capitals is in capitals", () => {
    expect(cleanValue({ kind: "text", text: "uû ban kiÓm tra", font: ".VnTimeH" }, null)!.text).toBe(
      "UỶ BAN KIỂM TRA",
    );
    expect(cleanValue({ kind: "text", text: "hoa", font: ".VnArialH" }, null)!.text).toBe("HOA");
    expect(cleanValue({ kind: "text", text: "Uyû ban", font: "VNI-Times" }, null)!.text).toBe("Uỷ ban");
  });

  it("says why it was changed, and is not said to be changed when it was not", () => {
    expect(cleanValue({ kind: "text", text: "Uỷ ban".normalize("NFD") }, null)).toMatchObject({
      text: "Uỷ ban",
      reasons: ["unicode-form"],
    });
    expect(cleanValue({ kind: "text", text: " Uỷ\nban\u00A0 kiểm  tra " }, null)).toMatchObject({
      text: "Uỷ ban kiểm tra",
      reasons: ["line-break", "blanks"],
    });
    expect(cleanValue({ kind: "text", text: "Uỷ ban kiểm tra" }, null)!.reasons).toEqual([]);
    expect(cleanValue({ kind: "text", text: " \u200B " }, null)).toBeNull();
  });
});
