import type { TimestampDamage } from "../model/findings/signature.js";
import {
  checkKeyStrength,
  digestOids,
  RefusedAlgorithm,
  readDigestAlgorithm,
  readSignatureAlgorithm,
  verifySignature,
} from "./algorithms.js";
import type { Certificate } from "./certificates.js";
import { isReferenced, readSignedAttributes } from "./cms-attributes.js";
import { cmsOids } from "./cms-oids.js";
import { isNamed, ShapeError, takeApart } from "./cms-structure.js";
import {
  DerError,
  type DerNode,
  DerSequence,
  explicit,
  oidOf,
  readDer,
  sameBytes,
  smallIntegerOf,
  tags,
} from "./der.js";
import { derElement, derOid } from "./der-write.js";
import { digest } from "./digest.js";

/** Answers of time-stamping authorities larger than this are not read. */
export const timestampSizeLimit = 65_536;

/** An answer of a time-stamping authority, or a time stamp, that is worth nothing. */
export class TimestampError extends Error {
  override readonly name = "TimestampError";
  constructor(readonly problem: TimestampDamage) {
    super(problem);
  }
}

/** A time stamp that holds; whether its authority is trusted is another question. */
export interface Timestamp {
  /** Start of the whole second, or with fractions, as the authority wrote it. */
  time: Date;
  certificate: Certificate;
  embedded: Certificate[];
  revocationLists: Uint8Array[];
}

/** The question to an authority: when was this signature there? (RFC 3161 §2.4.1), with its certificate asked for. */
export function timestampRequest(signature: Uint8Array, nonce: Uint8Array): Uint8Array {
  const algorithm = derElement(tags.sequence, derOid(digestOids.sha256), derElement(tags.null));
  const imprint = derElement(tags.sequence, algorithm, derElement(tags.octetString, digest(signature)));
  return derElement(
    tags.sequence,
    derElement(tags.integer, Uint8Array.of(1)),
    imprint,
    derElement(tags.integer, positive(nonce)),
    derElement(tags.boolean, Uint8Array.of(0xff)),
  );
}

/** Contents of an INTEGER that is positive and as short as can be. */
function positive(octets: Uint8Array): Uint8Array {
  const first = octets.findIndex((octet) => octet !== 0);
  const value = first < 0 ? Uint8Array.of(0) : octets.subarray(first);
  return value[0]! >= 0x80 ? Uint8Array.of(0, ...value) : value;
}

/** The nonce of a question, as contents of an INTEGER. Throws `TimestampError`. */
export function nonceOf(request: Uint8Array): Uint8Array {
  return guarded(() => {
    const fields = new DerSequence(readDer(request), "TimeStampReq");
    fields.take(tags.integer, "version");
    fields.take(tags.sequence, "messageImprint");
    fields.optional(tags.oid);
    return fields.take(tags.integer, "nonce").content;
  });
}

/** The token in an authority's answer (RFC 3161 §2.4.2), not yet checked. Throws `TimestampError`. */
export function tokenOfResponse(response: Uint8Array): Uint8Array {
  if (response.length > timestampSizeLimit) throw new TimestampError("too-large");
  return guarded(() => {
    const fields = new DerSequence(readDer(response), "TimeStampResp");
    const status = fields.take(tags.sequence, "status").children[0];
    if (status?.tag !== tags.integer) throw new TimestampError("structure");
    // 0 granted, 1 granted with changes; everything else is a refusal.
    if (smallIntegerOf(status, "status") > 1) throw new TimestampError("not-granted");
    const token = fields.take(tags.sequence, "timeStampToken").raw;
    fields.end();
    return token;
  });
}

/**
 * Checks a token over the octets of a signature: shape, algorithms, attributes, imprint, nonce if one was sent, certificate,
 * signature. `known` are certificates at hand for tokens that carry none. Throws `TimestampError` and nothing else.
 */
export function checkToken(
  token: Uint8Array,
  signature: Uint8Array,
  known: readonly Certificate[],
  nonce?: Uint8Array,
): Timestamp {
  if (token.length > timestampSizeLimit) throw new TimestampError("too-large");
  return guarded(() => {
    const parts = takeApart(readDer(token), "timestamp");
    const info = parts.content;
    if (!info || !parts.signedAttributes) throw new TimestampError("attributes-wrong");
    const digestAlgorithm = readDigestAlgorithm(parts.digestAlgorithm, "token.digestAlgorithm");
    const [listed, ...more] = parts.digestAlgorithms;
    if (!listed || more.length > 0) throw new TimestampError("structure");
    if (readDigestAlgorithm(listed, "token.digestAlgorithms") !== digestAlgorithm) {
      throw new TimestampError("structure");
    }
    const algorithm = readSignatureAlgorithm(parts.signatureAlgorithm, "token.signature", digestAlgorithm);
    if (algorithm.digest !== digestAlgorithm) throw new TimestampError("algorithm-refused");
    const attributes = readSignedAttributes(parts.signedAttributes, "timestamp");
    const { messageDigest, certificateReference, faults } = attributes;
    if (faults.length > 0 || !messageDigest || !certificateReference) {
      throw new TimestampError("attributes-wrong");
    }
    if (!sameBytes(messageDigest, digest(info, digestAlgorithm)))
      throw new TimestampError("attributes-wrong");
    const stated = readInfo(info);
    if (!sameBytes(stated.imprint, digest(signature, stated.algorithm))) {
      throw new TimestampError("imprint-differs");
    }
    if (nonce && !(stated.nonce && sameBytes(nonce, stated.nonce))) throw new TimestampError("nonce-differs");
    const certificate = [...parts.certificates, ...known].find(
      (one) => isNamed(one, parts.signerIdentifier) && isReferenced(one, certificateReference),
    );
    if (!certificate) throw new TimestampError("certificate-missing");
    checkKeyStrength(certificate.publicKey);
    const signed = Uint8Array.from(parts.signedAttributes.raw);
    signed[0] = tags.set;
    if (!verifySignature(algorithm, certificate.publicKey, signed, parts.signature)) {
      throw new TimestampError("signature-wrong");
    }
    const lists = parts.revocationLists.filter(({ tag }) => tag === tags.sequence).map(({ raw }) => raw);
    return { time: stated.time, certificate, embedded: parts.certificates, revocationLists: lists };
  });
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DerError || error instanceof ShapeError) throw new TimestampError("structure");
    if (error instanceof RefusedAlgorithm) throw new TimestampError("algorithm-refused");
    throw error;
  }
}

/** TSTInfo (RFC 3161 §2.4.2). */
function readInfo(bytes: Uint8Array) {
  const fields = new DerSequence(readDer(bytes), "TSTInfo");
  if (smallIntegerOf(fields.take(tags.integer, "version"), "version") !== 1) {
    throw new DerError("structure", "TSTInfo.version");
  }
  fields.take(tags.oid, "policy");
  const imprint = fields.sequence("messageImprint");
  const algorithm = readDigestAlgorithm(imprint.take(tags.sequence, "hashAlgorithm"), "messageImprint");
  const hash = imprint.take(tags.octetString, "hashedMessage").content;
  imprint.end();
  fields.take(tags.integer, "serialNumber");
  const time = generalizedTime(fields.take(tags.generalizedTime, "genTime"));
  fields.optional(tags.sequence);
  fields.optional(tags.boolean);
  const nonce = fields.optional(tags.integer)?.content ?? null;
  fields.optional(explicit(0));
  const extensions = fields.optional(explicit(1));
  fields.end();
  // None is known that would change what a token means; a critical one might.
  if (extensions?.children.some(({ children }) => children[1]?.tag === tags.boolean)) {
    throw new DerError("structure", "TSTInfo.extensions");
  }
  return { algorithm, imprint: hash, time, nonce };
}

/** GeneralizedTime in UTC with fractions of a second that do not end in zero. */
function generalizedTime(node: DerNode): Date {
  const text = Buffer.from(node.content).toString("latin1");
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{0,8}[1-9])?Z$/.exec(text);
  const [, year, month, day, hour, minute, second, fraction = ""] = match ?? [];
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  const back = Number.isNaN(time.getTime()) ? "" : time.toISOString().slice(0, 19).replace(/[-:T]/g, "");
  if (!match || !text.startsWith(back) || back === "") throw new DerError("structure", "genTime");
  return time;
}

/** Whether a `.p7s` may hold a token at all: cheap, and true more often than there is one. */
export function mayBeStamped(p7s: Uint8Array): boolean {
  return Buffer.from(p7s.buffer, p7s.byteOffset, p7s.byteLength).includes(
    Buffer.from(derOid(cmsOids.signatureTimeStamp)),
  );
}

/** The tokens among the unsigned attributes of a signature. */
export function tokensOf(unsignedAttributes: DerNode | undefined): Uint8Array[] {
  return (unsignedAttributes?.children ?? []).flatMap(({ children: [type, values] }) =>
    type?.tag === tags.oid && oidOf(type) === cmsOids.signatureTimeStamp && values?.tag === tags.set
      ? values.children.map(({ raw }) => raw)
      : [],
  );
}

/** The octets of the signature in a `.p7s`. Throws `TimestampError`. */
export function signatureOctets(p7s: Uint8Array): Uint8Array {
  return guarded(() => takeApart(readDer(p7s)).signature);
}

/** The same signature with one more token among its unsigned attributes; nothing that is signed changes. */
export function withToken(p7s: Uint8Array, token: Uint8Array): Uint8Array {
  return guarded(() => {
    const attribute = derElement(
      tags.sequence,
      derOid(cmsOids.signatureTimeStamp),
      derElement(tags.set, token),
    );
    const last = (node: DerNode | undefined): DerNode => node!.children.at(-1)!;
    const info = readDer(p7s);
    const signed = info.children[1]!.children[0]!;
    const signer = last(signed).children[0]!;
    const unsigned = last(signer).tag === explicit(1) ? last(signer) : null;
    const attributes = [...(unsigned?.children.map(({ raw }) => raw) ?? []), attribute].sort((a, b) =>
      Buffer.compare(a, b),
    );
    const kept = unsigned ? signer.children.slice(0, -1) : signer.children;
    const signerBytes = derElement(
      tags.sequence,
      ...kept.map(({ raw }) => raw),
      derElement(explicit(1), ...attributes),
    );
    const before = signed.children.slice(0, -1).map(({ raw }) => raw);
    const signedBytes = derElement(tags.sequence, ...before, derElement(tags.set, signerBytes));
    return derElement(tags.sequence, info.children[0]!.raw, derElement(explicit(0), signedBytes));
  });
}
