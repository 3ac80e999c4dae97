import type { Dossier, DossierDocument } from "../model/dossier.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { emptyDossier } from "./empty-records.js";
import { type ReferenceMatch, References } from "./match-reference.js";
import { same } from "./merge-draft.js";
import type { OneImport } from "./one-import.js";
import { hideNames as replaceNames } from "./read-subjects.js";
import type { ReadTable } from "./read-table.js";
import { readDossierType, typeOfReference } from "./vocabulary.js";

/** A dossier of the inventory while registers are taken in. */
export interface DossierInHand {
  dossier: Dossier;
  /** Known from its reference alone: no row and no person has described it. */
  bare: boolean;
  changed: boolean;
  isNew: boolean;
  /** Where a row of this run described it. */
  describedIn: { register: string; row: number; digest: string } | null;
  /** Rows of this run that list its documents. */
  listed: ListedRows[];
}

/** Rows of one table that list documents of one dossier, by their place in it. */
export interface ListedRows {
  one: OneImport;
  table: ReadTable;
  indexes: number[];
}

/**
 * The dossiers of one fonds, read once and changed in memory. Documents, of which there are many more, are fetched,
 * changed and written dossier by dossier.
 */
export class InventoryInHand {
  readonly #store: Store;
  readonly #origin: Unit;
  readonly #dossiers = new Map<string, DossierInHand>();
  readonly #references = new References<string>();

  constructor(store: Store, origin: Unit) {
    this.#store = store;
    this.#origin = origin;
    for (const dossier of store.dossiers.all()) {
      if (dossier.origin.code !== origin.code || dossier.origin.until !== origin.until) continue;
      // Every dossier that a row or a person has described has an issuer.
      const bare = dossier.issuer === null && dossier.opened === null;
      this.#hold({ dossier, bare, changed: false, isNew: false, describedIn: null, listed: [] });
    }
  }

  #hold(held: DossierInHand): DossierInHand {
    this.#dossiers.set(held.dossier.id, held);
    this.#references.add(held.dossier.reference, held.dossier.id);
    return held;
  }

  newId(): string {
    return this.#store.newId();
  }

  byId(id: string | null): DossierInHand | undefined {
    return id === null ? undefined : this.#dossiers.get(id);
  }

  /** The dossier of exactly this reference, spelling aside. */
  exact(reference: string): DossierInHand | undefined {
    return this.byId(this.#references.exact(reference) ?? null);
  }

  /** The dossier that a reference leads to, short ones included. */
  find(reference: string, nearby?: string): ReferenceMatch<DossierInHand> {
    const match = this.#references.find(reference, nearby);
    return match.kind === "found" ? { kind: "found", value: this.#dossiers.get(match.value)! } : match;
  }

  /** A dossier that a row describes. */
  add(draft: Omit<Dossier, "id" | "origin">): DossierInHand {
    return this.#new({ id: this.newId(), origin: this.#origin, ...draft });
  }

  #new(dossier: Dossier): DossierInHand {
    return this.#hold({ dossier, bare: false, changed: true, isNew: true, describedIn: null, listed: [] });
  }

  /** A dossier that only a list of documents names. */
  addBare(reference: string, title: string | null): DossierInHand {
    const type = typeOfReference(reference) ?? (title === null ? null : readDossierType(title));
    const held = this.#new({
      ...emptyDossier(this.newId(), this.#origin, reference),
      type,
      title: title ?? reference,
    });
    held.bare = true;
    return held;
  }

  /** All dossiers: those of the store in their order, then those of this run in theirs. */
  [Symbol.iterator](): Iterator<DossierInHand> {
    return this.#dossiers.values();
  }

  /** The documents that a dossier has in the store, in their order. */
  documentsOf({ dossier, isNew }: DossierInHand): DossierDocument[] {
    return isNew ? [] : this.#store.documents.ofDossier(dossier.id);
  }

  /** Writes a dossier and its documents, as far as they are not in the store as they are here. */
  save(
    { dossier, changed, isNew }: DossierInHand,
    stored: DossierDocument[],
    documents: DossierDocument[],
  ): void {
    if (changed) {
      if (!isNew) this.#store.dossiers.dropFacts(dossier.id, "register");
      this.#store.dossiers.save(dossier);
    }
    const known = new Map(stored.map((document) => [document.id, document]));
    for (const [position, document] of documents.entries()) {
      const before = known.get(document.id);
      // Most of a register that comes again is as it was.
      if (before === document && document.ordinal === position + 1) continue;
      const placed = { ...document, ordinal: position + 1 };
      if (before === undefined || !same(before, placed)) this.#store.documents.save(placed);
    }
  }
}

/** Hides protected names in what was taken over before they were known. */
export function hideNames(held: DossierInHand): void {
  const { subjects } = held.dossier;
  if (!hasProtected(held.dossier)) return;
  const safe = <Text extends string | null>(text: Text): Text =>
    (text === null ? null : replaceNames(text, subjects)) as Text;
  const { title, outcome, notes, facts, openCase } = held.dossier;
  const masked: Dossier = {
    ...held.dossier,
    title: safe(title),
    outcome: safe(outcome),
    notes: safe(notes),
    facts: facts.map((fact) => ({ ...fact, evidence: safe(fact.evidence) })),
    openCase: openCase && {
      step: safe(openCase.step),
      nextStep: safe(openCase.nextStep),
      deadline: openCase.deadline,
      team: safe(openCase.team),
    },
  };
  if (same(masked, held.dossier)) return;
  held.dossier = masked;
  held.changed = true;
}

/** Whether somebody is in the dossier whose name must not be seen. */
export function hasProtected(dossier: Dossier): boolean {
  return dossier.subjects.some((subject) => subject.role !== "inspected");
}
