import { checkKeyStrength, RefusedAlgorithm, readSignatureAlgorithm, verifySignature } from "./algorithms.js";
import { findPath } from "./certificate-path.js";
import { type Certificate, extensionOids } from "./certificates.js";
import { DerError, sameBytes } from "./der.js";
import { distributionPoints, type RevocationEntry, type RevocationList } from "./revocation-list.js";

/** Why nobody can say whether a certificate has been revoked; the last one in this order explains most. */
export type RevocationGap =
  | "no-list"
  | "list-of-other-certificates"
  | "list-not-yet-valid"
  | "list-not-understood"
  | "list-unsigned"
  | "list-stale";

const gaps: readonly RevocationGap[] = [
  "no-list",
  "list-of-other-certificates",
  "list-not-yet-valid",
  "list-not-understood",
  "list-unsigned",
  "list-stale",
];

/** What the lists at hand say of all certificates of a path but its trusted end. */
export type RevocationAnswer = { used: RevocationList[] } & (
  | { status: "good" }
  /** Good at the time asked about, revoked after it. */
  | { status: "revoked-later"; certificate: Certificate; entry: RevocationEntry }
  | { status: "revoked"; certificate: Certificate; entry: RevocationEntry }
  | { status: "unknown"; certificate: Certificate; why: RevocationGap }
);

export interface RevocationQuestion {
  /** From the signer to the trusted end. */
  path: readonly Certificate[];
  lists: readonly RevocationList[];
  /** Certificates at hand that may have signed a list; trusted in nothing. */
  links: readonly Certificate[];
  /** The time asked about, and the time of asking. */
  at: Date;
  now: Date;
}

/** How far the clocks of an authority and of an office may differ. */
const tolerance = 5 * 60_000;
/** Signers of lists may need lists themselves; deeper than this nobody goes. */
const deepest = 4;
/** Lists tried for one certificate, and certificates tried for one list. */
const mostLists = 64;
const mostSigners = 8;

const hold = 6;
const removed = 8;

/**
 * Whether the certificates of a path had been revoked at a time (RFC 5280 §6.3 without indirect lists, lists of some reasons
 * and the merging of changes). Unknown is never good. A revocation counts even in a list that is out of date.
 */
export function checkRevocation(question: RevocationQuestion): RevocationAnswer {
  return new Inquiry(question).ofPath(question.path, []);
}

class Inquiry {
  readonly #anchor: Certificate;
  readonly #used = new Map<string, RevocationList>();
  readonly #signatures = new Map<string, boolean>();

  constructor(private readonly question: RevocationQuestion) {
    this.#anchor = question.path.at(-1)!;
  }

  ofPath(path: readonly Certificate[], asking: readonly string[]): RevocationAnswer {
    let later: RevocationAnswer | undefined;
    let unknown: RevocationAnswer | undefined;
    for (const [index, certificate] of path.slice(0, -1).entries()) {
      const answer = this.#ofOne(certificate, path.slice(index + 1), asking);
      if (answer.status === "revoked") return answer;
      if (answer.status === "revoked-later") later ??= answer;
      if (answer.status === "unknown") unknown ??= answer;
    }
    return unknown ?? later ?? { status: "good", used: [...this.#used.values()] };
  }

  #ofOne(
    certificate: Certificate,
    above: readonly Certificate[],
    asking: readonly string[],
  ): RevocationAnswer {
    const { at, now, lists } = this.question;
    let why: RevocationGap = "no-list";
    const missing = (gap: RevocationGap): void => {
      if (gaps.indexOf(gap) > gaps.indexOf(why)) why = gap;
    };
    const goods: RevocationList[] = [];
    const bads: { list: RevocationList; entry: RevocationEntry }[] = [];
    const candidates = lists.filter((list) => list.issuer.key === certificate.issuer.key).slice(0, mostLists);
    for (const list of candidates) {
      if (list.thisUpdate.getTime() > now.getTime() + tolerance) missing("list-not-yet-valid");
      else if (list.notUnderstood !== null) missing("list-not-understood");
      else if (!covers(list, certificate)) missing("list-of-other-certificates");
      else if (!this.#isSigned(list, certificate, above, asking)) missing("list-unsigned");
      else {
        const entry = entryIn(list, certificate);
        if (entry === "damaged") missing("list-not-understood");
        else if (entry && entry.reason !== removed) bads.push({ list, entry });
        else if (list.delta || entry) missing("no-list");
        else if (isFresh(list, certificate, at)) goods.push(list);
        else missing("list-stale");
      }
    }
    const lasting = bads.filter(
      ({ list, entry }) => entry.reason !== hold || !goods.some((good) => good.thisUpdate > list.thisUpdate),
    );
    for (const list of [...goods, ...lasting.map((one) => one.list)]) this.#used.set(list.fingerprint, list);
    const used = [...this.#used.values()];
    const first = lasting.sort((a, b) => a.entry.revokedAt.getTime() - b.entry.revokedAt.getTime())[0];
    if (first) {
      const status = first.entry.revokedAt > at ? "revoked-later" : "revoked";
      return { status, certificate, entry: first.entry, used };
    }
    return goods.length > 0 ? { status: "good", used } : { status: "unknown", certificate, why, used };
  }

  /** Whether a list is signed by its issuer under the same trusted end, with a key that may sign lists. */
  #isSigned(
    list: RevocationList,
    certificate: Certificate,
    above: readonly Certificate[],
    asking: readonly string[],
  ): boolean {
    // Whoever is being asked about cannot answer for themselves.
    const asked = [...asking, certificate.fingerprint];
    const onPath = above.filter((one) => this.#fits(one, list) && this.#verifies(list, one));
    if (onPath.length > 0) return true;
    if (asked.length > deepest) return false;
    const { links, at } = this.question;
    return links
      .filter((one) => this.#fits(one, list) && !asked.includes(one.fingerprint))
      .slice(0, mostSigners)
      .some((signer) => {
        if (!this.#verifies(list, signer)) return false;
        const found = findPath({
          leaf: signer,
          intermediates: links,
          anchors: [this.#anchor],
          at,
          purpose: "lists",
        });
        return found.ok && this.ofPath(found.path, asked).status === "good";
      });
  }

  #fits(signer: Certificate, list: RevocationList): boolean {
    const { authorityKeyIdentifier } = list;
    return (
      signer.subject.key === list.issuer.key &&
      (signer.keyUsage === null || signer.keyUsage.crlSign) &&
      (authorityKeyIdentifier === null ||
        signer.subjectKeyIdentifier === null ||
        sameBytes(authorityKeyIdentifier, signer.subjectKeyIdentifier))
    );
  }

  #verifies(list: RevocationList, signer: Certificate): boolean {
    const key = `${list.fingerprint} ${signer.fingerprint}`;
    const known = this.#signatures.get(key);
    if (known !== undefined) return known;
    const result = isListSignedBy(list, signer);
    this.#signatures.set(key, result);
    return result;
  }
}

/** Whether the signature of a list was made with a certificate's key, by algorithms that are accepted. */
export function isListSignedBy(list: RevocationList, signer: Certificate): boolean {
  try {
    checkKeyStrength(signer.publicKey);
    const algorithm = readSignatureAlgorithm(list.signatureAlgorithm, "CertificateList.signatureAlgorithm");
    return verifySignature(algorithm, signer.publicKey, list.tbs, list.signature);
  } catch (error) {
    if (error instanceof DerError || error instanceof RefusedAlgorithm) return false;
    throw error;
  }
}

/** Whether a list's scope takes in a certificate (RFC 5280 §6.3.3 b). */
function covers({ scope, issuer }: RevocationList, certificate: Certificate): boolean {
  const authority = certificate.basicConstraints?.ca === true;
  if (scope.only === "users" && authority) return false;
  if (scope.only === "authorities" && !authority) return false;
  const extension = certificate.extensions.find(({ oid }) => oid === extensionOids.distributionPoints);
  try {
    const points = extension ? distributionPoints(extension, issuer) : [];
    if (scope.names === null) return !extension || points.some((names) => names !== null);
    const { names } = scope;
    return points.some((point) => point?.some((name) => names.includes(name)));
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

function entryIn(list: RevocationList, certificate: Certificate): RevocationEntry | null | "damaged" {
  try {
    return list.find(certificate.serial);
  } catch (error) {
    if (error instanceof DerError) return "damaged";
    throw error;
  }
}

/**
 * Whether a list's silence counts at a time: it was the valid one then, or a later one that still had to name the
 * certificate, because it had not expired in between.
 */
function isFresh(list: RevocationList, certificate: Certificate, at: Date): boolean {
  if (list.thisUpdate > at) return certificate.notAfter >= list.thisUpdate;
  return list.nextUpdate !== null && at <= list.nextUpdate;
}
