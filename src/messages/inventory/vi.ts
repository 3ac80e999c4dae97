import type { InventoryMessages } from "./messages.js";
import { registersVi } from "./registers-vi.js";

export const inventoryVi: InventoryMessages = {
  findings: { ...registersVi.findings },
  failures: { ...registersVi.failures },
  commands: { import: registersVi.command },
  registers: registersVi,
};
