import type { AuditResult, Gap } from "../../audit/index.js";
import { bytes, figure } from "../figures.js";
import { harmless, indented } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";
import { detailWords, gapsByUnit, placeWords } from "./gap-words.js";

/** After so many gaps of one unit the rest is only counted. */
const mostLines = 20;

/** Forms of the result of `audit`. */
export const auditReporters: Reporters<AuditResult> = {
  text: ({ handovers, units, totals, gaps, clean }, voice) => {
    const { messages, ink } = voice;
    const { audit } = messages.custody;
    const number = (value: number): string => figure(value, messages.language);
    const blocks: string[] = [];
    for (const [unit, some] of gapsByUnit(gaps, messages)) {
      const lines = some.slice(0, mostLines).map((one) => gapText(one, voice));
      if (some.length > mostLines) lines.push(`  ${audit.more({ count: number(some.length - mostLines) })}`);
      blocks.push([ink.strong(harmless(unit)), ...lines].join("\n"));
    }
    const summary: string[] = [];
    if (units.planned > 0) {
      const { planned, handedOver, countersigned } = units;
      const counted = { planned: number(planned), handedOver: number(handedOver) };
      summary.push(audit.units({ ...counted, countersigned: number(countersigned) }));
    }
    summary.push(
      audit.totals({
        handovers: number(handovers.length),
        receipts: number(totals.receipts),
        dossiers: number(totals.dossiers),
        files: number(totals.files),
        bytes: bytes(totals.bytes, messages.language),
      }),
    );
    const errors = gaps.filter(({ severity }) => severity === "error").length;
    const counts = audit.open({ errors: number(errors), warnings: number(gaps.length - errors) });
    summary.push(
      clean && gaps.length === 0 ? ink.good(audit.clean) : clean ? ink.doubtful(counts) : ink.bad(counts),
    );
    return `${[...blocks, summary.join("\n")].join("\n\n")}\n`;
  },
  json: jsonReporter("bangiao-audit/1"),
};

function gapText(one: Gap, { messages, ink, width }: Voice): string {
  const where = placeWords(one, messages);
  const what = messages.custody.audit.gaps[one.kind];
  const told = one.severity === "error" ? ink.bad(what) : ink.doubtful(what);
  return indented("  ", `${told}${where === "" ? "" : `: ${harmless(where)}`}`, width);
}

/** The audit as sheets of a workbook: every gap, every handover, every log. */
export function auditSheets({ handovers, gaps, logs }: AuditResult, voice: Voice) {
  const { audit } = voice.messages.custody;
  const { columns, signed } = audit;
  const head = (...names: (keyof typeof columns)[]): { heading: string }[] =>
    names.map((name) => ({ heading: columns[name] }));
  return [
    {
      name: audit.sheets.gaps,
      columns: head("severity", "unit", "gap", "id", "dossier", "detail", "file"),
      rows: gaps.map((one) => [
        audit.severities[one.severity],
        one.unit,
        audit.gaps[one.kind],
        one.handover,
        one.dossier,
        detailWords(one, voice.messages),
        one.file,
      ]),
    },
    {
      name: audit.sheets.handovers,
      columns: head(
        ...(["id", "giver", "receiver", "createdAt", "dossiers", "openCases", "files", "bytes"] as const),
        ...(["signed", "receipt", "accepted", "reserved", "refused"] as const),
      ),
      rows: handovers.map((one) => [
        ...[
          one.id,
          one.giver,
          one.receiver,
          one.createdAt,
          one.dossiers,
          one.openCases,
          one.files,
          one.bytes,
        ],
        signed[one.signed],
        one.receipt === null ? null : signed[one.receipt.signed],
        one.receipt?.accepted ?? null,
        one.receipt?.reserved ?? null,
        one.receipt?.refused ?? null,
      ]),
    },
    {
      name: audit.sheets.logs,
      columns: head("file", "entries", "whole", "last"),
      rows: logs.map(({ file, entries, whole, last }) => [
        file,
        entries,
        whole ? voice.messages.house.yes : voice.messages.house.no,
        last,
      ]),
    },
  ];
}
