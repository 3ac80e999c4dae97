import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importRegisters } from "../../src/inventory/import-register.js";
import { scanFolder } from "../../src/inventory/scan-folder.js";
import { openStore } from "../../src/store/index.js";
import { loadShelf, slotEvidence } from "../../src/validate/index.js";
import { hongGai } from "../support/a-dossier.js";
import { layDecoys, layOtherOffice, otherOffices } from "../support/other-offices.js";
import { sandbox } from "../support/sandbox.js";
import { shippedRules } from "../support/shipped-rules.js";

describe("scanning an office with", () => {
  it.each(Object.entries(otherOffices))("%s", async (name, habit) => {
    const folder = sandbox();
    const { registers, papers } = layOtherOffice(folder, habit);
    const decoys = layDecoys(folder);
    const store = openStore(":memory:");
    await importRegisters(store, registers, { origin: hongGai, now: new Date("2025-06-29T02:00:00Z") });
    const evidence = slotEvidence((await loadShelf(shippedRules)).packs);
    await scanFolder(store, join(folder, "scan"), { evidence });
    const dossiers = new Map(store.dossiers.all().map((one) => [one.id, one.reference]));
    const documents = new Map([...store.documents.byDossier().values()].flat().map((one) => [one.id, one]));
    const held = new Map(
      store.files.attachments().map((one) => [one.fileId, documents.get(one.documentId)!]),
    );
    const files = new Map(store.files.all().map((file) => [file.path.normalize("NFC"), file.id]));
    const judged = papers.map((paper) => {
      const document = held.get(files.get(paper.path.normalize("NFC"))!);
      const right =
        document && dossiers.get(document.dossierId) === paper.reference && document.slot === paper.slot;
      return { ...paper, verdict: document ? (right ? "right" : "wrong") : "open" };
    });
    const tellable = judged.filter(({ slot }) => slot !== null);
    const right = tellable.filter(({ verdict }) => verdict === "right");
    const wrong = judged.filter(({ verdict }) => verdict === "wrong");
    const share = ((100 * right.length) / tellable.length).toFixed(1);
    console.info(`${name}: right ${share} %, wrong and attached ${wrong.length} of ${tellable.length}`);
    expect(wrong).toEqual([]);
    expect(decoys.filter((path) => held.has(files.get(path)!))).toEqual([]);
    expect(right.length).toBeGreaterThanOrEqual(tellable.length * 0.9);
  });
});
