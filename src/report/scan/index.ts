import type { ScanResult } from "../../inventory/index.js";
import type { Reporters } from "../reporter.js";
import { scanText } from "./text.js";

/** Forms of the result of `inventory scan`, one for each folder scanned. */
export const scanReporters: Reporters<ScanResult[]> = {
  text: (results, voice) => results.map((result) => scanText(result, voice)).join("\n"),
  json: (folders) => `${JSON.stringify({ format: "bangiao-scan/1", folders }, null, 2)}\n`,
};
