import type { DossierStatus } from "../../model/dossier.js";
import type { CustodyFailures } from "../../model/failures/custody.js";
import type { ReceiptOutcome } from "../../model/handover.js";
import type { CommandText, FailureTexts } from "../texts.js";
import type { AuditMessages } from "./audit.js";
import type { OverviewMessages } from "./overview.js";
import type { PlanMessages } from "./plan.js";
import type { RunningMessages } from "./running.js";

/** What the program says about the area "custody". */
export interface CustodyMessages {
  running: RunningMessages;
  audit: AuditMessages;
  overview: OverviewMessages;
  plan: PlanMessages;
  failures: FailureTexts<CustodyFailures>;
  commands: {
    receive: CommandText;
    log: CommandText;
    logExport: CommandText;
    logVerify: CommandText;
  };
  /** Where a dossier has been. */
  way: {
    heading: string;
    origin: (details: { unit: string }) => string;
    step: (details: { id: string; at: string; giver: string; receiver: string; answer: string }) => string;
    answered: (details: { outcome: string; at: string }) => string;
    noReceipt: string;
  };
  receive: {
    notValid: string;
    done: (details: { id: string; giver: string }) => string;
    again: (details: { id: string }) => string;
    counts: (details: {
      accepted: number;
      reserved: number;
      refused: number;
      files: string;
      bytes: string;
    }) => string;
    replaced: string;
    template: (details: { path: string; dossiers: number }) => string;
    columns: Record<
      | "id"
      | "reference"
      | "answer"
      | "what"
      | "why"
      | "title"
      | "status"
      | "documents"
      | "files"
      | "exceptions",
      string
    >;
    status: Record<DossierStatus, string>;
    outcomes: Record<ReceiptOutcome, string>;
    ask: {
      dossier: (details: { at: number; of: number; reference: string }) => string;
      rest: string;
      alike: (details: { count: number; type: string }) => string;
      stop: string;
      begun: (details: { answered: number; of: number }) => string;
      goOn: (details: { left: number }) => string;
      useThem: string;
      anew: string;
      kept: (details: { answered: number; of: number }) => string;
      what: string;
      why: string;
      whyNeeded: string;
      contents: (details: { documents: number; files: number }) => string;
      noFile: string;
      withheld: string;
      declared: string;
    };
    remark: (details: { reference: string; outcome: string; remarks: string }) => string;
    kept: (details: { folder: string }) => string;
    receipt: (details: { path: string }) => string;
    openCases: (details: { count: number }) => string;
    next: string;
  };
  log: {
    empty: string;
    actions: Record<string, string>;
    /** What stands before a detail of an entry, by its key; details without one stand alone. */
    labels: Record<string, string>;
    columns: Record<"seq" | "at" | "actor" | "action" | "about" | "sha256", string>;
    exported: (details: { path: string; entries: number }) => string;
    lastDigest: (details: { digest: string }) => string;
    by: (details: { actor: string }) => string;
    whole: (details: { entries: number; digest: string }) => string;
    broken: (details: { seq: number }) => string;
    notedThere: string;
    notedGone: string;
    /** What a whole chain alone does not show. */
    limit: string;
  };
}
