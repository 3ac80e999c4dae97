import type { PackageFindings } from "../../model/findings/package.js";
import type { CommandText, FindingTexts } from "../texts.js";

/** What the program says about packages: making them, looking into them, verifying them. */
export interface PackageMessages {
  findings: FindingTexts<PackageFindings>;
  commands: { create: CommandText; list: CommandText; extract: CommandText; verify: CommandText };
  create: {
    planned: (details: { id: string; path: string }) => string;
    written: (details: { path: string; size: string }) => string;
    plannedVolumes: (details: { id: string; count: string; folder: string }) => string;
    writtenVolumes: (details: { count: string; folder: string; size: string }) => string;
    stopped: (details: { id: string; errors: string }) => string;
    contents: (details: { dossiers: string; files: string; size: string }) => string;
    nextAfterStop: string;
    next: string;
  };
  list: {
    heading: (details: { path: string }) => string;
    noBag: string;
    notVerified: string;
    total: (details: { files: string; size: string }) => string;
    columns: { path: string; size: string };
  };
  extract: {
    done: (details: { files: string; folder: string }) => string;
    some: (details: { files: string; failed: string; folder: string }) => string;
  };
  verify: {
    verdicts: Record<"valid" | "untrusted" | "invalid", string>;
    bagVerdicts: Record<"valid" | "invalid", string>;
    receiptVerdicts: Record<"valid" | "untrusted" | "invalid", string>;
    /** Whether a receipt in order was held against the list it answers. */
    receiptCompared: Record<"yes" | "no", string>;
    receiptList: (details: { path: string }) => string;
    receipt: (details: { id: string; created: string }) => string;
    receiptCounts: (details: { accepted: string; reserved: string; refused: string }) => string;
    /** Stand in for the stages of the list where a receipt is looked at. */
    receiptStages: Record<"signature" | "manifest", string>;
    stages: Record<StageName, string>;
    outcomes: Record<"passed" | "failed" | "untrusted" | "skipped", string>;
    /** How many findings a stage has, where there are any. */
    counts: (details: { error: string | null; warning: string | null; info: string | null }) => string;
    skipped: Record<SkipName, string>;
    headings: { stages: string; findings: string; next: string };
    handover: (details: { id: string; created: string }) => string;
    giver: string;
    receiver: string;
    unit: (details: { name: string; code: string; until: string | null }) => string;
    contents: (details: {
      dossiers: string;
      closed: string;
      open: string;
      documents: string;
      files: string;
      size: string;
    }) => string;
    withheld: (details: { count: string }) => string;
    signer: (details: { name: string; at: string | null }) => string;
    selfMade: string;
    trustedAs: (details: { label: string }) => string;
    fingerprint: string;
    bag: (details: { version: string; files: string; size: string; algorithms: string }) => string;
    manifestDigest: string;
    volume: (details: { number: string; count: string }) => string;
    more: (details: { count: string }) => string;
    next: {
      receive: string;
      compareFingerprint: string;
      askSender: string;
      allVolumes: string;
      acceptReceipt: string;
      fileReceipt: string;
      compareReceiver: string;
      askReceiver: string;
      keepReceipt: string;
      keepPackage: string;
      bagOnly: string;
    };
  };
}

type StageName =
  | "container"
  | "declaration"
  | "completeness"
  | "digests"
  | "signature"
  | "trust"
  | "manifest"
  | "acts"
  | "custody";
type SkipName =
  | "asked-for-bag-only"
  | "no-bag"
  | "no-package"
  | "only-receipt"
  | "manifest-missing"
  | "manifest-unreadable"
  | "signature-missing"
  | "signature-wrong";
