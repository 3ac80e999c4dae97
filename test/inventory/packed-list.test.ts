import fc from "fast-check";
import { expect, it } from "vitest";
import { PackedList } from "../../src/inventory/packed-list.js";

it("gives back what was put in, in its order and at its place, however long a value is", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.jsonValue())), (values) => {
      const list = new PackedList<unknown>();
      const plain = JSON.parse(JSON.stringify(values)) as unknown[];
      for (const value of plain) list.push(value);
      expect([...list]).toEqual(plain);
      expect(plain.map((_, index) => list.at(index))).toEqual(plain);
      expect(list).toHaveLength(plain.length);
    }),
    { numRuns: 50 },
  );
  const list = new PackedList<string>();
  const long = "ủ".repeat(2_000_000);
  for (const text of ["a", long, "b", long]) list.push(text);
  expect([...list]).toEqual(["a", long, "b", long]);
});
