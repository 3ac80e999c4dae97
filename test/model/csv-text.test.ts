import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { csvText, neutralise } from "../../src/model/csv-text.js";

const cell = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    '=HYPERLINK("x")',
    "+1",
    "-1",
    "-",
    "-\n1",
    "@a",
    "\tx",
    "\r",
    'a"b',
    "a,b",
    "a\nb",
    " a ",
    "",
    "Hồ sơ",
  ),
);

it("parses back to the same cells, none of which is a formula", () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 2, max: 5 })
        .chain((width) =>
          fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
        ),
      (rows) => {
        const parsed = parse(csvText(rows), { record_delimiter: "\r\n" }) as string[][];
        expect(parsed).toEqual(rows.map((row) => row.map(neutralise)));
        for (const text of parsed.flat()) expect(text).not.toMatch(/^[=+@\t\r]|^-./su);
      },
    ),
  );
});
