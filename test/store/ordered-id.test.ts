import { expect, it } from "vitest";
import { orderedIds } from "../../src/store/ordered-id.js";

it("makes UUIDs of version 7 that sort in the order of their making, whatever the clock does", () => {
  const moments = [1_750_000_000_000, 1_750_000_000_000, 1_749_999_999_000, 1_750_000_000_500];
  let asked = 0;
  const newId = orderedIds(() => moments[asked++ % moments.length]!);
  const ids = Array.from({ length: 20_000 }, newId);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
