import type { SignatureMessages } from "./messages.js";

export const signatureVi: SignatureMessages = {
  findings: {},
  failures: {},
  commands: {},
};
