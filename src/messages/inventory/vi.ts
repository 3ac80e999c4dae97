import type { InventoryMessages } from "./messages.js";

export const inventoryVi: InventoryMessages = {
  findings: {},
  failures: {},
  commands: {},
};
