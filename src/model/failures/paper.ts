/** Papers that cannot be printed. */
export interface PaperFailures {
  /** A template of Word or Excel that cannot be filled; `word` is the field or mark in question. */
  "template-wrong": {
    path: string;
    problem: "not-office" | "too-large" | "field-unknown" | "mark-wrong" | "picture-not-alone";
    word: string;
    allowed: string[];
  };
  "paper-without-content": { paper: string; id: string };
  /** The list or the receipt, or the signature over it, is not right: no paper is made of it. */
  "paper-source-not-valid": { path: string; reason: string };
  /** An encrypted package tells nothing of its list. */
  "paper-source-locked": { path: string };
  "paper-needs-receipt": { id: string };
  "paper-code-malformed": { given: string };
}
