import type { InventoryMessages } from "./messages.js";
import { registersEn } from "./registers-en.js";
import { scanEn } from "./scan-en.js";

export const inventoryEn: InventoryMessages = {
  findings: { ...registersEn.findings, ...scanEn.findings },
  failures: { ...registersEn.failures, ...scanEn.failures },
  commands: { import: registersEn.command, ...scanEn.commands },
  registers: registersEn,
  scanning: scanEn,
};
