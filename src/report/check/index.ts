import type { CheckResult } from "../../validate/index.js";
import type { Reporters } from "../reporter.js";
import { checkCsv } from "./csv.js";
import { checkJson } from "./json.js";
import { checkText } from "./text.js";

/** Forms of the result of `check`. */
export const checkReporters: Reporters<CheckResult> = { text: checkText, json: checkJson, csv: checkCsv };
