import type { VerificationResult } from "../../package/index.js";
import { jsonReporter, type Reporters } from "../reporter.js";
import { verificationText } from "./text.js";

/** Forms of the result of `verify`. */
export const verificationReporters: Reporters<VerificationResult> = {
  text: verificationText,
  json: jsonReporter("bangiao-verification/1"),
};
