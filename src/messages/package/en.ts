import type { PackageFindings } from "../../model/findings/package.js";
import type { PackageMessages } from "./messages.js";

const damage: Record<PackageFindings["zip-damaged"]["reason"], string> = {
  "no-end-record": "the end of the ZIP file was not found: it was cut short in copying, or is no ZIP file",
  "end-record-torn": "the end of the ZIP file is damaged",
  "directory-outside": "the directory of the ZIP file points outside the file",
  "directory-torn": "the directory of the ZIP file is damaged and was read in part only",
  "several-discs": "the ZIP file is split into parts and this is not all of it",
  "entry-count-wrong": "the number of entries in the ZIP file differs from its directory",
};

const fields: Record<PackageFindings["zip-header-differs"]["fields"][number], string> = {
  signature: "mark of the entry",
  name: "name",
  flags: "flags",
  method: "method",
  time: "time",
  crc: "checksum",
  size: "size",
  "compressed-size": "compressed size",
  version: "version",
};

const declaration: Record<PackageFindings["bag-declaration-wrong"]["problem"], string> = {
  "missing-line": "a line is missing",
  "line-malformed": "a line is malformed",
  "extra-line": "there is a line too many",
  "line-order": "lines are out of order",
};

const levels: Record<string, string> = { mat: "Mật", "toi-mat": "Tối mật", "tuyet-mat": "Tuyệt mật" };
const level = (code: string): string => levels[code] ?? code;
const number = (value: number): string => new Intl.NumberFormat("en-GB").format(value);

export const packageEn: PackageMessages = {
  findings: {
    "zip-damaged": ({ reason }) => damage[reason],
    "zip-too-many-entries": ({ entries, limit }) =>
      `too many entries (${number(entries)}); packages of up to ${number(limit)} are opened`,
    "zip-directory-too-large": ({ bytes, limit }) =>
      `the directory of the ZIP file is too large (${number(bytes)} bytes, at most ${number(limit)})`,
    "zip-several-ends": ({ ends }) =>
      `the ZIP file has ${number(ends)} ends; different programs may see different contents`,
    "zip-leading-data": ({ bytes }) => `${number(bytes)} foreign bytes lie before the contents`,
    "zip-trailing-data": ({ bytes }) => `${number(bytes)} foreign bytes lie after the contents`,
    "zip-hidden-data": ({ bytes }) =>
      `${number(bytes)} bytes are hidden in the package and belong to no file`,
    "zip-entries-overlap": ({ other }) =>
      other === "" ? "lies over the data of another file" : `lies over the data of “${other}”`,
    "zip-entry-outside": () => "its data lie outside the package",
    "zip-entry-encrypted": () => "is locked with a password and cannot be read",
    "zip-method-unsupported": ({ method }) =>
      `is compressed in an unknown way (number ${method}) and cannot be read`,
    "zip-ratio-suspicious": ({ ratio }) =>
      `claims to unpack to ${number(ratio)} times its size, which may be a trap to fill the disk; not opened`,
    "zip-size-lies": ({ declared, actual }) =>
      `a false size: ${number(declared)} bytes declared, ${number(actual)} found`,
    "zip-header-differs": ({ fields: list }) =>
      `two places in the ZIP file contradict each other: ${list.map((field) => fields[field]).join(", ")}`,
    "zip-crc-differs": ({ expected, actual }) => `damaged: checksum ${expected} expected, ${actual} found`,
    "zip-data-damaged": () => "the compressed data are damaged and cannot be unpacked",
    "package-repacked": () =>
      "another program has packed this package again since bangiao made it; its contents are judged as usual",
    "name-empty": () => "the path has an empty part",
    "name-absolute": () =>
      "the path begins at the root of the disk and could overwrite files outside the target folder",
    "name-drive": () => "the path names a drive and could overwrite files outside the target folder",
    "name-escapes": () => "the path leads out of the target folder",
    "name-backslash": () => "the name contains a backslash",
    "name-control-character": () =>
      "the name contains control characters, or signs that turn the text around to deceive the reader",
    "name-forbidden-character": () => "the name contains a character that Windows forbids",
    "name-reserved": () => "Windows keeps this name for a device and cannot open the file",
    "name-trailing-dot-or-space": () => "the name ends in a dot or a blank, which Windows drops",
    "name-too-long": () => "the name is too long, or lies in too many folders within folders",
    "name-not-nfc": () =>
      "the name is spelled with combining marks (NFD); other computers may take it for another name",
    "name-not-utf8": () => "the name is not in UTF-8; each computer may read it differently",
    "name-duplicate": () => "two files in the package have this name",
    "name-case-collision": ({ other }) =>
      `differs from “${other}” only in capital letters; Windows would mix them up`,
    "name-unicode-collision": ({ other }) => `looks exactly like “${other}” but is spelled with other codes`,
    "name-file-and-folder": () => "is a file and a folder at once",
    "entry-is-link": () => "is a link to somewhere else and no file; not followed",
    "entry-is-device": () => "is a device or another special file and no document",
    "entry-unreadable": () => "its contents could not be read for checking",
    "bag-not-found": () => "there is no bagit.txt: this is no handover package",
    "bag-several": ({ bags }) => `several packages in one: ${bags.map((bag) => bag || "./").join(", ")}`,
    "entry-outside-bag": () => "lies outside the folder of the package",
    "bag-declaration-wrong": ({ problem, text }) =>
      `the declaration of the bag is wrong: ${declaration[problem]}${text === "" ? "" : ` “${text}”`}`,
    "bag-version-old": ({ version }) => `a bag of the old BagIt version ${version}`,
    "bag-version-unknown": ({ version }) => `unknown BagIt version “${version}”`,
    "bag-encoding-unsupported": ({ encoding }) => `encoding “${encoding}” cannot be read`,
    "bag-text-not-utf8": () => "the contents are not in the encoding that was declared",
    "bag-byte-order-mark": () => "begins with a byte order mark",
    "bag-line-not-understood": ({ line, text }) => `line ${number(line)} was not understood: “${text}”`,
    "bag-list-abandoned": ({ line }) =>
      `too many lines, or too many that cannot be used; from line ${number(line)} on it was not read`,
    "bag-file-too-large": ({ bytes, limit }) =>
      `this descriptive file is too large (${number(bytes)} bytes, at most ${number(limit)})`,
    "bag-info-missing": () => "the bag has no bag-info.txt",
    "bag-info-label-repeated": ({ label }) => `“${label}” stands there more than once`,
    "bag-oxum-missing": () => "does not state total size and number of files (Payload-Oxum)",
    "bag-oxum-not-understood": ({ text }) => `total size and number of files are malformed: “${text}”`,
    "bag-oxum-differs": ({ expected, actual }) =>
      `the totals differ: ${number(expected.files)} files, ${number(expected.bytes)} bytes declared; ` +
      `${number(actual.files)} files, ${number(actual.bytes)} bytes found`,
    "bag-manifest-missing": () => "the bag has no list of digests of its files",
    "bag-tag-manifest-missing": () => "the bag has no list of digests of its descriptive files",
    "bag-algorithm-weak": ({ algorithm }) => `${algorithm} is outdated and no protection against forgery`,
    "bag-list-doubled": ({ other }) => `the same kind of digest as ${other}; this list is not used`,
    "bag-algorithm-unsupported": ({ algorithm }) =>
      `unknown kind of digest “${algorithm}”; this list is not used`,
    "bag-path-repeated": ({ manifest, conflicting }) =>
      `listed twice in ${manifest}${conflicting ? " with two different digests" : ""}`,
    "bag-path-not-allowed": ({ manifest, line }) => `path not allowed, line ${number(line)} of ${manifest}`,
    "bag-path-spelled-differently": ({ manifest, found, how }) =>
      `${manifest} spells it so, the package has “${found}” (other ${how === "case" ? "capital letters" : "spelling of marks"})`,
    "bag-file-missing": ({ manifest }) =>
      `missing from the package${manifest === "" ? "" : `, although ${manifest} lists it`}`,
    "bag-file-extra": ({ manifest }) => `one file too many: ${manifest} does not list it`,
    "bag-tag-file-unlisted": () => "this accompanying file is in no list of digests",
    "bag-digest-differs": ({ manifest, expected, actual }) =>
      `the contents were changed: ${manifest} says ${short(expected)}, ${short(actual)} was read`,
    "bag-fetch-refused": ({ files, missing }) =>
      missing > 0
        ? `${number(missing)} files are missing and are to be fetched from elsewhere (fetch.txt); nothing is ever fetched`
        : `lists ${number(files)} files to be fetched from elsewhere (fetch.txt), but all of them are here`,
    "volume-missing": ({ number: one, count }) => `volume ${number(one)} of ${number(count)} is missing`,
    "volume-repeated": ({ number: one }) => `volume ${number(one)} was given twice`,
    "volume-foreign": ({ group, expected }) => `is a volume of another set (${group}), not of ${expected}`,
    "volume-unmarked": ({ text }) =>
      text === ""
        ? "does not say which volume it is"
        : `the number of the volume is not understood: “${text}”`,
    "volume-manifest-differs": ({ part }) =>
      part === "list"
        ? "its handover list differs from the first volume’s"
        : "its signature differs from the first volume’s",
    "volume-too-small": ({ size, needed }) =>
      `volumes of ${number(size)} bytes are too small: this file needs at least ${number(needed)} bytes`,
    "handover-manifest-missing": () => "the package has no handover list",
    "handover-signature-missing": () => "the handover list is not signed",
    "handover-id-differs": ({ manifest, bag }) => `the list belongs to ${manifest}, but the bag says ${bag}`,
    "handover-file-missing": () => "is in the list but not in the package",
    "handover-file-unlisted": () => "is in the package but not in the list",
    "handover-file-repeated": () => "stands twice in the list",
    "handover-size-differs": ({ expected, actual }) =>
      `the size differs: the list says ${number(expected)} bytes, there are ${number(actual)}`,
    "paper-agrees": ({ signer }) =>
      signer ? "list and signer are those of the code on paper" : "the list is that of the code on paper",
    "paper-agrees-with-receipt": ({ receipt }) =>
      receipt
        ? "receipt, its signer and the list are those of the code on paper"
        : "the receipt answers the list of the code on paper; this paper was printed before the receipt and does not vouch for the receipt itself",
    "paper-differs": ({ what, expected, found }) =>
      ({
        handover: `the paper is about handover ${expected}, this is ${found}`,
        manifest: `the list is not the one on paper (digest ${short(found)}, on paper ${short(expected)})`,
        certificate: `the signer is not the one on paper (fingerprint ${short(found)}, on paper ${short(expected)})`,
        giver: `who signed the list, says the receipt, is not the one on paper (fingerprint ${short(found)}, on paper ${short(expected)})`,
        receipt: `the receipt is not the one on paper (digest ${short(found)}, on paper ${short(expected)})`,
        receiver: `who signed the receipt is not the one on paper (fingerprint ${short(found)}, on paper ${short(expected)})`,
      })[what],
    "handover-digest-differs": ({ expected, actual }) =>
      actual === ""
        ? "could not be compared with the list because it cannot be read"
        : `the contents differ from the signed list: it says ${short(expected)}, ${short(actual)} was read`,
    "handover-secret-file": ({ level: code }) =>
      `a paper marked ${level(code)} comes with a file: classified papers may not be in a package`,
    "package-secret-refused": ({ level: code }) =>
      `marked ${level(code)}: its file may not be packed and is handed over under the rules for state secrets`,
  },
  commands: {
    create: {
      summary: "make the package: one ZIP file with the signed list and every file in it",
      more: "Each file is read again and compared with its digest in the list. If one has changed, no package is made and each such file is named.",
      words: {
        id: "number of the handover; the latest signed one if none is given",
        "--out": "folder to put the package in",
        "--volume-size": "make volumes no larger than this (4G, 700M, …), to fit sticks and discs",
        "--dry-run": "show what the package would hold, write nothing",
      },
    },
    list: {
      summary: "show what is in a package without unpacking it",
      words: { package: "ZIP file or folder of the package; for a package in volumes, all of them" },
    },
    extract: {
      summary: "copy the files of a package into a folder, leaving out those with a wrong digest",
      more: "The volumes of a package go into one folder. A missing volume is named; the files of the others are copied all the same.",
      words: {
        package: "ZIP file or folder of the package; for a package in volumes, all of them, in any order",
        "--to": "target folder, made if it is not there",
      },
    },
    verify: {
      summary: "verify a package, an unpacked folder, or a handover list alone",
      more:
        "The verdict is one of three: valid; signer not known; not valid. The exit code is 0 for valid only.\n" +
        "Nothing is unpacked, no link is followed, nothing is fetched.\n" +
        "A receipt is held against the list it answers, where that is in the workspace, in the same folder, or named with it.",
      words: {
        package: "a ZIP file, a folder, manifest.json, or a receipt; for a package in volumes, all of them",
        "--fingerprint":
          "fingerprint of the giver's certificate, read from the paper minutes (64 hexadecimal digits)",
        "--paper":
          "code on the paper minutes of handover or receipt, scanned from the QR code or typed; in place of --fingerprint",
        "--bag": "check ZIP file and BagIt bag only, without a handover list",
      },
    },
  },
  create: {
    planned: ({ id, path }) => `Package ${id} would be written to ${path}`,
    written: ({ path, size }) => `Made the package ${path} (${size})`,
    plannedVolumes: ({ id, count, folder }) => `Package ${id} would be made as ${count} volumes in ${folder}`,
    writtenVolumes: ({ count, folder, size }) =>
      `Made the package as ${count} volumes in ${folder} (${size} together); all ${count} must be handed over`,
    stopped: ({ id, errors }) =>
      `No package ${id} was made: ${errors} errors. Nothing half-written was left behind.`,
    contents: ({ dossiers, files, size }) => `${dossiers} dossiers, ${files} files, ${size}`,
    nextAfterStop:
      "Scan the folder again, find out why files changed, then make and sign a new list; if a file was changed by mistake, restore it and pack again",
    next: "Verify the package before handing it over",
  },
  list: {
    heading: ({ path }) => `Contents of ${path}`,
    noBag: "There is no handover package in this file.",
    notVerified: "This is only a list; the contents were not verified",
    total: ({ files, size }) => `${files} files, ${size}`,
    columns: { path: "Path", size: "Size" },
  },
  extract: {
    done: ({ files, folder }) => `Copied ${files} files to ${folder}`,
    some: ({ files, failed, folder }) => `Copied ${files} files to ${folder}; errors that remain: ${failed}`,
  },
  verify: {
    verdicts: {
      valid: "VALID: the package is whole, agrees with the signed list, and the signer is trusted.",
      untrusted:
        "SIGNER NOT KNOWN: the package is whole and agrees with the signed list, but nothing confirms who signed it.",
      invalid: "NOT VALID: do not accept this package as it is.",
    },
    bagVerdicts: {
      valid:
        "THE BAG IS WHOLE: ZIP file and BagIt bag are right. Signature and handover list were not checked.",
      invalid: "THE BAG IS NOT WHOLE.",
    },
    receiptVerdicts: {
      valid: "THE RECEIPT IS VALID: well formed, rightly signed, by a signer who is trusted.",
      untrusted:
        "SIGNER NOT KNOWN: the receipt is well formed and rightly signed, but nothing vouches for the signer.",
      invalid: "THE RECEIPT IS NOT VALID.",
    },
    receiptCompared: {
      yes: "It was held against the list that was sent, and agrees.",
      no: "It was not held against the list that was sent.",
    },
    receiptList: ({ path }) => `Held against the list ${path}`,
    receipt: ({ id, created }) => `Receipt for handover ${id}, made ${created}`,
    receiptCounts: ({ accepted, reserved, refused }) =>
      `${accepted} dossiers accepted, ${reserved} accepted with reservation, ${refused} refused`,
    receiptStages: { signature: "Signature of the receipt", manifest: "Contents of the receipt" },
    stages: {
      container: "ZIP file or folder",
      declaration: "What the bag declares",
      completeness: "Complete, nothing besides",
      digests: "Digest of each file",
      signature: "Signature over the list",
      trust: "Signer",
      manifest: "List against contents",
      acts: "Acts that came along",
      custody: "Earlier handovers",
    },
    outcomes: { passed: "passed", failed: "FAILED", untrusted: "NOT KNOWN", skipped: "skipped" },
    counts: ({ error, warning, info }) =>
      [error && `${error} errors`, warning && `${warning} warnings`, info && `${info} remarks`]
        .filter(Boolean)
        .join(", "),
    skipped: {
      "asked-for-bag-only": "only the bag was asked about",
      "no-bag": "there is no bag",
      "no-package": "only the list, no package",
      "only-receipt": "there is only a receipt",
      "manifest-missing": "there is no list",
      "manifest-unreadable": "the list cannot be read",
      "signature-missing": "there is no signature",
      "signature-wrong": "the signature is wrong, so the signer was not looked at",
    },
    headings: { stages: "What was checked", findings: "Details", next: "What to do" },
    handover: ({ id, created }) => `Handover ${id}, listed ${created}`,
    giver: "Giver",
    receiver: "Receiver",
    unit: ({ name, code, until }) => `${name} (code ${code}${until ? `, until ${until}` : ""})`,
    contents: ({ dossiers, closed, open, documents, files, size }) =>
      `${dossiers} dossiers (${closed} closed, ${open} open), ${documents} documents, ${files} files, ${size}`,
    withheld: ({ count }) => `${count} classified papers are handed over apart and not in the package`,
    signer: ({ name, at }) => `Signed by ${name}${at ? `, by their own account on ${at}` : ""}`,
    selfMade: "The unit made this certificate itself; no authority vouches for it.",
    trustedAs: ({ label }) => `Trusted as: ${label}`,
    fingerprint: "Fingerprint of the certificate",
    bag: ({ version, files, size, algorithms }) =>
      `BagIt bag ${version}, ${files} files, ${size}, digests ${algorithms}`,
    manifestDigest: "Digest of the list",
    volume: ({ number: one, count }) => `volume ${one} of ${count}`,
    more: ({ count }) => `… and ${count} more of the kind; see them all with --format json`,
    next: {
      receive: "Take the package in",
      compareFingerprint:
        "Compare this fingerprint with the one on the paper minutes that the giver signed. If they agree, type the command again with it",
      askSender: "Tell the giver about these points and ask for another package",
      acceptReceipt: "Hold it against the list that was sent, and file it",
      fileReceipt: "File the receipt in the workspace",
      compareReceiver:
        "Compare this fingerprint with the receiver's on paper (the paper receipt or the minutes that the receiver signed). If they agree, type the command again with it",
      askReceiver: "Tell the receiver about these points and ask for another receipt",
      keepReceipt: "Keep this receipt as evidence and change nothing in it.",
      allVolumes: "Get the missing volumes from the giver and verify all of them together",
      keepPackage: "Keep this package as evidence and change nothing in it.",
      bagOnly: "If bangiao did not make this package, check the bag only",
    },
  },
};

/** The beginning of a digest, enough to compare by eye. */
function short(digest: string): string {
  return digest.length > 16 ? `${digest.slice(0, 16)}…` : digest;
}
