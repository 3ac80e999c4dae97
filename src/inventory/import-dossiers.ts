import type { Fact, Subject } from "../model/dossier.js";
import { finding } from "../model/finding.js";
import { looseKey } from "../model/names.js";
import { type About, type ImportAccount, placeOf, type Rewritten } from "./import-account.js";
import type { DossierInHand, InventoryInHand } from "./import-inventory.js";
import { type FieldChange, mergeDraft, same } from "./merge-draft.js";
import { type OneImport, rowDigest } from "./one-import.js";
import { type DossierDraft, type RowContext, readDossierRow } from "./read-dossier-row.js";
import type { ReadRow } from "./read-rows.js";

/** Takes the rows of dossiers of one register; of the other rows, all but documents are put on record. */
export function takeDossiers(one: OneImport, inventory: InventoryInHand, account: ImportAccount): void {
  for (const table of one.register.tables) {
    const context = one.context(table);
    for (let index = 0; index < table.rows.length; index += 1) {
      if (table.rows.kind(index) === "document" && !table.rows.isHidden(index)) continue;
      const row = table.rows.at(index);
      if (row.hidden && (row.kind === "dossier" || row.kind === "document")) {
        account.add(finding("row-hidden", "info", placeOf(one, row), {}));
      }
      if (row.kind === "dossier") takeDossier(one, row, context, inventory, account);
      else if (row.kind === "not-understood") {
        account.notUnderstood(one, row, row.displaced ? "too-many-columns" : "no-reference");
      } else if (row.kind !== "document") one.keep(row, row.kind);
    }
  }
}

function takeDossier(
  one: OneImport,
  row: ReadRow,
  context: RowContext,
  inventory: InventoryInHand,
  account: ImportAccount,
): void {
  const counts = account.dossiers;
  counts.rows += 1;
  const reference = row.values.reference?.text ?? row.values.ordinal?.text ?? "";
  const held = inventory.exact(reference);
  const protectedPeople = held?.dossier.subjects.filter((subject) => subject.role !== "inspected") ?? [];
  const { draft, findings } = readDossierRow(row, context, protectedPeople);
  const about: About = {
    subjects: draft.subjects,
    dossier: reference,
    document: null,
    secrecy: draft.secrecy,
  };
  account.add(...findings);
  account.cleaned(one, row, about, abbreviations(row, draft));
  const here = { register: one.name, row: row.row, digest: rowDigest(row) };
  if (held?.describedIn?.register === one.name) {
    counts.repeated += 1;
    const place = placeOf(one, row, reference);
    const { row: firstRow, digest } = held.describedIn;
    account.add(
      digest === here.digest
        ? finding("row-repeated", "warning", place, { firstRow })
        : finding("reference-duplicate", "error", place, { reference, rows: [firstRow, row.row] }),
    );
    one.keep(row, "not-understood");
    return;
  }
  if (!held) {
    const added = inventory.add(draft);
    added.describedIn = here;
    counts.added += 1;
    account.understood(one, row, "added", added.dossier, null);
    one.keep(row, "dossier", { dossierId: added.dossier.id, draft });
    return;
  }
  const before = one.earlierDossier(held.dossier.id);
  if (before === null && !held.bare && looseKey(held.dossier.title) !== looseKey(draft.title)) {
    const place = placeOf(one, row, reference);
    account.add(finding("reference-duplicate", "warning", place, { reference, rows: [row.row] }));
  }
  const changes = mergeDossier(held, before, draft);
  account.changed(one, row, about, changes);
  const what = changes.length > 0 ? "updated" : before === null ? "repeated" : "unchanged";
  counts[what] += 1;
  held.describedIn ??= here;
  account.understood(one, row, what, held.dossier, null);
  one.keep(row, "dossier", { dossierId: held.dossier.id, draft });
}

/** Brings a dossier up to what its row says; the changes that this made. */
function mergeDossier(held: DossierInHand, before: DossierDraft | null, draft: DossierDraft): FieldChange[] {
  const { id, origin, facts, subjects, ...current } = held.dossier;
  const { facts: _facts, subjects: _subjects, ...now } = draft;
  const placeholders = held.bare ? { title: current.reference, status: "closed" as const } : {};
  const { merged, changes } = mergeDraft(current, before, now, placeholders);
  const mergedSubjects = mergeSubjects(subjects, before?.subjects ?? null, draft.subjects);
  const mergedFacts = mergeFacts(facts, before?.facts ?? [], draft.facts);
  const all = [...changes, ...factChanges(facts, mergedFacts)];
  if (!same(subjects, mergedSubjects)) {
    all.push({ field: "subjects", from: subjects.length, to: mergedSubjects.length });
  }
  if (all.length > 0 || !same(facts, mergedFacts)) {
    held.dossier = { ...merged, id, origin, facts: mergedFacts, subjects: mergedSubjects };
    held.changed = true;
    held.bare = false;
  }
  return all;
}

/** Those inspected as any other value; protected people keep the codes they have. */
function mergeSubjects(current: Subject[], before: Subject[] | null, now: Subject[]): Subject[] {
  const inspected = (subjects: Subject[]): { subjects: Subject[] } => ({
    subjects: subjects.filter((subject) => subject.role === "inspected"),
  });
  const { merged } = mergeDraft(inspected(current), before && inspected(before), inspected(now));
  const known = current.filter((subject) => subject.role !== "inspected");
  const added = now.filter(
    (subject) => subject.role !== "inspected" && !known.some((person) => person.code === subject.code),
  );
  return [...merged.subjects, ...known, ...added];
}

const factKey = (fact: Fact): string => `${fact.condition} ${fact.origin}`;

/** What this row said before is replaced by what it says now; persons, papers and other rows are not overruled. */
function mergeFacts(current: Fact[], before: Fact[], now: Fact[]): Fact[] {
  const facts = new Map(current.map((fact) => [factKey(fact), fact]));
  for (const fact of before) if (same(facts.get(factKey(fact)), fact)) facts.delete(factKey(fact));
  for (const fact of now) if (!facts.has(factKey(fact))) facts.set(factKey(fact), fact);
  return [...facts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, fact]) => fact);
}

function factChanges(from: Fact[], to: Fact[]): FieldChange[] {
  const old = new Map(from.map((fact) => [factKey(fact), fact]));
  const changes: FieldChange[] = [];
  for (const fact of to) {
    const known = old.get(factKey(fact));
    old.delete(factKey(fact));
    if (known?.value !== fact.value) {
      changes.push({ field: fact.condition, from: known?.value ?? null, to: fact.value });
    }
  }
  for (const fact of old.values()) changes.push({ field: fact.condition, from: fact.value, to: null });
  return changes;
}

function abbreviations(row: ReadRow, draft: DossierDraft): Rewritten[] {
  const raw = row.values.retention?.text;
  if (raw === undefined || draft.retention === null || raw === draft.retention) return [];
  return [{ field: "retention", raw, clean: draft.retention, reason: "abbreviation" }];
}
