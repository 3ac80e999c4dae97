import {
  type Condition,
  type Dossier,
  type Fact,
  type FactOrigin,
  factOrigins,
  type Truth,
} from "../model/dossier.js";
import { looseKey } from "../model/names.js";
import { earliestDay, latestDay } from "../model/partial-date.js";
import type { CheckedDocument, CheckedDossier } from "./case-view.js";
import type { RulePack } from "./rule-pack.js";

/**
 * All that is known of a case: what was stated, what the register says, and what follows from its papers, title, issuer
 * and subjects. Stated comes before register, register before inferred; `today` is `YYYY-MM-DD`.
 */
export function inferFacts(checked: CheckedDossier, pack: RulePack | null, today: string): Fact[] {
  const facts = new Map<Condition, Fact>();
  for (const origin of factOrigins)
    for (const fact of checked.dossier.facts)
      if (fact.origin === origin && fact.value !== "unknown" && !facts.has(fact.condition))
        facts.set(fact.condition, fact);

  const infer = (condition: Condition, value: Truth, evidence: string, origin: FactOrigin = "inferred") => {
    if (!facts.has(condition)) facts.set(condition, { condition, value, origin, evidence });
  };
  const { dossier, documents } = checked;
  fromRegister(dossier, infer);
  fromPapers(checked, pack, infer);
  fromSubjects(dossier, infer);
  fromTitle(dossier, pack, infer);
  fromIssuer(dossier, documents, pack, infer);
  fromDeadline(checked, pack, today, infer);
  fromOtherFacts(facts, infer);
  return [...facts.values()];
}

type Infer = (condition: Condition, value: Truth, evidence: string, origin?: FactOrigin) => void;

function fromRegister(dossier: Dossier, infer: Infer): void {
  if (dossier.discipline) infer("discipline_imposed", "true", dossier.discipline.form, "register");
}

function fromPapers({ documents }: CheckedDossier, pack: RulePack | null, infer: Infer): void {
  const slots = slotTable(pack);
  for (const document of documents)
    for (const code of document.slot === null ? document.alsoSlots : [document.slot, ...document.alsoSlots])
      for (const [condition, value] of slots.get(code) ?? []) infer(condition, value, code);
}

const tables = new WeakMap<RulePack, Map<string, ReadonlyMap<Condition, "true" | "false">>>();

function slotTable(pack: RulePack | null): Map<string, ReadonlyMap<Condition, "true" | "false">> {
  if (!pack) return new Map();
  let table = tables.get(pack);
  if (!table) {
    table = new Map();
    for (const slot of pack.slots) {
      if (slot.proves.size === 0) continue;
      for (const code of [slot.code, ...slot.sameAs]) table.set(code, slot.proves);
    }
    tables.set(pack, table);
  }
  return table;
}

function fromSubjects(dossier: Dossier, infer: Infer): void {
  const inspected = dossier.subjects.filter(({ role }) => role === "inspected");
  if (inspected.length === 0) return;
  const has = (kind: string) => inspected.some((subject) => subject.kind === kind);
  infer("object_org", has("organisation") ? "true" : "false", "subjects");
  infer("object_member", has("member") ? "true" : "false", "subjects");
}

function fromTitle(dossier: Dossier, pack: RulePack | null, infer: Infer): void {
  if (!pack || pack.titleSigns.length === 0 || dossier.title === "") return;
  const title = ` ${looseKey(dossier.title)} `;
  for (const { words, condition, value } of pack.titleSigns) {
    const word = words.find((one) => title.includes(` ${one} `));
    if (word !== undefined || words.length === 0) infer(condition, value, word ?? "title");
  }
}

/** Whether the body that leads the case is a Party cell: from the register, else from the symbols of its papers. */
function fromIssuer(
  dossier: Dossier,
  documents: readonly CheckedDocument[],
  pack: RulePack | null,
  infer: Infer,
): void {
  if (dossier.issuer) {
    infer("issuer_not_cell", isCell(dossier.issuer) ? "false" : "true", dossier.issuer);
    return;
  }
  const leading = new Set(pack?.slots.filter(({ roles }) => roles.includes("lead")).map(({ code }) => code));
  for (const { slot, number, issuer } of documents) {
    if (slot === null || !leading.has(slot)) continue;
    const symbol = number?.match(/\/\s*(\S.*)$/u)?.[1] ?? issuer;
    if (symbol) {
      infer("issuer_not_cell", isCell(symbol) ? "false" : "true", slot);
      return;
    }
  }
}

function isCell(issuer: string): boolean {
  return /^(?:cb ?\d*|cb .*|chi bo.*)$/u.test(looseKey(issuer));
}

/** A deadline for remedying faults has passed or not; before there are conclusions there is none. */
function fromDeadline(checked: CheckedDossier, pack: RulePack | null, today: string, infer: Infer): void {
  const { dossier, documents } = checked;
  const deadline = dossier.rectificationDeadline;
  if (deadline) {
    if (latestDay(deadline) < today) infer("rectification_due", "true", deadline);
    else if (earliestDay(deadline) >= today) infer("rectification_due", "false", deadline);
    return;
  }
  const conclusions = pack?.slots.find(({ roles }) => roles.includes("conclusion"));
  if (dossier.status === "open" && conclusions && !documents.some(({ slot }) => slot === conclusions.code))
    infer("rectification_due", "false", conclusions.code);
}

function fromOtherFacts(facts: ReadonlyMap<Condition, Fact>, infer: Infer): void {
  if (facts.get("discipline_imposed")?.value === "true") {
    infer("no_discipline", "false", "discipline_imposed");
    infer("discipline_considered", "true", "discipline_imposed");
  }
  if (facts.get("no_discipline")?.value === "true") {
    infer("discipline_imposed", "false", "no_discipline");
    infer("discipline_considered", "true", "no_discipline");
  }
  if (facts.get("discipline_considered")?.value === "false") {
    infer("discipline_imposed", "false", "discipline_considered");
    infer("discipline_proposed", "false", "discipline_considered");
  }
}
