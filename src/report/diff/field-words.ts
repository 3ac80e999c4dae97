import type { FieldChange } from "../../manifest/index.js";
import type { Messages } from "../../messages/messages.js";
import type { Named } from "../../model/findings/check.js";
import { isPartialDate } from "../../model/partial-date.js";
import { date, dateTime, figure } from "../figures.js";

/** A field that differs, all in words. */
export interface FieldWords {
  field: string;
  before: string;
  after: string;
}

/** A changed field with the name of the field and both values as a person reads them: no codes of the format. */
export function fieldWords(
  { field, before, after }: FieldChange,
  slotNames: ReadonlyMap<string, Named>,
  messages: Messages,
): FieldWords {
  const { fields, diff } = messages.manifest;
  const parts = field.split(".");
  const last = parts.at(-1)!;
  const one = (value: unknown): string => plain(last, value, slotNames, messages);
  const words = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(one).join("; ") || diff.empty;
    const text = one(value);
    if (text === "") return diff.empty;
    return typeof value === "string" || typeof value === "number" ? `“${text}”` : text;
  };
  return {
    field: parts.map((part) => fields[part] ?? part).join(", "),
    before: words(before),
    after: words(after),
  };
}

/** A value of a field of that name, without quotation marks; empty for none. */
function plain(
  field: string,
  value: unknown,
  slotNames: ReadonlyMap<string, Named>,
  messages: Messages,
): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? messages.house.yes : messages.house.no;
  if (typeof value === "number") return figure(value, messages.language);
  if (typeof value === "object") return recordWords(field, value, slotNames, messages);
  const text = String(value);
  const word = vocabulary(field, messages)?.[text];
  if (word !== undefined) return word;
  if (field === "slot" || field === "alsoSlots" || field === "step" || field === "nextStep")
    return slotNames.get(text)?.[messages.language] ?? text;
  if (isPartialDate(text)) return date(text);
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00$/u.test(text)) return dateTime(text);
  return /^[0-9a-f]{64}$/u.test(text) ? `${text.slice(0, 12)}…` : text;
}

/** The words for a field whose values are codes. */
function vocabulary(field: string, messages: Messages): Readonly<Record<string, string>> | undefined {
  const { words } = messages.house;
  const { show } = messages.catalogue;
  switch (field) {
    case "type":
      return words.dossierTypes;
    case "status":
      return words.status;
    case "secrecy":
    case "level":
      return words.secrecy;
    case "carrier":
      return words.carriers;
    case "state":
      return words.documentStates;
    case "original": {
      const { original, copy } = messages.catalogue.words;
      return { original, copy };
    }
    case "kind":
      return { ...words.unitKinds, ...messages.manifest.diff.kinds };
    case "reason":
      return messages.manifest.show.remaining;
    case "condition":
      return words.conditions;
    case "value":
      return show.truths;
    case "origin":
      return show.origins;
    case "role":
      return show.subjects;
    default:
      return undefined;
  }
}

/** A record in a few words: its values in the order of the format, without the empty ones. */
function recordWords(
  field: string,
  value: object,
  slotNames: ReadonlyMap<string, Named>,
  messages: Messages,
): string {
  if (field === "facts") {
    const { condition, value: truth } = value as { condition: string; value: string };
    return [
      plain("condition", condition, slotNames, messages),
      plain("value", truth, slotNames, messages),
    ].join(": ");
  }
  // Of a person it is the name that counts, and what part they have in it.
  const entries = Object.entries(value).filter(([key]) => field !== "subjects" || key !== "kind");
  return entries
    .map(([key, part]) => (Array.isArray(part) ? "" : plain(key, part, slotNames, messages)))
    .filter((text) => text !== "")
    .join(" ");
}
