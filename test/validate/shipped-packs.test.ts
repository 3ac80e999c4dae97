import { describe, expect, test } from "vitest";
import { dossierTypes } from "../../src/model/dossier.js";
import { loadShelf } from "../../src/validate/choose-pack.js";
import { slotEvidence } from "../../src/validate/slot-evidence.js";
import { tryExamples } from "../../src/validate/try-examples.js";
import { shippedRules } from "../support/shipped-rules.js";

const shelf = await loadShelf(shippedRules);

describe("the packs that come with the program", () => {
  test.each(shelf.packs.map((pack) => [pack.name, pack] as const))(
    "%s proves its own examples",
    (_, pack) => {
      const results = tryExamples(pack, "2025-06-30", shelf.packs);
      expect(results.length).toBeGreaterThan(0);
      expect(results.filter(({ differences }) => differences.length > 0)).toEqual([]);
    },
  );

  test("cover every type of dossier except regular supervision, which has no list of papers", () => {
    const covered = shelf.packs.map(({ type }) => type).filter((type) => type !== null);
    expect(covered.sort()).toEqual(dossierTypes.filter((type) => type !== "GSTX").sort());
  });

  test("every slot has words that name its paper and a source", () => {
    for (const { slot, words } of slotEvidence(shelf.packs)) expect(words.length, slot).toBeGreaterThan(0);
    for (const pack of shelf.packs)
      for (const slot of pack.slots) expect(slot.source, slot.code).not.toMatch(/^[AB]\d+\b/u);
  });
});
