import type { RegisterRow } from "../store/index.js";
import { documentKey, likeness, mayBeOnePaper } from "./document-likeness.js";
import { grouped } from "./grouped.js";
import type { DocumentDraft } from "./read-document-row.js";
import type { DossierDraft } from "./read-dossier-row.js";

/** A row of today that may continue one of the last import. */
export interface RowOfToday {
  digest: string;
  sheet: string;
  row: number;
  dossierId: string;
  draft: DocumentDraft;
}

/** The rows that made dossiers and documents at the last import of a register, and which of them are still there. */
export class EarlierImport {
  readonly #rows: RegisterRow[];
  readonly #byDigest: Map<string, RegisterRow[]>;
  readonly #byDossier: Map<string, RegisterRow[]>;
  readonly #continued = new Set<RegisterRow>();

  constructor(rows: RegisterRow[]) {
    this.#rows = rows.filter((row) => row.kind === "dossier" || row.kind === "document");
    this.#byDigest = grouped(this.#rows, (row) => row.sha256);
    this.#byDossier = grouped(this.#rows, (row) => row.dossierId ?? "");
  }

  /** What the row of a dossier said; null when it had none. */
  dossierDraft(dossierId: string): DossierDraft | null {
    const old = this.#byDossier
      .get(dossierId)
      ?.find((row) => row.kind === "dossier" && !this.#continued.has(row));
    if (!old) return null;
    this.#continued.add(old);
    return old.draft as DossierDraft | null;
  }

  /**
   * The earlier row that each of these rows continues, in their order: one with the same cells, else one of the same
   * paper, else one in the same place that says nearly the same. Each pass is done for all before the next, so that a
   * row squeezed in takes nobody's place.
   */
  continuedBy(rows: RowOfToday[]): (RegisterRow | null)[] {
    const found: (RegisterRow | null)[] = rows.map(() => null);
    if (this.#rows.length === 0) return found;
    const pass = (
      candidates: (row: RowOfToday) => RegisterRow[] | undefined,
      fits: (then: DocumentDraft, row: RowOfToday, old: RegisterRow) => boolean,
    ): void => {
      for (const [index, row] of rows.entries()) {
        if (found[index]) continue;
        const old = candidates(row)?.find(
          (one) =>
            one.kind === "document" &&
            one.dossierId === row.dossierId &&
            !this.#continued.has(one) &&
            one.draft !== null &&
            fits(one.draft as DocumentDraft, row, one),
        );
        if (!old) continue;
        this.#continued.add(old);
        found[index] = old;
      }
    };
    const ofDossier = (row: RowOfToday): RegisterRow[] | undefined => this.#byDossier.get(row.dossierId);
    pass(
      (row) => this.#byDigest.get(row.digest),
      () => true,
    );
    pass(ofDossier, (then, { draft }) => likeness(then, draft) === 3);
    pass(ofDossier, (then, { draft }) => {
      const number = documentKey(draft.number);
      return (
        number !== null && documentKey(then.number) === number && mayBeOnePaper(then.abstract, draft.abstract)
      );
    });
    pass(
      ofDossier,
      (then, row, old) => old.sheet === row.sheet && old.row === row.row && likeness(then, row.draft) >= 2,
    );
    return found;
  }

  /** Rows that no row of today continues. */
  vanished(): RegisterRow[] {
    return this.#rows.filter((row) => !this.#continued.has(row));
  }
}
