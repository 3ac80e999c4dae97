import type { CryptoFailures } from "../../model/failures/crypto.js";
import type { SignatureFindings } from "../../model/findings/signature.js";
import type {
  Indication,
  SignatureStepName,
  SignatureVerdict,
  StepOutcome,
  SubIndication,
} from "../../model/signature.js";
import type { CommandText, FailureTexts, FindingTexts } from "../texts.js";

/** What the program says about the area "signature". */
export interface SignatureMessages {
  findings: FindingTexts<SignatureFindings>;
  failures: FailureTexts<CryptoFailures>;
  commands: SignatureCommands;
  encryption: {
    /** Said once whenever a package was encrypted. */
    caveat: string;
    options: Record<"--encrypt-to" | "--encrypt-passphrase" | "--identity" | "--passphrase-fd", string>;
  };
  timestamp: {
    asked: (details: { file: string }) => string;
    askedNext: string;
    taken: (details: { time: string; authority: string }) => string;
    untrusted: string;
  };
  verdicts: Record<SignatureVerdict, string>;
  /** The words of ETSI EN 319 102-1. */
  judgement: { verdict: string; steps: string };
  indications: Record<Indication, string>;
  subIndications: Record<SubIndication, string>;
  steps: Record<SignatureStepName, string>;
  outcomes: Record<StepOutcome, string>;
  /** Labels before a value. */
  labels: {
    signer: string;
    organisation: string;
    fingerprint: string;
    signedAt: string;
    stampedAt: string;
    provedAt: string;
    trustedAs: string;
    path: string;
    validUntil: string;
    kept: string;
    usedIn: string;
    subject: string;
    kind: string;
    group: string;
    confirmedBy: string;
    paper: string;
    addedAt: string;
    retiredAt: string;
  };
  /** Help of `--require-revocation`, wherever it is an option. */
  requireRevocation: string;
  /** Help of `--evidence`. */
  evidence: string;
  unnamed: string;
  selfMade: string;
  key: {
    made: (details: { name: string }) => string;
    none: string;
    states: Record<"valid" | "expired" | "not-yet-valid", string>;
    /** What to do with the fingerprint of a new key. */
    keepFingerprint: string;
    imported: (details: { name: string }) => string;
    requested: (details: { name: string; file: string }) => string;
    /** What to do with a request. */
    requestNext: string;
    kept: Record<"file" | "command" | "token", string>;
    exported: (details: { name: string; file: string }) => string;
    next: string;
  };
  passphrase: {
    ask: (details: { name: string }) => string;
    askPin: (details: { name: string }) => string;
    askNew: (details: { name: string; least: number }) => string;
    askPackage: (details: { name: string }) => string;
    askNewPackage: (details: { least: number }) => string;
    askAgain: string;
  };
  trust: {
    added: (details: { label: string }) => string;
    retired: (details: { label: string }) => string;
    listAdded: (details: { issuer: string }) => string;
    listKnown: (details: { issuer: string }) => string;
    /** Heading of the lists. */
    lists: string;
    listDates: (details: { from: string; until: string | null; entries: number }) => string;
    none: string;
    kinds: Record<"signer" | "authority" | "intermediate", string>;
    /** Said before the ends of the fingerprint are asked for. */
    compare: string;
    askFirst: string;
    askLast: string;
    askConfirmedBy: string;
    askPaper: string;
    eightDigits: string;
  };
}

export interface SignatureCommands {
  timestamp: CommandText;
  keyCreate: CommandText;
  keyList: CommandText;
  keyExport: CommandText;
  keyImport: CommandText;
  keyRequest: CommandText;
  trustAdd: CommandText;
  trustList: CommandText;
  trustRemove: CommandText;
}
