import { defineKind } from "./define-kind.js";

/** An open case tells its successor what has been reached, what comes next and by when. */
export const caseReady = defineKind({
  name: "case-ready",
  finds: ["case-without-next-step"],
  read: () => null,
  check: ({ dossier: { status, openCase }, reached }) => {
    if (status !== "open") return [];
    const lacking: ("step" | "next-step" | "deadline")[] = [];
    // Papers in the order of the procedure show the step as well as words do.
    if (!openCase?.step && !reached) lacking.push("step");
    if (!openCase?.nextStep) lacking.push("next-step");
    if (!openCase?.deadline) lacking.push("deadline");
    return lacking.length === 0 ? [] : [{ code: "case-without-next-step", details: { lacking } }];
  },
});
