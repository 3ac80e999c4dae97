import type { ManifestFindings } from "../../model/findings/manifest.js";
import type { CommandText, FindingTexts } from "../texts.js";

/** What the program says about the area "manifest". */
export interface ManifestMessages {
  findings: FindingTexts<ManifestFindings>;
  commands: Record<string, CommandText>;
}
