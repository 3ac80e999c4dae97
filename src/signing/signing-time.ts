import type { Certificate } from "../crypto/certificates.js";
import type { SignatureFault } from "../crypto/cms-check.js";
import { timeText } from "./identity.js";

const minute = 60_000;
/** Clocks of two offices may differ by this much without anybody being told. */
const tolerance = 5 * minute;
/** Some office tools write the time of Hà Nội as if it were UTC. */
const localOffset = 7 * 60 * minute;

/** What is odd about the time a signer declared. It is only said: nothing is shifted, and nobody has proved the time. */
export function oddSigningTimes(
  signingTime: Date,
  certificate: Certificate,
  now: Date,
  /** Proved by a time stamp, or null. */
  stamped: Date | null,
): SignatureFault[] {
  const odd = (problem: Problem, against: Date): SignatureFault => ({
    code: "signing-time-odd",
    details: { problem, signingTime: timeText(signingTime), against: timeText(against) },
  });
  const faults: SignatureFault[] = [];
  const ahead = signingTime.getTime() - now.getTime();
  if (ahead > tolerance && !stamped)
    faults.push(odd(ahead <= localOffset + tolerance ? "local-time" : "future", now));
  const afterStamp = stamped ? signingTime.getTime() - stamped.getTime() : 0;
  if (stamped && afterStamp > minute) {
    const close = Math.abs(afterStamp - localOffset) <= tolerance;
    faults.push(odd(close ? "local-time" : "after-timestamp", stamped));
  }
  if (signingTime < certificate.notBefore) faults.push(odd("before-certificate", certificate.notBefore));
  if (signingTime > certificate.notAfter) faults.push(odd("after-certificate", certificate.notAfter));
  return faults;
}

type Problem = "future" | "local-time" | "after-timestamp" | "before-certificate" | "after-certificate";
