import {
  type Asn1Library,
  asn1Library,
  digestIdentifier,
  encoded,
  ownBuffer,
  signatureIdentifier,
} from "./asn1-library.js";
import type { Certificate } from "./certificates.js";
import { cmsOids } from "./cms-oids.js";
import { digest as digestOf } from "./digest.js";
import type { Signer } from "./signing-key.js";

/**
 * Makes a detached CAdES-B-B signature in DER. `contentDigest` is the digest of the content with the signer's
 * digest algorithm; `signingTime` is cut to whole seconds. Throws `signer-failed`.
 */
export async function makeCms(
  signer: Signer,
  contentDigest: Uint8Array,
  signingTime: Date,
): Promise<Uint8Array> {
  const library = await asn1Library();
  const { asn1js, pkijs } = library;
  const { certificate, chain, algorithm } = signer;

  const attribute = (type: string, value: unknown): Uint8Array =>
    new Uint8Array(new pkijs.Attribute({ type, values: [value] }).toSchema().toBER());
  const attributes = [
    attribute(cmsOids.contentType, new asn1js.ObjectIdentifier({ value: cmsOids.data })),
    attribute(cmsOids.messageDigest, new asn1js.OctetString({ valueHex: ownBuffer(contentDigest) })),
    attribute(cmsOids.signingTime, timeElement(library, signingTime)),
    attribute(cmsOids.signingCertificateV2, certificateReference(library, certificate)),
  ].sort((a, b) => Buffer.compare(a, b));
  // The library does not sort a SET OF; OpenSSL would not notice, BouncyCastle and GnuTLS refuse it.
  const set = new asn1js.Set({ value: attributes.map((one) => encoded(library, one)) });
  const toBeSigned = new Uint8Array(set.toBER());
  const signature = await signer.sign(toBeSigned);

  const tagged = Uint8Array.from(toBeSigned);
  tagged[0] = 0xa0;
  const digestAlgorithm = digestIdentifier(library, algorithm.digest).toSchema();
  const signerInfo = new asn1js.Sequence({
    value: [
      new asn1js.Integer({ value: 1 }),
      new asn1js.Sequence({
        value: [
          encoded(library, certificate.issuer.raw),
          new asn1js.Integer({ valueHex: ownBuffer(certificate.serial) }),
        ],
      }),
      digestAlgorithm,
      encoded(library, tagged),
      signatureIdentifier(library, algorithm).toSchema(),
      new asn1js.OctetString({ valueHex: ownBuffer(signature) }),
    ],
  });
  const certificates = [certificate, ...chain]
    .map((one) => one.raw)
    .sort((a, b) => Buffer.compare(a, b))
    .map((raw) => encoded(library, raw));
  const signedData = new asn1js.Sequence({
    value: [
      new asn1js.Integer({ value: 1 }),
      new asn1js.Set({ value: [digestAlgorithm] }),
      new pkijs.EncapsulatedContentInfo({ eContentType: cmsOids.data }).toSchema(),
      new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: certificates }),
      new asn1js.Set({ value: [signerInfo] }),
    ],
  });
  const info = new pkijs.ContentInfo({ contentType: cmsOids.signedData, content: signedData });
  return new Uint8Array(info.toSchema().toBER());
}

/** SigningCertificateV2 (RFC 5035 §3): SHA-256, the default, is left out as DER asks; issuerSerial is given. */
function certificateReference(library: Asn1Library, certificate: Certificate) {
  const { asn1js } = library;
  const issuer = new asn1js.Constructed({
    idBlock: { tagClass: 3, tagNumber: 4 },
    value: [encoded(library, certificate.issuer.raw)],
  });
  const reference = new asn1js.Sequence({
    value: [
      new asn1js.OctetString({ valueHex: ownBuffer(digestOf(certificate.raw)) }),
      new asn1js.Sequence({
        value: [
          new asn1js.Sequence({ value: [issuer] }),
          new asn1js.Integer({ valueHex: ownBuffer(certificate.serial) }),
        ],
      }),
    ],
  });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [reference] })] });
}

/** Whole seconds; UTCTime until 2049, GeneralizedTime from 2050 (RFC 5652 §11.3). */
export function timeElement({ asn1js }: Asn1Library, time: Date) {
  const whole = new Date(Math.floor(time.getTime() / 1000) * 1000);
  return whole.getUTCFullYear() < 2050
    ? new asn1js.UTCTime({ valueDate: whole })
    : new asn1js.GeneralizedTime({ valueDate: whole });
}
