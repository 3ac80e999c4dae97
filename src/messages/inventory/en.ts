import type { InventoryMessages } from "./messages.js";

export const inventoryEn: InventoryMessages = {
  findings: {},
  failures: {},
  commands: {},
};
