import type { Database, Statement } from "better-sqlite3";
import type { Dossier, DossierDocument } from "../model/dossier.js";
import { searchKey } from "../model/search-key.js";

/** A dossier or document whose text holds the words looked for; `documentId` is null for the dossier itself. */
export interface SearchHit {
  dossierId: string;
  documentId: string | null;
}

/**
 * The words of dossiers and documents, for searching without accents. The dossier and document tables keep it up to
 * date: each save compares the words with those on record and writes only what changed. Papers that are marked secret
 * are not in it, nor names of protected persons as such; a name inside another text is, and whoever searches must look
 * again at what may be shown.
 */
export class SearchTable {
  readonly #database: Database;
  readonly #dossierWords;
  readonly #documentWords;
  readonly #insert;
  readonly #update;
  readonly #find;
  #putAside: Statement<[string, string, string | null, string]> | null = null;

  constructor(database: Database) {
    this.#database = database;
    this.#dossierWords = database.prepare<[string], { id: number; words: string }>(
      "SELECT id, words FROM search_entry WHERE dossier_id = ? AND document_id IS NULL",
    );
    this.#documentWords = database.prepare<[string], { id: number; words: string }>(
      "SELECT id, words FROM search_entry WHERE document_id = ?",
    );
    this.#insert = database.prepare<[string, string | null, string]>(
      "INSERT INTO search_entry (dossier_id, document_id, words) VALUES (?, ?, ?)",
    );
    this.#update = database.prepare<[string, string, number]>(
      "UPDATE search_entry SET dossier_id = ?, words = ? WHERE id = ?",
    );
    this.#find = database.prepare<[string], SearchHit>(
      `SELECT dossier_id AS dossierId, document_id AS documentId FROM search_index
       JOIN search_entry ON search_entry.id = search_index.rowid WHERE search_index MATCH ? ORDER BY search_entry.id`,
    );
  }

  /** Renews the words of a dossier. */
  keepDossier(dossier: Dossier): void {
    const words = dossierWords(dossier);
    if (this.#putAside) {
      this.#putAside.run(dossier.id, dossier.id, null, words);
      return;
    }
    const known = this.#dossierWords.get(dossier.id);
    if (!known) this.#insert.run(dossier.id, null, words);
    else if (known.words !== words) this.#update.run(dossier.id, words, known.id);
  }

  /** Renews the words of a document. */
  keepDocument(document: DossierDocument): void {
    const words = documentWords(document);
    if (this.#putAside) {
      this.#putAside.run(document.id, document.dossierId, document.id, words);
      return;
    }
    const known = this.#documentWords.get(document.id);
    if (!known) this.#insert.run(document.dossierId, document.id, words);
    else if (known.words !== words) this.#update.run(document.dossierId, words, known.id);
  }

  /**
   * Puts words aside instead of entering them, until `release`: entered between writes to other tables, each of them makes
   * the index write what it had gathered. Nothing that is put aside is found before.
   */
  hold(): void {
    this.#database.exec(
      `CREATE TEMP TABLE IF NOT EXISTS words_aside (
         id TEXT PRIMARY KEY, dossier_id TEXT NOT NULL, document_id TEXT, words TEXT NOT NULL) STRICT`,
    );
    this.#putAside = this.#database.prepare("INSERT OR REPLACE INTO words_aside VALUES (?, ?, ?, ?)");
  }

  /** Enters what was put aside. */
  release(): void {
    this.#database.exec(
      `UPDATE search_entry SET dossier_id = aside.dossier_id, words = aside.words FROM words_aside AS aside
         WHERE search_entry.document_id = aside.document_id AND search_entry.words <> aside.words;
       UPDATE search_entry SET words = aside.words FROM words_aside AS aside
         WHERE search_entry.dossier_id = aside.dossier_id AND search_entry.document_id IS NULL
           AND aside.document_id IS NULL AND search_entry.words <> aside.words;
       INSERT INTO search_entry (dossier_id, document_id, words)
         SELECT dossier_id, document_id, words FROM words_aside AS aside WHERE NOT EXISTS (
           SELECT 1 FROM search_entry WHERE search_entry.dossier_id = aside.dossier_id
             AND search_entry.document_id IS aside.document_id)
         ORDER BY aside.rowid;
       DROP TABLE words_aside`,
    );
    this.#putAside = null;
  }

  /** Forgets that words were to be put aside, when the transaction in which they were is taken back. */
  dropHold(): void {
    this.#putAside = null;
  }

  /** All that may hold all the words, in any order; the last one may be the beginning of a word. */
  find(query: string): SearchHit[] {
    const words = indexKey(query)
      .split(" ")
      .filter((word) => word !== "");
    if (words.length === 0) return [];
    const match = words.map((word, index) =>
      index === words.length - 1 && /^[a-z]{2,}$/u.test(word) ? `"${word}"*` : `"${word}"`,
    );
    return this.#find.all(match.join(" "));
  }
}

/** What is searched of a dossier; of a secret one only its reference. */
function dossierWords(dossier: Dossier): string {
  const open =
    dossier.secrecy === "none"
      ? [
          dossier.title,
          dossier.outcome,
          dossier.notes,
          ...dossier.subjects.map(({ role, name, code }) => (role === "inspected" ? name : code)),
        ]
      : [];
  return joined([dossier.reference, dossier.issuer, ...open]);
}

/** What is searched of a document; of a withheld one only its number and kind. */
function documentWords(document: DossierDocument): string {
  const open =
    document.secrecy === "none" && document.state !== "withheld" ? [document.abstract, document.notes] : [];
  return joined([document.number, document.typeName, document.issuer, ...open]);
}

function joined(texts: (string | null)[]): string {
  return indexKey(texts.filter((text) => text !== null).join(" "));
}

/**
 * A search key in ASCII alone, which is all that the index can tell apart: any other letter is an `x`. What that finds
 * too much, whoever searches sorts out.
 */
export function indexKey(text: string): string {
  return searchKey(text).replace(/[^a-z0-9 ]/gu, "x");
}
