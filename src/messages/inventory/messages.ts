import type { InventoryFailures } from "../../model/failures/inventory.js";
import type { InventoryFindings } from "../../model/findings/inventory.js";
import type { CommandText, FailureTexts, FindingTexts } from "../texts.js";
import type { RegisterMessages } from "./registers.js";
import type { ScanMessages } from "./scan-messages.js";

/** What the program says about the area "inventory". */
export interface InventoryMessages {
  findings: FindingTexts<InventoryFindings>;
  failures: FailureTexts<InventoryFailures>;
  commands: InventoryCommands;
  registers: RegisterMessages;
  scanning: ScanMessages;
}

export interface InventoryCommands {
  import: CommandText;
  scan: CommandText;
  assign: CommandText;
  settle: CommandText;
}
