import type { FieldChange } from "./field-changes.js";
import type {
  ManifestException,
  ManifestHeader,
  ManifestObligation,
  ManifestOpenCase,
  ManifestRemaining,
  ManifestUnit,
  ManifestWithheld,
  Responsibility,
} from "./manifest.js";

/** What stands at the head of an inventory that is compared as if it were a list. */
export interface WorkspaceHead {
  kind: "workspace";
  unit: ManifestUnit;
  /** RFC 3339, `+07:00`. */
  at: string;
  /** Complete once all dossiers were walked. */
  openCases: ManifestOpenCase[];
  obligations: ManifestObligation[];
  withheld: ManifestWithheld[];
  exceptions: ManifestException[];
  /** Ids of dossiers that came from another office: what the giver said of a missing paper stands in its list only. */
  received: ReadonlySet<string>;
}

/** The head of what is compared. */
export type DiffHead = ManifestHeader | WorkspaceHead;

/** Which list a side of a comparison is, or whose inventory. */
export type DiffSide =
  | { kind: "list"; id: string; createdAt: string; giver: string; receiver: string; dossiers: number }
  /** What an office has in its inventory at a moment. */
  | { kind: "workspace"; unit: string; at: string; dossiers: number };

/** A dossier named in a comparison. */
export interface DossierMark {
  id: string;
  reference: string;
  title: string | null;
}

/** A document named in a comparison; `name` is number and symbol, else what else it is known by. */
export interface DocumentMark {
  id: string;
  reference: string;
  name: string;
}

/** A file named in a comparison, by its place in the bag and on the giver's disk. */
export interface FileMark {
  reference: string;
  document: string;
  path: string;
  originalPath: string;
  size: number;
  sha256: string;
}

export interface ListChanges<Item> {
  added: Item[];
  removed: Item[];
  changed: { before: Item; after: Item; fields: FieldChange[] }[];
}

/** What changed from one manifest to another. */
export interface ManifestDiff {
  before: DiffSide;
  after: DiffSide;
  /** Nothing but id, time and tool differs. */
  same: boolean;
  /** Differences of the head that say nothing about what is handed over: id, time, tool. */
  identity: FieldChange[];
  parties: FieldChange[];
  responsibilities: ListChanges<Responsibility>;
  /** Legal bases, rule packs, check, last numbers, earlier handovers, supplement. */
  head: FieldChange[];
  /** What all that was compared comes to, where that differs. Nothing by itself: it follows from the differences below. */
  totals: FieldChange[];
  /** Dossiers and documents that the other side has under another id: an inventory made anew. */
  otherIds: { dossiers: number; documents: number };
  /** Where a list is held against an inventory: what the inventory has besides, and what is therefore not compared. */
  setAside: {
    /** Dossiers that the list itself names as remaining. */
    remaining: number;
    /** Dossiers of units from which the list holds nothing. */
    otherFonds: number;
  };
  dossiers: {
    added: DossierMark[];
    removed: DossierMark[];
    changed: (DossierMark & { fields: FieldChange[] })[];
    /** The same dossier under another reference: the same id, or what it holds. */
    renamed: { before: DossierMark; after: DossierMark }[];
    /** Dossiers of the one side whose documents lie in a single dossier of the other. */
    merged: { from: DossierMark[]; into: DossierMark }[];
    /** A dossier of the one side whose documents lie in several of the other. */
    split: { from: DossierMark; into: DossierMark[] }[];
  };
  documents: {
    added: DocumentMark[];
    removed: DocumentMark[];
    changed: (DocumentMark & { fields: FieldChange[] })[];
    /** The same document in another dossier. */
    moved: { document: DocumentMark; from: string; to: string }[];
  };
  files: {
    added: FileMark[];
    removed: FileMark[];
    /** Other bytes in the same place of the same document: scanned again. */
    changed: { before: FileMark; after: FileMark }[];
    /** The same bytes in another place: other document, other dossier, other name. */
    moved: { before: FileMark; after: FileMark }[];
  };
  openCases: ListChanges<ManifestOpenCase>;
  obligations: ListChanges<ManifestObligation>;
  withheld: ListChanges<ManifestWithheld>;
  exceptions: ListChanges<ManifestException>;
  remaining: ListChanges<ManifestRemaining>;
}
