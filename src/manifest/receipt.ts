import { compareFindings, type Finding, finding } from "../model/finding.js";
import type { ManifestFindings } from "../model/findings/manifest.js";
import { type Party, type ReceiptOutcome, receiptOutcomes } from "../model/handover.js";
import { unitKey } from "../model/unit.js";
import { canonicalBytes, type LinedForm } from "./canonical-json.js";
import type { Manifest, ManifestParty } from "./manifest.js";
import { partyShape } from "./manifest-shape.js";
import { partyOf } from "./party.js";
import { feedAll, LinedReader } from "./read-lined.js";
import {
  count,
  fitText,
  handoverId,
  list,
  moment,
  nonce,
  nullable,
  record,
  sha256,
  someText,
  text,
  uuid,
  word,
} from "./shape.js";

/** First field of every receipt; readers refuse any other. */
export const receiptFormat = "bangiao-receipt/1";

/** Largest receipt that is read. */
export const largestReceipt = 128 * 1024 * 1024;

/** What is said of one dossier besides its outcome: what it is about (null: the dossier as a whole) and why. */
export interface Remark {
  what: string | null;
  why: string;
}

/** The receiver's answer about one dossier. */
export interface ReceiptDossier {
  dossier: string;
  reference: string;
  outcome: ReceiptOutcome;
  remarks: Remark[];
}

/** The signature that an act follows: its file, the octets of its `SignerInfo.signature`, its signer's certificate. */
export interface PreviousAct {
  file: string;
  signature: string;
  certificate: string;
}

export interface ReceiptCounts {
  dossiers: number;
  accepted: number;
  acceptedWithReservation: number;
  refused: number;
  /** Documents, files and bytes of the dossiers that were not refused. */
  documents: number;
  files: number;
  bytes: number;
}

/** The receiver's signed answer to exactly one manifest. */
export interface Receipt {
  format: typeof receiptFormat;
  kind: "receipt";
  handover: { id: string; uuid: string };
  manifest: { sha256: string; size: number };
  previous: PreviousAct;
  /** SHA-256 of the receipt that this one replaces. */
  replaces: string | null;
  giver: ManifestParty;
  receiver: ManifestParty;
  signer: {
    role: "receiver";
    organisation: string | null;
    person: string | null;
    position: string | null;
  };
  nonce: string;
  createdAt: string;
  tool: { name: string; version: string };
  statement: string;
  counts: ReceiptCounts;
  dossiers: ReceiptDossier[];
}

const receiptForm: LinedForm<Receipt> = {
  format: receiptFormat,
  fields: {
    format: { line: word(receiptFormat) },
    kind: { line: word("receipt") },
    handover: { line: record<Receipt["handover"]>({ id: handoverId, uuid }) },
    manifest: { line: record<Receipt["manifest"]>({ sha256, size: count }) },
    previous: {
      line: record<PreviousAct>({ file: sha256, signature: sha256, certificate: sha256 }),
    },
    replaces: { line: nullable(sha256) },
    giver: { line: partyShape },
    receiver: { line: partyShape },
    signer: {
      line: record<Receipt["signer"]>({
        role: word("receiver"),
        organisation: nullable(text),
        person: nullable(text),
        position: nullable(text),
      }),
    },
    nonce: { line: nonce },
    createdAt: { line: moment },
    tool: { line: record<Receipt["tool"]>({ name: someText, version: someText }) },
    statement: { line: text },
    counts: {
      line: record<ReceiptCounts>({
        dossiers: count,
        accepted: count,
        acceptedWithReservation: count,
        refused: count,
        documents: count,
        files: count,
        bytes: count,
      }),
    },
    dossiers: {
      lines: record<ReceiptDossier>({
        dossier: uuid,
        reference: someText,
        outcome: word(...receiptOutcomes),
        remarks: list(record<Remark>({ what: nullable(text), why: text })),
      }),
    },
  },
};

/** A manifest as it was received: its content, its digest, and who signed it. */
export interface SignedManifest {
  manifest: Manifest;
  /** SHA-256 and size of the file `manifest.json`. */
  sha256: string;
  size: number;
  /** SHA-256 of the octets of the giver's `SignerInfo.signature` and of the giver's certificate (DER). */
  signature: string;
  certificate: string;
}

export interface Decision {
  outcome: ReceiptOutcome;
  remarks: Remark[];
}

export interface ReceiptInput {
  answers: SignedManifest;
  receiver: Party;
  /** By dossier id; every dossier of the manifest needs one. */
  decisions: ReadonlyMap<string, Decision>;
  replaces: string | null;
  /** 128 random bits, lower-case hex. */
  nonce: string;
  createdAt: string;
  tool: Receipt["tool"];
}

/** The words the receiver signs; the outcome of each dossier follows them. */
const statement =
  "Bên nhận đã kiểm tra gói bàn giao theo bản kê nêu trên và trả lời về từng hồ sơ như danh sách kèm theo. " +
  "Kể từ thời điểm ký nhận, bên nhận chịu trách nhiệm về những hồ sơ đã nhận.";

/** Makes the receiver's answer to a manifest. Same input, same answer. */
export function buildReceipt(input: ReceiptInput): Receipt {
  const { answers, decisions } = input;
  const { manifest } = answers;
  const dossiers = manifest.dossiers.map(({ id, reference }): ReceiptDossier => {
    const decision = decisions.get(id);
    if (!decision) throw new Error(`no decision about dossier ${id}`);
    return {
      dossier: id,
      reference,
      outcome: decision.outcome,
      remarks: decision.remarks.map(({ what, why }) => ({
        what: what === null ? null : fitText(what),
        why: fitText(why),
      })),
    };
  });
  const receiver = partyOf(input.receiver);
  return {
    format: receiptFormat,
    kind: "receipt",
    handover: { id: manifest.id, uuid: manifest.uuid },
    manifest: { sha256: answers.sha256, size: answers.size },
    previous: { file: answers.sha256, signature: answers.signature, certificate: answers.certificate },
    replaces: input.replaces,
    giver: manifest.giver,
    receiver,
    signer: {
      role: "receiver",
      organisation: receiver.committee ?? receiver.organisation ?? receiver.name,
      person: receiver.person,
      position: receiver.position,
    },
    nonce: input.nonce,
    createdAt: input.createdAt,
    tool: input.tool,
    statement,
    counts: countsOf(manifest, dossiers),
    dossiers,
  };
}

/** The bytes of a receipt: what is signed and sent back. */
export function serialiseReceipt(receipt: Receipt): Buffer {
  return canonicalBytes(receipt, receiptForm);
}

/** Reads a receipt as strictly as a manifest, and counts what it counts. */
export function readReceipt(
  bytes: Uint8Array,
  file?: string,
): { receipt: Receipt | null; findings: Finding[] } {
  const place = file === undefined ? {} : { file };
  if (bytes.length > largestReceipt) {
    const details = { list: "receipt", what: "file", limit: largestReceipt } as const;
    return { receipt: null, findings: [finding("list-too-large", "error", place, details)] };
  }
  const dossiers: ReceiptDossier[] = [];
  const reader = new LinedReader("receipt", receiptForm, file, ({ value }) =>
    dossiers.push(value as ReceiptDossier),
  );
  feedAll(reader, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const { findings } = reader;
  if (findings.length > 0) return { receipt: null, findings: findings.sort(compareFindings) };
  const receipt = { ...Object.fromEntries(reader.values), dossiers } as unknown as Receipt;

  const seen = new Set<string>();
  const tally = { accepted: 0, acceptedWithReservation: 0, refused: 0 };
  for (const one of dossiers) {
    const at = { ...place, dossier: one.reference };
    if (seen.has(one.dossier)) {
      reader.add(finding("receipt-dossier-repeated", "error", at, { reference: one.reference }));
    }
    seen.add(one.dossier);
    tally[tallyKeys[one.outcome]] += 1;
    if (one.outcome !== "accepted" && !one.remarks.some((remark) => /\S/u.test(remark.why))) {
      reader.add(finding("receipt-reason-missing", "error", at, { outcome: one.outcome }));
    }
  }
  for (const [field, counted] of Object.entries({ dossiers: dossiers.length, ...tally })) {
    const declared = receipt.counts[field as keyof ReceiptCounts];
    if (declared !== counted) {
      reader.add(finding("receipt-count-differs", "error", place, { field, declared, counted }));
    }
  }
  return { receipt: findings.length === 0 ? receipt : null, findings: findings.sort(compareFindings) };
}

/**
 * Holds a receipt against the manifest that it claims to answer, as the giver sent it. `certificate` is the SHA-256 of
 * the certificate that signed the receipt.
 */
export function checkReceipt(
  receipt: Receipt,
  sent: SignedManifest,
  certificate: string | null,
  file?: string,
): Finding[] {
  const findings: Finding[] = [];
  const place = file === undefined ? {} : { file };
  const add = <C extends keyof ManifestFindings>(
    code: C,
    details: ManifestFindings[C],
    dossier?: string,
  ): void => {
    findings.push(
      finding(code, "error", dossier === undefined ? place : { ...place, dossier }, details as never),
    );
  };
  const { manifest } = sent;
  if (receipt.handover.id !== manifest.id || receipt.handover.uuid !== manifest.uuid) {
    add("receipt-other-handover", {
      expected: `${manifest.id} (${manifest.uuid})`,
      found: `${receipt.handover.id} (${receipt.handover.uuid})`,
    });
  }
  for (const found of [receipt.manifest.sha256, receipt.previous.file]) {
    if (found !== sent.sha256) {
      add("receipt-other-manifest", { expected: sent.sha256, found });
      break;
    }
  }
  if (receipt.manifest.size !== sent.size) {
    add("receipt-count-differs", {
      field: "manifest.size",
      declared: receipt.manifest.size,
      counted: sent.size,
    });
  }
  for (const what of ["signature", "certificate"] as const) {
    const [expected, found] = [sent[what], receipt.previous[what]];
    if (expected !== found) add("receipt-other-signature", { what, expected, found });
  }
  for (const side of ["giver", "receiver"] as const) {
    const [expected, found] = [unitKey(manifest[side]), unitKey(receipt[side])];
    if (expected !== found) add("receipt-other-party", { side, expected, found });
  }
  if (certificate !== null && certificate === sent.certificate) add("receipt-same-signer", { certificate });
  if (receipt.createdAt < manifest.createdAt) {
    add("receipt-earlier-than-manifest", { manifest: manifest.createdAt, receipt: receipt.createdAt });
  }

  const answers = new Map(receipt.dossiers.map((one) => [one.dossier, one]));
  for (const { id, reference } of manifest.dossiers) {
    const answer = answers.get(id);
    answers.delete(id);
    if (!answer) add("receipt-dossier-unanswered", { reference }, reference);
    else if (answer.reference !== reference) {
      add("receipt-reference-differs", { expected: reference, found: answer.reference }, reference);
    }
  }
  for (const { reference } of answers.values()) add("receipt-dossier-unknown", { reference }, reference);
  if (findings.length === 0) {
    const counted = countsOf(manifest, receipt.dossiers);
    for (const field of ["documents", "files", "bytes"] as const) {
      const declared = receipt.counts[field];
      if (declared !== counted[field]) {
        add("receipt-count-differs", { field, declared, counted: counted[field] });
      }
    }
  }
  return findings.sort(compareFindings);
}

const tallyKeys = {
  accepted: "accepted",
  "accepted-with-reservation": "acceptedWithReservation",
  refused: "refused",
} as const satisfies Record<ReceiptOutcome, keyof ReceiptCounts>;

function countsOf(manifest: Manifest, answers: readonly ReceiptDossier[]): ReceiptCounts {
  const counts: ReceiptCounts = {
    dossiers: answers.length,
    accepted: 0,
    acceptedWithReservation: 0,
    refused: 0,
    documents: 0,
    files: 0,
    bytes: 0,
  };
  const outcomes = new Map(answers.map((one) => [one.dossier, one.outcome]));
  for (const { id, documents } of manifest.dossiers) {
    const outcome = outcomes.get(id);
    if (outcome === undefined) continue;
    counts[tallyKeys[outcome]] += 1;
    if (outcome === "refused") continue;
    counts.documents += documents.length;
    for (const { files } of documents) {
      counts.files += files.length;
      for (const { size } of files) counts.bytes += size;
    }
  }
  return counts;
}
