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
  draft: DocumentDraft;
}

/** The rows that made the documents of one dossier at the last import of a register, and which are still there. */
export class EarlierDocuments {
  readonly #rows: EarlierRow[];
  readonly #continued = new Set<EarlierRow>();
  readonly #drafts = new Map<EarlierRow, DocumentDraft | null>();

  constructor(rows: EarlierRow[]) {
    this.#rows = rows;
  }

  /** What the row of a document said. */
  draftOf(old: EarlierRow): DocumentDraft | null {
    let draft = this.#drafts.get(old);
    if (draft === undefined) {
      draft = documentDraft(old);
      this.#drafts.set(old, draft);
    }
    return draft;
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
        const old = candidates(row)?.find((one) => !this.#continued.has(one) && fits(one, row));
        if (!old) continue;
        this.#continued.add(old);
        found[index] = old;
      }
    };
    const like = (old: EarlierRow, draft: DocumentDraft): number => {
      const then = this.draftOf(old);
      return then === null ? 0 : likeness(then, draft);
    };
    const byDigest = grouped(this.#rows, (row) => row.sha256);
    pass(
      ({ digest }) => byDigest.get(digest),
      () => true,
    );
    const rest = this.vanished();
    const open = (): EarlierRow[] => rest;
    pass(open, (old, { draft }) => like(old, draft) === 3);
    pass(open, (old, { draft }) => {
      const then = this.draftOf(old);
      const number = documentKey(draft.number);
      return (
        number !== null &&
        then !== null &&
        documentKey(then.number) === number &&
        mayBeOnePaper(then.abstract, draft.abstract)
      );
    });
    pass(open, (old, row) => old.sheet === row.sheet && old.row === row.row && like(old, row.draft) >= 2);
    return found;
  }

  /** Rows that no row of today continues. */
  vanished(): EarlierRow[] {
    return this.#rows.filter((row) => !this.#continued.has(row));
  }
}

/** What a row of a dossier said at the last import. */
export function dossierDraft(old: EarlierRow): DossierDraft | null {
  return old.draft === null ? null : (JSON.parse(old.draft) as DossierDraft);
}

/** What a row of a document said at the last import. */
export function documentDraft(old: EarlierRow): DocumentDraft | null {
  return old.kind === "document" && old.draft !== null ? (JSON.parse(old.draft) as DocumentDraft) : null;
}
