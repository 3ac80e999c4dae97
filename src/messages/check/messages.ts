import type { RuleFailures } from "../../model/failures/rules.js";
import type { CheckFindings } from "../../model/findings/check.js";
import type { CommandText, FailureTexts, FindingTexts } from "../texts.js";

/** What the program says about the area "check". */
export interface CheckMessages {
  findings: FindingTexts<CheckFindings>;
  failures: FailureTexts<RuleFailures>;
  commands: Record<string, CommandText>;
}
