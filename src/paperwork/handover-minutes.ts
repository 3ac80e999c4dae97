import { drawQrCode } from "../fs/qr-code.js";
import type { TemplateValues } from "../fs/template-values.js";
import {
  legalBasisInEnglish,
  type Manifest,
  type ManifestException,
  type ManifestObligation,
  responsibilityInEnglish,
  writePaperCode,
} from "../manifest/index.js";
import { writtenDate } from "../model/partial-date.js";
import { numbersLeftOut, numbersRepeated, scansRepeated } from "./repeated-and-left-out.js";
import {
  amount,
  capital,
  counted,
  figure,
  fullDay,
  grouped,
  groupedCode,
  inPairs,
  inReadingOrder,
  nameOnPaper,
  partyFields,
  periodOf,
  titleOf,
  unitWords,
} from "./spelling.js";
import type { PaperWords } from "./words.js";

/** Who signed something, and the digest of the certificate. */
export interface PaperSigner {
  name: string;
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits. */
  fingerprint: string;
}

/** A place in a table to be filled by hand. */
const gap = "……";

/** A list with what binds a paper to it. */
export interface ListOnPaper {
  manifest: Manifest;
  /** SHA-256 and size of the bytes of `manifest.json`. */
  sha256: string;
  size: number;
  /** Null while the list is not signed. */
  giver: PaperSigner | null;
  /** Known once the receipt is here. */
  receiver: PaperSigner | null;
}

/** Values every paper of a handover has: who, when, digests, and the code that `verify --paper` checks. */
export async function commonValues(list: ListOnPaper, words: PaperWords) {
  const { manifest, sha256, size, giver, receiver } = list;
  const code = writePaperCode({
    handover: manifest.id,
    manifest: sha256,
    certificate: giver?.fingerprint ?? null,
    receipt: null,
    box: null,
  });
  return {
    id: manifest.id,
    created: fullDay(manifest.createdAt, words),
    createdTime: manifest.createdAt.slice(11, 16),
    createdDate: writtenDate(manifest.createdAt),
    giver: partyFields(manifest.giver, words),
    receiver: partyFields(manifest.receiver, words),
    manifestDigest: grouped(sha256),
    manifestSize: figure(size, words),
    giverSigner: giver?.name ?? words.notYet,
    giverFingerprint: giver === null ? words.blank : grouped(giver.fingerprint),
    receiverSigner: receiver?.name ?? words.notYet,
    receiverFingerprint: receiver === null ? words.blank : grouped(receiver.fingerprint),
    code: groupedCode(code),
    qr: { png: (await drawQrCode(code)).png, millimetres: 32 },
  };
}

/**
 * Values of the handover minutes: parties, grounds, the block in figures, the four lists, exceptions, registers and last
 * numbers, responsibilities, digests. Nothing of a classified paper but counts and levels; protected persons by their codes,
 * as the list has them.
 */
export async function handoverMinutes(list: ListOnPaper, words: PaperWords): Promise<TemplateValues> {
  const { manifest } = list;
  const { totals, checked, witnesses } = manifest;
  const english = words.language === "en";
  const number = (value: number): string => figure(value, words);
  const dossiers = new Map(manifest.dossiers.map((one) => [one.id, one]));
  const openCases = inReadingOrder(manifest.openCases).map((one, index) => ({
    n: index + 1,
    reference: one.reference,
    title: titleOf(dossiers.get(one.dossier) ?? { title: "", secrecy: "none" }, words),
    step: stepWords(one.step, words),
    nextStep: stepWords(one.nextStep, words),
    deadline: one.deadline === null ? gap : writtenDate(one.deadline),
    team: one.team ?? gap,
    successor: one.successor === null ? words.noSuccessor : unitWords(one.successor, words),
  }));
  const obligations = inReadingOrder(manifest.obligations).map((one, index) => ({
    n: index + 1,
    reference: one.reference,
    subject: one.subject ?? "",
    what: obligationWords(one, words),
  }));
  const levels = (["mat", "toi-mat", "tuyet-mat"] as const).flatMap((level) => {
    const papers = manifest.withheld.filter((one) => one.level === level);
    if (papers.length === 0) return [];
    const sheets = papers.reduce((sum, one) => sum + (one.sheets ?? 0), 0);
    const whole = papers.every((one) => one.sheets !== null);
    return [
      {
        level: words.secrecy[level],
        count: number(papers.length),
        sheets: whole ? number(sheets) : gap,
      },
    ];
  });
  const missing = exceptionRows(manifest.exceptions, ["missing"], words);
  const damaged = exceptionRows(manifest.exceptions, ["damaged"], words);
  const elsewhere = exceptionRows(manifest.exceptions, ["held-elsewhere"], words);
  const unanswered = exceptionRows(manifest.exceptions, ["unanswered"], words);
  const remaining = inReadingOrder(manifest.remaining).map((one, index) => ({
    n: index + 1,
    reference: one.reference,
    reason: words.remaining[one.reason],
    receiver: one.receiver === null ? "" : unitWords(one.receiver, words),
    handover: one.handover ?? "",
  }));
  const lastNumbers = manifest.lastNumbers.map(({ issuer, type, number: last, date }) => ({
    symbol: `${type}/${issuer}`,
    number: counted(last, words),
    date: date === null ? "" : writtenDate(date),
  }));
  const carriers = (["paper", "digital", "mixed", null] as const).map((carrier) =>
    number(manifest.dossiers.filter((one) => one.carrier === carrier).length),
  );
  const prior = manifest.priorHandovers.map(({ id, giver, receiver, createdAt }) => ({
    id,
    giver: unitWords(giver, words),
    receiver: unitWords(receiver, words),
    date: writtenDate(createdAt),
  }));
  const duties = (side: "giver" | "receiver") =>
    manifest.responsibilities
      .filter((one) => one.side === side)
      .map(({ statement, person }) => ({
        text: english ? responsibilityInEnglish(statement) : statement,
        person: person ?? "",
        // Who signs for a side answers for what its lines say; another is named at the line.
        other: person === null || person === manifest[side].person ? "" : ` (${person})`,
      }));
  const gaps = numbersLeftOut(manifest);
  const doubles = numbersRepeated(manifest);
  const scans = scansRepeated(manifest).map((places, index) => ({
    n: index + 1,
    where: places.map(words.scanPlace).join("; "),
  }));
  const named = (kind: RegExp): boolean => manifest.legalBases.some((text) => kind.test(text));
  return {
    ...(await commonValues(list, words)),
    uuid: manifest.uuid,
    tool: `${manifest.tool.name} ${manifest.tool.version}`,
    supplement: manifest.supplements !== null,
    supplements: manifest.supplements?.id ?? "",
    legalBases: manifest.legalBases.map((text) => ({ text: english ? legalBasisInEnglish(text) : text })),
    hasDecision: named(/^(?:căn cứ\s+)?quyết định/iu),
    hasPlan: named(/^(?:căn cứ\s+)?kế hoạch/iu),
    hasWitnesses: witnesses.length > 0,
    witnesses: witnesses.map((one) => partyFields(one, words)),
    witnessRows: inPairs(witnesses.map((one) => partyFields(one, words))),
    block: {
      period: periodOf(manifest.dossiers, words) || words.blank,
      dossiers: number(totals.dossiers),
      closed: number(totals.closed),
      open: number(totals.open),
      documents: number(totals.documents),
      paperOnly: number(totals.paperOnly),
      heldElsewhere: number(totals.heldElsewhere),
      withheld: number(totals.withheld),
      sheets: number(totals.sheets),
      pages: number(totals.pages),
      boxes: number(totals.boxes),
      withFiles: number(withFiles(manifest)),
      files: number(totals.files),
      bytes: amount(totals.bytes, words),
      carrierPaper: carriers[0]!,
      carrierDigital: carriers[1]!,
      carrierMixed: carriers[2]!,
      carrierUnknown: carriers[3]!,
      conditions: conditionsOf(manifest, words),
    },
    types: totals.byType.map(({ type, dossiers: count, documents, files, bytes }) => ({
      type: capital(type === null ? words.untyped : words.dossierTypes[type]),
      dossiers: number(count),
      documents: number(documents),
      files: number(files),
      size: number(bytes),
    })),
    hasOpenCases: openCases.length > 0,
    openCases,
    hasObligations: obligations.length > 0,
    obligations,
    hasWithheld: levels.length > 0,
    levels,
    hasMissing: missing.length > 0,
    missing,
    hasDamaged: damaged.length > 0,
    damaged,
    hasElsewhere: elsewhere.length > 0,
    elsewhere,
    hasUnanswered: unanswered.length > 0,
    unanswered,
    hasGaps: gaps.length > 0,
    gaps,
    hasDoubles: doubles.length > 0,
    doubles,
    hasScansTwice: scans.length > 0,
    scansTwice: scans,
    hasRemaining: remaining.length > 0,
    remaining,
    hasLastNumbers: lastNumbers.length > 0,
    lastNumbers,
    registers: registersOf(manifest, words),
    hasPrior: prior.length > 0,
    prior,
    giverDuties: duties("giver"),
    receiverDuties: duties("receiver"),
    overridden: checked.overridden,
    checkedErrors: number(checked.error),
    checkedWarnings: number(checked.warning),
    checkedExplained: number(checked.explained),
    copies: counted(2 + witnesses.length, words),
  };
}

/** A step by the name of its paper where it is a code of the rule packs, else as the office wrote it. */
function stepWords(step: string | null, { slotNames }: PaperWords): string {
  return step === null ? gap : (slotNames.get(step) ?? step);
}

function obligationWords({ kind, form, since, until }: ManifestObligation, words: PaperWords): string {
  const day = (value: string | null): string | null => (value === null ? null : writtenDate(value));
  if (kind === "rectification") return words.obligations.rectification({ until: day(until) });
  if (kind === "complaint") return words.obligations.complaint;
  return words.obligations.discipline({ form: form ?? "", since: day(since), until: day(until) });
}

function exceptionRows(
  exceptions: readonly ManifestException[],
  kinds: readonly ManifestException["kind"][],
  words: PaperWords,
) {
  return inReadingOrder(exceptions.filter(({ kind }) => kinds.includes(kind))).map(
    ({ reference, slot, name, kind, explanation }, index) => ({
      n: index + 1,
      reference,
      name: nameOnPaper(words, slot, name),
      kind: words.exceptions[kind],
      reason: explanation?.reason ?? words.notExplained,
      person: explanation?.person ?? "",
      due: explanation?.due ? writtenDate(explanation.due) : "",
    }),
  );
}

function withFiles({ dossiers }: Manifest): number {
  return dossiers.filter(({ documents }) => documents.some(({ files }) => files.length > 0)).length;
}

/** Conditions as the registers word them, the most frequent first, with how many dossiers are in each. */
function conditionsOf({ dossiers }: Manifest, words: PaperWords): string {
  const counts = new Map<string, number>();
  for (const { condition } of dossiers) {
    const name = condition ?? words.conditionUnknown;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, 12)
    .map(([name, count]) => `${name}: ${figure(count, words)}`)
    .join("; ");
}

/** The registers among the documents handed over; those not listed are left to be filled in by hand. */
function registersOf({ dossiers }: Manifest, words: PaperWords) {
  return words.registers.map(({ slot, name }) => {
    const found = inReadingOrder(dossiers).flatMap((dossier) =>
      dossier.documents
        .filter((one) => one.slot === slot || one.alsoSlots.includes(slot))
        .map(() => dossier.reference),
    );
    return {
      name,
      count: found.length === 0 ? gap : figure(found.length, words),
      where: [...new Set(found)].slice(0, 12).join(", "),
    };
  });
}
