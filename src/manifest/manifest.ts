import type {
  Carrier,
  Condition,
  DocumentState,
  DossierStatus,
  DossierType,
  FactOrigin,
  FileFormat,
  PartialDate,
  Secrecy,
  Truth,
} from "../model/dossier.js";
import type { UnitKind } from "../model/unit.js";

/** First field of every manifest; readers refuse any other. */
export const manifestFormat = "bangiao-manifest/1";

/** A unit as it stands in a manifest. Codes are text; without the period a code is ambiguous. */
export interface ManifestUnit {
  code: string;
  name: string;
  kind: UnitKind | null;
  organisation: string | null;
  committee: string | null;
  province: string | null;
  fonds: string | null;
  from: string | null;
  until: string | null;
}

export interface ManifestParty extends ManifestUnit {
  person: string | null;
  position: string | null;
}

/** What one side answers for, and who. */
export interface Responsibility {
  side: "giver" | "receiver";
  statement: string;
  person: string | null;
}

export interface TypeTotals {
  type: DossierType | null;
  dossiers: number;
  documents: number;
  files: number;
  bytes: number;
}

export interface ManifestTotals {
  dossiers: number;
  closed: number;
  open: number;
  documents: number;
  withheld: number;
  paperOnly: number;
  heldElsewhere: number;
  sheets: number;
  pages: number;
  boxes: number;
  files: number;
  bytes: number;
  byType: TypeTotals[];
}

/** An open case: where it stands and who continues it. */
export interface ManifestOpenCase {
  dossier: string;
  reference: string;
  step: string | null;
  nextStep: string | null;
  deadline: PartialDate | null;
  team: string | null;
  /** Who continues it; null only where the giver handed over with errors. */
  successor: ManifestUnit | null;
}

/** A dossier of the same inventory that this handover does not hold, so that none falls between two chairs. */
export interface ManifestRemaining {
  dossier: string;
  reference: string;
  status: DossierStatus;
  reason: "goes-to-other-receiver" | "in-other-handover" | "no-successor";
  /** Where it goes, when that is settled. */
  receiver: ManifestUnit | null;
  /** Id of the other handover, when it exists already. */
  handover: string | null;
}

/** A handover that some of these dossiers have been through before. */
export interface ManifestPriorHandover {
  id: string;
  uuid: string;
  manifestSha256: string;
  receiptSha256: string | null;
  giver: ManifestUnit;
  receiver: ManifestUnit;
  createdAt: string;
}

/** The manifest that a supplement completes. */
export interface ManifestReference {
  id: string;
  sha256: string;
  size: number;
}

/** What the last check found before the list was made; `overridden` when it was made in spite of errors. */
export interface ManifestCheck {
  error: number;
  warning: number;
  info: number;
  explained: number;
  overridden: boolean;
}

/** Something a conclusion left to be done. `until` is the deadline or the day discipline lapses. */
export interface ManifestObligation {
  kind: "rectification" | "discipline-in-force" | "complaint";
  dossier: string;
  reference: string;
  subject: string | null;
  /** Form of the discipline; null for the other kinds. */
  form: string | null;
  since: PartialDate | null;
  until: PartialDate | null;
}

/** A classified paper: handed over by its own procedure, never with its abstract or file. */
export interface ManifestWithheld {
  dossier: string;
  reference: string;
  number: string | null;
  date: PartialDate | null;
  level: Exclude<Secrecy, "none">;
  sheets: number | null;
}

export interface ManifestException {
  kind: "missing" | "damaged" | "held-elsewhere" | "unanswered";
  dossier: string;
  reference: string;
  slot: string | null;
  /** What it is about, in Vietnamese, as the rule pack or the register names it; a path for a damaged file. */
  name: string;
  explanation: { reason: string; person: string; due: PartialDate | null } | null;
}

/** The last number given per issuer and type of paper, so that nobody starts a second run. */
export interface LastNumber {
  issuer: string;
  type: string;
  number: number;
  /** Date of the paper that bears it. */
  date: PartialDate | null;
}

export interface ManifestFile {
  /** Path in the bag, from its root: `data/…`. */
  path: string;
  /** Path below the scanned folder, as it was on the giver's disk, NFC. */
  originalPath: string;
  size: number;
  sha256: string;
  format: FileFormat;
  pages: number | null;
}

export interface ManifestDocument {
  id: string;
  ordinal: number;
  slot: string | null;
  alsoSlots: string[];
  number: string | null;
  date: PartialDate | null;
  typeName: string | null;
  issuer: string | null;
  /** Null for a withheld paper. */
  abstract: string | null;
  signer: string | null;
  sheets: number | null;
  pages: number | null;
  extent: string | null;
  original: "original" | "copy" | null;
  secrecy: Secrecy;
  carrier: Carrier | null;
  state: DocumentState;
  /** Null for a withheld paper. For one held elsewhere, usually where its original is. */
  notes: string | null;
  files: ManifestFile[];
}

export interface ManifestDossier {
  id: string;
  reference: string;
  origin: ManifestUnit;
  type: DossierType | null;
  /** Null for a dossier that is classified as a whole. */
  title: string | null;
  issuer: string | null;
  opened: PartialDate | null;
  closed: PartialDate | null;
  status: DossierStatus;
  /** Protected persons stand here as their code. */
  subjects: {
    kind: "organisation" | "member" | "other";
    role: "inspected" | "denouncer" | "petitioner";
    name: string;
  }[];
  outcome: string | null;
  discipline: { form: string; published: PartialDate | null } | null;
  rectificationDeadline: PartialDate | null;
  facts: { condition: Condition; value: Truth; origin: FactOrigin }[];
  retention: string | null;
  secrecy: Secrecy;
  language: string;
  sheets: number | null;
  pages: number | null;
  carrier: Carrier | null;
  warehouse: string | null;
  shelf: string | null;
  box: string | null;
  condition: string | null;
  notes: string | null;
  /** UUIDs of the handovers it has been through, oldest first; each stands in `priorHandovers`. */
  custody: string[];
  documents: ManifestDocument[];
}

/** The immutable list of what one unit hands over to another. */
export interface Manifest {
  format: typeof manifestFormat;
  kind: "handover" | "supplement";
  id: string;
  uuid: string;
  /** RFC 3339, whole seconds, `+07:00`. */
  createdAt: string;
  tool: { name: string; version: string };
  /** Set for a supplement only. */
  supplements: ManifestReference | null;
  rulePacks: { name: string; version: string; sha256: string }[];
  legalBases: string[];
  giver: ManifestParty;
  receiver: ManifestParty;
  witnesses: ManifestParty[];
  responsibilities: Responsibility[];
  checked: ManifestCheck;
  totals: ManifestTotals;
  openCases: ManifestOpenCase[];
  obligations: ManifestObligation[];
  withheld: ManifestWithheld[];
  exceptions: ManifestException[];
  remaining: ManifestRemaining[];
  lastNumbers: LastNumber[];
  priorHandovers: ManifestPriorHandover[];
  /** In ascending order of `id`, so that two lists can be compared while both are streamed. */
  dossiers: ManifestDossier[];
}

/** A manifest without its dossiers: all that stands before the long list. */
export type ManifestHeader = Omit<Manifest, "dossiers">;
