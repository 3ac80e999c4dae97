import { sha256Hex } from "../crypto/digest.js";
import { mayBeStamped } from "../crypto/timestamp-token.js";
import { compareFindings, type Finding } from "../model/finding.js";
import type { SignatureJudgement, SignatureVerdict } from "../model/signature.js";
import {
  checkSignature,
  type SignatureCheck,
  type SignatureEvidence,
  type TrustStore,
} from "../signing/index.js";
import { type ActKind, type ActRole, readAct } from "./act.js";
import { type ActsSubject, checkActs, type ExpectedAct, type SignedAct } from "./act-chain.js";
import { type PreviousAct, readReceipt, receiptFormat } from "./receipt.js";

/** An act or a receipt as it lies somewhere: its name, its bytes, and the signature beside it. */
export interface ActFile {
  file: string;
  bytes: Uint8Array;
  p7s: Uint8Array | null;
}

/** One act that could be read, and what was found of it. */
export interface CheckedAct {
  file: string;
  kind: ActKind | "receipt";
  /** SHA-256 of the file. */
  sha256: string;
  verdict: SignatureVerdict;
  /** Name in the signer's certificate, safe to print, and the certificate's SHA-256; null where none was found. */
  signer: string | null;
  fingerprint: string | null;
  role: ActRole;
  organisation: string | null;
  person: string | null;
  position: string | null;
  /** As declared, RFC 3339. */
  createdAt: string;
  /** Earliest time proved by a trusted authority, RFC 3339, UTC. */
  stampedAt: string | null;
  /** Earliest time at which it is proved to have been there, by its own stamps or those of an act after it. */
  provedAt: string | null;
  /** Time stamps that hold, trusted or not. */
  stamps: number;
  /** How its signature was judged, step by step. */
  signature: SignatureJudgement;
}

/** What checking the acts of one handover gave. */
export interface ActsCheck {
  acts: CheckedAct[];
  /** The same acts with the marks of their signatures, for adding one more. */
  signed: SignedAct[];
  /** What is wrong with the files, their signatures, and how they hang together. */
  findings: Finding[];
  /** What is to be said of who signed. */
  trustFindings: Finding[];
  evidence: SignatureEvidence[];
}

export interface ActsQuestion {
  trust: TrustStore;
  /** SHA-256 of a certificate whose fingerprint was compared with paper: trusted like one of the trust store. */
  confirmed?: string | null;
  now: Date;
  /** Acts that must be among them. */
  known?: readonly ExpectedAct[];
}

/** Reads the acts of one handover, checks each signature and its signer, and whether all of them hang together. */
export async function checkActFiles(
  sent: ActsSubject,
  files: readonly ActFile[],
  question: ActsQuestion,
): Promise<ActsCheck> {
  const result: ActsCheck = { acts: [], signed: [], findings: [], trustFindings: [], evidence: [] };
  const read = await readAndCheck(files, question, result.findings);
  const proofs = existenceOf(read);
  for (const one of read) {
    const { file, sha256, statement, marks } = one;
    const existedAt = marks && proofs.get(markOf({ ...marks, file: sha256 }));
    const check = existedAt ? await checkOne(one, question, existedAt) : one.check;
    const { signer } = check;
    result.findings.push(...check.signatureFindings);
    result.trustFindings.push(...check.trustFindings);
    result.evidence.push(check.evidence);
    result.signed.push({ file, sha256, statement, marks });
    const { role, organisation, person, position } = statement.signer;
    result.acts.push({
      ...{ file, kind: statement.kind, sha256, verdict: check.verdict },
      ...{
        signer: signer && (signer.commonName ?? signer.subject),
        fingerprint: signer?.fingerprint ?? null,
      },
      ...{ role, organisation, person, position, createdAt: statement.createdAt },
      ...{ stampedAt: check.stampedAt, provedAt: check.provedAt, stamps: check.stamps.length },
      signature: {
        ...{ indication: check.indication, subIndication: check.subIndication },
        steps: check.steps,
      },
    });
  }
  result.findings.push(...checkActs(sent, result.signed, question.known));
  result.findings.sort(compareFindings);
  result.trustFindings.sort(compareFindings);
  return result;
}

/**
 * When the signature of a list is proved to have been there by the stamp of a trusted act that follows it; null without one. `marks` are the
 * digests by which an act names the list.
 */
export async function whenListExisted(
  marks: PreviousAct,
  files: readonly ActFile[],
  question: ActsQuestion,
): Promise<Date | null> {
  if (!files.some(({ p7s }) => p7s && mayBeStamped(p7s))) return null;
  return existenceOf(await readAndCheck(files, question, [])).get(markOf(marks)) ?? null;
}

/** An act that could be read, with the check of its signature by itself. */
interface ReadAct extends ActFile {
  sha256: string;
  statement: SignedAct["statement"];
  check: SignatureCheck;
  marks: SignedAct["marks"];
}

async function readAndCheck(
  files: readonly ActFile[],
  question: ActsQuestion,
  findings: Finding[],
): Promise<ReadAct[]> {
  const result: ReadAct[] = [];
  for (const one of files) {
    const { file, bytes } = one;
    const read = isReceiptFile(bytes) ? readReceipt(bytes, file) : readAct(bytes, file);
    const statement = "receipt" in read ? read.receipt : read.act;
    findings.push(...read.findings);
    if (!statement) continue;
    const check = await checkOne(one, question, null);
    const { signer, signatureSha256 } = check;
    const holds = check.signatureFindings.every(({ severity }) => severity !== "error");
    const marks =
      holds && signer && signatureSha256
        ? { signature: signatureSha256, certificate: signer.fingerprint }
        : null;
    result.push({ ...one, sha256: sha256Hex(bytes), statement, check, marks });
  }
  return result;
}

/**
 * The earliest moments at which the signatures before stamped acts are proved to have been there, by their marks. An act names what it follows by the digests of
 * file, signature and certificate, so a stamp over it dates all of them. Only a signer who is trusted counts: for any
 * signature at all somebody can make up a key under which it fits other words.
 */
function existenceOf(acts: readonly ReadAct[]): Map<string, Date> {
  const proofs = new Map<string, Date>();
  const byMark = new Map(
    acts.flatMap((one) => (one.marks ? [[markOf({ ...one.marks, file: one.sha256 }), one] as const] : [])),
  );
  for (const { check, statement } of acts) {
    if (check.verdict !== "valid" || check.stampedAt === null) continue;
    const time = new Date(check.stampedAt);
    const passed = new Set<string>();
    for (let previous: PreviousAct | undefined = statement.previous; previous; ) {
      const mark = markOf(previous);
      if (passed.has(mark)) break;
      passed.add(mark);
      const known = proofs.get(mark);
      if (!known || time < known) proofs.set(mark, time);
      previous = byMark.get(mark)?.statement.previous;
    }
  }
  return proofs;
}

const markOf = ({ file, signature, certificate }: PreviousAct): string =>
  `${file} ${signature} ${certificate}`;

/** Whether bytes say of themselves that they are a receipt. */
export function isReceiptFile(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 200)).toString("latin1").includes(`"format":"${receiptFormat}"`);
}

async function checkOne(
  { file, bytes, p7s }: ActFile,
  { trust, now, confirmed = null }: ActsQuestion,
  existedAt: Date | null,
): Promise<SignatureCheck> {
  const asked = { p7s, content: bytes, trust, existedAt, now, place: { file: `${file}.p7s` } };
  const check = await checkSignature(asked);
  const vouched = check.verdict === "untrusted" && check.signer?.fingerprint === confirmed;
  return vouched ? checkSignature({ ...asked, expectedFingerprint: confirmed }) : check;
}
