import fc from "fast-check";
import { expect, test } from "vitest";
import { type Condition, conditions } from "../../src/model/dossier.js";
import { checkAll } from "../../src/validate/check-dossiers.js";
import { loadShelf } from "../../src/validate/choose-pack.js";
import { shippedRules } from "../support/shipped-rules.js";
import { aCase, type Paper } from "./a-case.js";

const shelf = await loadShelf(shippedRules);
const packs = shelf.packs.filter(({ type }) => type !== null);
const at = "2025-06-30T09:00:00+07:00";

/** Codes of the findings of one dossier among all that the whole check finds, with the paper they name. */
function told(
  type: (typeof packs)[number]["type"],
  known: Partial<Record<Condition, "true" | "false">>,
  papers: Paper[],
) {
  const { dossiers } = checkAll([aCase({ type, known }, papers)], shelf, { at });
  return new Set(dossiers[0]!.findings.map(({ code, place }) => `${code} ${place.document}`));
}

test("in the whole check, of any type, one more paper never makes another one missing", () => {
  const facts = fc.record(
    Object.fromEntries(conditions.map((one) => [one, fc.constantFrom("true", "false")])),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...packs),
      facts,
      fc.array(fc.nat(), { maxLength: 8 }),
      fc.nat(),
      (pack, known, held, more) => {
        const slotAt = (index: number) => ({ slot: pack.slots[index % pack.slots.length]!.code });
        const papers = held.map(slotAt);
        const stated = known as Record<Condition, "true" | "false">;
        const before = told(pack.type, stated, papers);
        for (const one of told(pack.type, stated, [...papers, slotAt(more)]))
          if (one.startsWith("document-missing ")) expect(before).toContain(one);
      },
    ),
    { numRuns: 80 },
  );
});

test("in the whole check, of any type, nothing is asked about once every condition is stated", () => {
  const facts = fc.record(
    Object.fromEntries(conditions.map((one) => [one, fc.constantFrom("true", "false")])),
  );
  fc.assert(
    fc.property(fc.constantFrom(...packs), facts, (pack, known) => {
      const found = told(pack.type, known as Record<Condition, "true" | "false">, []);
      expect([...found].filter((one) => one.startsWith("slot-unknown "))).toEqual([]);
    }),
    { numRuns: 80 },
  );
});
