/** The steps of a handover as an office goes through them, giver first, then receiver. */
export const stepNames = [
  "init",
  "import",
  "scan",
  "assign",
  "check",
  "facts",
  "explain",
  "key",
  "handover",
  "print",
  "certificate",
  "receipt",
  "verify",
  "trust",
  "receive",
] as const;
export type StepName = (typeof stepNames)[number];
