import type { InventoryMessages } from "./messages.js";
import { registersEn } from "./registers-en.js";

export const inventoryEn: InventoryMessages = {
  findings: { ...registersEn.findings },
  failures: { ...registersEn.failures },
  commands: { import: registersEn.command },
  registers: registersEn,
};
