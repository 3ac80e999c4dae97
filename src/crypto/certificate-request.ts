import { asn1Library, encoded, ownBuffer, signatureIdentifier } from "./asn1-library.js";
import type { Signer } from "./signing-key.js";

/**
 * A request to an authority for a certificate over a key (PKCS#10, RFC 2986), with the name of the certificate it has now, in
 * PEM. Throws `signer-failed`.
 */
export async function makeRequest(signer: Signer): Promise<string> {
  const library = await asn1Library();
  const { asn1js } = library;
  const { certificate, algorithm } = signer;
  const info = new asn1js.Sequence({
    value: [
      new asn1js.Integer({ value: 0 }),
      encoded(library, certificate.subject.raw),
      encoded(library, new Uint8Array(certificate.publicKey.export({ format: "der", type: "spki" }))),
      // attributes [0] IMPLICIT SET OF, none
      new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [] }),
    ],
  });
  const toBeSigned = new Uint8Array(info.toBER());
  const signature = await signer.sign(toBeSigned);
  const request = new asn1js.Sequence({
    value: [
      encoded(library, toBeSigned),
      signatureIdentifier(library, algorithm).toSchema(),
      new asn1js.BitString({ valueHex: ownBuffer(signature) }),
    ],
  });
  const lines = Buffer.from(request.toBER())
    .toString("base64")
    .match(/.{1,64}/g)!;
  return `-----BEGIN CERTIFICATE REQUEST-----\n${lines.join("\n")}\n-----END CERTIFICATE REQUEST-----\n`;
}
