import type { Candidate, UnassignedFile } from "../../inventory/index.js";
import type { InventoryFile } from "../../model/dossier.js";
import { bytes } from "../figures.js";
import { harmless, wrap } from "../plain-text.js";
import type { Reporters, Voice } from "../reporter.js";
import { reasonWords, unassignedLines } from "../scan/text.js";

/** Forms of the list of files that wait for a person. */
export const waitingReporters: Reporters<UnassignedFile[]> = {
  text: (files, voice) => {
    const { settle } = voice.messages.inventory.scanning;
    if (files.length === 0) return `${settle.nothing}\n`;
    return `${unassignedLines(files, voice).slice(1).join("\n")}\n`;
  },
  json: (files) => `${JSON.stringify({ format: "bangiao-unassigned/1", files }, null, 2)}\n`,
};

/** A file as it is put before the person: what it is called, what it is, and why it may belong where. */
export function fileCard(
  file: UnassignedFile,
  { format, pages, size }: Pick<InventoryFile, "format" | "pages" | "size">,
  place: { index: number; total: number },
  voice: Voice,
): string {
  const { messages, ink, width } = voice;
  const { scan, settle, formats } = messages.inventory.scanning;
  const inBytes = bytes(size, messages.language);
  const lines = [
    "",
    ink.strong(wrap(harmless(settle.heading({ ...place, path: file.path })), width, "  ")),
    `  ${ink.faint(settle.facts({ format: formats[format], pages, size: inBytes }))}`,
  ];
  if (file.reason === "draft") lines.push(`  ${ink.doubtful(scan.draft)}`);
  for (const [index, candidate] of file.candidates.entries()) {
    const reasons = candidate.reasons.map((reason) => reasonWords(reason, voice)).join("; ");
    const lead = `  ${index + 1}. ${settle.because(candidate.dossier, reasons)}`;
    lines.push(wrap(harmless(lead), width, "     "));
  }
  if (file.candidates.length === 0) lines.push(`  ${ink.faint(scan.noDossier)}`);
  return lines.join("\n");
}

/** A candidate as a choice: where it leads, how sure that is. Its number is that on the card. */
export function candidateName(candidate: Candidate, voice: Voice): string {
  const { settle } = voice.messages.inventory.scanning;
  const paper = [candidate.slot, candidate.document].filter((part) => part !== null).join(", ");
  const percent = Math.round(candidate.confidence * 100);
  return harmless(settle.candidate({ dossier: candidate.dossier, paper, percent }));
}
