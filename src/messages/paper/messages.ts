import type { PaperFailures } from "../../model/failures/paper.js";
import type { CommandText, FailureTexts } from "../texts.js";

type Command = "minutes" | "index" | "contents" | "closing" | "receipt" | "labels";
type Paper = Command | "carrier";

/** What the program says about the papers of a handover, and the words that go into them. */
export interface PaperMessages {
  failures: FailureTexts<PaperFailures>;
  commands: Record<"print" | Command, CommandText>;
  names: Record<Paper, string>;
  done: (details: { paper: string; id: string }) => string;
  notSigned: string;
  /** What to do with the paper now. */
  next: Record<Paper, string>;
  inPaper: {
    day: (details: { day: string; month: string; year: string }) => string;
    unit: (details: { name: string; code: string; until: string | null }) => string;
    organisation: (details: { unit: string }) => string;
    committee: string;
    period: (details: { from: string; to: string }) => string;
    sheets: (details: { count: string }) => string;
    pages: (details: { count: string }) => string;
    withheld: (details: { level: string }) => string;
    withheldCount: (details: { count: string }) => string;
    copy: string;
    notYet: string;
    volume: (details: { number: number; of: number }) => string;
    conditionUnknown: string;
    scanPlace: (details: { reference: string; ordinal: number; times: number }) => string;
    registers: readonly { slot: string; name: string }[];
  };
}
