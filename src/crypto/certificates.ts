import type { KeyObject } from "node:crypto";
import { readPublicKey } from "./algorithms.js";
import {
  bitSet,
  bitStringOctets,
  DerError,
  type DerNode,
  DerSequence,
  explicit,
  implicit,
  oidOf,
  readDer,
  sameBytes,
  smallIntegerOf,
  tags,
  timeOf,
} from "./der.js";
import { sha256Hex } from "./digest.js";
import { type DistinguishedName, readName } from "./distinguished-name.js";

/** Certificates larger than this are not read. */
export const certificateSizeLimit = 100_000;

export interface CertificateExtension {
  oid: string;
  critical: boolean;
  /** What the OCTET STRING holds. */
  value: Uint8Array;
}

/** Bits of keyUsage that decisions rest on (RFC 5280 §4.2.1.3). */
export interface KeyUsage {
  digitalSignature: boolean;
  nonRepudiation: boolean;
  keyCertSign: boolean;
  crlSign: boolean;
}

/** An X.509 certificate as it was read; all byte views are the original bytes. */
export interface Certificate {
  raw: Uint8Array;
  /** SHA-256 of the whole certificate, 64 lower-case hexadecimal digits. */
  fingerprint: string;
  /** The signed part. */
  tbs: Uint8Array;
  /** Contents of the INTEGER, as they came. */
  serial: Uint8Array;
  signatureAlgorithm: DerNode;
  signature: Uint8Array;
  issuer: DistinguishedName;
  subject: DistinguishedName;
  notBefore: Date;
  notAfter: Date;
  publicKey: KeyObject;
  extensions: CertificateExtension[];
  basicConstraints: { ca: boolean; pathLength: number | null } | null;
  keyUsage: KeyUsage | null;
  /** Object identifiers of extKeyUsage, or null where there is none. */
  extendedKeyUsage: string[] | null;
  subjectKeyIdentifier: Uint8Array | null;
  authorityKeyIdentifier: Uint8Array | null;
  /** Issuer and subject are one name: no proof that the key is the same. */
  selfIssued: boolean;
}

export const extensionOids = {
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  basicConstraints: "2.5.29.19",
  distributionPoints: "2.5.29.31",
  authorityKeyIdentifier: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
} as const;

/** Reads one DER certificate (RFC 5280 §4.1) strictly. Throws `DerError`. */
export function readCertificate(bytes: Uint8Array): Certificate {
  if (bytes.length > certificateSizeLimit) throw new DerError("too-many-elements", "certificate");
  const outer = new DerSequence(readDer(bytes), "certificate");
  const tbsNode = outer.take(tags.sequence, "tbsCertificate");
  const signatureAlgorithm = outer.take(tags.sequence, "signatureAlgorithm");
  const signature = bitStringOctets(outer.take(tags.bitString, "signature"), "certificate.signature");
  outer.end();

  const tbs = new DerSequence(tbsNode, "tbsCertificate");
  const versionNode = tbs.optional(explicit(0))?.children[0];
  const version = versionNode ? smallIntegerOf(versionNode, "version") : 0;
  if (version > 2) throw new DerError("structure", "version");
  const serial = tbs.take(tags.integer, "serialNumber").content;
  // The algorithm stands once inside and once outside the signature; only the inner one is signed (§4.1.1.2).
  if (!sameBytes(tbs.take(tags.sequence, "signature").raw, signatureAlgorithm.raw)) {
    throw new DerError("structure", "signature algorithms differ");
  }
  const issuer = readName(tbs.take(tags.sequence, "issuer"), "issuer");
  const validity = tbs.sequence("validity");
  const notBefore = timeOf(validity.any("notBefore"), "notBefore");
  const notAfter = timeOf(validity.any("notAfter"), "notAfter");
  validity.end();
  const subject = readName(tbs.take(tags.sequence, "subject"), "subject");
  const publicKeyInfo = tbs.take(tags.sequence, "subjectPublicKeyInfo").raw;
  tbs.optional(implicit(1));
  tbs.optional(implicit(2));
  const wrapped = tbs.optional(explicit(3));
  tbs.end();
  if (wrapped && (version !== 2 || wrapped.children.length !== 1))
    throw new DerError("structure", "extensions");
  const extensions = wrapped ? readExtensions(wrapped.children[0]!) : [];
  return {
    raw: bytes,
    fingerprint: sha256Hex(bytes),
    tbs: tbsNode.raw,
    serial,
    signatureAlgorithm,
    signature,
    issuer,
    subject,
    notBefore,
    notAfter,
    publicKey: readPublicKey(publicKeyInfo, "subjectPublicKeyInfo"),
    extensions,
    ...understood(extensions),
    selfIssued: issuer.key === subject.key,
  };
}

/** Reads an Extensions field; an extension given twice is refused (RFC 5280 §4.2). */
export function readExtensions(node: DerNode): CertificateExtension[] {
  if (node.tag !== tags.sequence || node.children.length === 0) throw new DerError("structure", "extensions");
  const seen = new Set<string>();
  return node.children.map((child) => {
    const one = new DerSequence(child, "extension");
    const oid = oidOf(one.take(tags.oid, "extnID"));
    const flag = one.optional(tags.boolean);
    // FALSE is the default, and DER leaves defaults out.
    if (flag && flag.content[0] !== 0xff) throw new DerError("encoding", `extension ${oid}`);
    const value = one.take(tags.octetString, "extnValue").content;
    one.end();
    if (seen.has(oid)) throw new DerError("structure", `extension ${oid} twice`);
    seen.add(oid);
    return { oid, critical: flag !== undefined, value };
  });
}

type Understood = Pick<
  Certificate,
  "basicConstraints" | "keyUsage" | "extendedKeyUsage" | "subjectKeyIdentifier" | "authorityKeyIdentifier"
>;

function understood(extensions: readonly CertificateExtension[]): Understood {
  const find = <T>(oid: string, read: (node: DerNode) => T): T | null => {
    const extension = extensions.find((one) => one.oid === oid);
    return extension ? read(readDer(extension.value)) : null;
  };
  return {
    basicConstraints: find(extensionOids.basicConstraints, (node) => {
      const sequence = new DerSequence(node, "basicConstraints");
      const ca = sequence.optional(tags.boolean);
      if (ca && ca.content[0] !== 0xff) throw new DerError("encoding", "basicConstraints.cA");
      const length = sequence.optional(tags.integer);
      sequence.end();
      return {
        ca: ca !== undefined,
        pathLength: length ? smallIntegerOf(length, "pathLenConstraint") : null,
      };
    }),
    keyUsage: find(extensionOids.keyUsage, (node) => {
      if (node.tag !== tags.bitString) throw new DerError("structure", "keyUsage");
      return {
        digitalSignature: bitSet(node, 0),
        nonRepudiation: bitSet(node, 1),
        keyCertSign: bitSet(node, 5),
        crlSign: bitSet(node, 6),
      };
    }),
    extendedKeyUsage: find(extensionOids.extendedKeyUsage, (node) => {
      if (node.tag !== tags.sequence || node.children.length === 0)
        throw new DerError("structure", "extKeyUsage");
      return node.children.map((child) => {
        if (child.tag !== tags.oid) throw new DerError("structure", "extKeyUsage");
        return oidOf(child);
      });
    }),
    subjectKeyIdentifier: find(extensionOids.subjectKeyIdentifier, (node) => {
      if (node.tag !== tags.octetString) throw new DerError("structure", "subjectKeyIdentifier");
      return node.content;
    }),
    authorityKeyIdentifier: find(extensionOids.authorityKeyIdentifier, (node) => {
      if (node.tag !== tags.sequence) throw new DerError("structure", "authorityKeyIdentifier");
      return node.children.find((child) => child.tag === implicit(0))?.content ?? null;
    }),
  };
}

const pem =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;

/** All certificates of a file: one in DER, or any number in PEM. Throws `DerError`. */
export function readCertificateFile(bytes: Uint8Array): Certificate[] {
  if (bytes.length > 10 * certificateSizeLimit) throw new DerError("too-many-elements", "certificate file");
  if (bytes[0] === tags.sequence) return [readCertificate(bytes)];
  const text = Buffer.from(bytes).toString("latin1");
  const found = [...text.matchAll(pem)].map(([, base64]) =>
    readCertificate(new Uint8Array(Buffer.from(base64!, "base64"))),
  );
  if (found.length === 0) throw new DerError(bytes.length === 0 ? "empty" : "structure", "certificate file");
  return found;
}

/** A certificate as PEM text, as it is exported. */
export function certificateToPem(certificate: Certificate): string {
  const lines = Buffer.from(certificate.raw)
    .toString("base64")
    .match(/.{1,64}/g)!;
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
