import type { SlotState } from "../model/dossier.js";
import type { CheckedDocument, CheckedDossier } from "./case-view.js";
import { type DossierResult, judge, viewDossier } from "./check-dossier.js";
import { PackShelf } from "./choose-pack.js";
import { kinds } from "./kinds/index.js";
import type { Example, ExampleDocument } from "./rule-examples.js";
import type { Rule, RulePack } from "./rule-pack.js";

/** What came of one example. `differences` is empty when the pack and its example agree. */
export interface ExampleResult {
  /** Rule id for the examples of a rule; null for those of the pack. */
  rule: string | null;
  shows: string;
  line: number;
  differences: ExampleDifference[];
}

/** Where the check says otherwise than the example: a slot in another state, a finding too many or too few. */
export type ExampleDifference =
  | { what: "state"; slot: string; expected: SlotState | null; actual: SlotState }
  | { what: "finding"; code: string; expected: boolean };

/**
 * Runs every example of a pack and compares. `today` stands in where an example names no day of its own; `others` are
 * packs whose slots the examples of a pack for every dossier may name.
 */
export function tryExamples(
  pack: RulePack,
  today: string,
  others: readonly RulePack[] = [],
): ExampleResult[] {
  const results: ExampleResult[] = [];
  const shelf = new PackShelf(
    pack.type === null ? [pack, ...others.filter(({ type }) => type !== null)] : [pack],
  );
  for (const example of pack.examples) {
    const result = run(example, pack, shelf, today);
    results.push({
      rule: null,
      shows: example.shows,
      line: example.line,
      differences: compare(example, result),
    });
  }
  for (const rule of pack.rules)
    for (const [examples, expected] of [
      [rule.passes, false],
      [rule.fails, true],
    ] as const)
      for (const example of examples) {
        const found = runRule(example, rule, pack, shelf, today);
        const differences: ExampleDifference[] =
          found.length > 0 === expected ? [] : [{ what: "finding", code: found[0] ?? rule.id, expected }];
        results.push({ rule: rule.id, shows: example.shows, line: example.line, differences });
      }
  return results;
}

function run(example: Example, pack: RulePack, shelf: PackShelf, today: string): DossierResult {
  const view = viewDossier(buildDossier(example, pack), shelf, example.today ?? today);
  return judge(view, shelf);
}

function runRule(example: Example, rule: Rule, pack: RulePack, shelf: PackShelf, today: string): string[] {
  const kind = kinds.get(rule.kind);
  const view = viewDossier(buildDossier(example, pack), shelf, example.today ?? today);
  judge(view, shelf); // a rule may look at the states of the slots
  if (kind?.check) return kind.check(view, rule.settings as never).map(({ code }) => code);
  const collection = kind?.collect?.(rule.settings as never);
  collection?.add(view);
  return collection?.finish().map(({ noticed }) => noticed.code) ?? [];
}

function compare(example: Example, result: DossierResult): ExampleDifference[] {
  const differences: ExampleDifference[] = [];
  for (const { slot, state } of result.slots) {
    const named = [...example.states].find(([, codes]) => codes.includes(slot))?.[0];
    if (named ? named !== state : example.states.has(state))
      differences.push({ what: "state", slot, expected: named ?? null, actual: state });
  }
  if (example.findings) {
    const missed = [...example.findings];
    for (const { code } of result.findings) {
      const at = missed.indexOf(code);
      if (at >= 0) missed.splice(at, 1);
      else differences.push({ what: "finding", code, expected: false });
    }
    for (const code of missed) differences.push({ what: "finding", code, expected: true });
  }
  return differences;
}

/** The dossier an example describes. */
function buildDossier(example: Example, pack: RulePack): CheckedDossier {
  return {
    dossier: {
      id: "example",
      origin: {
        code: "00000",
        name: "",
        kind: null,
        organisation: null,
        committee: null,
        province: null,
        fonds: null,
        from: null,
        until: example.until,
      },
      reference: "01",
      type: pack.type ?? example.type,
      title: example.title,
      issuer: example.issuer,
      opened: example.opened,
      closed: example.closed,
      status: example.status,
      subjects: [],
      outcome: null,
      discipline: example.discipline,
      rectificationDeadline: example.rectificationDeadline,
      facts: [...example.facts].map(([condition, value]) => ({
        condition,
        value,
        origin: "stated",
        evidence: "",
      })),
      retention: example.retention,
      secrecy: "none",
      language: "vi",
      sheets: example.sheets,
      pages: null,
      carrier: example.paperOnly ? "paper" : "digital",
      place: { warehouse: null, shelf: null, box: null },
      condition: null,
      notes: null,
      openCase: example.openCase && { ...example.openCase, team: null },
      folder: null,
    },
    documents: example.documents.map(buildDocument),
    explanations: [],
    exposes: example.exposes,
  };
}

function buildDocument(one: ExampleDocument, index: number): CheckedDocument {
  return {
    id: `example-${index + 1}`,
    dossierId: "example",
    ordinal: index + 1,
    slot: one.slot,
    alsoSlots: [],
    number: one.number,
    date: one.date,
    typeName: null,
    issuer: null,
    sheets: one.sheets,
    pages: one.pages,
    original: one.original,
    secrecy: one.secrecy,
    carrier: one.as === "paper" ? "paper" : "digital",
    state: one.as === "elsewhere" ? "held-elsewhere" : one.as === "paper" ? "paper-only" : "present",
    source: "register",
    exposes: one.exposes,
    files:
      one.as === "file"
        ? [
            {
              path: `${index + 1}.pdf`,
              format: "pdf",
              textLayer: one.text ? "yes" : "no",
              dpi: one.dpi,
              pages: one.counted ?? one.pages,
              damage: null,
              secrecy: "none",
              present: true,
            },
          ]
        : [],
  };
}
