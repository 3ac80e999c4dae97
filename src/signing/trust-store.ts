import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { isSelfSigned } from "../crypto/certificate-path.js";
import { type Certificate, certificateToPem } from "../crypto/certificates.js";
import { readWhole } from "../fs/read-whole.js";
import { writeWhole } from "../fs/write-whole.js";
import { Failure } from "../model/failure.js";
import { matchesEnds, parseFingerprint } from "../model/fingerprint.js";
import { cleanText, looseKey } from "../model/names.js";
import { printable } from "../model/printable.js";
import type { SignerIdentity } from "../model/signature.js";
import { identityOf, timeText } from "./identity.js";
import { readOneCertificate } from "./named-keys.js";

/**
 * What a trusted certificate is good for. `signer`: itself only. `authority`: what it issues. `intermediate`: a link
 * for building paths, trusted in nothing by itself.
 */
export type TrustKind = "signer" | "authority" | "intermediate";

/** One certificate of the trust store; times are RFC 3339, UTC. */
export interface TrustEntry {
  sha256: string;
  /** Certificate file in the trust folder. */
  file: string;
  kind: TrustKind;
  label: string;
  group: string | null;
  /** Who compared the fingerprint, and with which paper. */
  confirmedBy: string | null;
  paper: string | null;
  addedAt: string;
  /** From then on it is trusted in nothing; entries are never erased. */
  retiredAt: string | null;
}

/** An entry with its certificate. */
export interface TrustedCertificate extends TrustEntry {
  certificate: Certificate;
}

/** All that is trusted here, and nothing else is: the system's own store is not asked. */
export interface TrustStore {
  entries: readonly TrustedCertificate[];
}

/** A store that trusts nobody, for commands without a workspace. */
export const emptyTrust: TrustStore = { entries: [] };

export const trustFormat = "bangiao-trust/1";
const indexName = "index.json";
const indexSizeLimit = 10_000_000;

/** Reads a trust folder; one that is not there trusts nobody. Throws `trust-store-damaged`. */
export async function loadTrust(folder: string): Promise<TrustStore> {
  const entries: TrustedCertificate[] = [];
  for (const entry of await readIndex(folder)) {
    const path = join(folder, entry.file);
    const certificate = await readOneCertificate(path).catch((error: unknown) => {
      throw new Failure("trust-store-damaged", { path, reason: "certificate-missing" }, { cause: error });
    });
    if (certificate.fingerprint !== entry.sha256) {
      throw new Failure("trust-store-damaged", { path, reason: "certificate-differs" });
    }
    entries.push({ ...entry, certificate });
  }
  return { entries };
}

/** Whether an entry is trusted at a time. */
export function isTrustedAt(entry: TrustEntry, time: Date): boolean {
  return entry.retiredAt === null || time < new Date(entry.retiredAt);
}

/** A certificate somebody wants to trust, before they have compared its fingerprint. */
export interface TrustCandidate extends SignerIdentity {
  kind: TrustKind;
  certificate: Certificate;
}

/** Reads the certificate of a file (PEM or DER). Throws `certificate-not-readable`, `file-not-found`. */
export async function readTrustCandidate(path: string): Promise<TrustCandidate> {
  const certificate = await readOneCertificate(path);
  const selfMade = isSelfSigned(certificate);
  const issues = certificate.basicConstraints?.ca === true;
  const kind = !issues ? "signer" : selfMade ? "authority" : "intermediate";
  return { ...identityOf(certificate, selfMade), kind, certificate };
}

/** How the fingerprint was compared with one that came another way: the whole of it, or both ends typed from paper. */
export type TrustConfirmation = { fingerprint: string } | { first: string; last: string };

export interface TrustDetails {
  /** The name in the certificate unless given. */
  label?: string;
  group?: string;
  confirmedBy?: string;
  paper?: string;
  /** Trust what an authority issues although another one issued it. */
  asAuthority?: boolean;
}

/**
 * Trusts a certificate from now on. Throws `fingerprint-malformed`, `fingerprint-differs`, `trust-entry-exists`,
 * `trust-store-damaged`.
 */
export async function addTrust(
  folder: string,
  candidate: TrustCandidate,
  confirmation: TrustConfirmation,
  details: TrustDetails,
  now: Date,
): Promise<TrustEntry> {
  const { certificate, fingerprint } = candidate;
  confirm(fingerprint, confirmation);
  const entries = await readIndex(folder);
  const label = printable(cleanText(details.label ?? candidate.commonName ?? "")) || fingerprint.slice(0, 16);
  const active = entries.filter((entry) => isTrustedAt(entry, now));
  const clash = active.find(
    (entry) => entry.sha256 === fingerprint || looseKey(entry.label) === looseKey(label),
  );
  if (clash) throw new Failure("trust-entry-exists", { label: clash.label, fingerprint: clash.sha256 });
  const text = (value: string | undefined): string | null => printable(cleanText(value ?? "")) || null;
  const entry: TrustEntry = {
    sha256: fingerprint,
    file: `${fingerprint}.crt`,
    kind: details.asAuthority && candidate.kind === "intermediate" ? "authority" : candidate.kind,
    label,
    group: text(details.group),
    confirmedBy: text(details.confirmedBy),
    paper: text(details.paper),
    addedAt: timeText(now),
    retiredAt: null,
  };
  await mkdir(folder, { recursive: true });
  // The certificate first: an index must never name a file that is not there.
  await writeWhole(join(folder, entry.file), certificateToPem(certificate));
  await writeIndex(folder, [...entries, entry]);
  return entry;
}

function confirm(fingerprint: string, confirmation: TrustConfirmation): void {
  if ("fingerprint" in confirmation) {
    const given = parseFingerprint(confirmation.fingerprint);
    if (given === null) throw new Failure("fingerprint-malformed", { given: confirmation.fingerprint });
    if (given !== fingerprint) throw new Failure("fingerprint-differs", { given, actual: fingerprint });
    return;
  }
  const { first, last } = confirmation;
  if (!matchesEnds(fingerprint, first, last)) {
    throw new Failure("fingerprint-differs", { given: `${first} … ${last}`, actual: fingerprint });
  }
}

/**
 * Ends the trust in an entry from now on; what it vouched for before stays on record. `which` is a label or the first
 * eight or more digits of a fingerprint. Throws `trust-entry-not-found`, `trust-entry-ambiguous`.
 */
export async function retireTrust(folder: string, which: string, now: Date): Promise<TrustEntry> {
  const entries = await readIndex(folder);
  const active = entries.filter((entry) => isTrustedAt(entry, now));
  const digits = which.replace(/[\s:.-]/g, "").toLowerCase();
  const byDigits = /^[0-9a-f]{8,64}$/.test(digits);
  const byLabel = active.filter((entry) => looseKey(entry.label) === looseKey(which));
  const found =
    byLabel.length > 0 ? byLabel : active.filter((entry) => byDigits && entry.sha256.startsWith(digits));
  const [entry, ...more] = found;
  const labels = (list: TrustEntry[]): string[] => list.map(({ label }) => label);
  if (!entry) throw new Failure("trust-entry-not-found", { name: which, known: labels(active) });
  if (more.length > 0) throw new Failure("trust-entry-ambiguous", { name: which, labels: labels(found) });
  const retired = { ...entry, retiredAt: timeText(now) };
  await writeIndex(
    folder,
    entries.map((one) => (one === entry ? retired : one)),
  );
  return retired;
}

async function writeIndex(folder: string, entries: readonly TrustEntry[]): Promise<void> {
  const text = JSON.stringify({ format: trustFormat, entries }, null, 2);
  await writeWhole(join(folder, indexName), `${text}\n`);
}

async function readIndex(folder: string): Promise<TrustEntry[]> {
  const path = join(folder, indexName);
  const bytes = await readWhole(path, indexSizeLimit).catch((error: unknown) => {
    if (error instanceof Failure && error.code === "file-not-found") return null;
    throw error;
  });
  if (bytes === null) return [];
  try {
    const index: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    if (isIndex(index)) return index.entries;
  } catch (error) {
    throw new Failure("trust-store-damaged", { path, reason: "not-readable" }, { cause: error });
  }
  throw new Failure("trust-store-damaged", { path, reason: "not-readable" });
}

function isIndex(value: unknown): value is { entries: TrustEntry[] } {
  const index = value as { format?: unknown; entries?: unknown } | null;
  return index?.format === trustFormat && Array.isArray(index.entries) && index.entries.every(isEntry);
}

function isEntry(value: unknown): value is TrustEntry {
  const entry = value as Record<keyof TrustEntry, unknown> | null;
  if (typeof entry !== "object" || entry === null) return false;
  const isText = (field: unknown): boolean => typeof field === "string";
  const isTextOrNull = (field: unknown): boolean => field === null || isText(field);
  const isTime = (field: unknown): boolean => isText(field) && !Number.isNaN(Date.parse(field as string));
  return (
    isText(entry.sha256) &&
    /^[0-9a-f]{64}$/.test(entry.sha256 as string) &&
    entry.file === `${entry.sha256}.crt` &&
    ["signer", "authority", "intermediate"].includes(entry.kind as string) &&
    isText(entry.label) &&
    [entry.group, entry.confirmedBy, entry.paper].every(isTextOrNull) &&
    isTime(entry.addedAt) &&
    (entry.retiredAt === null || isTime(entry.retiredAt))
  );
}
