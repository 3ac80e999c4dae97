import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { importRegisters } from "../../src/inventory/import-register.js";
import { scanFolder } from "../../src/inventory/scan-folder.js";
import type { ScanResult } from "../../src/inventory/scan-result.js";
import type { Dossier, DossierDocument, InventoryFile } from "../../src/model/dossier.js";
import { openStore, type Store } from "../../src/store/index.js";
import { loadShelf, slotEvidence } from "../../src/validate/index.js";
import { hongGai } from "../support/a-dossier.js";
import { corpusFolder, corpusRegisters, truth } from "../support/corpus.js";
import { shippedRules } from "../support/shipped-rules.js";

const now = new Date("2025-06-29T02:00:00Z");

/** One file as the truth says it is, beside what the inventory made of it. */
interface Judged {
  path: string;
  row: Record<string, string>;
  file: InventoryFile | undefined;
  document: DossierDocument | undefined;
  dossier: Dossier | undefined;
}

// With the registers of documents, and with the list of dossiers alone.
for (const corpus of ["hong-gai", "ha-khau"])
  for (const registers of ["all", "dossiers"] as const) {
    const folder = corpusFolder(corpus);
    const title = `${corpus}, ${registers === "all" ? "all registers" : "the list of dossiers only"}`;
    describe.skipIf(folder === null)(
      `scanning ${title}${folder ? "" : " (samples are not here: skipped)"}`,
      () => {
        let store: Store;
        let result: ScanResult;
        let judged: Judged[];

        beforeAll(async () => {
          store = openStore(":memory:");
          const paths = corpusRegisters(folder!).filter((path) => registers === "all" || /ho so/u.test(path));
          await importRegisters(store, paths, { origin: hongGai, now });
          const evidence = slotEvidence((await loadShelf(shippedRules)).packs);
          result = await scanFolder(store, join(folder!, "ho-so"), { evidence });
          const documents = new Map(
            [...store.documents.byDossier().values()].flat().map((one) => [one.id, one]),
          );
          const dossiers = new Map(store.dossiers.all().map((one) => [one.id, one]));
          const attached = new Map(
            store.files.attachments().map((one) => [one.fileId, documents.get(one.documentId)!]),
          );
          const files = new Map(store.files.all().map((one) => [`ho-so/${one.path.normalize("NFC")}`, one]));
          judged = (await truth(folder!, "files.csv")).map((row) => {
            const file = files.get(row.path!);
            const document = file && attached.get(file.id);
            return {
              path: row.path!,
              row,
              file,
              document,
              dossier: document && dossiers.get(document.dossierId),
            };
          });
        });

        it("accounts for every file: attached, unassigned or ignored", () => {
          expect(judged.filter(({ file }) => !file).map(({ path }) => path)).toEqual([]);
          expect(result.attached + result.unassigned.length + result.ignored.length).toBe(judged.length);
          expect(result.ignored).toHaveLength(judged.filter(({ row }) => row.kind === "junk").length);
        });

        it("attaches at least 9 of 10 to the right dossier and slot, and at most 1 of 100 to a wrong one", () => {
          const countable = judged.filter(({ row }) => row.kind === "document" && row.slot !== "");
          const right = judged.filter(
            ({ row, document, dossier }) =>
              document && dossier?.reference === row.reference && document.slot === row.slot,
          );
          const wrong = judged.filter((one) => one.document && !right.includes(one));
          const open = countable.filter(({ document }) => !document);
          const share = (part: unknown[]) => `${((100 * part.length) / countable.length).toFixed(1)} %`;
          console.info(
            `${title}: right ${share(right)}, wrong and attached ${share(wrong)}, left open ${share(open)}`,
          );
          expect(wrong.map(({ path }) => path).length).toBeLessThanOrEqual(countable.length / 100);
          expect(right.length).toBeGreaterThanOrEqual(countable.length * 0.9);
        });

        it("attaches a file to the row of its own number and day", () => {
          const wrong = judged.filter(
            ({ row, document }) =>
              document?.source === "register" &&
              row.date !== "" &&
              document.date !== null &&
              !row.date!.startsWith(document.date) &&
              // A register may give another day than the paper; then the number tells.
              (row.number === "" || row.number !== document.number),
          );
          expect(wrong.map(({ path, row, document }) => [path, row.date, document!.date])).toEqual([]);
        });

        it("never guesses the slot of a picture that nothing names, nor takes a loose file in", () => {
          const guessed = judged.filter(
            ({ row, document }) =>
              document && (row.kind === "loose" || row.trouble!.includes("unassignable")),
          );
          expect(guessed.map(({ path }) => path)).toEqual([]);
        });

        it("counts pages, and finds text layers and resolutions as they are", () => {
          const looked = judged.filter(
            ({ row, file }) => row.kind === "document" && file!.format === "pdf" && !file!.damage,
          );
          const value = (one: string | number | null) => (one === null ? "" : String(one));
          expect(
            looked.map(({ path, file }) => [path, value(file!.pages), file!.textLayer, value(file!.dpi)]),
          ).toEqual(looked.map(({ path, row }) => [path, row.pages, row.text_layer, row.dpi]));
        });

        it("withholds every paper that bears a mark, and no other", () => {
          // A mark that only the register of documents knows cannot be seen without it.
          const known = judged.filter(({ path }) => registers === "all" || !path.includes("scan0054"));
          const withheld = known.filter(({ file }) => file!.secrecy !== "none");
          expect(withheld.map(({ path }) => path)).toEqual(
            known.filter(({ row }) => row.secret === "yes").map(({ path }) => path),
          );
          for (const { document } of withheld) expect(document?.state).toBe("withheld");
        });

        it("names the planted troubles of the files", () => {
          const expected: [string, string][] = [
            ["empty-file", "file-empty"],
            ["truncated-pdf", "file-damaged"],
            ["encrypted-pdf", "file-encrypted"],
            ["jpeg-named-pdf", "format-mismatch"],
            ["exact-duplicate", "content-duplicate"],
            ["same-bytes-in-two-dossiers", "content-duplicate"],
            ["low-resolution", "scan-resolution-low"],
            ["system-file", "file-ignored"],
          ];
          const found = new Set(result.findings.map(({ code, place }) => `${code} ho-so/${place.file}`));
          for (const { path, row } of judged)
            for (const [trouble, code] of expected)
              if (row.trouble!.split(";").includes(trouble)) expect(found).toContain(`${code} ${path}`);
          expect(
            result.findings
              .filter(({ code }) => code === "folder-without-dossier")
              .map(({ place }) => place.file),
          ).toEqual(corpus === "hong-gai" ? ["don thu linh tinh 2024"] : []);
        });

        it("names the dossiers that should have files and have none, and no paper ones", async () => {
          const named = result.findings
            .filter(({ code }) => code === "dossier-without-files")
            .map(({ place }) => place.dossier);
          const expected = (await truth(folder!, "dossiers.csv")).filter(
            ({ carrier }) => carrier === "none found",
          );
          expect(named).toEqual(expected.map(({ reference }) => reference));
        });

        it("changes nothing by scanning again", async () => {
          const evidence = slotEvidence((await loadShelf(shippedRules)).packs);
          const again = await scanFolder(store, join(folder!, "ho-so"), { evidence });
          expect(again).toEqual({ ...result, read: 0, unchanged: result.files, created: 0 });
        });
      },
    );
  }
