import type { Condition, DossierType, PartialDate } from "../model/dossier.js";
import type { Severity } from "../model/finding.js";
import type { Named } from "../model/findings/check.js";
import type { Expression } from "./conditions.js";
import type { Example } from "./rule-examples.js";
import type { Confidence } from "./rule-reader.js";

/** First key of every rule pack. */
export const rulePackFormat = "bangiao-rules/1";

/** What a paper is in its case: issued by the body that leads it, or the paper that concludes it. */
export const slotRoles = ["lead", "conclusion"] as const;
export type SlotRole = (typeof slotRoles)[number];

/** Where a demand comes from, in words, and how sure the pack's author is of it. */
export interface Grounds {
  source: string;
  confidence: Confidence;
}

/** A place in a dossier that the rules of its type name: a demand of the kind document-required. */
export interface Slot extends Grounds {
  code: string;
  name: Named;
  /** When it is demanded; null: listed if it is there, never missed. */
  required: Expression | null;
  /** The same as a pack writes it: `always`, `if-present`, `team and issuer_not_cell`. */
  demand: string;
  /** Place in the procedure; 900 and above close the dossier. */
  order: number;
  /** False for papers that may come at any time, such as an extension. */
  inOrder: boolean;
  /** Type symbols in the number that usually identify the paper. */
  symbols: string[];
  /** Words in file names, abstracts and titles that name the paper. */
  words: string[];
  /** Words that say it is another paper. */
  notWords: string[];
  /** Facts of the case that follow when this paper is in the dossier. */
  proves: ReadonlyMap<Condition, "true" | "false">;
  roles: readonly SlotRole[];
  /** Slots of other types whose papers fill this one too. */
  sameAs: string[];
}

/** One demand of another kind than document-required. */
export interface Rule extends Grounds {
  id: string;
  kind: string;
  severity: Severity;
  says: Named;
  /** Understood by the kind, and only by it. */
  settings: unknown;
  /** Dossiers the rule has nothing to say about, and dossiers in which it finds something. */
  passes: Example[];
  fails: Example[];
}

/** A regulation and the days it was in force. */
export interface LegalBasis {
  document: string;
  about: Named;
  from: PartialDate | null;
  until: PartialDate | null;
  confidence: Confidence;
}

/** What a dossier's title says about its case; `words` are loose keys. Without words: holds when nothing before it did. */
export interface TitleSign {
  words: string[];
  condition: Condition;
  value: "true" | "false";
}

/** A rule pack, loaded and understood. */
export interface RulePack {
  name: string;
  version: string;
  path: string;
  /** Of the file's bytes, lower-case hex. */
  sha256: string;
  /** The type of dossier it is for; null: for every dossier, beside the pack of its type. */
  type: DossierType | null;
  title: Named;
  /** The days of dossiers it applies to. */
  from: PartialDate | null;
  until: PartialDate | null;
  basis: LegalBasis[];
  retention: (Grounds & { period: string; note: Named | null }) | null;
  titleSigns: TitleSign[];
  slots: Slot[];
  rules: Rule[];
  examples: Example[];
}
