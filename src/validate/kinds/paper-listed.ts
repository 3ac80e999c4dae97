import { evaluate } from "../conditions.js";
import { defineKind } from "./define-kind.js";

/** What lies in the box of a paper dossier has been listed. */
export const paperListed = defineKind({
  name: "paper-listed",
  finds: ["paper-not-listed"],
  read: () => null,
  check: ({ unlisted, pack, facts }) => {
    if (!unlisted) return [];
    const slots = (pack?.slots ?? []).filter(
      ({ required }) => required !== null && evaluate(required, facts) !== "false",
    ).length;
    return [{ code: "paper-not-listed", details: { slots } }];
  },
});
