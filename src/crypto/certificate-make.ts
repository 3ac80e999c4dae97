import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { asn1Library, encoded, ownBuffer, signatureIdentifier } from "./asn1-library.js";
import { type Certificate, extensionOids, readCertificate } from "./certificates.js";
import { timeElement } from "./cms-make.js";
import { digest } from "./digest.js";
import { signingAlgorithm, signWith } from "./signing-key.js";

/** Whom a self-made certificate names. */
export interface CertificateSubject {
  commonName: string;
  organisation?: string;
  /** Two letters; VN unless said otherwise. */
  country?: string;
}

/** Kinds of keys that we make. */
export type NewKeyKind = "p-256" | "rsa-3072";

/** A fresh key pair. RSA takes a second or more. */
export function makeKeyPair(kind: NewKeyKind = "p-256"): KeyObject {
  if (kind === "rsa-3072") return generateKeyPairSync("rsa", { modulusLength: 3072 }).privateKey;
  return generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey;
}

/**
 * Makes a self-signed certificate for signing documents: no authority, digitalSignature and nonRepudiation only. It is
 * valid from an hour before `now`, for the clocks of two offices never agree.
 */
export async function makeCertificate(
  privateKey: KeyObject,
  subject: CertificateSubject,
  now: Date,
  years: number,
): Promise<Certificate> {
  const library = await asn1Library();
  const { asn1js, pkijs } = library;
  const publicKey = createPublicKey(privateKey);
  const algorithm = signingAlgorithm(publicKey);

  const pair = (
    type: string,
    value: InstanceType<typeof asn1js.Utf8String | typeof asn1js.PrintableString>,
  ) => new pkijs.AttributeTypeAndValue({ type, value });
  const typesAndValues = [
    pair("2.5.4.6", new asn1js.PrintableString({ value: subject.country ?? "VN" })),
    ...(subject.organisation
      ? [pair("2.5.4.10", new asn1js.Utf8String({ value: subject.organisation.normalize("NFC") }))]
      : []),
    pair("2.5.4.3", new asn1js.Utf8String({ value: subject.commonName.normalize("NFC") })),
  ];
  const name = new pkijs.RelativeDistinguishedNames({ typesAndValues }).toSchema();
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  const serial = randomBytes(16);
  // Positive, and never shorter than it looks.
  serial[0] = (serial[0]! & 0x7f) | 0x40;

  const spki = new Uint8Array(publicKey.export({ format: "der", type: "spki" }));
  const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }) =>
    new pkijs.Extension({ extnID, critical, extnValue: value.toBER() }).toSchema();
  // Bits 0 and 1: digitalSignature, nonRepudiation; six bits unused.
  const usage = new asn1js.BitString({ valueHex: Uint8Array.of(0xc0).buffer, unusedBits: 6 });
  const keyIdentifier = new asn1js.OctetString({ valueHex: ownBuffer(digest(spki).subarray(0, 20)) });
  const signatureAlgorithm = signatureIdentifier(library, algorithm).toSchema();
  const tbs = new asn1js.Sequence({
    value: [
      new asn1js.Constructed({
        idBlock: { tagClass: 3, tagNumber: 0 },
        value: [new asn1js.Integer({ value: 2 })],
      }),
      new asn1js.Integer({ valueHex: ownBuffer(serial) }),
      signatureAlgorithm,
      name,
      new asn1js.Sequence({
        value: [timeElement(library, new Date(now.getTime() - 3_600_000)), timeElement(library, until)],
      }),
      name,
      encoded(library, spki),
      new asn1js.Constructed({
        idBlock: { tagClass: 3, tagNumber: 3 },
        value: [
          new asn1js.Sequence({
            value: [
              // An empty SEQUENCE: cA is FALSE by default, and DER leaves defaults out.
              extension(extensionOids.basicConstraints, true, new asn1js.Sequence({ value: [] })),
              extension(extensionOids.keyUsage, true, usage),
              extension(extensionOids.subjectKeyIdentifier, false, keyIdentifier),
            ],
          }),
        ],
      }),
    ],
  });
  const toBeSigned = new Uint8Array(tbs.toBER());
  const signature = signWith(algorithm, privateKey, toBeSigned);
  const certificate = new asn1js.Sequence({
    value: [
      encoded(library, toBeSigned),
      signatureAlgorithm,
      new asn1js.BitString({ valueHex: ownBuffer(signature) }),
    ],
  });
  return readCertificate(new Uint8Array(certificate.toBER()));
}
