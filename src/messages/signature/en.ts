import type { Finding } from "../../model/finding.js";
import type { RevocationReason, SignatureFindings } from "../../model/findings/signature.js";
import { formatFingerprint } from "../../model/fingerprint.js";
import { vietnamDay, vietnamTime } from "../../model/vietnam-time.js";
import type { SignatureMessages } from "./messages.js";

const list = (items: string[]): string => (items.length === 0 ? "none yet" : items.join(", "));
const who = (name: string | null): string => (name === null ? "(without a name)" : `“${name}”`);

const malformed = {
  empty: "the signature file is empty",
  "too-large": "the signature file is too large",
  encoding: "the signature file is damaged or not encoded as DER",
  "trailing-bytes": "there are more bytes after the signature",
  structure: "the structure of the signature is not as the standard has it",
  "not-signed-data": "this file is not a signature",
  "content-type": "the signature is for another kind of content",
  "content-inside": "the signature carries content of its own; it is not a detached signature over this file",
  "signer-count": "the signature does not have exactly one signer",
  "certificate-unreadable": "a certificate inside the signature cannot be read",
};

const attributes = {
  absent: "there are no signed attributes",
  missing: "a signed attribute is missing",
  repeated: "a signed attribute is repeated",
  "several-values": "a signed attribute has several values",
  unsorted: "the signed attributes are not in the standard's order",
  "value-wrong": "a signed attribute has a wrong value",
};

const pathProblems = {
  "algorithm-refused": "uses an algorithm or a key that is too weak",
  "signature-wrong": "bears a wrong signature of its issuer",
  "not-an-authority": "issues certificates but is no authority",
  "path-too-long": "may not have that many authorities below it",
  "usage-forbids-issuing": "may not be used to issue certificates",
  "usage-forbids-signing": "may not be used to sign documents",
  "extension-unknown": "sets a condition that the program does not understand",
};

const gaps = {
  "no-list": "there is no revocation list of its authority",
  "list-of-other-certificates": "the revocation list at hand is about other certificates",
  "list-not-yet-valid": "the revocation list is dated in the future",
  "list-not-understood": "the revocation list has a condition that must be understood and is not",
  "list-unsigned": "the revocation list is not signed by the authority",
  "list-stale": "the revocation list is out of date",
};

const reasons: Record<RevocationReason, string> = {
  unspecified: "no reason given",
  "key-compromise": "the key was exposed",
  "authority-compromise": "the authority's key was exposed",
  "affiliation-changed": "the signer changed units",
  superseded: "another certificate replaces it",
  ceased: "no longer used",
  "on-hold": "on hold",
  removed: "removed",
  "privilege-withdrawn": "the right was withdrawn",
};

const stampDamage = {
  structure: "its structure is wrong",
  "too-large": "it is too large",
  "not-granted": "the authority refused",
  "nonce-differs": "it answers another request",
  "imprint-differs": "it is over another signature",
  "algorithm-refused": "its algorithm is not accepted",
  "attributes-wrong": "its signed attributes are wrong",
  "certificate-missing": "the authority's certificate was not found",
  "certificate-unsuitable": "the authority's certificate is not one for time stamps alone",
  "signature-wrong": "the authority's signature is wrong",
};

const stampDistrust = {
  "no-path": "its authority is not trusted",
  "certificate-wrong": "the authority's certificate was not good for this at that time",
  revoked: "the authority's certificate was revoked",
  "revocation-unknown": "whether the authority's certificate was revoked is not known",
  future: "the time in it is in the future",
};

const use = { digest: "digest", signature: "signature algorithm", key: "key" };

const keyDamage = {
  structure: "its content is damaged or no key",
  "too-large": "it is too large",
  "no-key": "there is no key in it",
  "several-keys": "there are several keys in it",
  "no-certificate": "the certificate of the key is not in it",
  "encryption-unsupported": "it is encrypted in a way that is not supported",
  "too-many-rounds": "it asks for too many rounds of key derivation",
};

const certificateDamage = {
  empty: "the file is empty",
  structure: "the content is no certificate",
  several: "there are several certificates in it; give them one by one",
  "too-large": "the file is too large",
};

const signerProblems = {
  "key-and-certificate-differ": "key and certificate do not belong together",
  "signature-does-not-verify": "the signature just made does not verify",
  "key-unsuitable": "this kind of key cannot sign",
  expired: "the certificate of the key is not, or not yet, or no longer valid",
  "command-failed": "the other program could not be run or failed",
  "answer-malformed": "the other program did not print a signature in base64",
  "library-missing": "the token's library could not be opened, or the package pkcs11js is not installed",
  "token-missing": "the token is not plugged in, or has another label",
  "token-failed": "the token reported an error",
  "token-key-missing": "the token does not hold the key of this certificate",
  "pin-wrong": "the PIN is wrong; it is not tried again",
  "pin-locked": "the token has locked itself after too many wrong PINs",
  "pin-last-try": "the token has one try left; another wrong PIN would lock it",
};

const signerHints: Partial<Record<keyof typeof signerProblems, string>> = {
  "library-missing":
    "Check the path of the manufacturer's library; install the package that reads tokens: npm install pkcs11js",
  "token-missing": "Plug the token in and run this again; its own software shows its label.",
  "pin-wrong": "Ask whoever holds the token before another try: after three wrong ones it locks itself.",
  "pin-locked": "Ask those who issued the token to unlock it.",
  "pin-last-try":
    "Open the token once with its own software and the right PIN, then run this again. If you are sure of the PIN, set the environment variable BANGIAO_TOKEN_LAST_TRY=yes and run this again.",
};

const textOf = ({ code, details }: Finding): string =>
  (signatureEn.findings[code as keyof SignatureFindings] as (details: unknown) => string)(details);

export const signatureEn: SignatureMessages = {
  findings: {
    "signature-missing": () => "there is no signature",
    "signature-malformed": ({ reason }) => malformed[reason],
    "signature-algorithm-refused": (details) => `${use[details.use]} not accepted: ${details.algorithm}`,
    "signature-attributes-wrong": ({ problem, attribute }) =>
      `${attributes[problem]}${attribute ? ` (${attribute})` : ""}`,
    "signature-digest-differs": () =>
      "the file is not what was signed: it was changed, or the signature belongs to another file",
    "signature-content-missing": () =>
      "the file that this signature is over is not there, so nothing could be checked",
    "signature-certificate-wrong": ({ problem }) =>
      problem === "absent"
        ? "the signer's certificate was not found"
        : "the certificate that came along is not the one the signature names",
    "signature-wrong": () => "the signature is wrong: it was not made with the key of this certificate",
    "signer-other-organisation": ({ organisation, expected }) =>
      `the certificate names the organisation “${organisation}”, the file names “${expected}” as the party that signs; ask whether the right one signed`,
    "signer-untrusted": ({ commonName, fingerprint }) =>
      `nothing says yet that the signer ${who(commonName)} can be trusted; compare the fingerprint with the paper: ${formatFingerprint(fingerprint)}`,
    "signer-not-expected": ({ expected, actual, commonName }) =>
      `the signer is ${who(commonName)} with fingerprint ${formatFingerprint(actual)}, not ${formatFingerprint(expected)} as asked`,
    "signer-retired": ({ label, retiredAt }) =>
      `the certificate “${label}” is no longer trusted since ${vietnamTime(retiredAt)}`,
    "certificate-expired": ({ subject, notAfter }) =>
      `the certificate “${subject}” expired on ${vietnamDay(notAfter)}`,
    "certificate-not-yet-valid": ({ subject, notBefore }) =>
      `the certificate “${subject}” is not valid before ${vietnamDay(notBefore)}`,
    "certificate-path-wrong": ({ problem, subject, detail }) =>
      `the certificate “${subject}” ${pathProblems[problem]}${detail ? ` (${detail})` : ""}`,
    "signing-time-odd": ({ problem, signingTime, against }) => {
      const signed = `the declared time of signing is ${vietnamTime(signingTime)}`;
      switch (problem) {
        case "future":
          return `${signed}, later than this computer's clock (${vietnamTime(against)})`;
        case "local-time":
          return `${signed}, later than this computer's clock (${vietnamTime(against)}); the signing program may have written Vietnamese time as universal time, 7 hours off`;
        case "after-timestamp":
          return `${signed}, later than the time stamp (${vietnamTime(against)})`;
        case "before-certificate":
          return `${signed}, before the certificate became valid (${vietnamTime(against)})`;
        case "after-certificate":
          return `${signed}, after the certificate expired (${vietnamTime(against)})`;
      }
    },
    "timestamp-wrong": ({ problem }) => `a time stamp is worth nothing: ${stampDamage[problem]}`,
    "timestamp-untrusted": ({ authority, time, problem }) =>
      `the time stamp ${vietnamTime(time)} of “${authority}” proves nothing yet: ${stampDistrust[problem]}`,
    "signer-key-self-made": ({ commonName }) =>
      `the key of ${who(commonName)} was made by the unit itself; no authority issued its certificate`,
    "certificate-revoked": ({ subject, revokedAt, reason }) =>
      `the certificate “${subject}” was revoked on ${vietnamTime(revokedAt)} (${reasons[reason]})`,
    "certificate-revoked-later": ({ subject, revokedAt, reason, at }) =>
      `the certificate “${subject}” was good at ${vietnamTime(at)} and revoked only on ${vietnamTime(revokedAt)} (${reasons[reason]})`,
    "revocation-unknown": ({ subject, why }) =>
      `whether the certificate “${subject}” was revoked could not be checked: ${gaps[why]}`,
  },
  failures: {
    "key-not-found": ({ name, known }) => ({
      problem: `there is no signing key “${name}”.`,
      hint:
        known.length > 0
          ? `Keys there are: ${list(known)}.`
          : `Make one: bangiao key create ${name || "<name>"}`,
    }),
    "key-exists": ({ name }) => ({
      problem: `there is a signing key “${name}” already; it is not overwritten.`,
      hint: "Choose another name, or see the keys: bangiao key list",
    }),
    "key-name-malformed": ({ name }) => ({
      problem: `“${name}” cannot be the name of a key.`,
      hint: "Letters, digits, blanks, dots, hyphens and underscores; a letter or digit first; at most 64 characters.",
    }),
    "key-damaged": ({ path, reason }) => ({
      problem: `the key file “${path}” cannot be used: ${keyDamage[reason]}.`,
      hint: "Take it from the backup, or make a new key: bangiao key create <name>",
    }),
    "passphrase-wrong": ({ name }) => ({
      problem: `the passphrase of the key “${name}” is wrong.`,
      hint: "Type it again; mind the keyboard layout and Caps Lock.",
    }),
    "passphrase-missing": ({ name }) => ({
      problem: `the passphrase of the key “${name}” is needed, and there is nobody to ask.`,
      hint: "Run this in a terminal window to be asked, or put the passphrase into a file and name it in BANGIAO_PASSPHRASE_FILE.",
    }),
    "passphrase-too-short": ({ length, least }) => ({
      problem: `the passphrase has ${length} characters; it needs at least ${least}.`,
      hint: "Use a long sentence that only you know.",
    }),
    "passphrases-differ": () => ({
      problem: "the two passphrases are not the same.",
      hint: "Run this again and type the same twice.",
    }),
    "certificate-not-readable": ({ path, reason }) => ({
      problem: `the certificate “${path}” cannot be read: ${certificateDamage[reason]}.`,
      hint: "Ask the other side to export it again: bangiao key export <name> --out <file.crt>",
    }),
    "fingerprint-differs": ({ given, actual }) => ({
      problem: `the fingerprint “${given}” is not that of the certificate (${formatFingerprint(actual)}). Nothing was added to the trust store.`,
      hint: "Compare with the paper again. If it still differs, the file may have been swapped: ask the other side in person.",
    }),
    "fingerprint-malformed": ({ given }) => ({
      problem: `“${given}” is not a fingerprint.`,
      hint: "A fingerprint has exactly 64 digits 0–9, A–F; blanks and colons between them do no harm.",
    }),
    "trust-entry-not-found": ({ name, known }) => ({
      problem: `“${name}” is not in the trust store.`,
      hint: `Trusted: ${list(known)}.`,
    }),
    "trust-entry-ambiguous": ({ name, labels }) => ({
      problem: `“${name}” names several certificates: ${list(labels)}.`,
      hint: "Give more digits of the fingerprint: bangiao trust list",
    }),
    "trust-entry-exists": ({ label, fingerprint }) => ({
      problem: `“${label}” is in the trust store already (${formatFingerprint(fingerprint)}).`,
      hint: "Give another --label, or retire the old one first: bangiao trust remove <label>",
    }),
    "trust-store-damaged": ({ path, reason }) => ({
      problem: {
        "not-readable": `the trust store “${path}” cannot be read.`,
        "certificate-missing": `the certificate “${path}” of the trust store is missing or damaged.`,
        "list-missing": `the revocation list “${path}” of the trust store is missing or damaged.`,
        "list-differs": `the revocation list “${path}” has been replaced by another.`,
        "certificate-differs": `the certificate “${path}” has been replaced by another.`,
      }[reason],
      hint: "Take the folder trust from the backup; trust no certificate until the cause is known.",
    }),
    "encryption-failed": ({ path, reason }) => ({
      problem: {
        "recipient-malformed": `“${path}” was not encrypted: a recipient's key is malformed.`,
        "identity-malformed": `“${path}” was not opened: the file of secret keys is malformed.`,
        "wrong-key": `“${path}” was not opened: the key or passphrase is another.`,
        damaged: `“${path}” cannot be opened: the encrypted file is damaged or was changed.`,
      }[reason],
      hint: {
        "recipient-malformed":
          "A recipient's key begins with age1; ask the receiver to send it again (age-keygen prints it).",
        "identity-malformed": "Each key stands on a line of its own and begins with AGE-SECRET-KEY-1.",
        "wrong-key": "Use the key that the giver encrypted to (--identity), or type the passphrase again.",
        damaged: "Ask the giver to copy the package again; use nothing of what was opened.",
      }[reason],
    }),
    "timestamp-failed": ({ reason }) => ({
      problem: `there is no time stamp: ${
        reason === "no-answer"
          ? "the authority does not answer"
          : reason === "request-missing"
            ? "no request was made for this signature"
            : stampDamage[reason]
      }.`,
      hint:
        reason === "no-answer"
          ? "Check the network and the address; or go in two steps without a network: bangiao manifest timestamp --request <file.tsq>, then --response <file.tsr>"
          : "Make a new request: bangiao manifest timestamp --request <file.tsq>, then bring the answer to it with --response",
    }),
    "revocation-list-not-usable": ({ path, reason }) => ({
      problem: `the revocation list “${path}” cannot be used: ${
        {
          empty: "the file is empty",
          structure: "it is no revocation list",
          "issuer-unknown": "no certificate of the trust store has signed it",
          "not-understood":
            "it has a condition that must be understood and is not, or names certificates of other authorities",
        }[reason]
      }.`,
      hint:
        reason === "issuer-unknown"
          ? "Add the authority's certificate first: bangiao trust add <file.crt>"
          : "Fetch the complete list again from the authority's site.",
    }),
    "signer-failed": ({ reason }) => ({
      problem: `could not sign: ${signerProblems[reason]}.`,
      hint: signerHints[reason] ?? "See the keys and how long they are valid: bangiao key list",
    }),
    "key-certificate-unmatched": ({ path, subject }) => ({
      problem: `the certificate in “${path}” (${subject}) belongs to none of the keys here.`,
      hint: "See the keys: bangiao key list. The certificate must have been issued over what bangiao key request made.",
    }),
    "signature-not-fitting": ({ path, findings }) => ({
      problem: `the signature “${path}” cannot be used for this list: ${findings.map(textOf).join("; ")}.`,
      hint: "Sign the very file manifest.json of this handover again, as a detached CAdES signature, and bring the .p7s file.",
    }),
    "certificate-unfit": ({ subject, findings }) => ({
      problem: `nothing can be signed with the certificate of “${subject}”, for nobody would accept it: ${findings.map(textOf).join("; ")}.`,
      hint: "Sign with another key (see: bangiao key list), or ask for another certificate: bangiao key request <name>",
    }),
    "token-certificate-unclear": ({ token, subjects }) => ({
      problem:
        subjects.length === 0
          ? `the token “${token}” holds no certificate that can be read.`
          : `it is not clear which certificate of the token “${token}” is meant: ${list(subjects)}.`,
      hint: "Name the file of the certificate: bangiao key import <file.crt> --token <library> --token-label <label> --name <name>",
    }),
  },
  encryption: {
    caveat:
      "The package is encrypted. This keeps it private on the way and is no protection of state secrets: secret papers are handed over by their own rules. Without the key or passphrase nobody can open it again.",
    options: {
      "--encrypt-to": "encrypt the package to this age key (age1…); may be repeated for several recipients",
      "--encrypt-passphrase": "encrypt the package with a passphrase, which is asked for",
      "--identity":
        "file with the secret age key that opens an encrypted package; else the passphrase is asked for",
      "--passphrase-fd": "read the passphrase of the package from this file descriptor",
    },
  },
  timestamp: {
    asked: ({ file }) => `The request for a time stamp is in ${file}`,
    askedNext:
      "Carry this file to a computer with a network, send it to a time-stamping authority, then run: bangiao manifest timestamp --response <file.tsr>",
    taken: ({ time, authority }) => `The signature now bears the time stamp ${time} of “${authority}”`,
    untrusted: "This authority is not trusted yet: add its certificate with bangiao trust add.",
  },
  commands: {
    timestamp: {
      summary: "get a time stamp (RFC 3161) for a signature",
      more: "A time stamp proves that the signature was there at that time, even when the certificate later expires or is revoked. Without a network it goes in two steps: --request, then --response.",
      words: {
        which: "id of the handover, or a .p7s file; the latest manifest without it",
        "--url": "address of the time-stamping authority",
        "--request": "write the request to this file, to be carried to a computer with a network",
        "--response": "file with the authority's answer",
      },
    },
    keyCreate: {
      summary: "make a signing key of the unit",
      more: "The key is kept in .bangiao/keys under a passphrase. The passphrase is asked for, or read from the file that BANGIAO_PASSPHRASE_FILE names; never from the command line.",
      words: {
        name: "short name of the key, used when signing",
        "--common-name": "name in the certificate; else the unit's inspection committee",
        "--organisation": "organisation in the certificate; else the unit's Party committee",
        "--rsa": "make an RSA key of 3072 bits instead of P-256, where the other side reads RSA only",
        "--years": "how many years the certificate is valid",
        "--passphrase-fd": "read the passphrase from this file descriptor",
      },
    },
    keyImport: {
      summary: "import a key from a PKCS#12 file (.p12, .pfx), a token, or a certificate just issued",
      more: "A certificate file goes to the key it was issued for. With --command or --token the key stays outside; only how to reach it is noted.\nThe other program gets the digest on standard input and prints the signature in base64; BANGIAO_DIGEST and BANGIAO_SIGNATURE name the algorithm.",
      words: {
        file: ".p12 or .pfx file, or certificate file",
        "--name": "short name of the key, used for signing; else the file's name",
        "--command": "another program that signs",
        "--argument": "an argument for that program; may be repeated",
        "--rsa": "how the other program signs with an RSA key",
        "--token": "the token's PKCS#11 library file",
        "--token-label": "label of the token",
        "--passphrase-fd": "read the file's passphrase from this file descriptor",
      },
    },
    keyRequest: {
      summary: "make a request for a certificate (PKCS#10) over a key",
      words: {
        name: "name of the key",
        "--out": "request file; printed without it",
        "--passphrase-fd": "read the passphrase from this file descriptor",
      },
    },
    keyList: { summary: "list the signing keys, their fingerprints and how long they are valid", words: {} },
    keyExport: {
      summary: "write the public certificate, for the other side",
      words: {
        name: "name of the key",
        "--public": "the public half only (it always is)",
        "--out": "certificate file; else it is printed",
      },
    },
    trustAdd: {
      summary: "trust another unit's certificate, after comparing its fingerprint with the paper",
      more: "Also takes certificates of intermediate authorities and revocation lists (CRL): neither is trusted in anything by itself, so neither has to be compared with a paper.",
      words: {
        file: "certificate file of the other side, or a revocation list of an authority",
        "--fingerprint":
          "the whole fingerprint from the paper; else its first and last 8 digits are asked for",
        "--label": "what to call this certificate; else the name in it",
        "--group": "a group, such as the province",
        "--confirmed-by": "who compared the fingerprint",
        "--paper": "number and symbol of the paper it was compared with",
        "--as-authority": "also trust what this intermediate authority issues",
      },
    },
    trustList: { summary: "list the certificates that are trusted, and those no longer", words: {} },
    trustRemove: {
      summary: "trust a certificate no longer from now on; nothing is erased",
      words: { which: "label, or at least the first 8 digits of the fingerprint" },
    },
  },
  verdicts: { valid: "valid", untrusted: "untrusted", invalid: "invalid" },
  judgement: { verdict: "Verdict in the words of ETSI EN 319 102-1", steps: "Steps" },
  indications: {
    "total-passed": "total passed",
    indeterminate: "indeterminate",
    "total-failed": "total failed",
  },
  subIndications: {
    "format-failure": "format failure",
    "hash-failure": "hash failure",
    "sig-crypto-failure": "cryptographic signature failure",
    "sig-constraints-failure": "signature constraints failure",
    "chain-constraints-failure": "chain constraints failure",
    "crypto-constraints-failure": "cryptographic constraints failure",
    "no-signing-certificate-found": "no signing certificate found",
    "no-certificate-chain-found": "no certificate chain found",
    "not-yet-valid": "not yet valid",
    "out-of-bounds-no-poe": "out of bounds, no proof of existence",
    "revoked-no-poe": "the certificate was revoked, and nothing proves an earlier signature",
    "revoked-ca-no-poe": "the authority's certificate was revoked, and nothing proves an earlier signature",
    "try-later": "whether the certificate was revoked is not known",
    "signed-data-not-found": "signed data not found",
  },
  steps: {
    size: "size",
    encoding: "encoding",
    shape: "structure",
    algorithms: "algorithms",
    attributes: "signed attributes",
    digest: "content of the file",
    certificate: "signer's certificate",
    signature: "signature",
    timestamp: "time stamp",
    path: "certificate path",
    revocation: "revocation",
    signer: "expected signer",
  },
  outcomes: { passed: "passed", failed: "failed", skipped: "not looked at", unknown: "unknown" },
  labels: {
    signer: "Signer",
    organisation: "Organisation",
    fingerprint: "Fingerprint",
    signedAt: "Signed at (declared)",
    stampedAt: "Time stamp",
    provedAt: "There before, by the time stamp of a later act",
    trustedAs: "Trusted as",
    path: "Certificate path",
    kept: "Key is in",
    usedIn: "Has signed",
    validUntil: "Valid until",
    subject: "Certificate of",
    kind: "Kind",
    group: "Group",
    confirmedBy: "Compared by",
    paper: "Paper",
    addedAt: "Trusted since",
    retiredAt: "No longer since",
  },
  requireRevocation:
    "refuse a signer of whom no revocation list says that the certificate was good (add lists with trust add)",
  evidence: "keep certificates, revocation lists, time stamps and the report in this folder",
  unnamed: "(without a name)",
  selfMade: "key made by the unit itself",
  key: {
    made: ({ name }) => `Made the signing key “${name}”`,
    none: "There is no signing key yet. Make one: bangiao key create <name>",
    states: { valid: "valid", expired: "expired", "not-yet-valid": "not yet valid" },
    keepFingerprint:
      "Put this fingerprint into the paper minutes and hand them over in person, so that the other side can compare it before trusting it. Back up the folder .bangiao/keys: a lost key file or passphrase cannot be recovered.",
    imported: ({ name }) => `The key “${name}” is imported`,
    requested: ({ name, file }) => `The request for a certificate over the key “${name}” is in ${file}`,
    requestNext:
      "Send this file to the authority; when the certificate comes, run: bangiao key import <file.crt>",
    kept: { file: "a file under a passphrase", command: "another program", token: "a token" },
    exported: ({ name, file }) => `Wrote the certificate of the key “${name}” to ${file}`,
    next: "Next",
  },
  passphrase: {
    askPin: ({ name }) => `PIN of the token that holds the key “${name}”:`,
    ask: ({ name }) => `Passphrase of the key “${name}”:`,
    askNew: ({ name, least }) => `Passphrase for the key “${name}” (at least ${least} characters):`,
    askPackage: ({ name }) => `Passphrase of the package ${name}:`,
    askNewPackage: ({ least }) => `Passphrase to lock the package with (at least ${least} characters):`,
    askAgain: "Once more:",
  },
  trust: {
    added: ({ label }) => `The certificate “${label}” is trusted from now on`,
    retired: ({ label }) => `The certificate “${label}” is no longer trusted`,
    listAdded: ({ issuer }) => `The revocation list of “${issuer}” is kept`,
    listKnown: ({ issuer }) => `This revocation list of “${issuer}” was kept before`,
    lists: "Revocation lists",
    listDates: ({ from, until, entries }) =>
      `made on ${from}${until === null ? "" : `, good until ${until}`}, ${entries} certificates revoked`,
    none: "No certificate is trusted yet. Add one: bangiao trust add <file.crt>",
    kinds: { signer: "signer", authority: "authority", intermediate: "intermediate authority" },
    compare:
      "Compare this fingerprint with the paper that the other side handed over, then type from the paper:",
    askFirst: "First 8 digits on the paper:",
    askLast: "Last 8 digits on the paper:",
    askConfirmedBy: "Name of the person who compared:",
    askPaper: "Number and symbol of the paper:",
    eightDigits: "Exactly 8 digits 0–9, A–F",
  },
};
