import type { RunningMessages } from "./running.js";

export const runningEn: RunningMessages = {
  commands: {
    status: {
      summary: "where handovers stand: promised, sent, received, refused, remaining",
      more: "Every dossier is in exactly one handover or is named as remaining. Exit code 1 while something is left to do.",
      words: {},
    },
    cases: {
      summary: "open cases: step reached, next step, deadline, who continues",
      words: {},
    },
    obligations: {
      summary: "what conclusions and decisions left to be done: remedies, discipline in force, complaints",
      words: {},
    },
  },
  status: {
    nothing: "There is no handover yet.",
    headings: {
      outgoing: "Handed over",
      incoming: "Taken over",
      dossiers: "Dossiers of the inventory",
      refused: "Refused and not handed over again",
      remaining: "In no handover",
      twice: "In two signed handovers",
    },
    states: {
      drafted: "made, not signed",
      signed: "signed, not packed",
      packed: "packed, waiting for the receipt",
      sent: "sent, waiting for the receipt",
      received: "received",
      answered: "answered by a receipt",
    },
    fates: {
      promised: "listed, not sent",
      sent: "sent, no receipt yet",
      received: "accepted by the receiver",
      reserved: "accepted with reservation",
      refused: "refused by the receiver",
      remaining: "in no handover",
    },
    line: ({ dossiers, accepted, reserved, refused, waiting }) =>
      [
        `${dossiers} dossiers`,
        ...(accepted > 0 ? [`${accepted} accepted`] : []),
        ...(reserved > 0 ? [`${reserved} with reservation`] : []),
        ...(refused > 0 ? [`${refused} refused`] : []),
        ...(waiting > 0 ? [`${waiting} unanswered`] : []),
      ].join(", "),
    supplement: ({ id }) => `supplement to ${id}`,
    total: ({ count }) => `${count} in all`,
    settled: "No dossier is left out.",
    next: ({ id }) => `Hand over what is missing: bangiao manifest create --supplement ${id}`,
    more: ({ count }) => `and ${count} more; all of them with --format json`,
  },
  cases: {
    none: "There is no open case.",
    count: ({ count, late }) => `${count} open cases${late > 0 ? `, ${late} past their deadline` : ""}.`,
    step: "step reached",
    nextStep: "next step",
    deadline: "deadline",
    team: "team",
    continues: "continued by",
    noted: "the register says to",
    noDeadline: "not stated",
    nobody: "nobody is named",
    handedOver: ({ id }) => `handed over with ${id}`,
    daysLeft: ({ days }) =>
      days < 0 ? `${-days} days late` : days === 0 ? "ends today" : `${days} days left`,
  },
  obligations: {
    none: "Nothing is left to follow up.",
    kinds: {
      rectification: "remedy after a conclusion",
      "discipline-in-force": "discipline in force",
      complaint: "complaint pending",
    },
    since: "since",
  },
};
