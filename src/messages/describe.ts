import type { Failure } from "../model/failure.js";
import type { Finding } from "../model/finding.js";
import { failureTexts, findingTexts, type Messages } from "./messages.js";
import type { FailureText } from "./texts.js";

/** A finding as one sentence without its place. */
export function describeFinding(finding: Finding, messages: Messages): string {
  const text = findingTexts(messages)[finding.code] as (details: unknown) => string;
  return text(finding.details);
}

/** A failure as problem and hint. */
export function describeFailure(failure: Failure, messages: Messages): FailureText {
  const text = failureTexts(messages)[failure.code] as (details: unknown) => FailureText;
  return text(failure.details);
}
