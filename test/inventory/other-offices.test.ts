import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importRegisters } from "../../src/inventory/import-register.js";
import { scanFolder } from "../../src/inventory/scan-folder.js";
import { openStore } from "../../src/store/index.js";
import { loadShelf, slotEvidence } from "../../src/validate/index.js";
import { hongGai } from "../support/a-dossier.js";
import {
  countingOffice,
  type Habit,
  layDecoys,
  layOtherOffice,
  otherOffices,
} from "../support/other-offices.js";
import { sandbox } from "../support/sandbox.js";
import { shippedRules } from "../support/shipped-rules.js";

/** Takes an office in and scans it: what became of each of its papers, and of papers that only look like its own. */
async function scanOffice(habit: Habit) {
  const folder = sandbox();
  const { registers, papers } = layOtherOffice(folder, habit);
  const decoys = layDecoys(folder);
  const store = openStore(":memory:");
  await importRegisters(store, registers, { origin: hongGai, now: new Date("2025-06-29T02:00:00Z") });
  const evidence = slotEvidence((await loadShelf(shippedRules)).packs);
  const { unassigned } = await scanFolder(store, join(folder, "scan"), { evidence });
  const dossiers = new Map(store.dossiers.all().map((one) => [one.id, one.reference]));
  const documents = new Map([...store.documents.byDossier().values()].flat().map((one) => [one.id, one]));
  const held = new Map(store.files.attachments().map((one) => [one.fileId, documents.get(one.documentId)!]));
  const files = new Map(store.files.all().map((file) => [file.path.normalize("NFC"), file.id]));
  const judged = papers.map((paper) => {
    const document = held.get(files.get(paper.path.normalize("NFC"))!);
    const right =
      document && dossiers.get(document.dossierId) === paper.reference && document.slot === paper.slot;
    return { ...paper, verdict: document ? (right ? "right" : "wrong") : "open" };
  });
  const taken = decoys.filter((path) => held.has(files.get(path)!));
  return { judged, unassigned, taken };
}

describe("scanning an office with", () => {
  it.each(Object.entries(otherOffices))("%s", async (name, habit) => {
    const { judged, taken } = await scanOffice(habit);
    const tellable = judged.filter((one) => one.tellable);
    const right = tellable.filter(({ verdict }) => verdict === "right");
    const wrong = judged.filter(({ verdict }) => verdict === "wrong");
    const share = ((100 * right.length) / tellable.length).toFixed(1);
    console.info(`${name}: right ${share} %, wrong and attached ${wrong.length} of ${tellable.length}`);
    expect(wrong).toEqual([]);
    expect(taken).toEqual([]);
    expect(right.length).toBeGreaterThanOrEqual(tellable.length * 0.9);
  });

  it("pictures that a scanner counted offers them by their order, and attaches none of them", async () => {
    const { judged, unassigned } = await scanOffice(countingOffice);
    expect(judged.filter(({ verdict }) => verdict === "wrong")).toEqual([]);
    const offers = new Map(unassigned.map(({ path, candidates }) => [path, candidates[0]]));
    const open = judged.filter(({ verdict }) => verdict === "open");
    const right = open.filter(({ path, reference, slot }) => {
      const first = offers.get(path.normalize("NFC"));
      return first?.dossier === reference && first.slot === slot;
    });
    console.info(`pictures in a scanner's order: ${right.length} of ${open.length} offered rightly first`);
    expect(open.length).toBeGreaterThan(30);
    expect(right.length).toBeGreaterThanOrEqual(open.length * 0.9);
  });
});
