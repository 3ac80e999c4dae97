import { findPath } from "../crypto/certificate-path.js";
import type { Certificate } from "../crypto/certificates.js";
import type { SignatureFault } from "../crypto/cms-check.js";
import { DerError } from "../crypto/der.js";
import { checkRevocation } from "../crypto/revocation.js";
import { type RevocationList, readRevocationList } from "../crypto/revocation-list.js";
import { askAuthority as askOnline } from "../crypto/timestamp-online.js";
import {
  checkToken,
  nonceOf,
  signatureOctets,
  type Timestamp,
  TimestampError,
  timestampRequest,
  tokenOfResponse,
  withToken,
} from "../crypto/timestamp-token.js";
import { Failure } from "../model/failure.js";
import { timeText } from "./identity.js";
import { isTrustedAt, type TrustStore } from "./trust-store.js";

/** Asks an authority over HTTP; null when it does not answer. Throws `timestamp-failed`. */
export async function askAuthority(url: URL, request: Uint8Array): Promise<Uint8Array | null> {
  try {
    return await askOnline(url, request);
  } catch (error) {
    return typed(() => {
      throw error;
    });
  }
}

/** A time stamp as it is reported. */
export interface StampedTime {
  /** RFC 3339, UTC, whole seconds. */
  time: string;
  /** Name and certificate of the authority. */
  authority: string;
  fingerprint: string;
  trusted: boolean;
}

/** What the time stamps of a signature show. */
export interface StampJudgement {
  /** The earliest trusted one; null without one. */
  at: Date | null;
  stamps: StampedTime[];
  /** Said as warnings: a time stamp that is worth nothing takes nothing away from the signature. */
  faults: SignatureFault[];
  certificates: Certificate[];
  lists: RevocationList[];
}

/** Time stamps looked at in one signature. */
const mostTokens = 10;
const tolerance = 5 * 60_000;

/** Checks the time stamps over the octets of a signature, and whether their authorities are trusted. Never throws for wrong bytes. */
export function judgeStamps(
  tokens: readonly Uint8Array[],
  signature: Uint8Array,
  trust: TrustStore,
  now: Date,
): StampJudgement {
  const result: StampJudgement = { at: null, stamps: [], faults: [], certificates: [], lists: [] };
  const known = trust.entries.map(({ certificate }) => certificate);
  for (const token of tokens.slice(0, mostTokens)) {
    let stamp: Timestamp;
    try {
      stamp = checkToken(token, signature, known);
    } catch (error) {
      if (!(error instanceof TimestampError)) throw error;
      result.faults.push({ code: "timestamp-wrong", details: { problem: error.problem } });
      continue;
    }
    const { certificate, time } = stamp;
    const why = distrust(stamp, trust, known, now, result);
    const authority = certificate.subject.text;
    const { fingerprint } = certificate;
    result.stamps.push({ time: timeText(time), authority, fingerprint, trusted: why === null });
    if (why) {
      const details = { authority, fingerprint, time: timeText(time), problem: why };
      result.faults.push({ code: "timestamp-untrusted", details });
    } else if (!result.at || time < result.at) result.at = time;
  }
  return result;
}

type Distrust = "no-path" | "certificate-wrong" | "revoked" | "revocation-unknown" | "future";

/** Why a time stamp that holds proves nothing; null when it does. */
function distrust(
  { certificate, embedded, revocationLists, time }: Timestamp,
  trust: TrustStore,
  known: readonly Certificate[],
  now: Date,
  result: StampJudgement,
): Distrust | null {
  if (time.getTime() > now.getTime() + tolerance) return "future";
  const anchors = trust.entries
    .filter((entry) => entry.kind !== "intermediate" && isTrustedAt(entry, time))
    .map((entry) => entry.certificate);
  const links = [...embedded, ...known];
  const purpose = "timestamps";
  const found = findPath({ leaf: certificate, intermediates: links, anchors, at: time, purpose });
  if (!found.ok) return found.fault.problem === "issuer-unknown" ? "no-path" : "certificate-wrong";
  result.certificates.push(...found.path);
  if (found.path.length === 1) return null;
  const lists = [...revocationLists.flatMap(listOf), ...trust.lists];
  const answer = checkRevocation({ path: found.path, lists, links, at: time, now });
  result.lists.push(...answer.used);
  if (answer.status === "revoked") return "revoked";
  // A key that was stolen later can date back as it likes.
  if (answer.status === "revoked-later" && [1, 2].includes(answer.entry.reason)) return "revoked";
  return answer.status === "unknown" && trust.requireRevocation ? "revocation-unknown" : null;
}

function listOf(bytes: Uint8Array): RevocationList[] {
  try {
    return [readRevocationList(bytes)];
  } catch (error) {
    if (error instanceof DerError) return [];
    throw error;
  }
}

/** The question for an authority about a `.p7s`; `nonce` is 128 random bits. Throws `timestamp-failed`. */
export function askForTimestamp(p7s: Uint8Array, nonce: Uint8Array): Uint8Array {
  return typed(() => timestampRequest(signatureOctets(p7s), nonce));
}

/** The `.p7s` with the time stamp of an authority's answer, once it holds and answers the question. Throws `timestamp-failed`. */
export function takeTimestamp(
  p7s: Uint8Array,
  request: Uint8Array,
  response: Uint8Array,
  trust: TrustStore,
  now: Date,
): { p7s: Uint8Array; stamp: StampedTime } {
  return typed(() => {
    const signature = signatureOctets(p7s);
    const token = tokenOfResponse(response);
    const known = trust.entries.map(({ certificate }) => certificate);
    const { certificate } = checkToken(token, signature, known, nonceOf(request));
    // What no authority may say, none that is trusted later could say either (RFC 3161 §2.3).
    const own = findPath({
      leaf: certificate,
      intermediates: [],
      anchors: [certificate],
      at: certificate.notBefore,
      purpose: "timestamps",
    });
    if (!own.ok) throw new TimestampError("certificate-unsuitable");
    const { stamps } = judgeStamps([token], signature, trust, now);
    return { p7s: withToken(p7s, token), stamp: stamps[0]! };
  });
}

function typed<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TimestampError)) throw error;
    throw new Failure("timestamp-failed", { reason: error.problem }, { cause: error });
  }
}
