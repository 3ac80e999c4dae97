import type { InventoryMessages } from "./messages.js";
import { registersVi } from "./registers-vi.js";
import { scanVi } from "./scan-vi.js";

export const inventoryVi: InventoryMessages = {
  findings: { ...registersVi.findings, ...scanVi.findings },
  failures: { ...registersVi.failures, ...scanVi.failures },
  commands: { import: registersVi.command, ...scanVi.commands },
  registers: registersVi,
  scanning: scanVi,
};
