import { readDigestAlgorithm } from "./algorithms.js";
import type { Certificate } from "./certificates.js";
import { cmsOids } from "./cms-oids.js";
import type { SignedKind } from "./cms-structure.js";
import {
  DerError,
  type DerNode,
  DerSequence,
  explicit,
  inSetOrder,
  oidOf,
  sameBytes,
  tags,
  timeOf,
} from "./der.js";
import { type DigestAlgorithm, digest } from "./digest.js";
import { type DistinguishedName, readName } from "./distinguished-name.js";

export interface AttributeFault {
  problem: "absent" | "missing" | "repeated" | "several-values" | "unsorted" | "value-wrong";
  attribute?: string;
}

/** The certificate a signature binds itself to (RFC 5035 §4, first ESSCertIDv2). */
export interface CertificateReference {
  algorithm: DigestAlgorithm;
  hash: Uint8Array;
  issuerSerial: { issuer: DistinguishedName; serial: Uint8Array } | null;
}

/** What the signed attributes say, as far as it could be read, and everything wrong with them. */
export interface SignedAttributes {
  messageDigest: Uint8Array | null;
  signingTime: Date | null;
  certificateReference: CertificateReference | null;
  faults: AttributeFault[];
}

const required = ["contentType", "messageDigest", "signingTime", "signingCertificateV2"] as const;

/** Reads the signed attributes (RFC 5652 §5.3, §11). Throws `DerError`, `RefusedAlgorithm`. */
export function readSignedAttributes(
  node: DerNode | undefined,
  kind: SignedKind = "detached",
): SignedAttributes {
  const result: SignedAttributes = {
    messageDigest: null,
    signingTime: null,
    certificateReference: null,
    faults: [],
  };
  if (!node) {
    result.faults.push({ problem: "absent" });
    return result;
  }
  const values = new Map<string, DerNode[]>();
  for (const child of node.children) {
    const attribute = new DerSequence(child, "signedAttrs");
    const oid = oidOf(attribute.take(tags.oid, "attrType"));
    const set = attribute.take(tags.set, "attrValues").children;
    attribute.end();
    if (values.has(oid)) result.faults.push({ problem: "repeated", attribute: attributeName(oid) });
    else values.set(oid, set);
  }
  if (!inSetOrder(node.children.map((child) => child.raw))) result.faults.push({ problem: "unsorted" });

  const single: Partial<Record<(typeof required)[number], DerNode>> = {};
  for (const name of required) {
    const set = values.get(cmsOids[name]);
    const attribute = attributeName(cmsOids[name]);
    // The time of a time stamp stands in what it signs.
    if (!set && kind === "timestamp" && name === "signingTime") continue;
    if (!set || set.length === 0) result.faults.push({ problem: "missing", attribute });
    else if (set.length > 1) result.faults.push({ problem: "several-values", attribute });
    else single[name] = set[0]!;
  }
  const wrong = (name: (typeof required)[number]): void => {
    result.faults.push({ problem: "value-wrong", attribute: attributeName(cmsOids[name]) });
  };
  const expectedType = kind === "detached" ? cmsOids.data : cmsOids.timestampInfo;
  const { contentType, messageDigest, signingTime, signingCertificateV2 } = single;
  if (contentType && (contentType.tag !== tags.oid || oidOf(contentType) !== expectedType))
    wrong("contentType");
  if (messageDigest?.tag === tags.octetString) result.messageDigest = messageDigest.content;
  else if (messageDigest) wrong("messageDigest");
  if (signingTime) {
    try {
      result.signingTime = timeOf(signingTime, "signingTime");
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      wrong("signingTime");
    }
  }
  if (signingCertificateV2) {
    try {
      result.certificateReference = readReference(signingCertificateV2);
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      wrong("signingCertificateV2");
    }
  }
  return result;
}

function readReference(node: DerNode): CertificateReference {
  const attribute = new DerSequence(node, "SigningCertificateV2");
  const list = attribute.take(tags.sequence, "certs").children;
  attribute.optional(tags.sequence);
  attribute.end();
  const first = new DerSequence(list[0], "ESSCertIDv2");
  const algorithmNode = first.optional(tags.sequence);
  const hash = first.take(tags.octetString, "certHash").content;
  const issuerSerialNode = first.optional(tags.sequence);
  first.end();
  const algorithm = algorithmNode
    ? readDigestAlgorithm(algorithmNode, "ESSCertIDv2.hashAlgorithm")
    : "sha256";
  let issuerSerial: CertificateReference["issuerSerial"] = null;
  if (issuerSerialNode) {
    const pair = new DerSequence(issuerSerialNode, "ESSCertIDv2.issuerSerial");
    const names = pair.take(tags.sequence, "issuer").children;
    const serial = pair.take(tags.integer, "serialNumber").content;
    pair.end();
    // GeneralNames with one directoryName, which is a CHOICE and therefore tagged explicitly.
    const name = names[0];
    if (names.length !== 1 || name?.tag !== explicit(4) || name.children.length !== 1) {
      throw new DerError("structure", "ESSCertIDv2.issuerSerial.issuer");
    }
    issuerSerial = { issuer: readName(name.children[0]!, "ESSCertIDv2.issuerSerial.issuer"), serial };
  }
  return { algorithm, hash, issuerSerial };
}

/** Whether a certificate is the one that the signed attributes bind the signature to. */
export function isReferenced(certificate: Certificate, reference: CertificateReference): boolean {
  const { algorithm, hash, issuerSerial } = reference;
  if (!sameBytes(digest(certificate.raw, algorithm), hash)) return false;
  if (!issuerSerial) return true;
  return (
    issuerSerial.issuer.key === certificate.issuer.key && sameBytes(issuerSerial.serial, certificate.serial)
  );
}

const names: Record<string, string> = {
  [cmsOids.contentType]: "content-type",
  [cmsOids.messageDigest]: "message-digest",
  [cmsOids.signingTime]: "signing-time",
  [cmsOids.signingCertificateV2]: "signing-certificate-v2",
};

function attributeName(oid: string): string {
  return names[oid] ?? oid;
}
