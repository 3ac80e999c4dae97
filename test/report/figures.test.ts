import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes, figure } from "../../src/report/figures.js";

const locales = { vi: "vi-VN", en: "en-GB" } as const;

describe("numbers as a language writes them", () => {
  it.each(["vi", "en"] as const)("are grouped as the system groups them: %s", (language) => {
    const format = new Intl.NumberFormat(locales[language]);
    const number = fc.oneof(fc.nat(20_000), fc.maxSafeInteger());
    fc.assert(
      fc.property(number, (value) => {
        expect(figure(value, language)).toBe(format.format(value));
      }),
    );
  });

  it.each(["vi", "en"] as const)("tell an amount of bytes with one digit at most: %s", (language) => {
    const whole = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 0 });
    const tenth = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_949 }), (value) => {
        const [rest, unit] = value >= 1000 ? [value / 1000, "kB"] : [value, "B"];
        const format = unit === "B" || rest >= 100 ? whole : tenth;
        // Halfway between two tenths the system goes by the decimal, we by the binary number.
        fc.pre(value < 1000 || value % 50 !== 0);
        expect(bytes(value, language)).toBe(`${format.format(rest)} ${unit}`);
      }),
    );
    expect(bytes(2_400_000, language)).toBe(language === "vi" ? "2,4 MB" : "2.4 MB");
    expect(bytes(1_234_000_000_000_000, language)).toBe(language === "vi" ? "1.234 TB" : "1,234 TB");
  });
});
