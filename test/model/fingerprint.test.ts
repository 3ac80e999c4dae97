import { expect, test } from "vitest";
import { formatFingerprint, matchesEnds, parseFingerprint } from "../../src/model/fingerprint.js";
import { printable } from "../../src/model/printable.js";
import { vietnamTime } from "../../src/model/vietnam-time.js";

const hex = "0123456789abcdef".repeat(4);

test("a fingerprint is written in groups of four and read back however it was typed", () => {
  const shown = formatFingerprint(hex);
  expect(shown.split(" ")).toHaveLength(16);
  expect(parseFingerprint(shown)).toBe(hex);
  expect(parseFingerprint(hex.match(/../g)!.join(":"))).toBe(hex);
  for (const wrong of ["", hex.slice(1), `${hex}0`, hex.replace("0", "g")])
    expect(parseFingerprint(wrong)).toBeNull();
});

test("both ends must be right, and whole", () => {
  expect(matchesEnds(hex, "0123 4567", "89AB CDEF")).toBe(true);
  expect(matchesEnds(hex, "01234567", "00000000")).toBe(false);
  expect(matchesEnds(hex, "", "")).toBe(false);
  expect(matchesEnds(hex, "0123", "cdef")).toBe(false);
});

test("a name cannot hide, turn around or break a line", () => {
  expect(printable("Uỷ ban Kiểm tra".normalize("NFD"))).toBe("Uỷ ban Kiểm tra".normalize("NFD"));
  expect(printable("a\nb\u202ec\u200bd\u{e0041}e")).toBe("a\\u{a}b\\u{202e}c\\u{200b}d\\u{e0041}e");
});

test("a moment is told in the time of Việt Nam, small days and months as an office writes them", () => {
  expect(vietnamTime("2025-06-30T17:00:00Z")).toBe("01/7/2025 00:00");
  expect(vietnamTime("2025-01-31T20:05:00Z")).toBe("01/02/2025 03:05");
});
