import type { CheckedDocument, CheckedFile, ExposingField } from "../model/checked-document.js";
import type {
  Condition,
  Dossier,
  DossierDocument,
  Explanation,
  Fact,
  PartialDate,
  SlotState,
} from "../model/dossier.js";
import { latestDay } from "../model/partial-date.js";
import type { KnownFacts } from "./conditions.js";
import type { RulePack, Slot } from "./rule-pack.js";

export type { CheckedDocument, CheckedFile };

/** A dossier as the check takes it: everything known, nothing left to look up. */
export interface CheckedDossier {
  dossier: Dossier;
  documents: CheckedDocument[];
  explanations: Explanation[];
  /** Its own texts that show the name of a denouncer or petitioner; they are masked here already. */
  exposes: readonly ExposingField[];
}

/** Where a document is: in a usable file, withheld, on paper, elsewhere, or listed and nowhere to be found. */
export type Whereabouts = "present" | "withheld" | "paper-only" | "held-elsewhere" | "listed";

/** One dossier in front of the rules, with what every kind needs worked out once. */
export interface CaseView extends CheckedDossier {
  pack: RulePack | null;
  facts: KnownFacts;
  factList: readonly Fact[];
  /** The day of the check, `YYYY-MM-DD`. */
  today: string;
  /** Documents by each slot they fill, counting slots that share papers. */
  bySlot: ReadonlyMap<string, readonly CheckedDocument[]>;
  /** Order of the last step an open case has reached; null in a closed one. */
  reached: number | null;
  /** The whole dossier lies in a box and nobody has listed what is in it. */
  unlisted: boolean;
  /** States of the slots, filled while the demands for documents are checked. */
  slotStates: Map<string, SlotState>;
}

/** Slots from this order on close a dossier and say nothing of how far a case has come. */
const closingOrder = 900;

/** Puts a dossier in front of the rules. `facts` are those stated, registered and inferred together. */
export function viewCase(
  checked: CheckedDossier,
  pack: RulePack | null,
  factList: readonly Fact[],
  today: string,
): CaseView {
  const { dossier, documents } = checked;
  const bySlot = groupBySlot(documents, pack);
  const facts = new Map<Condition, Fact["value"]>();
  for (const fact of factList) facts.set(fact.condition, fact.value);
  return {
    ...checked,
    pack,
    facts,
    factList,
    today,
    bySlot,
    reached: dossier.status === "open" ? stepReached(dossier, pack, bySlot) : null,
    unlisted: dossier.carrier === "paper" && documents.length === 0,
    slotStates: new Map(),
  };
}

function groupBySlot(
  documents: readonly CheckedDocument[],
  pack: RulePack | null,
): Map<string, CheckedDocument[]> {
  const bySlot = new Map<string, CheckedDocument[]>();
  const put = (slot: string, document: CheckedDocument) => {
    const there = bySlot.get(slot);
    if (!there) bySlot.set(slot, [document]);
    else if (there[there.length - 1] !== document) there.push(document);
  };
  for (const document of documents) {
    if (document.slot !== null) put(document.slot, document);
    for (const slot of document.alsoSlots) put(slot, document);
  }
  for (const slot of pack?.slots ?? [])
    for (const other of slot.sameAs) for (const document of bySlot.get(other) ?? []) put(slot.code, document);
  return bySlot;
}

/** The furthest step of the procedure that a paper shows, or that the case sheet names by its slot. */
function stepReached(dossier: Dossier, pack: RulePack | null, bySlot: CaseView["bySlot"]): number {
  let reached = 0;
  for (const slot of pack?.slots ?? []) {
    if (!slot.inOrder || slot.order >= closingOrder || slot.order <= reached) continue;
    const named = dossier.openCase?.step === slot.code;
    if (named || (bySlot.get(slot.code)?.length ?? 0) > 0) reached = slot.order;
  }
  return reached;
}

/** Whether a slot belongs to the closing of a dossier, not to a step of the procedure. */
export function isClosing(slot: Slot): boolean {
  return slot.order >= closingOrder;
}

/** Whether a file can be opened by whoever receives it; one with a password counts, damaged and empty ones do not. */
export function isUsable(file: CheckedFile): boolean {
  return file.present && (file.damage === null || file.damage === "encrypted");
}

/** The highest secrecy known of a document, from its row and its files. */
export function secrecyOf(document: CheckedDocument): DossierDocument["secrecy"] {
  if (document.secrecy !== "none") return document.secrecy;
  return document.files.find((file) => file.secrecy !== "none")?.secrecy ?? "none";
}

/** Where a document is. */
export function whereabouts(document: CheckedDocument, dossier: Dossier): Whereabouts {
  if (document.state === "withheld" || secrecyOf(document) !== "none") return "withheld";
  if (document.files.some(isUsable)) return "present";
  if (document.state === "held-elsewhere") return "held-elsewhere";
  const onPaper =
    document.state === "paper-only" ||
    document.carrier === "paper" ||
    (document.carrier === null && dossier.carrier === "paper");
  return onPaper ? "paper-only" : "listed";
}

/** Why a listed document has no usable file. */
export function whyNoFile(
  document: CheckedDocument,
): "no-file" | "empty" | "damaged" | "unreadable" | "vanished" {
  for (const file of document.files) {
    if (!file.present) return "vanished";
    if (file.damage !== null && file.damage !== "encrypted") return file.damage;
  }
  return "no-file";
}

/**
 * How a document is called in a finding: number and symbol, else what kind of paper it is, else its place in the dossier.
 * Never its abstract or file name, which may hold what must not be told.
 */
export function labelOf(document: CheckedDocument, dossier: Dossier): string {
  if (document.number) return document.number;
  const open = secrecyOf(document) === "none" && dossier.subjects.every(({ role }) => role === "inspected");
  return (open ? document.typeName : null) ?? document.slot ?? `#${document.ordinal}`;
}

/** The days a dossier speaks for: its own dates, else those of its papers. Null where nothing is known. */
export function dossierDate(checked: CheckedDossier): PartialDate | null {
  const { dossier, documents } = checked;
  if (dossier.opened ?? dossier.closed) return dossier.opened ?? dossier.closed;
  let first: PartialDate | null = null;
  for (const { date } of documents) if (date && (!first || latestDay(date) < latestDay(first))) first = date;
  return first;
}
