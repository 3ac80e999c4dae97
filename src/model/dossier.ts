import type { Unit } from "./unit.js";

/** An ISO 8601 date of reduced precision: `2020`, `2020-05` or `2020-05-04`. */
export type PartialDate = string;

/** The catalogue of dossier types. */
export const dossierTypes = [
  "KTCH",
  "KTDH",
  "GSCD",
  "KLDV",
  "KLTC",
  "GQTC",
  "GQKN",
  "KTTCD",
  "KTNV",
  "CTBC",
  "DONTHU",
  "DCSH",
  "GSTX",
] as const;
export type DossierType = (typeof dossierTypes)[number];

/** The facts about a case on which the demands of a rule pack depend. */
export const conditions = [
  "issuer_not_cell",
  "object_org",
  "object_member",
  "team",
  "supplied",
  "verified",
  "held",
  "extended",
  "scope_changed",
  "members_changed",
  "expertise",
  "signs_found",
  "transferred",
  "discipline_considered",
  "discipline_proposed",
  "discipline_imposed",
  "no_discipline",
  "twin",
  "withdrawn",
  "not_accepted",
  "rectification_due",
  "appeal",
  "prior_decision",
  "secret",
  "term_dossier",
] as const;
export type Condition = (typeof conditions)[number];

/** Three-valued: nobody stated it is not the same as no. */
export type Truth = "true" | "false" | "unknown";

/** Where a fact is known from; a stated one overrides the register, the register overrides an inference. */
export const factOrigins = ["stated", "register", "inferred"] as const;
export type FactOrigin = (typeof factOrigins)[number];

export interface Fact {
  condition: Condition;
  value: Truth;
  origin: FactOrigin;
  /** Where exactly: the words of the register, the slot of the document, the person who stated it. */
  evidence: string;
}

export const secrecyLevels = ["none", "mat", "toi-mat", "tuyet-mat"] as const;
export type Secrecy = (typeof secrecyLevels)[number];

/** The highest of several levels; none of none. */
export function highestSecrecy(...levels: readonly Secrecy[]): Secrecy {
  return secrecyLevels[Math.max(0, ...levels.map((level) => secrecyLevels.indexOf(level)))]!;
}

export const carriers = ["paper", "digital", "mixed"] as const;
export type Carrier = (typeof carriers)[number];

export type DossierStatus = "open" | "closed";

/** A person or organisation that a dossier is about. */
export interface Subject {
  kind: "organisation" | "member" | "other";
  /** `denouncer` and `petitioner` are protected: everywhere but in the store they appear as `code`. */
  role: "inspected" | "denouncer" | "petitioner";
  name: string;
  /** The code that stands for a protected name, such as `NTC-01`; null for the rest. */
  code: string | null;
}

export interface Discipline {
  /** As written: khiển trách, cảnh cáo, cách chức, khai trừ, giải tán. */
  form: string;
  published: PartialDate | null;
}

/** The state of an open case that its successor needs. */
export interface OpenCase {
  step: string | null;
  nextStep: string | null;
  deadline: PartialDate | null;
  team: string | null;
}

/** A numbered set of documents about one matter. `id` is given once and kept through every later handover. */
export interface Dossier {
  id: string;
  /** The unit whose fonds it belongs to. */
  origin: Unit;
  /** Số, ký hiệu hồ sơ as the clerk writes it; unique per unit. */
  reference: string;
  type: DossierType | null;
  title: string;
  /** Symbol of the issuing body, such as `UBKTĐU`, or `CB` for a Party cell. */
  issuer: string | null;
  opened: PartialDate | null;
  closed: PartialDate | null;
  status: DossierStatus;
  subjects: Subject[];
  /** Result as the register words it. */
  outcome: string | null;
  discipline: Discipline | null;
  rectificationDeadline: PartialDate | null;
  facts: Fact[];
  retention: string | null;
  secrecy: Secrecy;
  language: string;
  sheets: number | null;
  pages: number | null;
  carrier: Carrier | null;
  place: { warehouse: string | null; shelf: string | null; box: string | null };
  condition: string | null;
  notes: string | null;
  openCase: OpenCase | null;
  /** Folder the register or the clerk names for this dossier. */
  folder: string | null;
}

export type DocumentState = "present" | "withheld" | "paper-only" | "held-elsewhere";

/** One item of a dossier. */
export interface DossierDocument {
  id: string;
  dossierId: string;
  /** Position in the dossier, from 1. */
  ordinal: number;
  /** Slot of the rule pack it fills, such as `KTCH.QD`; null while nobody can tell. */
  slot: string | null;
  /** Further slots the same paper fills: a plan with its outline attached. */
  alsoSlots: string[];
  /** Number and symbol as written and cleaned, `12a-QĐ/UBKTĐU`; null for an unnumbered paper. */
  number: string | null;
  date: PartialDate | null;
  /** Tên loại: quyết định, biên bản … */
  typeName: string | null;
  issuer: string | null;
  abstract: string | null;
  signer: string | null;
  sheets: number | null;
  pages: number | null;
  /** Sheets or pages of the dossier it occupies, as written: `03-05`. */
  extent: string | null;
  original: "original" | "copy" | null;
  secrecy: Secrecy;
  carrier: Carrier | null;
  state: DocumentState;
  notes: string | null;
  /** File name the register gives for it. */
  fileName: string | null;
  /** Where it came from: `register` row, `scan` of a file, or `stated` by the clerk. */
  source: "register" | "scan" | "stated" | "received";
}

export type FileFormat =
  | "pdf"
  | "jpeg"
  | "png"
  | "tiff"
  | "docx"
  | "xlsx"
  | "doc"
  | "xls"
  | "odt"
  | "ods"
  | "zip"
  | "text"
  | "empty"
  | "unknown";

/** The bytes that hold a document. */
export interface InventoryFile {
  id: number;
  /** Absolute path of the scanned folder. */
  root: string;
  /** Path below `root` exactly as on disk, `/` between the parts. */
  path: string;
  size: number;
  /** Lower-case hex; null when the file could not be read. */
  sha256: string | null;
  format: FileFormat;
  pages: number | null;
  textLayer: "yes" | "no" | "partial" | null;
  /** Lowest resolution of its page images in dots per inch, where it can be told. */
  dpi: number | null;
  /** Milliseconds since the epoch, as the file system says. */
  modified: number;
  damage: "empty" | "damaged" | "encrypted" | "unreadable" | null;
  secrecy: Secrecy;
  /** Set for files that are listed and left alone. */
  ignored: string | null;
  /** False once a later scan no longer found it. */
  present: boolean;
}

/** What the rules say of one place in a dossier. */
export const slotStates = [
  "present",
  "missing",
  "not-applicable",
  "unknown",
  "not-yet",
  "withheld",
  "paper-only",
  "held-elsewhere",
] as const;
export type SlotState = (typeof slotStates)[number];

/** Giải trình: somebody answers for what is missing or damaged. */
export interface Explanation {
  dossierId: string;
  /** Slot code, or null when it is about a document without a slot, or the whole dossier. */
  slot: string | null;
  /** Id of the document without a slot that it is about. */
  documentId?: string | null;
  reason: string;
  person: string;
  due: PartialDate | null;
  recordedAt: string;
}
