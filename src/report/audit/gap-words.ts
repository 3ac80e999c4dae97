import type { Gap } from "../../audit/index.js";
import type { Messages } from "../../messages/messages.js";

/** The gaps of each unit that has to answer for them, in the order of the audit. */
export function gapsByUnit(gaps: readonly Gap[], messages: Messages): Map<string, Gap[]> {
  const byUnit = new Map<string, Gap[]>();
  for (const one of gaps) {
    const unit = one.unit ?? messages.custody.audit.nobody;
    const known = byUnit.get(unit);
    if (known) known.push(one);
    else byUnit.set(unit, [one]);
  }
  return byUnit;
}

/** A gap in words: what it is, and where it sits. */
export function gapWords(one: Gap, messages: Messages): string {
  const where = placeWords(one, messages);
  return `${messages.custody.audit.gaps[one.kind]}${where === "" ? "" : `: ${where}`}`;
}

/** Where a gap sits: dossier, handover, what it is about, file. */
export function placeWords(one: Gap, messages: Messages): string {
  const { handover, dossier, file } = one;
  const detail = detailWords(one, messages);
  return [
    ...(dossier === null ? [] : [messages.custody.audit.dossier({ reference: dossier })]),
    ...(handover === null ? [] : [handover]),
    ...(detail === "" ? [] : [detail]),
    ...(file === null ? [] : [file]),
  ].join(" · ");
}

/** The detail of a gap where it says something to a reader; codes of findings stay in the JSON form. */
export function detailWords({ kind, detail }: Gap, messages: Messages): string {
  if (detail === null) return "";
  if (kind === "signer-untrusted") return `${messages.custody.audit.certificate} ${detail.slice(0, 16)}…`;
  const plain: readonly Gap["kind"][] = [
    "dossier-twice",
    "dossier-promised",
    "list-rivals",
    "receipt-rivals",
    "custody-broken",
    "supplement-without-first",
    "receiver-unplanned",
    "volume-missing",
  ];
  return plain.includes(kind) ? detail : "";
}
