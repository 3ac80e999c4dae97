import { basename } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { importRegisters } from "../../src/inventory/import-register.js";
import type { ImportResult } from "../../src/inventory/import-result.js";
import { successorHint } from "../../src/inventory/successor-hint.js";
import { documentNumberKey, readDocumentNumber } from "../../src/model/document-number.js";
import type { Dossier, DossierDocument } from "../../src/model/dossier.js";
import { openStore, type RegisterRow, type Store } from "../../src/store/index.js";
import { hongGai } from "../support/a-dossier.js";
import { corpusFolder, corpusRegisters, truth } from "../support/corpus.js";

const now = new Date("2025-06-29T02:00:00Z");

for (const corpus of ["hong-gai", "ha-khau"]) {
  const folder = corpusFolder(corpus);
  describe.skipIf(folder === null)(
    `the registers of ${corpus}${folder ? "" : " (samples are not here: skipped)"}`,
    () => {
      let store: Store;
      let result: ImportResult;
      let rows: Record<string, string>[];
      const stored = new Map<string, RegisterRow>();
      const documents = new Map<string, DossierDocument>();
      const dossiers = new Map<string, Dossier>();

      beforeAll(async () => {
        store = openStore(":memory:");
        const paths = corpusRegisters(folder!);
        result = await importRegisters(store, paths, { origin: hongGai, now });
        rows = await truth(folder!, "rows.csv");
        for (const path of paths) {
          const register = store.registers.find(basename(path))!;
          for (const row of store.registers.rows(register.id))
            stored.set(`${basename(path)}!${row.sheet}!${row.row}`, row);
        }
        for (const list of store.documents.byDossier().values())
          for (const one of list) documents.set(one.id, one);
        for (const one of store.dossiers.all()) dossiers.set(one.id, one);
      });

      /** Truth rows of one kind with what became of them; the sheet of a CSV file has no name. */
      const pairs = (kind: string): { row: Record<string, string>; kept: RegisterRow | undefined }[] =>
        rows
          .filter((row) => row.kind === kind)
          .map((row) => ({
            row,
            kept: stored.get(`${row.register}!${row.register!.endsWith(".csv") ? "" : row.sheet}!${row.row}`),
          }));
      const where = (row: Record<string, string>): string => `${row.register}!${row.sheet}!${row.row}`;

      it("says of every row what it is", () => {
        const kinds: Record<string, string> = {
          dossier: "dossier",
          document: "document",
          title: "title",
          heading: "heading",
          group: "section",
          total: "total",
          note: "title",
        };
        const wrong = Object.entries(kinds).flatMap(([kind, expected]) =>
          pairs(kind)
            .filter(({ row, kept }) => kept?.kind !== expected && !(row.noise === "row-entered-twice"))
            .map(({ row, kept }) => `${where(row)}: ${kept?.kind}`),
        );
        expect(wrong).toEqual([]);
      });

      it("reads who should continue a case where the register says so", async () => {
        const hinted = store.dossiers.all().flatMap((dossier) => {
          const unit = dossier.status === "open" ? successorHint(dossier.notes) : null;
          return unit === null ? [] : [[dossier.reference, unit.replace("phường", "Phường")]];
        });
        const said = (await truth(folder!, "dossiers.csv")).filter(({ successor_basis: basis }) =>
          basis?.startsWith("register"),
        );
        expect(hinted).toEqual(said.map((row) => [row.reference, row.successor_name]));
      });

      it("brings every row to its dossier", () => {
        const wrong = [...pairs("dossier"), ...pairs("document")]
          .filter(({ row }) => row.noise !== "row-entered-twice")
          .filter(({ row, kept }) => dossiers.get(kept?.dossierId ?? "")?.reference !== row.reference)
          .map(({ row }) => where(row));
        expect(wrong).toEqual([]);
      });

      it("reads every number", () => {
        const key = (text: string): string | null => documentNumberKey(readDocumentNumber(text));
        const wrong = pairs("document")
          .filter(({ row }) => row.noise !== "row-entered-twice")
          .filter(
            ({ row, kept }) => key(documents.get(kept?.documentId ?? "")?.number ?? "") !== key(row.number!),
          )
          .map(
            ({ row, kept }) =>
              `${where(row)}: ${row.number_written} → ${documents.get(kept?.documentId ?? "")?.number}`,
          );
        expect(wrong).toEqual([]);
      });

      it("reads every date as precisely as it is written, and no other", () => {
        const wrong = pairs("document")
          .filter(({ row }) => row.noise !== "row-entered-twice")
          .filter(({ row, kept }) => (documents.get(kept?.documentId ?? "")?.date ?? "") !== row.date)
          .map(
            ({ row, kept }) =>
              `${where(row)}: ${row.date_written} → ${documents.get(kept?.documentId ?? "")?.date}`,
          );
        expect(wrong).toEqual([]);
        const unread = rows.filter((row) => row.kind === "document" && row.date_precision === "none").length;
        const told = result.findings.filter(
          (one) => one.code === "date-impossible" || one.code === "date-not-understood",
        );
        expect(told).toHaveLength(unread);
      });

      it("tells what lies on paper, elsewhere, or under a secrecy mark", () => {
        const states: Record<string, string> = { paper: "paper-only", held: "held-elsewhere" };
        const wrong = pairs("document")
          .filter(({ row }) => row.noise !== "row-entered-twice")
          .filter(({ row, kept }) => {
            const document = documents.get(kept?.documentId ?? "");
            const marked = row.secret === "yes";
            // A mark that only the paper or its file name bears cannot be read from the register.
            const readable = Object.values(kept?.raw ?? {}).some((text) =>
              /mật/iu.test(text.normalize("NFC")),
            );
            const expected = marked && readable ? "withheld" : (states[row.carrier!] ?? "present");
            return document?.state !== expected;
          })
          .map(({ row, kept }) => `${where(row)}: ${documents.get(kept?.documentId ?? "")?.state}`);
        expect(wrong).toEqual([]);
      });

      it("counts pages as the register does", () => {
        const wrong = [...pairs("dossier"), ...pairs("document")]
          .filter(({ row }) => row.noise !== "row-entered-twice")
          .filter(({ row, kept }) => {
            const item =
              row.kind === "dossier"
                ? dossiers.get(kept?.dossierId ?? "")
                : documents.get(kept?.documentId ?? "");
            return String(item?.pages ?? item?.sheets) !== row.pages;
          })
          .map(({ row }) => where(row));
        expect(wrong).toEqual([]);
      });

      it("reads every fact that the register states, and none that it does not", async () => {
        const byReference = new Map([...dossiers.values()].map((dossier) => [dossier.reference, dossier]));
        const wrong: string[] = [];
        for (const fact of await truth(folder!, "facts.csv")) {
          const dossier = byReference.get(fact.reference!);
          if (!dossier) continue;
          const condition = fact.condition === "not_cb" ? "issuer_not_cell" : fact.condition;
          const read = dossier.facts.find((one) => one.condition === condition)?.value ?? "unknown";
          const expected = { yes: "true", no: "false", unknown: "unknown" }[fact.value!];
          const readable = /register|title|not stated|issuer/u.test(fact.evidence!);
          if (readable && read !== expected)
            wrong.push(`${fact.reference} ${condition}: ${read}, not ${expected}`);
        }
        expect(wrong).toEqual([]);
      });

      it("shows no denouncer's name in any result", async () => {
        const names = new Set(
          (await truth(folder!, "persons.csv")).filter((one) => one.reference).map((one) => one.name!),
        );
        const shown = JSON.stringify([
          result,
          [...documents.values()],
          [...dossiers.values()].map(({ subjects: _names, ...rest }) => rest),
        ]);
        expect(names.size).toBeGreaterThan(0);
        for (const name of names) expect(shown).not.toContain(name);
      });

      it("changes nothing when it is imported again", async () => {
        const before = JSON.stringify([store.dossiers.all(), [...store.documents.byDossier()]]);
        const again = await importRegisters(store, corpusRegisters(folder!), { origin: hongGai, now });
        expect(again.changes).toEqual([]);
        expect(again.dossiers).toMatchObject({ added: 0, updated: 0, vanished: 0 });
        expect(again.documents).toMatchObject({ added: 0, updated: 0, vanished: 0 });
        expect(JSON.stringify([store.dossiers.all(), [...store.documents.byDossier()]])).toBe(before);
      });
    },
  );
}
