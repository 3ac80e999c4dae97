/** Object identifiers of PKCS#12 and PKCS#5 (RFC 7292, RFC 8018). */
export const pkcs12Oids = {
  data: "1.2.840.113549.1.7.1",
  encryptedData: "1.2.840.113549.1.7.6",
  keyBag: "1.2.840.113549.1.12.10.1.1",
  shroudedKeyBag: "1.2.840.113549.1.12.10.1.2",
  certificateBag: "1.2.840.113549.1.12.10.1.3",
  x509Certificate: "1.2.840.113549.1.9.22.1",
  friendlyName: "1.2.840.113549.1.9.20",
  localKeyId: "1.2.840.113549.1.9.21",
  pbes2: "1.2.840.113549.1.5.13",
  pbkdf2: "1.2.840.113549.1.5.12",
  sha1With3Des: "1.2.840.113549.1.12.1.3",
  sha1WithRc2Of128: "1.2.840.113549.1.12.1.5",
  sha1WithRc2Of40: "1.2.840.113549.1.12.1.6",
  aes256Cbc: "2.16.840.1.101.3.4.1.42",
  hmacSha256: "1.2.840.113549.2.9",
} as const;

/** Files larger than this are not read. */
export const pkcs12SizeLimit = 1_000_000;
/** Rounds of key derivation that one file may ask for, all together; more is an attack on the reader's time. */
export const roundsLimit = 10_000_000;
