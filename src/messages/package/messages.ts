import type { PackageFindings } from "../../model/findings/package.js";
import type { CommandText, FindingTexts } from "../texts.js";

/** What the program says about the area "package". */
export interface PackageMessages {
  findings: FindingTexts<PackageFindings>;
  commands: Record<string, CommandText>;
}
