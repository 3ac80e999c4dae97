import type { CommandText } from "../texts.js";

/** What the program says about handovers on their way and work that goes on. */
export interface RunningMessages {
  commands: { status: CommandText; cases: CommandText; obligations: CommandText };
  status: {
    nothing: string;
    headings: {
      outgoing: string;
      incoming: string;
      dossiers: string;
      refused: string;
      remaining: string;
      twice: string;
    };
    states: Record<"drafted" | "signed" | "packed" | "sent" | "received" | "answered", string>;
    fates: Record<"promised" | "sent" | "received" | "reserved" | "refused" | "remaining", string>;
    line: (details: {
      dossiers: number;
      accepted: number;
      reserved: number;
      refused: number;
      waiting: number;
    }) => string;
    supplement: (details: { id: string }) => string;
    total: (details: { count: number }) => string;
    settled: string;
    next: (details: { id: string }) => string;
    more: (details: { count: number }) => string;
  };
  cases: {
    none: string;
    count: (details: { count: number; late: number }) => string;
    step: string;
    nextStep: string;
    deadline: string;
    team: string;
    continues: string;
    noted: string;
    noDeadline: string;
    nobody: string;
    handedOver: (details: { id: string }) => string;
    daysLeft: (details: { days: number }) => string;
  };
  obligations: {
    none: string;
    kinds: Record<"rectification" | "discipline-in-force" | "complaint", string>;
    since: string;
  };
}
