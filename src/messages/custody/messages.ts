import type { CustodyFailures } from "../../model/failures/custody.js";
import type { CommandText, FailureTexts } from "../texts.js";

/** What the program says about the area "custody". */
export interface CustodyMessages {
  failures: FailureTexts<CustodyFailures>;
  commands: Record<string, CommandText>;
}
