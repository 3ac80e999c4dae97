import { type Certificate, readCertificate } from "./certificates.js";
import { cmsOids } from "./cms-oids.js";
import {
  DerError,
  type DerNode,
  DerSequence,
  explicit,
  implicit,
  oidOf,
  sameBytes,
  smallIntegerOf,
  tags,
} from "./der.js";
import { type DistinguishedName, readName } from "./distinguished-name.js";

/** Why a SignedData is not of the one shape we accept. */
export type ShapeProblem =
  | "not-signed-data"
  | "content-type"
  | "content-inside"
  | "signer-count"
  | "certificate-unreadable";

/** Well-formed, but another kind of message than a detached signature of one signer. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
  constructor(
    readonly problem: ShapeProblem,
    readonly where: string,
  ) {
    super(`${problem} at ${where}`);
  }
}

/** How a signature names its signer's certificate. */
export type SignerIdentifier =
  | { by: "issuer-and-serial"; issuer: DistinguishedName; serial: Uint8Array }
  | { by: "key-identifier"; keyIdentifier: Uint8Array };

/** The parts of a detached signature of one signer. Everything is a window on the original bytes. */
export interface SignatureParts {
  digestAlgorithms: DerNode[];
  certificates: Certificate[];
  /** Revocation lists that came along, unread. */
  revocationLists: DerNode[];
  signerIdentifier: SignerIdentifier;
  digestAlgorithm: DerNode;
  signedAttributes: DerNode | undefined;
  signatureAlgorithm: DerNode;
  signature: Uint8Array;
  unsignedAttributes: DerNode | undefined;
  /** What a time stamp carries inside itself; null in a detached signature. */
  content: Uint8Array | null;
}

/** What a SignedData is over: a file beside it, or the statement of a time stamp inside it. */
export type SignedKind = "detached" | "timestamp";

const mostCertificates = 50;

/** Takes a ContentInfo with SignedData apart (RFC 5652 §3, §5). Throws `DerError` or `ShapeError`. */
export function takeApart(node: DerNode, kind: SignedKind = "detached"): SignatureParts {
  const info = new DerSequence(node, "ContentInfo");
  if (oidOf(info.take(tags.oid, "contentType")) !== cmsOids.signedData) {
    throw new ShapeError("not-signed-data", "ContentInfo.contentType");
  }
  const wrapped = info.take(explicit(0), "content");
  info.end();
  if (wrapped.children.length !== 1) throw new DerError("structure", "ContentInfo.content");

  const signed = new DerSequence(wrapped.children[0], "SignedData");
  const version = smallIntegerOf(signed.take(tags.integer, "version"), "SignedData.version");
  const digestAlgorithms = signed.take(tags.set, "digestAlgorithms").children;
  const content = signed.sequence("encapContentInfo");
  const contentType = kind === "detached" ? cmsOids.data : cmsOids.timestampInfo;
  if (oidOf(content.take(tags.oid, "eContentType")) !== contentType) {
    throw new ShapeError("content-type", "encapContentInfo.eContentType");
  }
  const inside = content.optional(explicit(0))?.children;
  if (inside && kind === "detached") throw new ShapeError("content-inside", "encapContentInfo.eContent");
  if (kind === "timestamp" && (inside?.length !== 1 || inside[0]?.tag !== tags.octetString)) {
    throw new DerError("structure", "encapContentInfo.eContent");
  }
  content.end();
  const certificates = (signed.optional(explicit(0))?.children ?? []).map(readEmbedded);
  if (certificates.length > mostCertificates)
    throw new DerError("too-many-elements", "SignedData.certificates");
  const revocationLists = signed.optional(explicit(1))?.children ?? [];
  const signers = signed.take(tags.set, "signerInfos").children;
  signed.end();
  if (signers.length !== 1) throw new ShapeError("signer-count", `signerInfos: ${signers.length}`);

  const info1 = new DerSequence(signers[0], "SignerInfo");
  const signerVersion = smallIntegerOf(info1.take(tags.integer, "version"), "SignerInfo.version");
  const signerIdentifier = readSignerIdentifier(info1);
  const expectedVersion = signerIdentifier.by === "issuer-and-serial" ? 1 : 3;
  if (signerVersion !== expectedVersion) throw new DerError("structure", "SignerInfo.version");
  // RFC 5652 §5.1: content of type data and plain certificates leave 1, or 3 with a key identifier; other content wants 3.
  if (version !== (kind === "timestamp" ? 3 : expectedVersion))
    throw new DerError("structure", "SignedData.version");
  const digestAlgorithm = info1.take(tags.sequence, "digestAlgorithm");
  const signedAttributes = info1.optional(explicit(0));
  const signatureAlgorithm = info1.take(tags.sequence, "signatureAlgorithm");
  const signature = info1.take(tags.octetString, "signature").content;
  const unsignedAttributes = info1.optional(explicit(1));
  info1.end();
  return {
    digestAlgorithms,
    certificates,
    revocationLists,
    signerIdentifier,
    digestAlgorithm,
    signedAttributes,
    signatureAlgorithm,
    signature,
    unsignedAttributes,
    content: inside?.[0]?.content ?? null,
  };
}

/** Whether a certificate is the one that a signature names. */
export function isNamed(certificate: Certificate, identifier: SignerIdentifier): boolean {
  if (identifier.by === "key-identifier") {
    const own = certificate.subjectKeyIdentifier;
    return own !== null && sameBytes(own, identifier.keyIdentifier);
  }
  return identifier.issuer.key === certificate.issuer.key && sameBytes(identifier.serial, certificate.serial);
}

function readEmbedded(node: DerNode, index: number): Certificate {
  const where = `SignedData.certificates[${index}]`;
  if (node.tag !== tags.sequence) throw new ShapeError("certificate-unreadable", where);
  try {
    return readCertificate(node.raw);
  } catch (error) {
    if (error instanceof DerError) throw new ShapeError("certificate-unreadable", `${where}: ${error.where}`);
    throw error;
  }
}

function readSignerIdentifier(info: DerSequence): SignerIdentifier {
  const keyIdentifier = info.optional(implicit(0));
  if (keyIdentifier) return { by: "key-identifier", keyIdentifier: keyIdentifier.content };
  const pair = info.sequence("sid");
  const issuer = readName(pair.take(tags.sequence, "issuer"), "SignerInfo.sid.issuer");
  const serial = pair.take(tags.integer, "serialNumber").content;
  pair.end();
  return { by: "issuer-and-serial", issuer, serial };
}
