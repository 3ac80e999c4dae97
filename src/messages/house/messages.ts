import type {
  Carrier,
  Condition,
  DocumentState,
  DossierStatus,
  DossierType,
  Secrecy,
  SlotState,
} from "../../model/dossier.js";
import type { FileFailures } from "../../model/failures/files.js";
import type { UsageFailures } from "../../model/failures/usage.js";
import type { WorkspaceFailures } from "../../model/failures/workspace.js";
import type { Severity } from "../../model/finding.js";
import type { ProgressStage } from "../../model/progress.js";
import type { UnitKind } from "../../model/unit.js";
import type { CommandText, FailureTexts } from "../texts.js";

/** What belongs to no single area: the program itself, its options, the words of the field. */
export interface HouseMessages {
  failures: FailureTexts<UsageFailures & WorkspaceFailures & FileFailures>;
  program: {
    summary: string;
    headings: {
      usage: string;
      arguments: string;
      options: string;
      globalOptions: string;
      commands: string;
      default: string;
    };
    usage: { options: string; command: string };
    helpOption: string;
    versionOption: string;
    globalOptions: Record<
      "workspace" | "lang" | "format" | "quiet" | "no-color" | "progress" | "debug",
      string
    >;
    formats: (names: string[]) => string;
    moreHelp: (command: string) => string;
  };
  problem: (text: string) => string;
  hint: (text: string) => string;
  bug: (details: { version: string }) => string;
  interrupted: string;
  yes: string;
  no: string;
  severities: Record<Severity, string>;
  stages: Record<ProgressStage, string>;
  progress: {
    /** So many items of a stage; the figure is written out already. */
    items: (stage: ProgressStage, figure: string) => string;
    perSecond: (amount: string) => string;
    left: (seconds: number) => string;
  };
  words: {
    dossierTypes: Record<DossierType, string>;
    slotStates: Record<SlotState, string>;
    documentStates: Record<DocumentState, string>;
    carriers: Record<Carrier, string>;
    secrecy: Record<Secrecy, string>;
    status: Record<DossierStatus, string>;
    unitKinds: Record<UnitKind, string>;
    /** Each condition as a short statement that is true or false of a case. */
    conditions: Record<Condition, string>;
  };
  commands: {
    init: CommandText;
    inventory: CommandText;
    manifest: CommandText;
    package: CommandText;
    key: CommandText;
    trust: CommandText;
  };
  init: {
    done: (details: { unit: string; code: string; folder: string }) => string;
    next: string;
    questions: { code: string; name: string; until: string; committee: string };
    wrongCode: string;
  };
}
