import {
  type Condition,
  conditions,
  type Dossier,
  type DossierDocument,
  type DossierType,
  type Fact,
  type Truth,
} from "../model/dossier.js";
import { Misuse } from "../model/failure.js";
import { cleanText, looseKey, nearest } from "../model/names.js";
import { documentFields, dossierFields } from "../model/stated-fields.js";
import { documentFieldTable } from "./document-fields.js";
import { demandWholeDiscipline, dossierFieldTable, type FieldOf, type NewCode } from "./dossier-fields.js";
import { readStated } from "./stated-values.js";

/** Who states something, and when: the evidence of a stated fact. */
export interface Author {
  person: string;
  /** `YYYY-MM-DD` */
  day: string;
}

/** A field or condition as it was named, and what it is to be. */
export interface Assignment {
  name: string;
  value: string;
}

/** Reads `field=value`. Throws `assignment-without-value`. */
export function readAssignment(text: string): Assignment {
  const at = text.indexOf("=");
  if (at <= 0) throw new Misuse("assignment-without-value", { text });
  return { name: cleanText(text.slice(0, at)), value: text.slice(at + 1) };
}

/** A dossier with all that was assigned. Throws `dossier-exists` when its reference is another's in its fonds. */
export function settleDossier(
  dossier: Dossier,
  wanted: Assignment[],
  all: Dossier[],
  author: Author,
): Dossier {
  const table = dossierFieldTable(codeGiver(all));
  const names = [...dossierFields, ...conditions];
  let settled = dossier;
  for (const { name, value } of wanted) {
    const condition = conditions.find((one) => looseKey(one) === looseKey(name));
    if (condition) settled = stateFact(settled, condition, value, author);
    else
      settled = settle(settled, fieldNamed(table, name, names), value, {
        day: author.day,
        type: settled.type,
      });
  }
  demandWholeDiscipline(settled);
  const taken = all.some(
    ({ id, reference, origin }) =>
      id !== settled.id &&
      reference === settled.reference &&
      origin.code === settled.origin.code &&
      origin.name === settled.origin.name &&
      origin.until === settled.origin.until,
  );
  if (taken) throw new Misuse("dossier-exists", { reference: settled.reference });
  return settled;
}

/** A document with all that was assigned; `type` is that of its dossier. */
export function settleDocument(
  document: DossierDocument,
  wanted: Assignment[],
  type: DossierType | null,
  author: Author,
): DossierDocument {
  return wanted.reduce(
    (settled, { name, value }) =>
      settle(settled, fieldNamed(documentFieldTable, name, documentFields), value, { day: author.day, type }),
    document,
  );
}

/** The field that a word means: its name, or its Vietnamese name in any spelling. */
function fieldNamed<Whole, Name extends string>(
  table: Record<Name, FieldOf<Whole>>,
  word: string,
  allowed: readonly string[],
): [Name, FieldOf<Whole>] {
  const key = looseKey(word);
  const entries = Object.entries(table) as [Name, FieldOf<Whole>][];
  const found =
    entries.find(([name]) => looseKey(name) === key) ??
    entries.find(([, field]) => looseKey(field.vietnamese) === key);
  if (found) return found;
  const near = nearest(word, [...allowed, ...entries.map(([, { vietnamese }]) => vietnamese)]);
  throw new Misuse("field-unknown", {
    field: word,
    allowed: [...allowed],
    ...(near === undefined ? {} : { nearest: near }),
  });
}

function settle<Whole>(
  whole: Whole,
  [name, field]: [string, FieldOf<Whole>],
  raw: string,
  by: { day: string; type: DossierType | null },
): Whole {
  const value = readStated(name, field.kind, raw, by);
  if (value === null && field.required) throw new Misuse("field-required", { field: name });
  return field.set(whole, value);
}

/** A stated fact stands beside what the register and the papers say; an empty value takes the statement back. */
function stateFact(dossier: Dossier, condition: Condition, raw: string, { person, day }: Author): Dossier {
  const value = readStated(condition, "truth", raw, { day, type: null }) as Truth | null;
  const others = dossier.facts.filter((fact) => fact.condition !== condition || fact.origin !== "stated");
  if (value === null) return { ...dossier, facts: others };
  const fact: Fact = { condition, value, origin: "stated", evidence: `${person}, ${day}` };
  return { ...dossier, facts: [...others, fact] };
}

/** Gives the next free codes of the whole inventory. */
function codeGiver(all: Dossier[]): NewCode {
  const used = new Set(
    all.flatMap(({ subjects }) => subjects.flatMap(({ code }) => (code === null ? [] : [code]))),
  );
  return (role) => {
    const prefix = role === "denouncer" ? "NTC" : "NCD";
    for (let number = 1; ; number += 1) {
      const code = `${prefix}-${String(number).padStart(2, "0")}`;
      if (used.has(code)) continue;
      used.add(code);
      return code;
    }
  };
}
