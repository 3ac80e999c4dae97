import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { isSelfSigned } from "../crypto/certificate-path.js";
import { type Certificate, certificateToPem } from "../crypto/certificates.js";
import { DerError } from "../crypto/der.js";
import { isListSignedBy } from "../crypto/revocation.js";
import {
  looksLikeRevocationList,
  type RevocationList,
  readRevocationListFile,
  revocationListSizeLimit,
} from "../crypto/revocation-list.js";
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
  /** Revocation lists at hand. */
  lists: readonly TrustedList[];
  /** Whether a signer of whom nobody can say that they were not revoked is refused. */
  requireRevocation?: boolean;
}

/** A revocation list of the trust store; times are RFC 3339, UTC. */
export interface TrustListEntry {
  sha256: string;
  /** List file in the trust folder. */
  file: string;
  issuer: string;
  thisUpdate: string;
  nextUpdate: string | null;
  entries: number;
  addedAt: string;
}

export type TrustedList = RevocationList & { entry: TrustListEntry };

/** A store that trusts nobody, for commands without a workspace. */
export const emptyTrust: TrustStore = { entries: [], lists: [] };

export const trustFormat = "bangiao-trust/1";
const indexName = "index.json";
const indexSizeLimit = 10_000_000;

/** Reads a trust folder; one that is not there trusts nobody. Throws `trust-store-damaged`. */
export async function loadTrust(folder: string): Promise<TrustStore> {
  const entries: TrustedCertificate[] = [];
  const index = await readIndex(folder);
  for (const entry of index.entries) {
    const path = join(folder, entry.file);
    const certificate = await readOneCertificate(path).catch((error: unknown) => {
      throw new Failure("trust-store-damaged", { path, reason: "certificate-missing" }, { cause: error });
    });
    if (certificate.fingerprint !== entry.sha256) {
      throw new Failure("trust-store-damaged", { path, reason: "certificate-differs" });
    }
    entries.push({ ...entry, certificate });
  }
  const lists: TrustedList[] = [];
  for (const entry of index.lists) {
    const path = join(folder, entry.file);
    const list = await readOneList(path).catch((error: unknown) => {
      throw new Failure("trust-store-damaged", { path, reason: "list-missing" }, { cause: error });
    });
    if (list.fingerprint !== entry.sha256) {
      throw new Failure("trust-store-damaged", { path, reason: "list-differs" });
    }
    lists.push({ ...list, entry });
  }
  return { entries, lists };
}

/** The revocation list of a file, DER or PEM. Throws `revocation-list-not-usable`, `file-not-found`. */
async function readOneList(path: string): Promise<RevocationList> {
  const bytes = await readWhole(path, 1.5 * revocationListSizeLimit);
  try {
    return readRevocationListFile(bytes);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    const reason = error.problem === "empty" ? "empty" : "structure";
    throw new Failure("revocation-list-not-usable", { path, reason }, { cause: error });
  }
}

/** Whether a file holds a revocation list and no certificate. Throws `file-not-found`. */
export async function isRevocationList(path: string): Promise<boolean> {
  return looksLikeRevocationList(await readWhole(path, 1.5 * revocationListSizeLimit));
}

/**
 * Keeps a revocation list that a certificate of the store has signed. Nobody has to confirm it: it can only take trust
 * away, and nobody else could have made it. Throws `revocation-list-not-usable`, `trust-store-damaged`.
 */
export async function addRevocationList(
  folder: string,
  path: string,
  now: Date,
): Promise<{ entry: TrustListEntry; again: boolean }> {
  const list = await readOneList(path);
  const refuse = (reason: "issuer-unknown" | "not-understood"): never => {
    throw new Failure("revocation-list-not-usable", { path, reason });
  };
  if (list.notUnderstood !== null) refuse("not-understood");
  const { entries } = await loadTrust(folder);
  const issuers = entries.filter(({ certificate }) => certificate.subject.key === list.issuer.key);
  if (!issuers.some(({ certificate }) => isListSignedBy(list, certificate))) refuse("issuer-unknown");
  const index = await readIndex(folder);
  const known = index.lists.find((one) => one.sha256 === list.fingerprint);
  if (known) return { entry: known, again: true };
  const entry: TrustListEntry = {
    sha256: list.fingerprint,
    file: `${list.fingerprint}.crl`,
    issuer: list.issuer.text,
    thisUpdate: timeText(list.thisUpdate),
    nextUpdate: list.nextUpdate && timeText(list.nextUpdate),
    entries: list.entries,
    addedAt: timeText(now),
  };
  await writeWhole(join(folder, entry.file), list.raw);
  await writeIndex(folder, { ...index, lists: [...index.lists, entry] });
  return { entry, again: false };
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
 * Trusts a certificate from now on; only a mere link needs no confirmation. Throws `fingerprint-malformed`, `fingerprint-differs`, `trust-entry-exists`,
 * `trust-store-damaged`.
 */
export async function addTrust(
  folder: string,
  candidate: TrustCandidate,
  confirmation: TrustConfirmation | null,
  details: TrustDetails,
  now: Date,
): Promise<TrustEntry> {
  const { certificate, fingerprint } = candidate;
  if (confirmation) confirm(fingerprint, confirmation);
  else if (needsConfirmation(candidate, details)) {
    throw new Failure("fingerprint-differs", { given: "", actual: fingerprint });
  }
  const index = await readIndex(folder);
  const { entries } = index;
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
  await writeIndex(folder, { ...index, entries: [...entries, entry] });
  return entry;
}

/** Whether somebody must compare a fingerprint first. A mere link is trusted in nothing by itself. */
export function needsConfirmation({ kind }: TrustCandidate, { asAuthority }: TrustDetails): boolean {
  return kind !== "intermediate" || asAuthority === true;
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
  const index = await readIndex(folder);
  const { entries } = index;
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
  await writeIndex(folder, { ...index, entries: entries.map((one) => (one === entry ? retired : one)) });
  return retired;
}

interface TrustIndex {
  entries: TrustEntry[];
  lists: TrustListEntry[];
}

async function writeIndex(folder: string, { entries, lists }: TrustIndex): Promise<void> {
  const text = JSON.stringify({ format: trustFormat, entries, lists }, null, 2);
  await writeWhole(join(folder, indexName), `${text}\n`);
}

async function readIndex(folder: string): Promise<TrustIndex> {
  const path = join(folder, indexName);
  const bytes = await readWhole(path, indexSizeLimit).catch((error: unknown) => {
    if (error instanceof Failure && error.code === "file-not-found") return null;
    throw error;
  });
  if (bytes === null) return { entries: [], lists: [] };
  try {
    const index: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    // Indexes of the first version name no lists.
    if (isIndex(index)) return { entries: index.entries, lists: index.lists ?? [] };
  } catch (error) {
    throw new Failure("trust-store-damaged", { path, reason: "not-readable" }, { cause: error });
  }
  throw new Failure("trust-store-damaged", { path, reason: "not-readable" });
}

function isIndex(value: unknown): value is { entries: TrustEntry[]; lists?: TrustListEntry[] } {
  const index = value as { format?: unknown; entries?: unknown; lists?: unknown } | null;
  if (index?.format !== trustFormat || !Array.isArray(index.entries)) return false;
  const lists = index.lists ?? [];
  return index.entries.every(isEntry) && Array.isArray(lists) && lists.every(isListEntry);
}

function isListEntry(value: unknown): value is TrustListEntry {
  const entry = value as Record<keyof TrustListEntry, unknown> | null;
  return (
    typeof entry === "object" &&
    entry !== null &&
    typeof entry.sha256 === "string" &&
    /^[0-9a-f]{64}$/.test(entry.sha256) &&
    entry.file === `${entry.sha256}.crl` &&
    [entry.issuer, entry.thisUpdate, entry.addedAt].every((field) => typeof field === "string") &&
    (entry.nextUpdate === null || typeof entry.nextUpdate === "string") &&
    typeof entry.entries === "number"
  );
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
