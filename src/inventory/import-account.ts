import type { Dossier, DossierDocument, Secrecy, Subject } from "../model/dossier.js";
import { compareFindings, type Finding, finding, type Place } from "../model/finding.js";
import type { CleaningReason, RegisterField } from "../model/register-field.js";
import type { EarlierRow } from "../store/index.js";
import { Cleanings } from "./cleanings.js";
import { documentDraft } from "./earlier-import.js";
import type { InventoryInHand } from "./import-inventory.js";
import { type ImportCounts, type ImportResult, noCounts, type SheetSummary } from "./import-result.js";
import type { FieldChange } from "./merge-draft.js";
import type { OneImport } from "./one-import.js";
import type { ReadRow } from "./read-rows.js";
import { findProtectedPeople, hideNames, withCodes } from "./read-subjects.js";
import type { ReadTable } from "./read-table.js";
import { findSecrecyMark } from "./recognise-secrecy.js";

/** A value that was changed on purpose: an abbreviation written out, a number in its usual spelling. */
export interface Rewritten {
  field: RegisterField;
  raw: string;
  clean: string;
  reason: CleaningReason;
}

/** Whom and what a row is about, as far as it decides what of it may be shown. */
export interface About {
  subjects: readonly Subject[];
  dossier: string;
  document: string | null;
  secrecy: Secrecy;
}

/** What an import has to tell. No protected name and no secret abstract gets in here. */
export class ImportAccount {
  readonly #result: ImportResult;

  constructor(dryRun: boolean) {
    this.#result = {
      dryRun,
      registers: [],
      dossiers: noCounts(),
      documents: noCounts(),
      changes: [],
      findings: [],
      cleanings: new Cleanings(),
      rows: [],
    };
  }

  get dossiers(): ImportCounts {
    return this.#result.dossiers;
  }

  get documents(): ImportCounts {
    return this.#result.documents;
  }

  add(...findings: Finding[]): void {
    this.#result.findings.push(...findings);
  }

  /** A row that is neither dossier nor document, and nobody knows why. */
  notUnderstood(
    one: OneImport,
    row: ReadRow,
    reason: "no-reference" | "unknown-dossier" | "too-many-columns",
  ): void {
    const said = row.words === "" ? Object.values(row.values).map((value) => value.text) : [row.words];
    const words = said.join(" | ").slice(0, 300);
    const secret = words.split(" | ").some((piece) => findSecrecyMark(piece) !== "none");
    const text = secret ? "…" : hideNames(words, withCodes([], findProtectedPeople(words, null)));
    this.add(finding("row-not-understood", "error", placeOf(one, row), { reason, text }));
    one.keep(row, "not-understood");
  }

  /** What a row says anew. Names stay out of it: of subjects only their number is told. */
  changed(one: OneImport, row: ReadRow, about: About, changes: FieldChange[]): void {
    const { dossier, document, secrecy } = about;
    for (const change of changes) {
      if (secrecy !== "none" && (change.field === "abstract" || change.field === "title")) continue;
      this.#result.changes.push({
        ...change,
        register: one.name,
        sheet: row.sheet,
        row: row.row,
        dossier,
        document,
      });
    }
  }

  /** Every value of a row that is not as it was written. */
  cleaned(one: OneImport, row: ReadRow, about: About, rewritten: Rewritten[]): void {
    const secret = about.secrecy === "none" ? [] : ["abstract", "title", "notes", "file-name"];
    const told = rewritten.map(({ reason, ...rest }) => ({ ...rest, reasons: [reason] as CleaningReason[] }));
    for (const [field, value] of Object.entries(row.values)) {
      if (value.reasons.length === 0) continue;
      const clean = secret.includes(field) ? "…" : hideNames(value.text, about.subjects);
      // The raw form of a name or a secret is one too.
      const raw = clean === value.text ? value.raw : clean;
      told.push({ field: field as RegisterField, raw, clean, reasons: [...value.reasons] });
    }
    const { sheet, row: number } = row;
    const { dossier, document } = about;
    for (const cleaning of told) {
      one.keepCleaning({ sheet, row: number, ...cleaning });
      this.#result.cleanings.push({ register: one.name, sheet, row: number, dossier, document, ...cleaning });
    }
  }

  /** A row as understood; kept on a dry run only. */
  understood(
    one: OneImport,
    row: ReadRow,
    what: ImportResult["rows"][number]["what"],
    dossier: Dossier,
    document: DossierDocument | null,
  ): void {
    if (!this.#result.dryRun) return;
    this.#result.rows.push({
      register: one.name,
      sheet: row.sheet,
      row: row.row,
      kind: document ? "document" : "dossier",
      what,
      dossier: dossier.reference,
      type: document ? document.typeName : dossier.type,
      number: document ? document.number : null,
      from: document ? document.date : dossier.opened,
      until: document ? document.date : dossier.closed,
      title: document
        ? openText(document.secrecy, document.abstract)
        : openText(dossier.secrecy, dossier.title),
    });
  }

  /** A row that was in the last import of the register and is not in this one. */
  vanished(one: OneImport, old: EarlierRow, reference: string): void {
    const draft = documentDraft(old);
    const document = draft === null ? null : (draft.number ?? openText(draft.secrecy, draft.abstract));
    this.#result[old.kind === "dossier" ? "dossiers" : "documents"].vanished += 1;
    const place: Place = {
      ...(reference === "" ? {} : { dossier: reference }),
      ...(document === null ? {} : { document }),
      register: { file: one.name, sheet: old.sheet, row: old.row },
    };
    this.add(finding("row-vanished", "warning", place, { reference }));
  }

  /** Ends the account of one register: its summary, unknown headings, rows that are gone. */
  close(one: OneImport, inventory: InventoryInHand): void {
    const { register, name } = one;
    for (const old of one.vanished()) {
      const reference = inventory.byId(old.dossierId)?.dossier.reference ?? "";
      this.vanished(one, old, reference);
    }
    for (const table of register.tables) {
      for (const { heading } of table.layout?.unknown ?? []) {
        const place: Place = { register: { file: name, sheet: table.sheet, column: heading } };
        this.add(finding("heading-unknown", "info", place, { heading }));
      }
    }
    this.#result.registers.push({
      file: name,
      encoding: register.csv?.encoding ?? null,
      separator: register.csv?.separator ?? null,
      sheets: register.tables.map(sheetSummary),
    });
  }

  result(): ImportResult {
    this.#result.findings.sort(compareFindings);
    return this.#result;
  }
}

/** Where a row stands, and what it is about. */
export function placeOf(one: OneImport, row: ReadRow, dossier?: string, document?: string | null): Place {
  return {
    ...(dossier === undefined ? {} : { dossier }),
    ...(document ? { document } : {}),
    register: { file: one.name, sheet: row.sheet, row: row.row },
  };
}

/** A text that may be shown: not that of a paper under a secrecy mark. */
export function openText(secrecy: Secrecy, text: string | null): string | null {
  return secrecy === "none" ? text : null;
}

function sheetSummary({ sheet, hidden, layout, encodings, rows }: ReadTable): SheetSummary {
  return {
    sheet,
    hidden,
    kind: layout?.kind ?? null,
    columns: (layout?.columns ?? []).map(({ heading, field }) => ({ heading, field })),
    unknownHeadings: (layout?.unknown ?? []).map(({ heading }) => heading),
    encodings,
    rows: rows.count("dossier") + rows.count("document"),
    hiddenRows: rows.hiddenRows,
    notUnderstood: rows.count("not-understood"),
    ignored: {
      titles: rows.count("title"),
      headings: rows.count("heading"),
      sections: rows.count("section"),
      totals: rows.count("total"),
      signatures: rows.count("signature"),
    },
  };
}
