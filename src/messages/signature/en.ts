import type { SignatureMessages } from "./messages.js";

export const signatureEn: SignatureMessages = {
  findings: {},
  failures: {},
  commands: {},
};
