import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { documentNumberKey, readDocumentNumber } from "../model/document-number.js";
import type { Dossier, DossierDocument, Fact, Secrecy, Subject } from "../model/dossier.js";
import { compareFindings, finding, type Place } from "../model/finding.js";
import { looseKey } from "../model/names.js";
import type { Job } from "../model/progress.js";
import type { RegisterField } from "../model/register-field.js";
import type { Unit } from "../model/unit.js";
import type { Cleaning, RegisterRow, Store } from "../store/index.js";
import { type ImportResult, noCounts, type RegisterSummary, type SheetSummary } from "./import-result.js";
import { References } from "./match-reference.js";
import { type FieldChange, mergeDraft, same } from "./merge-draft.js";
import { type DocumentDraft, readDocumentRow, withoutNames } from "./read-document-row.js";
import { type DossierDraft, type RowContext, readDossierRow } from "./read-dossier-row.js";
import { type ReadRegister, readRegister } from "./read-register.js";
import { findProtectedPeople, hideNames, withCodes } from "./read-subjects.js";
import type { ReadRow, ReadTable } from "./read-table.js";
import { abstractKey, readDossierType, typeOfReference } from "./vocabulary.js";

export interface ImportOptions {
  /** The unit whose fonds the dossiers belong to. */
  origin: Unit;
  now: Date;
  mapping?: [heading: string, field: RegisterField][];
  /** Reads and compares, and writes nothing. */
  dryRun?: boolean;
  job?: Job;
}

/**
 * Takes registers into the inventory: lists of dossiers first, whatever their order, all in one transaction. A row that
 * is there already is compared, not doubled; nothing is deleted; what a person has stated stays.
 */
export async function importRegisters(
  store: Store,
  paths: string[],
  options: ImportOptions,
): Promise<ImportResult> {
  const registers: ReadRegister[] = [];
  for (const path of paths) {
    const { mapping, job } = options;
    registers.push(await readRegister(path, { ...(mapping ? { mapping } : {}), ...(job ? { job } : {}) }));
  }
  return store.together(() => {
    const run = new ImportRun(store, options, namesOf(paths));
    for (const [index, register] of registers.entries()) run.takeDossiers(register, index);
    for (const [index, register] of registers.entries()) run.takeDocuments(register, index);
    return run.finish(registers);
  });
}

/** One register; see `importRegisters`. */
export function importRegister(store: Store, path: string, options: ImportOptions): Promise<ImportResult> {
  return importRegisters(store, [path], options);
}

/** A register is known by its file name; by its folder too where two of one run are called the same. */
function namesOf(paths: string[]): string[] {
  const names = paths.map((path) => basename(path));
  return paths.map((path, index) =>
    names.filter((name) => name === names[index]).length > 1
      ? join(basename(dirname(path)), names[index]!)
      : names[index]!,
  );
}

/** What is kept of a row while the run lasts. */
interface Taken {
  row: ReadRow;
  kind: RegisterRow["kind"];
  sha256: string;
  dossierId: string | null;
  documentId: string | null;
  draft: DossierDraft | DocumentDraft | null;
}

interface DossierState {
  dossier: Dossier;
  /** Opened by this run, or from a document list alone. */
  bare: boolean;
  changed: boolean;
  isNew: boolean;
  /** Where a row of this run described it. */
  describedIn: { register: string; row: number } | null;
  documents: DossierDocument[];
  saved: Map<string, string>;
}

/** The rows of the last import of a register. */
interface Previous {
  rows: RegisterRow[];
  byHash: Map<string, RegisterRow[]>;
  byDossier: Map<string, RegisterRow[]>;
  /** Those that a row of today continues. */
  used: Set<RegisterRow>;
  /** Digests of the rows of today. */
  today: Set<string>;
}

class ImportRun {
  readonly #store: Store;
  readonly #options: ImportOptions;
  readonly #names: string[];
  readonly #states = new Map<string, DossierState>();
  readonly #references = new References<string>();
  readonly #previous: Previous[] = [];
  readonly #taken: Taken[][] = [];
  readonly #cleanings: Cleaning[][] = [];
  readonly #result: ImportResult;
  readonly #today: string;

  constructor(store: Store, options: ImportOptions, names: string[]) {
    this.#store = store;
    this.#options = options;
    this.#names = names;
    // The office's day, whatever zone the machine is set to.
    this.#today = new Date(options.now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
    this.#result = {
      dryRun: options.dryRun ?? false,
      registers: [],
      dossiers: noCounts(),
      documents: noCounts(),
      changes: [],
      findings: [],
      rows: [],
    };
    const documents = store.documents.byDossier();
    for (const dossier of store.dossiers.all()) {
      const { origin } = dossier;
      if (origin.code !== options.origin.code || origin.until !== options.origin.until) continue;
      this.#track(dossier, documents.get(dossier.id) ?? [], false);
    }
  }

  #track(dossier: Dossier, documents: DossierDocument[], isNew: boolean): DossierState {
    const state: DossierState = {
      dossier,
      // Every dossier that a row or a person has described has an issuer.
      bare: dossier.issuer === null && dossier.opened === null,
      changed: isNew,
      isNew,
      describedIn: null,
      documents,
      saved: new Map(documents.map((document) => [document.id, JSON.stringify(document)])),
    };
    this.#states.set(dossier.id, state);
    this.#references.add(dossier.reference, dossier.id);
    return state;
  }

  #previousOf(index: number): Previous {
    const known = this.#previous[index];
    if (known) return known;
    const register = this.#store.registers.find(this.#names[index]!);
    const rows = register
      ? this.#store.registers
          .rows(register.id)
          .filter((row) => row.kind === "dossier" || row.kind === "document")
      : [];
    const previous: Previous = {
      rows,
      byHash: grouped(rows, (row) => row.sha256),
      byDossier: grouped(rows, (row) => row.dossierId ?? ""),
      used: new Set(),
      today: new Set(),
    };
    this.#previous[index] = previous;
    return previous;
  }

  #context(register: ReadRegister, table: ReadTable, index: number): RowContext {
    const titles = [...table.titles, ...register.tables.flatMap((one) => (one === table ? [] : one.titles))];
    return { register: this.#names[index]!, today: this.#today, titles };
  }

  #place(row: ReadRow, index: number, dossier?: string, document?: string | null): Place {
    return {
      ...(dossier === undefined ? {} : { dossier }),
      ...(document ? { document } : {}),
      register: { file: this.#names[index]!, sheet: row.sheet, row: row.row },
    };
  }

  /** First pass: everything but documents. */
  takeDossiers(register: ReadRegister, index: number): void {
    this.#taken[index] = [];
    this.#cleanings[index] = [];
    const { today } = this.#previousOf(index);
    for (const table of register.tables) {
      for (const row of table.rows) today.add(rowDigest(row));
      const context = this.#context(register, table, index);
      for (const row of table.rows) {
        if (row.hidden && (row.kind === "dossier" || row.kind === "document")) {
          this.#result.findings.push(finding("row-hidden", "info", this.#place(row, index), {}));
        }
        if (row.kind === "dossier") this.#takeDossier(row, context, index);
        else if (row.kind === "not-understood") this.#notUnderstood(row, index, "no-reference");
        else if (row.kind !== "document") this.#keep(index, row, row.kind, null, null, null);
      }
    }
  }

  #notUnderstood(
    row: ReadRow,
    index: number,
    reason: "no-reference" | "no-content" | "unknown-dossier",
  ): void {
    const text = Object.values(row.raw).join(" | ").slice(0, 300);
    const people = withCodes([], findProtectedPeople(text, null));
    this.#result.findings.push(
      finding("row-not-understood", "error", this.#place(row, index), {
        reason,
        text: hideNames(text, people),
      }),
    );
    this.#keep(index, row, "not-understood", null, null, null);
  }

  #keep(
    index: number,
    row: ReadRow,
    kind: RegisterRow["kind"],
    dossierId: string | null,
    documentId: string | null,
    draft: Taken["draft"],
  ): void {
    this.#taken[index]!.push({ row, kind, sha256: rowDigest(row), dossierId, documentId, draft });
  }

  #takeDossier(row: ReadRow, context: RowContext, index: number): void {
    const counts = this.#result.dossiers;
    counts.rows += 1;
    const reference = row.values.reference?.text ?? row.values.ordinal?.text ?? "";
    const knownId = this.#references.exact(reference);
    const state = knownId === undefined ? undefined : this.#states.get(knownId)!;
    const known = state?.dossier.subjects.filter((subject) => subject.role !== "inspected") ?? [];
    const { draft, findings } = readDossierRow(row, context, known);
    this.#result.findings.push(...findings);
    const { subjects, secrecy } = draft;
    this.#clean(
      row,
      index,
      { subjects, dossier: reference, document: null, secrecy },
      abbreviations(row, draft),
    );
    if (state?.describedIn?.register === context.register) {
      const twin = this.#taken[index]!.find(
        (one) => one.row.row === state.describedIn!.row && one.kind === "dossier",
      );
      counts.repeated += 1;
      const place = this.#place(row, index, reference);
      const firstRow = state.describedIn.row;
      this.#result.findings.push(
        twin && sameCells(twin.row, row)
          ? finding("row-repeated", "warning", place, { firstRow })
          : finding("reference-duplicate", "error", place, { reference, rows: [firstRow, row.row] }),
      );
      this.#keep(index, row, "not-understood", null, null, null);
      return;
    }
    if (!state) {
      const dossier: Dossier = { id: this.#store.newId(), origin: this.#options.origin, ...draft };
      const added = this.#track(dossier, [], true);
      added.bare = false;
      added.describedIn = { register: context.register, row: row.row };
      counts.added += 1;
      this.#understood(row, index, "added", dossier, null);
      this.#keep(index, row, "dossier", dossier.id, null, draft);
      return;
    }
    const { dossier } = state;
    const before = this.#before(index, dossier.id);
    if (before === null && !state.bare && looseKey(dossier.title) !== looseKey(draft.title)) {
      this.#result.findings.push(
        finding("reference-duplicate", "warning", this.#place(row, index, reference), {
          reference,
          rows: [row.row],
        }),
      );
    }
    const changes = this.#mergeDossier(state, before, draft, row, index);
    const what = changes > 0 ? "updated" : before === null ? "repeated" : "unchanged";
    counts[what] += 1;
    state.describedIn ??= { register: context.register, row: row.row };
    this.#understood(row, index, what, dossier, null);
    this.#keep(index, row, "dossier", dossier.id, null, draft);
  }

  #mergeDossier(
    state: DossierState,
    before: DossierDraft | null,
    draft: DossierDraft,
    row: ReadRow,
    index: number,
  ): number {
    const { dossier } = state;
    const { subjects, facts, ...plain } = draft;
    const { facts: _facts, subjects: _subjects, ...plainBefore } = before ?? ({} as DossierDraft);
    const { id, origin, facts: currentFacts, subjects: currentSubjects, ...current } = dossier;
    const placeholders = state.bare
      ? { title: dossier.reference, status: "closed" as const, reference: dossier.reference }
      : {};
    const { merged, changes } = mergeDraft(current, before ? plainBefore : null, plain, placeholders);
    const inspected = mergeDraft(
      { subjects: currentSubjects.filter((one) => one.role === "inspected") },
      before ? { subjects: before.subjects.filter((one) => one.role === "inspected") } : null,
      { subjects: subjects.filter((one) => one.role === "inspected") },
    );
    const people = subjects.filter((one) => one.role !== "inspected");
    const mergedSubjects = [...inspected.merged.subjects, ...keepCodes(currentSubjects, people)];
    const mergedFacts = mergeFacts(currentFacts, before?.facts ?? [], facts);
    const all: FieldChange[] = [...changes];
    if (!same(mergedSubjects, currentSubjects)) {
      // Names stay out of the account of changes: a protected one may be among them.
      all.push({ field: "subjects", from: currentSubjects.length, to: mergedSubjects.length });
    }
    for (const fact of mergedFacts) {
      const old = currentFacts.find((one) => one.condition === fact.condition && one.origin === fact.origin);
      if (!old || old.value !== fact.value)
        all.push({ field: fact.condition, from: old?.value ?? null, to: fact.value });
    }
    const gone = currentFacts.filter(
      (old) => !mergedFacts.some((one) => one.condition === old.condition && one.origin === old.origin),
    );
    for (const old of gone) all.push({ field: old.condition, from: old.value, to: null });
    if (all.length > 0 || !same(mergedFacts, currentFacts)) {
      state.dossier = { ...merged, id, origin, facts: mergedFacts, subjects: mergedSubjects };
      state.changed = true;
      state.bare = false;
    }
    for (const change of all) {
      this.#result.changes.push({
        ...change,
        register: this.#names[index]!,
        sheet: row.sheet,
        row: row.row,
        dossier: dossier.reference,
        document: null,
      });
    }
    return all.length;
  }

  /** What the row of a dossier said at the last import; marks it as seen. */
  #before(index: number, dossierId: string): DossierDraft | null {
    const previous = this.#previousOf(index);
    const old = previous.byDossier
      .get(dossierId)
      ?.find((row) => row.kind === "dossier" && !previous.used.has(row));
    if (!old) return null;
    previous.used.add(old);
    return old.draft as DossierDraft | null;
  }

  /** Second pass: documents, now that the dossiers are known. */
  takeDocuments(register: ReadRegister, index: number): void {
    for (const table of register.tables) {
      if (!table.rows.some((row) => row.kind === "document")) continue;
      const context = this.#context(register, table, index);
      this.#knowReferences(table);
      const claimed = new Set<string>();
      const cursors = new Map<string, number>();
      let carried: string | null = null;
      let nearby: string | undefined;
      const seen = new Map<string, ReadRow>();
      const work: { row: ReadRow; state: DossierState; draft: DocumentDraft }[] = [];
      for (const row of table.rows) {
        if (row.kind === "heading") carried = null;
        if (row.kind !== "document") continue;
        this.#result.documents.rows += 1;
        const written: string | null =
          row.values.reference?.text ?? row.section?.reference ?? carried ?? this.#sheetReference(table);
        if (row.values.reference) carried = row.values.reference.text;
        if (written === null) {
          this.#notUnderstood(row, index, "no-reference");
          continue;
        }
        const twin = seen.get(rowDigest(row));
        if (twin && row.values.number && readDocumentNumber(row.values.number.text).scheme === "party") {
          this.#result.documents.repeated += 1;
          this.#result.findings.push(
            finding("row-repeated", "warning", this.#place(row, index, written), { firstRow: twin.row }),
          );
          this.#keep(index, row, "not-understood", null, null, null);
          continue;
        }
        seen.set(rowDigest(row), row);
        const state = this.#dossierOf(written, nearby, row, index);
        if (!state) continue;
        nearby = state.dossier.reference;
        const { draft, people, findings } = readDocumentRow(
          row,
          state.dossier.reference,
          state.dossier.type,
          context,
        );
        this.#result.findings.push(...findings);
        const subjects = withCodes(state.dossier.subjects, people);
        if (subjects.length > state.dossier.subjects.length) {
          state.dossier = { ...state.dossier, subjects };
          state.changed = true;
        }
        work.push({ row, state, draft });
      }
      dropStartPages(work);
      for (const { row, state, draft } of work) {
        const safe = withoutNames(draft, state.dossier.subjects);
        const { subjects, reference: dossier } = state.dossier;
        const { number: document, secrecy } = safe;
        this.#clean(row, index, { subjects, dossier, document, secrecy }, numberForm(row, safe));
        this.#takeDocument(row, state, safe, index, claimed, cursors);
      }
    }
  }

  /** Full references of the table itself, so that short ones in it lead to them. */
  #knowReferences(table: ReadTable): void {
    const full = new Set<string>();
    for (const row of table.rows) {
      const reference =
        row.kind === "document" ? (row.values.reference?.text ?? row.section?.reference) : undefined;
      if (reference !== undefined && /\d.*\p{L}{2}/u.test(reference)) full.add(reference);
    }
    for (const reference of full) this.#announced.add(reference, reference);
  }

  readonly #announced = new References<string>();

  #sheetReference(table: ReadTable): string | null {
    return this.#references.exact(table.sheet) === undefined ? null : table.sheet;
  }

  #dossierOf(written: string, nearby: string | undefined, row: ReadRow, index: number): DossierState | null {
    const known = this.#references.find(written, nearby);
    if (known.kind === "found") return this.#states.get(known.value)!;
    const announced = this.#announced.find(written, nearby);
    if (known.kind === "several" || announced.kind === "several") {
      this.#notUnderstood(row, index, "unknown-dossier");
      return null;
    }
    const reference = announced.kind === "found" ? announced.value : written;
    const title = row.section?.title ?? null;
    const dossier = bareDossier(this.#store.newId(), this.#options.origin, reference, title);
    this.#result.dossiers.added += 1;
    this.#result.findings.push(
      finding("dossier-without-row", "warning", this.#place(row, index, reference), { reference }),
    );
    const state = this.#track(dossier, [], true);
    state.bare = true;
    return state;
  }

  #takeDocument(
    row: ReadRow,
    state: DossierState,
    draft: DocumentDraft,
    index: number,
    claimed: Set<string>,
    cursors: Map<string, number>,
  ): void {
    const counts = this.#result.documents;
    const { dossier, documents } = state;
    const old = this.#previousRow(row, draft, index, dossier.id);
    const found =
      (old?.documentId
        ? documents.find((one) => one.id === old.documentId && !claimed.has(one.id))
        : undefined) ?? findDocument(documents, draft, claimed);
    let what: "added" | "updated" | "unchanged" | "repeated";
    let document: DossierDocument;
    if (!found) {
      document = {
        id: this.#store.newId(),
        dossierId: dossier.id,
        ordinal: 0,
        slot: null,
        alsoSlots: [],
        source: "register",
        ...draft,
      };
      const cursor = cursors.get(dossier.id);
      documents.splice(cursor === undefined ? documents.length : cursor + 1, 0, document);
      what = "added";
    } else {
      const { id, dossierId, ordinal, slot, alsoSlots, source, ...current } = found;
      const before = (old?.draft as DocumentDraft | null | undefined) ?? (source === "scan" ? current : null);
      const { merged, changes } = mergeDraft(current, before, draft, {
        state: "present",
      } as Partial<DocumentDraft>);
      document = {
        id,
        dossierId,
        ordinal,
        slot,
        alsoSlots,
        source: source === "scan" ? "register" : source,
        ...merged,
      };
      documents[documents.indexOf(found)] = document;
      for (const change of changes) {
        if (document.secrecy !== "none" && change.field === "abstract") continue;
        this.#result.changes.push({
          ...change,
          register: this.#names[index]!,
          sheet: row.sheet,
          row: row.row,
          dossier: dossier.reference,
          document: document.number ?? openText(document.secrecy, document.abstract),
        });
      }
      what = changes.length > 0 ? "updated" : old ? "unchanged" : "repeated";
    }
    claimed.add(document.id);
    cursors.set(dossier.id, documents.indexOf(document));
    counts[what] += 1;
    this.#understood(row, index, what, dossier, document);
    this.#keep(index, row, "document", dossier.id, document.id, draft);
  }

  /** The row of the last import that this one continues: the same cells, else the same number, else the same place. */
  #previousRow(row: ReadRow, draft: DocumentDraft, index: number, dossierId: string): RegisterRow | null {
    const previous = this.#previousOf(index);
    const fresh = (old: RegisterRow): boolean =>
      !previous.used.has(old) && old.kind === "document" && old.dossierId === dossierId;
    const ofDossier = previous.byDossier.get(dossierId) ?? [];
    const numberKey = keyOf(draft.number);
    const continues = (old: RegisterRow): boolean => {
      const then = old.draft as DocumentDraft | null;
      if (!then || !fresh(old)) return false;
      if (numberKey !== null) return keyOf(then.number) === numberKey && agree(then.abstract, draft.abstract);
      return then.number === null && abstractKey(then.abstract ?? "") === abstractKey(draft.abstract ?? "");
    };
    const samePlace = (old: RegisterRow): boolean =>
      fresh(old) && old.sheet === row.sheet && old.row === row.row && !previous.today.has(old.sha256);
    const found =
      previous.byHash.get(rowDigest(row))?.find(fresh) ??
      ofDossier.find(continues) ??
      ofDossier.find(samePlace);
    if (found) previous.used.add(found);
    return found ?? null;
  }

  /** Every value that is not as it was written, with protected names as codes and secret abstracts left out. */
  #clean(
    row: ReadRow,
    index: number,
    about: { subjects: readonly Subject[]; dossier: string; document: string | null; secrecy: Secrecy },
    more: { field: string; raw: string; clean: string; reason: string }[],
  ): void {
    const secret = about.secrecy === "none" ? [] : ["abstract", "title", "notes", "file-name"];
    for (const [field, value] of Object.entries(row.values)) {
      if (value.reasons.length === 0) continue;
      const reasons = [...value.reasons];
      const clean = secret.includes(field) ? "…" : hideNames(value.text, about.subjects);
      // The raw form of a name or a secret is one too.
      const raw = clean === value.text ? value.raw : clean;
      this.#addCleaning(row, index, { field, raw, clean, reasons }, about.dossier, about.document);
    }
    for (const { field, raw, clean, reason } of more) {
      this.#addCleaning(row, index, { field, raw, clean, reasons: [reason] }, about.dossier, about.document);
    }
  }

  #addCleaning(
    row: ReadRow,
    index: number,
    cleaning: Omit<Cleaning, "sheet" | "row">,
    dossier: string,
    document: string | null,
  ): void {
    this.#cleanings[index]!.push({ sheet: row.sheet, row: row.row, ...cleaning });
    this.#result.findings.push(
      finding("value-cleaned", "info", this.#place(row, index, dossier, document), cleaning),
    );
  }

  #understood(
    row: ReadRow,
    index: number,
    what: ImportResult["rows"][number]["what"],
    dossier: Dossier,
    document: DossierDocument | null,
  ): void {
    if (!this.#result.dryRun) return;
    this.#result.rows.push({
      register: this.#names[index]!,
      sheet: row.sheet,
      row: row.row,
      kind: document ? "document" : "dossier",
      what,
      dossier: dossier.reference,
      type: document ? document.typeName : dossier.type,
      number: document ? document.number : null,
      from: document ? document.date : dossier.opened,
      until: document ? document.date : dossier.closed,
      // A paper under a secrecy mark is listed without what it is about.
      title: document
        ? openText(document.secrecy, document.abstract)
        : openText(dossier.secrecy, dossier.title),
    });
  }

  /** Last pass: what vanished, the writing, the account. */
  finish(registers: ReadRegister[]): ImportResult {
    for (const state of this.#states.values()) maskNames(state);
    if (!this.#options.dryRun) this.#save();
    registers.forEach((register, index) => {
      const file = this.#names[index]!;
      this.#tellVanished(index);
      this.#result.registers.push(summaryOf(register, file));
      for (const table of register.tables) {
        for (const { heading } of table.layout?.unknown ?? []) {
          const place: Place = { register: { file, sheet: table.sheet, column: heading } };
          this.#result.findings.push(finding("heading-unknown", "info", place, { heading }));
        }
      }
      if (!this.#options.dryRun) this.#record(register, index);
    });
    this.#result.findings.sort(compareFindings);
    return this.#result;
  }

  /** Rows of the last import that no row of today continues. What they brought stays where it is. */
  #tellVanished(index: number): void {
    const previous = this.#previousOf(index);
    for (const old of previous.rows) {
      if (previous.used.has(old)) continue;
      const dossier = this.#states.get(old.dossierId ?? "")?.dossier;
      const draft = old.draft as Partial<DocumentDraft> | null;
      const document =
        old.kind === "document" ? (draft?.number ?? openText(draft?.secrecy, draft?.abstract ?? null)) : null;
      const reference = dossier?.reference ?? "";
      this.#result[old.kind === "dossier" ? "dossiers" : "documents"].vanished += 1;
      const place: Place = {
        ...(dossier ? { dossier: reference } : {}),
        ...(document ? { document } : {}),
        register: { file: this.#names[index]!, sheet: old.sheet, row: old.row },
      };
      this.#result.findings.push(finding("row-vanished", "warning", place, { reference }));
    }
  }

  #record(register: ReadRegister, index: number): void {
    this.#store.registers.record(
      this.#names[index]!,
      register.sha256,
      this.#options.now.toISOString(),
      this.#taken[index]!.map(({ row, ...taken }) => ({
        ...taken,
        sheet: row.sheet,
        row: row.row,
        raw: row.raw,
      })),
      this.#cleanings[index]!,
    );
  }

  #save(): void {
    for (const state of this.#states.values()) {
      const { dossier } = state;
      if (state.changed) {
        if (!state.isNew) this.#store.dossiers.dropFacts(dossier.id, "register");
        this.#store.dossiers.save(dossier);
      }
      state.documents.forEach((document, position) => {
        const placed = { ...document, ordinal: position + 1 };
        if (state.saved.get(document.id) !== JSON.stringify(placed)) this.#store.documents.save(placed);
      });
    }
  }
}

/** A name learned late may stand in what was taken over before. */
function maskNames(state: DossierState): void {
  const { dossier } = state;
  if (!dossier.subjects.some((subject) => subject.role !== "inspected")) return;
  const safe = <Text extends string | null>(text: Text): Text =>
    (text === null ? null : hideNames(text, dossier.subjects)) as Text;
  const masked: Dossier = {
    ...dossier,
    title: safe(dossier.title),
    outcome: safe(dossier.outcome),
    notes: safe(dossier.notes),
    facts: dossier.facts.map((fact) => ({ ...fact, evidence: safe(fact.evidence) })),
  };
  if (!same(masked, dossier)) {
    state.dossier = masked;
    state.changed = true;
  }
  state.documents = state.documents.map((document) => ({
    ...document,
    ...withoutNames(document, dossier.subjects),
  }));
}

/** A text that may be shown: not that of a paper under a secrecy mark. */
function openText(secrecy: Secrecy | undefined, text: string | null): string | null {
  return secrecy === undefined || secrecy === "none" ? text : null;
}

function grouped<Value>(values: Value[], key: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}

function rowDigest(row: ReadRow): string {
  return createHash("sha256").update(JSON.stringify(row.raw)).digest("hex");
}

function sameCells(a: ReadRow, b: ReadRow): boolean {
  return rowDigest(a) === rowDigest(b);
}

/** The dossier that a list of documents names and no list of dossiers has. */
function bareDossier(id: string, origin: Unit, reference: string, title: string | null): Dossier {
  return {
    id,
    origin,
    reference,
    type: typeOfReference(reference) ?? (title === null ? null : readDossierType(title)),
    title: title ?? reference,
    issuer: null,
    opened: null,
    closed: null,
    status: "closed",
    subjects: [],
    outcome: null,
    discipline: null,
    rectificationDeadline: null,
    facts: [],
    retention: null,
    secrecy: "none",
    language: "vi",
    sheets: null,
    pages: null,
    carrier: null,
    place: { warehouse: null, shelf: null, box: null },
    condition: null,
    notes: null,
    openCase: null,
    folder: null,
  };
}

/** What this row said before is replaced by what it says now; persons, papers and other rows are not overruled. */
function mergeFacts(current: Fact[], before: Fact[], now: Fact[]): Fact[] {
  const key = (fact: Fact): string => `${fact.condition} ${fact.origin}`;
  const facts = new Map(current.map((fact) => [key(fact), fact]));
  for (const fact of before) if (same(facts.get(key(fact)), fact)) facts.delete(key(fact));
  for (const fact of now) if (!facts.has(key(fact))) facts.set(key(fact), fact);
  return [...facts.values()].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Protected people keep the codes they have. */
function keepCodes(current: Subject[], people: Subject[]): Subject[] {
  const known = current.filter((subject) => subject.role !== "inspected");
  return [...known, ...people.filter((person) => !known.some((one) => one.code === person.code))];
}

function keyOf(number: string | null): string | null {
  return number === null ? null : documentNumberKey(readDocumentNumber(number));
}

/** Two abstracts that may be one paper's: one is missing, they are the same, or one is cut short. */
function agree(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return true;
  const [first, second] = [abstractKey(a), abstractKey(b)];
  return first.startsWith(second) || second.startsWith(first);
}

/** The document of the inventory that a row means, where another register or a scan brought it before. */
function findDocument(
  documents: DossierDocument[],
  draft: DocumentDraft,
  claimed: ReadonlySet<string>,
): DossierDocument | undefined {
  const number = keyOf(draft.number);
  const free = documents.filter((document) => !claimed.has(document.id));
  if (number !== null) {
    return free.find(
      (document) =>
        keyOf(document.number) === number &&
        (document.date === null ||
          draft.date === null ||
          document.date.startsWith(draft.date) ||
          draft.date.startsWith(document.date)) &&
        agree(document.abstract, draft.abstract),
    );
  }
  return free.find(
    (document) =>
      document.number === null &&
      document.source !== "scan" &&
      document.date === draft.date &&
      abstractKey(document.abstract ?? "") === abstractKey(draft.abstract ?? ""),
  );
}

/** Many lists give only the sheet a paper begins on: 01, 03, 07. Such numbers count nothing. */
function dropStartPages(work: { state: DossierState; draft: DocumentDraft }[]): void {
  for (const group of grouped(work, ({ state }) => state.dossier.id).values()) {
    const placed = group.map(({ draft }) => draft).filter((draft) => draft.extent !== null);
    const starts = placed.map((draft) => Number.parseInt(draft.extent!, 10));
    const onlyStarts = placed.every((draft) => /^\d+[a-z]?$/iu.test(draft.extent!));
    const gaps = starts.some((start, index) => index > 0 && start - starts[index - 1]! > 1);
    if (onlyStarts && gaps) for (const draft of placed) draft.pages = null;
  }
}

function abbreviations(
  row: ReadRow,
  draft: DossierDraft,
): { field: string; raw: string; clean: string; reason: string }[] {
  const raw = row.values.retention?.text;
  if (raw === undefined || draft.retention === null || raw === draft.retention) return [];
  return [{ field: "retention", raw, clean: draft.retention, reason: "abbreviation" }];
}

function numberForm(
  row: ReadRow,
  draft: DocumentDraft,
): { field: string; raw: string; clean: string; reason: string }[] {
  const raw = row.values.number?.text;
  if (raw === undefined || draft.number === null || raw === draft.number) return [];
  return [{ field: "number", raw, clean: draft.number, reason: "number-form" }];
}

function summaryOf(register: ReadRegister, file: string): RegisterSummary {
  return {
    file,
    encoding: register.csv?.encoding ?? null,
    separator: register.csv?.separator ?? null,
    sheets: register.tables.map(sheetSummary),
  };
}

function sheetSummary(table: ReadTable): SheetSummary {
  const count = (kind: ReadRow["kind"]): number => table.rows.filter((row) => row.kind === kind).length;
  const data = table.rows.filter((row) => row.kind === "dossier" || row.kind === "document");
  return {
    sheet: table.sheet,
    hidden: table.hidden,
    kind: table.layout?.kind ?? null,
    columns: (table.layout?.columns ?? []).map(({ heading, field }) => ({ heading, field })),
    unknownHeadings: (table.layout?.unknown ?? []).map(({ heading }) => heading),
    encodings: table.encodings,
    rows: data.length,
    hiddenRows: data.filter((row) => row.hidden).length,
    notUnderstood: count("not-understood"),
    ignored: {
      titles: count("title"),
      headings: count("heading"),
      sections: count("section"),
      totals: count("total"),
      signatures: count("signature"),
    },
  };
}
