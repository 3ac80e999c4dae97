import type { CheckChanges, CheckResult } from "../../validate/index.js";

/** A check as it is reported. */
export interface CheckReport extends CheckResult {
  /** What changed since an earlier run; null when there was none to compare with; absent when nobody asked. */
  changes?: CheckChanges | null;
}
