/** Object identifiers of CMS (RFC 5652) and of the attributes we use. */
export const cmsOids = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  /** RFC 5035 §3. */
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  /** What a time stamp says, RFC 3161 §2.4.2. */
  timestampInfo: "1.2.840.113549.1.9.16.1.4",
  signatureTimeStamp: "1.2.840.113549.1.9.16.2.14",
} as const;

/** Signature files larger than this are not read. */
export const signatureSizeLimit = 1_000_000;
