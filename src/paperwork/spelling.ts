import type { TemplateValues } from "../fs/template-values.js";
import type { ManifestDocument, ManifestDossier, ManifestParty, ManifestUnit } from "../manifest/index.js";
import { formatFingerprint } from "../model/fingerprint.js";
import { compareVietnamese } from "../model/names.js";
import { earliestDay, latestDay, writtenDate } from "../model/partial-date.js";
import type { PaperWords } from "./words.js";

/** A number as the language writes it. */
export function figure(value: number, words: PaperWords): string {
  return new Intl.NumberFormat(locale(words)).format(value);
}

/** A small count with a leading zero, as Vietnamese papers write it: `02`. */
export function counted(value: number, words: PaperWords): string {
  return value < 10 && words.language === "vi" ? `0${value}` : figure(value, words);
}

/** An amount of bytes, in full and in the unit a person reads: `2.412.345 byte (2,4 MB)`. */
export function amount(value: number, words: PaperWords): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let [step, rest] = [0, value];
  while (rest >= 1000 && step < units.length - 1) [rest, step] = [rest / 1000, step + 1];
  const full = `${figure(value, words)} byte${words.language === "en" && value !== 1 ? "s" : ""}`;
  if (step === 0) return full;
  const short = new Intl.NumberFormat(locale(words), { maximumFractionDigits: rest >= 100 ? 0 : 1 }).format(
    rest,
  );
  return `${full} (${short} ${units[step]})`;
}

function locale({ language }: PaperWords): string {
  return language === "vi" ? "vi-VN" : "en-GB";
}

/** The day of a moment in full: `ngày 28 tháng 6 năm 2025`. */
export function fullDay(moment: string, words: PaperWords): string {
  const [year, month, day] = moment.slice(0, 10).split("-");
  // Days below 10 and the months 1 and 2 are written with a zero, so that nothing can be put in front of them.
  return words.day({ year: year!, month: Number(month) <= 2 ? month! : String(Number(month)), day: day! });
}

/** A digest in groups of four, as it is compared from paper. */
export function grouped(hex: string): string {
  return formatFingerprint(hex);
}

/** A code in groups of four after the handover's id, for typing where nothing can scan it. */
export function groupedCode(code: string): string {
  const at = code.indexOf(".") + 1;
  return `${code.slice(0, at)} ${(code.slice(at).match(/.{1,4}/gu) ?? []).join(" ")}`;
}

/** From the earliest to the latest day of all dossiers given; an empty text where none is dated. */
export function periodOf(
  dossiers: readonly Pick<ManifestDossier, "opened" | "closed">[],
  words: PaperWords,
): string {
  const dates = dossiers.flatMap(({ opened, closed }) => [opened, closed]).filter((date) => date !== null);
  if (dates.length === 0) return "";
  const first = dates.reduce((a, b) => (earliestDay(b) < earliestDay(a) ? b : a));
  const last = dates.reduce((a, b) => (latestDay(b) > latestDay(a) ? b : a));
  if (first === last) return writtenDate(first);
  return words.period({ from: writtenDate(first), to: writtenDate(last) });
}

/** Dossiers, and whatever is told of them, as an office reads them: `9.KTCH` before `10.KTCH`; of one dossier as they are. */
export function inReadingOrder<One extends { reference: string }>(list: readonly One[]): One[] {
  return [...list].sort((a, b) => compareVietnamese(a.reference, b.reference));
}

/** The title, or for a classified dossier what stands in its place. */
export function titleOf(
  { title, secrecy }: Pick<ManifestDossier, "title" | "secrecy">,
  words: PaperWords,
): string {
  return title ?? words.secretTitle({ level: words.secrecy[secrecy] });
}

/** What an exception is about: lists name it in Vietnamese, and an English paper says beside it what the rule packs call it in English. */
export function nameOnPaper({ language, slotNames }: PaperWords, slot: string | null, name: string): string {
  const english = language === "en" && slot !== null ? slotNames.get(slot) : undefined;
  return english === undefined ? name : `${english} (${name})`;
}

/** Sheets, and pages where they are known: `12/24`. */
export function extentOf({ sheets, pages }: { sheets: number | null; pages: number | null }): string {
  if (sheets === null) return pages === null ? "" : `–/${pages}`;
  return pages === null ? String(sheets) : `${sheets}/${pages}`;
}

/** Sheets and pages of a dossier: what its own row says, else the sum over its documents. */
export function volumeOf(dossier: ManifestDossier): { sheets: number | null; pages: number | null } {
  const sum = (of: (document: ManifestDocument) => number | null): number | null => {
    const known = dossier.documents.map(of).filter((count) => count !== null);
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
  };
  return {
    sheets: dossier.sheets ?? sum(({ sheets }) => sheets),
    pages: dossier.pages ?? sum(({ pages }) => pages),
  };
}

/** A unit with its code: codes alone are ambiguous. */
export function unitWords(
  { name, code, until }: Pick<ManifestUnit, "name" | "code" | "until">,
  words: PaperWords,
): string {
  return words.unit({ name, code, until: until === null ? null : writtenDate(until) });
}

/** Fields that every template can use of a party: `giver.committee`. */
export function partyFields(party: ManifestParty, words: PaperWords) {
  const organisation = party.organisation ?? words.organisation({ unit: party.name });
  const committee = party.committee ?? organisation;
  const under = committee.toLocaleLowerCase("vi").endsWith(organisation.toLocaleLowerCase("vi"));
  const own = under ? committee.slice(0, committee.length - organisation.length).trim() : committee;
  return {
    name: party.name,
    unit: unitWords(party, words),
    code: party.code,
    organisation,
    committee,
    /** The two lines in the head of a Party paper. */
    headOrganisation: upper(organisation),
    headCommittee: upper(own === "" ? words.committee : own),
    province: party.province ?? "",
    fonds: party.fonds ?? words.blank,
    term: termOf(party) ?? words.blank,
    from: party.from === null ? words.blank : writtenDate(party.from),
    until: party.until === null ? words.blank : writtenDate(party.until),
    person: party.person ?? words.blank,
    position: party.position ?? words.blank,
    /** For the signature, where an empty line is better than dots. */
    signer: party.person ?? "",
    signerPosition: party.position === null ? "" : upper(party.position),
    place: placeOf(party.name),
  };
}

/**
 * The term of a Party committee in which a unit stopped work, or else began it: `2020 – 2025`; null where no day is known. Terms take five
 * years, and communes hold their congresses in the first half of 2020, 2025 and so on.
 */
function termOf({ from, until }: Pick<ManifestParty, "from" | "until">): string | null {
  const day = until ?? from;
  if (day === null) return null;
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const between = year % 5 === 0;
  if (between && month === 0) return null;
  const begun = between && month <= 6 ? year - 5 : year - (year % 5);
  return `${begun} – ${begun + 5}`;
}

/** Values two by two, for rows with a left and a right side. */
export function inPairs<Value extends TemplateValues>(values: readonly Value[]) {
  const rows: { left: Value; hasRight: boolean; right: Value | Record<string, never> }[] = [];
  for (let index = 0; index < values.length; index += 2) {
    const right = values[index + 1];
    rows.push({ left: values[index]!, hasRight: right !== undefined, right: right ?? {} });
  }
  return rows;
}

/** `Phường Hồng Gai` is where papers are dated from as `Hồng Gai`. */
function placeOf(name: string): string {
  return name.replace(/^(?:xã|phường|thị trấn|đặc khu)\s+/iu, "");
}

function upper(text: string): string {
  return text.toLocaleUpperCase("vi");
}

/** With a capital, as a line of a table begins. */
export function capital(text: string): string {
  return upper(text.charAt(0)) + text.slice(1);
}
