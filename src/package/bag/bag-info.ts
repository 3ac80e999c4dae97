import { type Finding, finding } from "../../model/finding.js";
import { bagInfoName, linesOf } from "./tag-files.js";

/** One element of `bag-info.txt`; labels may repeat, and their order counts. */
export interface BagInfoElement {
  label: string;
  value: string;
}

const lineLength = 79;
/** After so many lines that are nothing, the rest is not looked at. */
const mostProblems = 1000;
/** Labels that RFC 8493 section 2.2.2 allows once only. */
const onceOnly = new Set(["bagging-date", "bag-size", "payload-oxum", "bag-group-identifier", "bag-count"]);

/** Spells `bag-info.txt`; long values go on in indented lines, broken at single blanks. */
export function writeBagInfo(elements: readonly BagInfoElement[]): string {
  return elements
    .map(({ label, value }) => `${fold(`${label}: ${value.replace(/\s+/gu, " ").trim()}`)}\n`)
    .join("");
}

function fold(text: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const first = lines.length === 0;
    const longer = line === "" ? word : `${line} ${word}`;
    // The first line keeps its label and the beginning of its value.
    if (longer.length > lineLength - (first ? 0 : 2) && line !== "" && !(first && line.endsWith(":"))) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].join("\n  ");
}

/** Reads `bag-info.txt`: tolerant of blanks, strict about lines that are nothing. */
export function readBagInfo(text: string): { elements: BagInfoElement[]; findings: Finding[] } {
  const elements: BagInfoElement[] = [];
  const findings: Finding[] = [];
  const place = { file: bagInfoName };
  /** The lines of each value. */
  const parts: string[][] = [];
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    const words = line.trim();
    if (words === "") continue;
    if (/^[ \t]/u.test(line) && parts.length > 0) {
      parts.at(-1)!.push(words);
      continue;
    }
    const colon = line.indexOf(":");
    const label = line.slice(0, Math.max(0, colon)).trimEnd();
    if (label === "" || /^\s/u.test(label)) {
      if (findings.length >= mostProblems) {
        findings.push(finding("bag-list-abandoned", "warning", place, { line: number }));
        break;
      }
      const details = { line: number, text: line.slice(0, 200) };
      findings.push(finding("bag-line-not-understood", "warning", place, details));
      continue;
    }
    elements.push({ label, value: "" });
    parts.push([line.slice(colon + 1).trim()]);
  }
  for (const [index, element] of elements.entries()) element.value = parts[index]!.join(" ").trim();
  const seen = new Set<string>();
  for (const { label } of elements) {
    const key = label.toLowerCase();
    if (seen.has(key) && onceOnly.has(key))
      findings.push(finding("bag-info-label-repeated", "warning", place, { label }));
    seen.add(key);
  }
  return { elements, findings };
}

/** The first value of a label, whatever its case; null when there is none. */
export function infoValue(elements: readonly BagInfoElement[], label: string): string | null {
  const key = label.toLowerCase();
  return elements.find((element) => element.label.toLowerCase() === key)?.value ?? null;
}
