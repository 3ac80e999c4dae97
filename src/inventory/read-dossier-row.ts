import { type Dossier, type DossierType, type Fact, highestSecrecy, type Subject } from "../model/dossier.js";
import { type Finding, type FindingDetails, finding, type Place } from "../model/finding.js";
import { looseKey } from "../model/names.js";
import type { RegisterField } from "../model/register-field.js";
import { readDate, readPeriod } from "./read-date.js";
import { type Extent, readExtent } from "./read-extent.js";
import { readRemarks } from "./read-remarks.js";
import type { ReadRow } from "./read-rows.js";
import { findProtectedPeople, hideNames, readSubjects, withCodes } from "./read-subjects.js";
import { findSecrecyMark, readSecrecy } from "./recognise-secrecy.js";
import {
  readCarrier,
  readCondition,
  readDossierType,
  readMaintenanceCode,
  readRetention,
  readStatus,
  typeOfReference,
} from "./vocabulary.js";

/** A dossier as one row of a register states it. */
export type DossierDraft = Omit<Dossier, "id" | "origin">;

/** What a row is read against. */
export interface RowContext {
  register: string;
  /** Today as `YYYY-MM-DD`. */
  today: string;
  /** Texts above the table: they may name who made the dossiers. */
  titles: string[];
}

/**
 * Reads one row of a list of dossiers. What cannot be read is a finding; nothing is guessed. `known` are protected people
 * of this dossier who have a code already.
 */
export function readDossierRow(
  row: ReadRow,
  context: RowContext,
  known: Subject[] = [],
): { draft: DossierDraft; findings: Finding[] } {
  const findings: Finding[] = [];
  const value = (field: RegisterField): string | null => row.values[field]?.text ?? null;
  const reference = value("reference") ?? value("ordinal") ?? "";
  const place: Place = {
    dossier: reference,
    register: { file: context.register, sheet: row.sheet, row: row.row },
  };
  const note = <C extends "date-impossible" | "date-not-understood" | "value-not-understood">(
    code: C,
    field: RegisterField,
    text: string,
  ): void => {
    findings.push(finding(code, "warning", place, { field, text } as FindingDetails[C]));
  };

  const title = value("title") ?? value("subjects") ?? value("type") ?? reference;
  const type = readType(value("type"), reference, title);
  if (value("type") !== null && readDossierType(value("type")!) === null) {
    note("value-not-understood", "type", value("type")!);
  }
  const read = withoutCodes(readSubjects(value("subjects") ?? "", type));
  const subjects = withCodes(
    [...read.inspected, ...known],
    [
      ...read.people,
      ...[title, value("notes"), value("outcome")].flatMap((text) => findProtectedPeople(text ?? "", type)),
    ],
  );
  const safe = (text: string | null): string | null => (text === null ? null : hideNames(text, subjects));

  const stated = value("status") === null ? null : readStatus(value("status")!);
  if (value("status") !== null && stated === null) note("value-not-understood", "status", value("status")!);
  const notes = value("notes");
  const status =
    stated ??
    (readRemarks(notes, null, { type, status: "closed", today: context.today }).unfinished
      ? "open"
      : "closed");
  const remarks = readRemarks(notes, outcomeText(row), { type, status, today: context.today });

  const dates = readDates(row, context, note);
  const extent = readAmount(row, note);
  const secrecy = secrecyOf(row, note, [title, notes]);
  const issuer = remarks.issuer ?? issuerOf(value("issuer")) ?? "UBKTĐU";
  const facts = [...remarks.facts];
  factsOfTitle(title, type, facts);
  factsOfSubjects(subjects, value("subjects"), facts);
  factOfIssuer(issuer, value("issuer"), context.titles, facts);
  if (secrecy !== "none")
    addOnce(facts, {
      condition: "secret",
      value: "true",
      origin: "register",
      evidence: value("secrecy") ?? title,
    });
  const published = dateField(row, "discipline-published", context, note);
  const form = value("discipline-form");
  const draft: DossierDraft = {
    reference,
    type,
    title: safe(title)!,
    issuer,
    opened: dates.opened,
    closed: dates.closed,
    status,
    subjects,
    outcome: safe(value("outcome") ?? form),
    discipline: remarks.discipline
      ? { ...remarks.discipline, published: remarks.discipline.published ?? published }
      : null,
    rectificationDeadline:
      dateField(row, "rectification-deadline", context, note) ?? remarks.rectificationDeadline,
    facts: facts.map((fact) => ({ ...fact, evidence: hideNames(fact.evidence, subjects) })),
    retention: retentionOf(row),
    secrecy,
    language: languageOf(value("language")),
    sheets: extent.sheets,
    pages: extent.pages,
    carrier: carrierOf(row, note) ?? (remarks.paperOnly ? "paper" : null),
    place: { warehouse: value("warehouse"), shelf: value("shelf"), box: value("box") },
    condition: value("condition") && readCondition(value("condition")!),
    notes: remarks.rest.length > 0 ? safe(remarks.rest.join("; ")) : null,
    openCase: openCaseOf(row, status, safe, dateField(row, "case-deadline", context, note)),
    folder: value("folder") ?? remarks.folder,
  };
  return { draft, findings };
}

/** What the columns of an open case say; a closed one has none. */
function openCaseOf(
  row: ReadRow,
  status: DossierDraft["status"],
  safe: (text: string | null) => string | null,
  deadline: string | null,
): DossierDraft["openCase"] {
  if (status === "closed") return null;
  const text = (field: RegisterField): string | null => safe(row.values[field]?.text ?? null);
  const found = {
    step: text("case-step"),
    nextStep: text("case-next-step"),
    deadline,
    team: text("case-team"),
  };
  return Object.values(found).every((one) => one === null) ? null : found;
}

type Note = (
  code: "date-impossible" | "date-not-understood" | "value-not-understood",
  field: RegisterField,
  text: string,
) => void;

function withoutCodes(subjects: Subject[]): {
  inspected: Subject[];
  people: { role: "denouncer" | "petitioner"; name: string }[];
} {
  const inspected = subjects.filter((subject) => subject.role === "inspected");
  const people = subjects.flatMap(({ role, name }) => (role === "inspected" ? [] : [{ role, name }]));
  return { inspected, people };
}

function readType(words: string | null, reference: string, title: string): DossierType | null {
  return (
    (words === null ? null : readDossierType(words)) ?? typeOfReference(reference) ?? readDossierType(title)
  );
}

/** A column of forms of discipline is read as a result of its own. */
function outcomeText(row: ReadRow): string | null {
  const texts = [row.values.outcome?.text, row.values["discipline-form"]?.text].filter(
    (text) => text !== undefined,
  );
  return texts.length > 0 ? texts.join("; ") : null;
}

function readDates(row: ReadRow, context: RowContext, note: Note): Pick<DossierDraft, "opened" | "closed"> {
  const opened = dateField(row, "opened", context, note);
  const closed = dateField(row, "closed", context, note);
  const period = row.values.period;
  if (!period) return { opened, closed };
  if (period.date) return { opened: opened ?? period.date, closed: closed ?? period.date };
  const reading = readPeriod(period.text, Number(context.today.slice(0, 4)) + 1);
  if (reading.kind === "period") return { opened: opened ?? reading.from, closed: closed ?? reading.until };
  if (reading.kind !== "empty") note(dateCode(reading.kind), "period", period.text);
  return { opened, closed };
}

/** One date cell of any row; what cannot be read is noted. */
export function dateField(
  row: ReadRow,
  field: RegisterField,
  context: RowContext,
  note: Note,
): string | null {
  const value = row.values[field];
  if (!value) return null;
  if (value.date) return value.date;
  const reading = readDate(value.text, Number(context.today.slice(0, 4)) + 1);
  if (reading.kind === "date") return reading.date;
  if (reading.kind !== "empty") note(dateCode(reading.kind), field, value.text);
  return null;
}

function dateCode(kind: "impossible" | "not-understood"): "date-impossible" | "date-not-understood" {
  return kind === "impossible" ? "date-impossible" : "date-not-understood";
}

/** Sheets and pages of a dossier from whichever of the three columns there are. */
export function readAmount(row: ReadRow, note: Note, positions = false): Extent {
  const result: Extent = { sheets: null, pages: null, range: null };
  for (const [field, unit] of [
    ["extent", "pages"],
    ["sheets", "sheets"],
    ["pages", "pages"],
  ] as const) {
    const value = row.values[field];
    if (!value || /^[-.…]*$/u.test(value.text)) continue;
    // In a list of documents the column says where the paper lies: 05 is the fifth page, not five.
    const position = positions && field === "extent" && /^\d+[a-z]?$/iu.test(value.text);
    const read = position ? { sheets: null, pages: 1, range: value.text } : readExtent(value.text, unit);
    if (!read) {
      note("value-not-understood", field, value.text);
      continue;
    }
    result.sheets ??= read.sheets;
    result.pages ??= read.pages;
    result.range ??= read.range;
  }
  return result;
}

/** The level that the row states by its column, or by a mark in its texts. */
export function secrecyOf(row: ReadRow, note: Note, texts: (string | null)[]): Dossier["secrecy"] {
  let secrecy: Dossier["secrecy"] = "none";
  const column = row.values.secrecy;
  if (column) {
    const read = readSecrecy(column.text);
    if (read === null) note("value-not-understood", "secrecy", column.text);
    else secrecy = read;
  }
  if (/^0?3$/u.test(row.values["access-mode"]?.text ?? "")) secrecy = highestSecrecy(secrecy, "mat");
  for (const text of texts) if (text !== null) secrecy = highestSecrecy(secrecy, findSecrecyMark(text));
  return secrecy;
}

/** The carrier of its own column, where there is one. */
export function carrierOf(row: ReadRow, note: Note): Dossier["carrier"] {
  const value = row.values.carrier;
  if (!value) return null;
  const read = readCarrier(value.text);
  if (read === null) note("value-not-understood", "carrier", value.text);
  return read;
}

function retentionOf(row: ReadRow): string | null {
  const value = row.values.retention;
  if (!value) return null;
  const code = readMaintenanceCode(value.text);
  return code ? code.retention : readRetention(value.text);
}

/** `UBKTĐU`, `ĐU` or `CB` by the words of a column; null when it names somebody else. */
function issuerOf(text: string | null): string | null {
  if (text === null) return null;
  const key = looseKey(text);
  if (/^(?:cb|chi bo|chi uy)(?: |$)/u.test(key)) return "CB";
  if (/uy ban kiem tra|ubkt/u.test(key)) return "UBKTĐU";
  return /^(?:dang uy|ban thuong vu|btv|du)(?: |$)/u.test(key) ? "ĐU" : null;
}

function languageOf(text: string | null): string {
  const key = looseKey(text ?? "");
  return /^(?:|01|viet|tieng viet|vi)$/u.test(key) ? "vi" : (text ?? "vi");
}

function factsOfTitle(title: string, type: DossierType | null, facts: Fact[]): void {
  const key = looseKey(title);
  const twin = /ket hop (?:xem xet )?(?:thi hanh |xu ly )?ky luat|quy trinh kep/u.test(key);
  if (twin) addOnce(facts, { condition: "twin", value: "true", origin: "register", evidence: title });
  if (type !== "CTBC") return;
  if (/toan khoa|(?:^| )nhiem ky(?: |$)/u.test(key)) {
    addOnce(facts, { condition: "term_dossier", value: "true", origin: "register", evidence: title });
  } else if (/(?:^| )nam \d{4}(?: |$)/u.test(key)) {
    addOnce(facts, { condition: "term_dossier", value: "false", origin: "register", evidence: title });
  }
}

function factsOfSubjects(subjects: Subject[], words: string | null, facts: Fact[]): void {
  const inspected = subjects.filter((subject) => subject.role === "inspected");
  if (words === null || inspected.length === 0 || inspected.some((subject) => subject.kind === "other"))
    return;
  const evidence = inspected.map((subject) => subject.name).join("; ");
  for (const [condition, kind] of [
    ["object_org", "organisation"],
    ["object_member", "member"],
  ] as const) {
    const value = inspected.some((subject) => subject.kind === kind) ? "true" : "false";
    addOnce(facts, { condition, value, origin: "register", evidence });
  }
}

/** Who made the dossier: said by the row, else by the title of the register, else only taken to be so. */
function factOfIssuer(issuer: string, column: string | null, titles: string[], facts: Fact[]): void {
  const title = titles.find((text) => /uy ban kiem tra|ubkt/u.test(looseKey(text)));
  const evidence = column ?? title;
  addOnce(facts, {
    condition: "issuer_not_cell",
    value: issuer === "CB" ? "false" : "true",
    origin: evidence === undefined ? "inferred" : "register",
    evidence: evidence ?? issuer,
  });
}

function addOnce(facts: Fact[], fact: Fact): void {
  if (!facts.some((one) => one.condition === fact.condition)) facts.push(fact);
}
