import type { CheckMessages } from "./messages.js";

export const checkEn: CheckMessages = {
  findings: {},
  failures: {},
  commands: {},
};
