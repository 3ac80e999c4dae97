import type { CheckMessages } from "./messages.js";

export const checkVi: CheckMessages = {
  findings: {},
  failures: {},
  commands: {},
};
