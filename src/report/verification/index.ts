import type { VerificationResult } from "../../package/index.js";
import { jsonReporter, type Reporters } from "../reporter.js";
import { type TypedCommand, verificationText } from "./text.js";

export type { TypedCommand } from "./text.js";

/** Forms of the result of `verify`, or of another command that verifies first. */
export function verificationReportersFor(again: TypedCommand | null): Reporters<VerificationResult> {
  return {
    text: (result, voice) => verificationText(result, voice, again),
    json: jsonReporter("bangiao-verification/1"),
  };
}

/** Forms of the result of `verify`. */
export const verificationReporters = verificationReportersFor(null);
