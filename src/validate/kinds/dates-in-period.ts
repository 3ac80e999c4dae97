import { certainlyBefore } from "../../model/partial-date.js";
import { isClosing } from "../case-view.js";
import { defineKind } from "./define-kind.js";

/** The papers bear dates between the first and the last day of their dossier. */
export const datesInPeriod = defineKind({
  name: "dates-in-period",
  finds: ["date-outside-period"],
  /** `except`: slots whose papers are older or younger by nature, such as a contested decision. */
  read: (rule) => ({ except: new Set(rule.texts("except")) }),
  check: ({ dossier: { opened, closed }, documents, pack }, { except }) => {
    if (opened === null && closed === null) return [];
    // A closing sheet is made when the dossier is put in order, long after its last paper.
    const free = new Set(
      pack?.slots.filter((slot) => !slot.inOrder || isClosing(slot)).map(({ code }) => code),
    );
    return documents.flatMap(({ date, slot, number, ordinal }) => {
      if (date === null || (slot !== null && (except.has(slot) || free.has(slot)))) return [];
      const early = opened !== null && certainlyBefore(date, opened);
      const late = closed !== null && certainlyBefore(closed, date);
      if (!early && !late) return [];
      return [
        {
          code: "date-outside-period" as const,
          document: slot ?? number ?? `#${ordinal}`,
          details: { date, ...(opened ? { from: opened } : {}), ...(closed ? { until: closed } : {}) },
        },
      ];
    });
  },
});
