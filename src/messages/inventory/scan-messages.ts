import type { FileFormat } from "../../model/dossier.js";
import type { InventoryFailures } from "../../model/failures/inventory.js";
import type { IgnoredReason, InventoryFindings } from "../../model/findings/inventory.js";
import type { CommandText, FailureTexts, FindingTexts } from "../texts.js";

/** The findings that scanning a folder gives. */
export type ScanFindingCode =
  | "file-empty"
  | "file-damaged"
  | "file-encrypted"
  | "file-unreadable"
  | "file-unstable"
  | "format-mismatch"
  | "content-duplicate"
  | "file-unassigned"
  | "file-ignored"
  | "folder-without-dossier"
  | "folder-unreadable"
  | "dossier-without-files"
  | "scan-resolution-low"
  | "text-layer-missing"
  | "secret-file-present"
  | "denouncer-exposed";

/** What is said about scanning folders and assigning files. */
export interface ScanMessages {
  findings: FindingTexts<Pick<InventoryFindings, ScanFindingCode>>;
  failures: FailureTexts<Pick<InventoryFailures, "file-not-in-inventory" | "slot-unknown-for-type">>;
  commands: { scan: CommandText; assign: CommandText; settle: CommandText };
  formats: Record<FileFormat, string>;
  ignored: Record<IgnoredReason, string>;
  scan: {
    heading: (details: { folder: string; files: string; bytes: string }) => string;
    read: (details: { read: string; unchanged: string }) => string;
    attached: (details: { count: string; created: number; createdText: string }) => string;
    unassigned: (count: string) => string;
    ignored: (details: { count: string; reasons: string[] }) => string;
    withheld: (count: string) => string;
    vanished: (count: string) => string;
    toLookAt: string;
    /** Several findings of one sort: how serious, how many. */
    group: (details: { count: string; severity: string }) => string;
    more: (count: string) => string;
    unassignedHeading: string;
    noDossier: string;
    /** Said of a file whose name calls it a draft. */
    draft: string;
    maybe: (details: { dossier: string; paper: string; percent: number; reasons: string[] }) => string;
    reasons: {
      inFolder: string;
      folder: string;
      fileName: string;
      reference: (reference: string) => string;
      type: (type: string) => string;
      subject: (subject: string) => string;
      year: (year: number) => string;
      papers: (papers: number) => string;
      number: (number: string) => string;
      date: (date: string) => string;
      order: (place: number) => string;
      words: (words: string) => string;
      abstract: string;
    };
    assignHint: string;
    next: string;
    allDone: string;
  };
  assign: {
    done: (details: { path: string; dossier: string; paper: string }) => string;
    created: string;
    withheld: string;
    noSlot: string;
  };
  /** Asking about doubtful files one after another. */
  settle: {
    /** Asked after a scan. */
    begin: (count: number) => string;
    heading: (details: { index: number; total: number; path: string }) => string;
    facts: (details: { format: string; pages: number | null; size: string }) => string;
    /** Why a dossier is thought of; the reasons may be empty. */
    because: (dossier: string, reasons: string) => string;
    question: string;
    candidate: (details: { dossier: string; paper: string; percent: number }) => string;
    alike: (details: { count: number; dossier: string }) => string;
    other: string;
    open: string;
    skip: string;
    stop: string;
    whichDossier: string;
    /** Slot code or document number; empty lets the program decide. */
    whichPaper: string;
    opened: string;
    cannotOpen: string;
    /** How it ended; `left` files still wait. */
    done: (details: { assigned: number; left: number }) => string;
    nothing: string;
  };
}
