import { formatDocumentNumber, readDocumentNumber } from "../model/document-number.js";
import type { DocumentState, DossierDocument, DossierType, Subject } from "../model/dossier.js";
import { type Finding, type FindingDetails, finding, type Place } from "../model/finding.js";
import { looseKey } from "../model/names.js";
import type { RegisterField } from "../model/register-field.js";
import { carrierOf, dateField, type RowContext, readAmount, secrecyOf } from "./read-dossier-row.js";
import type { ReadRow } from "./read-rows.js";
import { findProtectedPeople, hideNames, type ProtectedPerson, writerOfLetter } from "./read-subjects.js";
import { paperTypeOf, readTypeName } from "./vocabulary.js";

/** A document as one row of a register states it. */
export type DocumentDraft = Omit<
  DossierDocument,
  "id" | "dossierId" | "ordinal" | "slot" | "alsoSlots" | "source"
>;

/** Reads one row of a list of documents. `people` are those the row shows to need a code; `draft` still names them. */
export function readDocumentRow(
  row: ReadRow,
  reference: string,
  type: DossierType | null,
  context: RowContext,
): { draft: DocumentDraft; people: ProtectedPerson[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const value = (field: RegisterField): string | null => row.values[field]?.text ?? null;
  const number = numberOf(row);
  const abstract = value("abstract") ?? value("type-name");
  const place: Place = {
    dossier: reference,
    ...(number ? { document: number } : {}),
    register: { file: context.register, sheet: row.sheet, row: row.row },
  };
  const note = <C extends "date-impossible" | "date-not-understood" | "value-not-understood">(
    code: C,
    field: RegisterField,
    text: string,
  ): void => {
    findings.push(finding(code, "warning", place, { field, text } as FindingDetails[C]));
  };
  const notes = readDocumentNotes(value("notes"));
  const secrecy = secrecyOf(row, note, [abstract, value("notes"), value("number")]);
  const carrier = carrierOf(row, note) ?? notes.carrier;
  const extent = readAmount(row, note, true);
  const draft: DocumentDraft = {
    number,
    date: dateField(row, "date", context, note),
    typeName: (value("type-name") && readTypeName(value("type-name")!)) ?? paperTypeOf(abstract ?? ""),
    issuer: value("issuer"),
    abstract,
    signer: value("signer"),
    sheets: extent.sheets,
    pages: extent.pages,
    extent: extent.range,
    original: originalOf(value("original"), value("notes"), abstract),
    secrecy,
    carrier,
    state: stateOf(secrecy !== "none", notes, carrier === "paper"),
    notes: notes.rest,
    fileName: value("file-name"),
  };
  const writer = writerOfLetter(abstract ?? "", value("issuer") ?? "", type);
  const people = [
    ...[abstract, value("notes")].flatMap((text) => findProtectedPeople(text ?? "", type)),
    ...(writer ? [writer] : []),
  ];
  return { draft, people, findings };
}

/** The draft with protected names replaced by the codes of the dossier's subjects. */
export function withoutNames(draft: DocumentDraft, subjects: readonly Subject[]): DocumentDraft {
  const safe = (text: string | null): string | null => (text === null ? null : hideNames(text, subjects));
  return {
    ...draft,
    abstract: safe(draft.abstract),
    issuer: safe(draft.issuer),
    signer: safe(draft.signer),
    notes: safe(draft.notes),
  };
}

/** The number from one column, or from the two of the state archive's data fields. */
function numberOf(row: ReadRow): string | null {
  const whole = row.values.number?.text;
  const parts = [row.values["code-number"]?.text, row.values["code-notation"]?.text];
  const text =
    whole ??
    (parts[0] && parts[1]
      ? `${parts[0]}${/^[/-]/u.test(parts[1]) ? "" : "-"}${parts[1]}`
      : (parts[0] ?? parts[1] ?? ""));
  return formatDocumentNumber(readDocumentNumber(text)) || null;
}

interface DocumentNotes {
  carrier: DossierDocument["carrier"];
  paperOnly: boolean;
  elsewhere: boolean;
  rest: string | null;
}

/** What the remark on a document says of its carrier and whereabouts; the words themselves stay. */
function readDocumentNotes(text: string | null): DocumentNotes {
  const key = looseKey(text ?? "");
  const paperOnly =
    /(?:^| )(?:chi |luu )?(?:ban|ho so|luu) (?:giay|cung)(?: |$)|(?:chua|khong) (?:quet|scan|so hoa)/u.test(
      key,
    ) &&
    !/(?:khong|mat|khong con|khong co|thieu|da quet|da scan|da so hoa)(?: ban)? ?giay|da (?:quet|scan|so hoa)/u.test(
      key,
    );
  const elsewhere =
    /(?:^| )(?:chuyen|gui|giao|nop|luu|dang giu|giu|muon)(?: tai| den| cho| sang| o| ve)* (?:co quan|cq|cong an|csdt|canh sat|vien kiem sat|vks|toa an|thanh tra|ubkt|uy ban kiem tra|thanh uy|huyen uy|tinh uy|quan uy|thi uy|cap tren)/u.test(
      key,
    ) && !/ban sao (?:da )?(?:chuyen|gui|nop)/u.test(key);
  return { carrier: paperOnly ? "paper" : null, paperOnly, elsewhere, rest: text };
}

function stateOf(secret: boolean, notes: DocumentNotes, paper: boolean): DocumentState {
  if (secret) return "withheld";
  if (notes.elsewhere) return "held-elsewhere";
  return notes.paperOnly || paper ? "paper-only" : "present";
}

function originalOf(
  column: string | null,
  notes: string | null,
  abstract: string | null,
): DossierDocument["original"] {
  const words = looseKey(
    [column, notes, /\([^)]*\)\s*$/u.exec(abstract ?? "")?.[0]].filter(Boolean).join(" "),
  );
  if (/ban (?:sao|photo|chup)|photocopy/u.test(words)) return "copy";
  return /ban (?:chinh|goc)/u.test(words) &&
    !/ban (?:chinh|goc) (?:da )?(?:chuyen|gui|luu tai|giao)/u.test(words)
    ? "original"
    : null;
}
