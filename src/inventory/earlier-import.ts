import type { EarlierRow } from "../store/index.js";
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
  readonly #rows: EarlierRow[];
  readonly #byDigest: Map<string, EarlierRow[]>;
  readonly #byDossier: Map<string, EarlierRow[]>;
  readonly #continued = new Set<EarlierRow>();

  constructor(rows: EarlierRow[]) {
    this.#rows = rows;
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
    const draft = old.draft();
    return draft === null ? null : (JSON.parse(draft) as DossierDraft);
  }

  /**
   * The earlier row that each of these rows continues, in their order: one with the same cells, else one of the same
   * paper, else one in the same place that says nearly the same. Each pass is done for all before the next, so that a
   * row squeezed in takes nobody's place.
   */
  continuedBy(rows: RowOfToday[]): (EarlierRow | null)[] {
    const found: (EarlierRow | null)[] = rows.map(() => null);
    if (this.#rows.length === 0) return found;
    const pass = (
      candidates: (row: RowOfToday) => EarlierRow[] | undefined,
      fits: (old: EarlierRow, row: RowOfToday) => boolean,
    ): void => {
      for (const [index, row] of rows.entries()) {
        if (found[index]) continue;
        const old = candidates(row)?.find(
          (one) =>
            one.kind === "document" &&
            one.dossierId === row.dossierId &&
            !this.#continued.has(one) &&
            fits(one, row),
        );
        if (!old) continue;
        this.#continued.add(old);
        found[index] = old;
      }
    };
    const ofDossier = (row: RowOfToday): EarlierRow[] | undefined => this.#byDossier.get(row.dossierId);
    pass(
      (row) => this.#byDigest.get(row.digest),
      () => true,
    );
    const like = (old: EarlierRow, draft: DocumentDraft): number => {
      const then = documentDraft(old);
      return then === null ? 0 : likeness(then, draft);
    };
    pass(ofDossier, (old, { draft }) => like(old, draft) === 3);
    pass(ofDossier, (old, { draft }) => {
      const then = documentDraft(old);
      const number = documentKey(draft.number);
      return (
        number !== null &&
        then !== null &&
        documentKey(then.number) === number &&
        mayBeOnePaper(then.abstract, draft.abstract)
      );
    });
    pass(
      ofDossier,
      (old, row) => old.sheet === row.sheet && old.row === row.row && like(old, row.draft) >= 2,
    );
    return found;
  }

  /** Rows that no row of today continues. */
  vanished(): EarlierRow[] {
    return this.#rows.filter((row) => !this.#continued.has(row));
  }
}

/** What a row of a document said at the last import. */
export function documentDraft(old: EarlierRow): DocumentDraft | null {
  const draft = old.kind === "document" ? old.draft() : null;
  return draft === null ? null : (JSON.parse(draft) as DocumentDraft);
}
