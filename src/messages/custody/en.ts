import type { CustodyMessages } from "./messages.js";

export const custodyEn: CustodyMessages = {
  failures: {},
  commands: {},
};
