/** Rule packs that cannot be understood. `line` and `column` count from 1. */
export interface RuleFailures {
  "yaml-not-readable": { path: string; line: number; column: number; reason: string };
  "rule-pack-wrong": {
    path: string;
    line: number;
    column: number;
    problem:
      | "key-unknown"
      | "key-missing"
      | "value-wrong"
      | "kind-unknown"
      | "condition-unknown"
      | "expression-unfinished"
      | "operator-missing"
      | "duplicate";
    word: string;
    nearest?: string;
    allowed?: string[];
  };
  /** No finding, paper or rule of that code. */
  "rule-code-unknown": { code: string; nearest?: string };
  "rule-pack-not-found": { name: string; known: string[] };
}
