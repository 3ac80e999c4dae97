import type { UnitName } from "../../inventory/index.js";
import type { PartialDate } from "../../model/dossier.js";
import { date, figure } from "../figures.js";
import { harmless, wrap } from "../plain-text.js";
import type { Voice } from "../reporter.js";

/** A unit with its code and last day, as every report of the inventory names it. */
export function unitText({ name, code, until }: UnitName, { messages }: Voice): string {
  const text = messages.catalogue.words.unit({ name, code, until: until === null ? null : date(until) });
  return harmless(text);
}

/** The time of a dossier: `05/2020 – 6/2020`; empty when neither end is known. */
export function period(opened: PartialDate | null, closed: PartialDate | null): string {
  if (opened === closed) return opened === null ? "" : date(opened);
  return `${opened === null ? "…" : date(opened)} – ${closed === null ? "…" : date(closed)}`;
}

/** Counts with their nouns, joined by commas: `12 hồ sơ, 150 tài liệu, 140 tệp`. */
export function counts(
  counted: Partial<Record<"dossiers" | "documents" | "pages" | "sheets" | "files", number>>,
  { messages }: Voice,
): string {
  const { words } = messages.catalogue;
  return Object.entries(counted)
    .map(([noun, value]) => words[noun as keyof typeof counted](figure(value, messages.language), value))
    .join(", ");
}

/** `label: value`, set in, its further lines set in once more; nothing for no value. */
export function labelled(label: string, value: string | null, width: number, indent = 2): string[] {
  if (value === null || value === "") return [];
  const text = wrap(`${label}: ${value}`, width - indent, "  ");
  return [text.replace(/^/gmu, " ".repeat(indent))];
}

/** Items under their keys, in the order in which the keys first come. */
export function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
