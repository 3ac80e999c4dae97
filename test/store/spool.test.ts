import { expect, test } from "vitest";
import { openSpool } from "../../src/store/index.js";

test("a spool gives back each text once, in the order of those with the same key", () => {
  const spool = openSpool();
  for (const [key, text] of [
    ["trái a", "1"],
    ["trái a", "2"],
    ["phải a", "3"],
    ["trái b\u{10fffe}", "4"],
  ] as const)
    spool.put(key, text);
  expect([spool.take("trái a"), spool.take("trái a"), spool.take("trái a"), spool.take("không")]).toEqual([
    ...["1", "2", null, null],
  ]);
  spool.put("trái a", "5");
  expect([[...spool.left("trái ")], [...spool.left("phải ")], [...spool.left("kia ")]]).toEqual([
    ...[["4", "5"], ["3"], []],
  ]);
  spool.close();
});
