import { vietnamTime } from "../../messages/vietnam-time.js";
import { formatFingerprint } from "../../model/fingerprint.js";
import type { SignatureCheck } from "../../signing/index.js";
import { factLines } from "../facts.js";
import type { Voice } from "../reporter.js";

/** One checked signature as text for a report: who, when, on whose word, and how each step ended. Findings apart. */
export function signatureText(check: SignatureCheck, { messages, ink, width }: Voice): string {
  const { labels, verdicts, indications, subIndications, steps, outcomes, selfMade, unnamed } =
    messages.signature;
  const colour = { valid: ink.good, untrusted: ink.doubtful, invalid: ink.bad }[check.verdict];
  const reason = check.subIndication ? `: ${subIndications[check.subIndication]}` : "";
  const { signer } = check;
  const facts = factLines(
    [
      [labels.signer, signer && `${signer.commonName ?? unnamed}${signer.selfMade ? ` (${selfMade})` : ""}`],
      [labels.organisation, signer?.organisation ?? null],
      [labels.fingerprint, signer && formatFingerprint(signer.fingerprint)],
      [labels.signedAt, check.signingTime && vietnamTime(check.signingTime)],
      ...check.stamps.map(({ time, authority }): [string, string] => [
        labels.stampedAt,
        `${vietnamTime(time)} (${authority})`,
      ]),
      [labels.trustedAs, check.trustedAs],
    ],
    width,
  );
  const walk = check.steps.map(({ step, outcome }) => `${steps[step]}: ${outcomes[outcome]}`).join(" · ");
  return [
    colour(`${verdicts[check.verdict]} (${indications[check.indication]}${reason})`),
    ...(facts === "" ? [] : [facts]),
    ...(walk === "" ? [] : [ink.faint(walk)]),
  ].join("\n");
}
