import { createCipheriv, createHmac, type KeyObject, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { digestOids } from "./algorithms.js";
import { type Asn1Library, asn1Library, encoded, ownBuffer } from "./asn1-library.js";
import type { Certificate } from "./certificates.js";
import { digest } from "./digest.js";
import { pkcs12Kdf } from "./pkcs12-kdf.js";
import { pkcs12Oids } from "./pkcs12-oids.js";

/** Rounds that our own files take, for the key and for the MAC: whichever is cheaper is what a guesser tries. */
export const ordinaryRounds = 600_000;

export interface Pkcs12Content {
  privateKey: KeyObject;
  certificate: Certificate;
  chain: readonly Certificate[];
  friendlyName: string;
}

/**
 * A key and its certificates as PKCS#12: PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC for the key, certificates in the
 * clear (they are public), HMAC-SHA256 over all. The passphrase is taken in NFC.
 */
export async function writePkcs12(
  content: Pkcs12Content,
  passphrase: string,
  rounds = ordinaryRounds,
): Promise<Uint8Array> {
  const library = await asn1Library();
  const { asn1js } = library;
  const password = passphrase.normalize("NFC");
  const keyId = digest(content.certificate.raw).subarray(0, 20);
  const octets = (bytes: Uint8Array) => new asn1js.OctetString({ valueHex: ownBuffer(bytes) });
  const oid = (value: string) => new asn1js.ObjectIdentifier({ value });
  const tagged = (value: Element) =>
    new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [value] });
  type Element = ReturnType<typeof encoded>;
  const sequence = (...value: unknown[]) => new asn1js.Sequence({ value: value as Element[] });
  const bytesOf = (element: { toBER(): ArrayBuffer }) => new Uint8Array(element.toBER());

  const keyAttributes = new asn1js.Set({
    value: [
      sequence(
        oid(pkcs12Oids.friendlyName),
        new asn1js.Set({ value: [new asn1js.BmpString({ value: content.friendlyName })] }),
      ),
      sequence(oid(pkcs12Oids.localKeyId), new asn1js.Set({ value: [octets(keyId)] })),
    ],
  });
  const certificateBag = (certificate: Certificate, own: boolean) =>
    sequence(
      oid(pkcs12Oids.certificateBag),
      tagged(
        sequence(oid(pkcs12Oids.x509Certificate), tagged(octets(certificate.raw) as Element)) as Element,
      ),
      ...(own ? [keyAttributes] : []),
    );
  const certificates = sequence(
    certificateBag(content.certificate, true),
    ...content.chain.map((one) => certificateBag(one, false)),
  );
  const shrouded = await shroud(library, content.privateKey, password, rounds);
  const keys = sequence(
    sequence(oid(pkcs12Oids.shroudedKeyBag), tagged(encoded(library, shrouded)), keyAttributes),
  );
  const dataInfo = (bytes: Uint8Array) => sequence(oid(pkcs12Oids.data), tagged(octets(bytes) as Element));
  const safe = bytesOf(sequence(dataInfo(bytesOf(certificates)), dataInfo(bytesOf(keys))));

  const salt = randomBytes(16);
  const macKey = pkcs12Kdf("sha256", "mac", password, salt, rounds, 32);
  const mac = createHmac("sha256", macKey).update(safe).digest();
  const macData = sequence(
    sequence(sequence(oid(digestOids.sha256), new asn1js.Null()), octets(mac)),
    octets(salt),
    new asn1js.Integer({ value: rounds }),
  );
  return bytesOf(sequence(new asn1js.Integer({ value: 3 }), dataInfo(safe), macData));
}

/** EncryptedPrivateKeyInfo (RFC 5958 §3) with PBES2 (RFC 8018 §6.2). */
async function shroud(
  { asn1js }: Asn1Library,
  privateKey: KeyObject,
  password: string,
  rounds: number,
): Promise<Uint8Array> {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const key = await promisify(pbkdf2)(Buffer.from(password, "utf8"), salt, rounds, 32, "sha256");
  const plain = privateKey.export({ format: "der", type: "pkcs8" });
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  const secret = Buffer.concat([cipher.update(plain), cipher.final()]);
  plain.fill(0);
  const octets = (bytes: Uint8Array) => new asn1js.OctetString({ valueHex: ownBuffer(bytes) });
  const oid = (value: string) => new asn1js.ObjectIdentifier({ value });
  const derivation = new asn1js.Sequence({
    value: [
      oid(pkcs12Oids.pbkdf2),
      new asn1js.Sequence({
        value: [
          octets(salt),
          new asn1js.Integer({ value: rounds }),
          new asn1js.Sequence({ value: [oid(pkcs12Oids.hmacSha256), new asn1js.Null()] }),
        ],
      }),
    ],
  });
  const scheme = new asn1js.Sequence({ value: [oid(pkcs12Oids.aes256Cbc), octets(iv)] });
  const algorithm = new asn1js.Sequence({
    value: [oid(pkcs12Oids.pbes2), new asn1js.Sequence({ value: [derivation, scheme] })],
  });
  return new Uint8Array(new asn1js.Sequence({ value: [algorithm, octets(secret)] }).toBER());
}
