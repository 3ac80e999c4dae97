import type { ExposingField } from "../checked-document.js";

/** Findings of importing registers and scanning folders. */
export interface InventoryFindings {
  /** A register row that could not be taken over; `reason` names the field or condition that failed. */
  "row-not-understood": {
    reason: "no-reference" | "no-content" | "unknown-dossier" | "too-many-columns";
    text: string;
  };
  /** A date that no calendar has, kept as written. */
  "date-impossible": { field: string; text: string };
  /** A date that cannot be read at all, or reads only month first; kept as written, nothing guessed. */
  "date-not-understood": { field: string; text: string };
  /** A value of a known vocabulary that was not recognised; kept as written. */
  "value-not-understood": { field: string; text: string };
  /** A value changed on entry: NFC, blanks, line breaks, invisible characters, legacy encoding. */
  "value-cleaned": { field: string; raw: string; clean: string; reasons: string[] };
  /** A heading that no field is known for; its values are kept in the row's raw text only. */
  "heading-unknown": { heading: string };
  /** Two rows with one reference. */
  "reference-duplicate": { reference: string; rows: number[] };
  /** The same row a second time in one register. */
  "row-repeated": { firstRow: number };
  /** A document list named a dossier that no dossier list has; a dossier was opened from its reference. */
  "dossier-without-row": { reference: string };
  /** A row that an earlier import of the same register had and this one has not. Nothing was deleted. */
  "row-vanished": { reference: string };
  /** A row that was hidden in the workbook and was read all the same. */
  "row-hidden": Record<string, never>;
  "file-empty": Record<string, never>;
  "file-damaged": { format: string; reason: string };
  "file-encrypted": { format: string };
  "file-unreadable": { reason: string };
  /** The file disappeared or changed while it was being read. */
  "file-unstable": { reason: "disappeared" | "changed" };
  "format-mismatch": { extension: string; format: string };
  "content-duplicate": { same: string[] };
  "file-unassigned": { reason: "no-dossier" | "no-document" | "ambiguous" | "draft"; candidates: string[] };
  "file-ignored": { reason: IgnoredReason };
  "folder-without-dossier": { files: number };
  "folder-unreadable": { reason: string };
  "dossier-without-files": Record<string, never>;
  /** `files`: of so many files of a dossier this is the lowest. */
  "scan-resolution-low": { dpi: number; required: number; files?: number };
  "text-layer-missing": { files?: number };
  /** `paper`: slot or number of the paper, where the file itself is not to be named. */
  "secret-file-present": {
    paper?: string;
    level: string;
    where: "register" | "file-name" | "first-page";
  };
  "denouncer-exposed": { where: ExposingField };
}

/** Why a file under a scanned folder is not part of the inventory. */
export type IgnoredReason = "system-file" | "lock-file" | "link" | "special-file" | "own-folder";
