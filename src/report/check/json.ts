import type { Reporter } from "../reporter.js";
import type { CheckReport } from "./check-report.js";

/** The check as data: every finding once, in one list; every dossier with its slots and their states. */
export const checkJson: Reporter<CheckReport> = (result) => {
  const { at, packs, counts, totals, files, changes, dossiers, findings } = result;
  const all = [...dossiers.flatMap((dossier) => dossier.findings), ...findings];
  const lines = dossiers.map(({ findings: _, ...dossier }) => `    ${JSON.stringify(dossier)}`);
  const head = { format: "bangiao-check/1", at, packs, counts, totals, files, changes };
  return (
    `${JSON.stringify(head, null, 2).slice(0, -2)},\n` +
    `  "findings": ${list(all.map((finding) => `    ${JSON.stringify(finding)}`))},\n` +
    `  "dossiers": ${list(lines)}\n}\n`
  );
};

function list(lines: readonly string[]): string {
  return lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
}
