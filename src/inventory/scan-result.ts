import type { Finding } from "../model/finding.js";
import type { Reason } from "./match-folder.js";

/** Where an unassigned file may belong, in the words the clerk uses. */
export interface Candidate {
  /** Reference of the dossier. */
  dossier: string;
  slot: string | null;
  /** Number and symbol of the document, or its position as `#3`, as `inventory assign --document` takes it. */
  document: string | null;
  confidence: number;
  reasons: Reason[];
}

export interface UnassignedFile {
  /** The inventory's number for it; `inventory assign @12` takes it in place of the path. */
  id: number;
  /** Path below the scanned folder, in NFC, with protected names as codes. */
  path: string;
  /** The path holds a code in place of a name, and so cannot be typed. */
  masked: boolean;
  /** `draft`: the name says so, and a draft is never attached without asking. */
  reason: "no-dossier" | "no-document" | "ambiguous" | "draft";
  candidates: Candidate[];
}

/** What a scan found and did. Every file is attached, unassigned or ignored. */
export interface ScanResult {
  /** The scanned folder. */
  folder: string;
  /** Files present, ignored ones left out. */
  files: number;
  bytes: number;
  /** Files read this time, and files that were as before. */
  read: number;
  unchanged: number;
  attached: number;
  /** Documents that this scan opened because a file proves them and no register row names them. */
  created: number;
  unassigned: UnassignedFile[];
  /** What the scan left alone, and why. */
  ignored: { path: string; reason: string }[];
  /** Files that an earlier scan found and this one did not. */
  vanished: string[];
  /** Files that bear a mark of secrecy, or whose document does. */
  withheld: number;
  findings: Finding[];
}
