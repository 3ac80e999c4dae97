import type { Dossier, DossierDocument } from "../model/dossier.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { emptyDossier } from "./empty-records.js";
import { type ReferenceMatch, References } from "./match-reference.js";
import { same } from "./merge-draft.js";
import { withoutNames } from "./read-document-row.js";
import { hideNames } from "./read-subjects.js";
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
  documents: DossierDocument[];
}

/** The dossiers and documents of one fonds, read once, changed in memory and written at the end. */
export class InventoryInHand {
  readonly #store: Store;
  readonly #origin: Unit;
  readonly #dossiers = new Map<string, DossierInHand>();
  readonly #references = new References<string>();
  /** Documents as the store has them. */
  readonly #stored = new Map<string, DossierDocument>();

  constructor(store: Store, origin: Unit) {
    this.#store = store;
    this.#origin = origin;
    const documents = store.documents.byDossier();
    for (const dossier of store.dossiers.all()) {
      if (dossier.origin.code !== origin.code || dossier.origin.until !== origin.until) continue;
      const own = documents.get(dossier.id) ?? [];
      for (const document of own) this.#stored.set(document.id, document);
      // Every dossier that a row or a person has described has an issuer.
      const bare = dossier.issuer === null && dossier.opened === null;
      this.#hold({ dossier, bare, changed: false, isNew: false, describedIn: null, documents: [...own] });
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
    return this.#hold({ dossier, bare: false, changed: true, isNew: true, describedIn: null, documents: [] });
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

  /** Hides protected names in what was taken over before they were known. */
  hideNames(): void {
    for (const held of this.#dossiers.values()) {
      const { subjects } = held.dossier;
      if (!subjects.some((subject) => subject.role !== "inspected")) continue;
      const safe = <Text extends string | null>(text: Text): Text =>
        (text === null ? null : hideNames(text, subjects)) as Text;
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
      if (!same(masked, held.dossier)) {
        held.dossier = masked;
        held.changed = true;
      }
      held.documents = held.documents.map((document) => ({
        ...document,
        ...withoutNames(document, subjects),
      }));
    }
  }

  /** Writes what is not in the store as it is here. */
  save(): void {
    for (const { dossier, changed, isNew, documents } of this.#dossiers.values()) {
      if (changed) {
        if (!isNew) this.#store.dossiers.dropFacts(dossier.id, "register");
        this.#store.dossiers.save(dossier);
      }
      for (const [position, document] of documents.entries()) {
        const stored = this.#stored.get(document.id);
        // Most of a register that comes again is as it was.
        if (stored === document && document.ordinal === position + 1) continue;
        const placed = { ...document, ordinal: position + 1 };
        if (stored === undefined || !same(stored, placed)) this.#store.documents.save(placed);
      }
    }
  }
}
