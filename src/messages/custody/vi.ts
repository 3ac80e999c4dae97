import type { CustodyMessages } from "./messages.js";

export const custodyVi: CustodyMessages = {
  failures: {},
  commands: {},
};
