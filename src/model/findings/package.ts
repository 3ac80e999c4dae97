/** Findings of packages: the archive, the names in it, the bag, and the bag against the manifest of the handover. */
export interface PackageFindings {
  // The archive
  "zip-damaged": { reason: ZipDamage };
  "zip-too-many-entries": { entries: number; limit: number };
  "zip-directory-too-large": { bytes: number; limit: number };
  "zip-several-ends": { ends: number };
  "zip-leading-data": { bytes: number };
  "zip-trailing-data": { bytes: number };
  "zip-hidden-data": { bytes: number };
  "zip-entries-overlap": { other: string };
  "zip-entry-outside": Record<string, never>;
  "zip-entry-encrypted": Record<string, never>;
  "zip-method-unsupported": { method: number };
  "zip-ratio-suspicious": { ratio: number; limit: number };
  "zip-size-lies": { declared: number; actual: number };
  /** Local header and central directory do not say the same; `fields` are names of header fields. */
  "zip-header-differs": { fields: ZipField[] };
  "zip-crc-differs": { expected: string; actual: string };
  "zip-data-damaged": { reason: string };
  /** Every entry is sound, but the archive is not laid out as bangiao lays out its own. */
  "package-repacked": { entries: number };
  // Names
  "name-empty": Record<string, never>;
  "name-absolute": Record<string, never>;
  "name-drive": Record<string, never>;
  "name-escapes": Record<string, never>;
  "name-backslash": Record<string, never>;
  "name-control-character": Record<string, never>;
  "name-forbidden-character": Record<string, never>;
  "name-reserved": Record<string, never>;
  "name-trailing-dot-or-space": Record<string, never>;
  "name-too-long": Record<string, never>;
  "name-not-nfc": Record<string, never>;
  "name-not-utf8": Record<string, never>;
  "name-duplicate": Record<string, never>;
  "name-case-collision": { other: string };
  "name-unicode-collision": { other: string };
  /** The name is a file here and a folder there. */
  "name-file-and-folder": Record<string, never>;
  "entry-is-link": Record<string, never>;
  "entry-is-device": Record<string, never>;
  "entry-unreadable": { reason: string };
  // The bag
  "bag-not-found": Record<string, never>;
  "bag-several": { bags: string[] };
  "entry-outside-bag": Record<string, never>;
  "bag-declaration-wrong": { problem: DeclarationProblem; text: string };
  "bag-version-old": { version: string };
  "bag-version-unknown": { version: string };
  "bag-encoding-unsupported": { encoding: string };
  "bag-text-not-utf8": Record<string, never>;
  "bag-byte-order-mark": Record<string, never>;
  "bag-line-not-understood": { line: number; text: string };
  "bag-list-abandoned": { line: number };
  "bag-file-too-large": { bytes: number; limit: number };
  "bag-info-missing": Record<string, never>;
  "bag-info-label-repeated": { label: string };
  "bag-oxum-missing": Record<string, never>;
  "bag-oxum-not-understood": { text: string };
  "bag-oxum-differs": {
    expected: { bytes: number; files: number };
    actual: { bytes: number; files: number };
  };
  "bag-manifest-missing": Record<string, never>;
  "bag-tag-manifest-missing": Record<string, never>;
  "bag-algorithm-weak": { algorithm: string };
  "bag-list-doubled": { other: string };
  "bag-algorithm-unsupported": { algorithm: string };
  "bag-path-repeated": { manifest: string; conflicting: boolean };
  "bag-path-not-allowed": { manifest: string; line: number };
  /** The list spells the name in another Unicode normalisation, or with other case, than the bag. */
  "bag-path-spelled-differently": { manifest: string; found: string; how: "normalisation" | "case" };
  "bag-file-missing": { manifest: string };
  "bag-file-extra": { manifest: string };
  "bag-tag-file-unlisted": Record<string, never>;
  "bag-digest-differs": { manifest: string; algorithm: string; expected: string; actual: string };
  "bag-fetch-refused": { files: number; missing: number };
  // Volumes
  /** A bag of the group that was not given. */
  "volume-missing": { number: number; count: number };
  "volume-repeated": { number: number };
  /** A bag of another group, or of another count, than the first one. */
  "volume-foreign": { group: string; expected: string };
  /** A bag given with others does not say which one of how many it is. */
  "volume-unmarked": { text: string };
  "volume-manifest-differs": { part: "list" | "signature" };
  "volume-too-small": { size: number; needed: number };
  // The bag against the manifest of the handover
  "handover-manifest-missing": Record<string, never>;
  "handover-signature-missing": Record<string, never>;
  "handover-id-differs": { manifest: string; bag: string };
  "handover-file-missing": Record<string, never>;
  "handover-file-unlisted": Record<string, never>;
  "handover-file-repeated": Record<string, never>;
  "handover-size-differs": { expected: number; actual: number };
  "handover-digest-differs": { expected: string; actual: string };
  "handover-secret-file": { level: string };
  // The list against the code on a paper
  "paper-agrees": { signer: boolean };
  /** `receipt`: whether the paper vouches for the receipt itself, or only for the list it answers. */
  "paper-agrees-with-receipt": { receipt: boolean };
  /** `certificate`: of who signed what is verified; `giver`, `receiver`: of who a receipt says signed the list, and of who signed it. */
  "paper-differs": {
    what: "handover" | "manifest" | "certificate" | "giver" | "receipt" | "receiver";
    expected: string;
    found: string;
  };
  // Making a package
  "package-secret-refused": { level: string };
}

export type ZipDamage =
  | "no-end-record"
  | "end-record-torn"
  | "directory-outside"
  | "directory-torn"
  | "several-discs"
  | "entry-count-wrong";

export type ZipField =
  | "signature"
  | "name"
  | "flags"
  | "method"
  | "time"
  | "crc"
  | "size"
  | "compressed-size"
  | "version";

export type DeclarationProblem = "missing-line" | "line-malformed" | "extra-line" | "line-order";
