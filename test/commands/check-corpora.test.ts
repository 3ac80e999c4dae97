import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CheckResult } from "../../src/validate/index.js";
import { corpusFolder, corpusRegisters, truth } from "../support/corpus.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

/** Two papers of one slot without a number: which file is which paper, only a person can tell, and does so by hand. */
const toldByAPerson: Record<string, [file: string, dossier: string, document: string][]> = {
  "hong-gai": [
    ["11.KTDHVP đ.c Cường khu 4/BB xác minh CB khu 4.pdf", "11.KTDH", "#6"],
    ["11.KTDHVP đ.c Cường khu 4/BB xác minh 2 CB khu 4.pdf", "11.KTDH", "#7"],
  ],
};

const corpora = [
  { name: "hong-gai", code: "06691", unit: "Phường Hồng Gai" },
  { name: "ha-khau", code: "06655", unit: "Phường Hà Khẩu" },
];

describe.skipIf(corpusFolder("hong-gai") === null)(
  "a sample corpus, imported, scanned and checked (skipped where ../shared is not there)",
  () => {
    test.each(corpora)(
      "$name: every demand comes out as the truth has it, and no other",
      async ({ name, code, unit }) => {
        const corpus = corpusFolder(name)!;
        const cwd = sandbox();
        for (const part of ["danh-muc", "ho-so"])
          cpSync(join(corpus, part), join(cwd, part), { recursive: true });
        await run(["init", "--code", code, "--name", unit, "--until", "2025-06-30"], { cwd });
        await run(["inventory", "import", ...corpusRegisters(cwd)], { cwd });
        await run(["inventory", "scan", "ho-so"], { cwd });
        for (const [file, dossier, document] of toldByAPerson[name] ?? []) {
          const assigned = await run(
            ["inventory", "assign", file, "--dossier", dossier, "--document", document],
            { cwd },
          );
          expect(assigned.exitCode).toBe(0);
        }
        const checked = await run(["check", "--format", "json"], { cwd });
        const result = JSON.parse(checked.stdout) as CheckResult;

        const expected = new Map(
          (await truth(corpus, "missing.csv")).map((row) => [`${row.reference} ${row.slot}`, row]),
        );
        const wrong: string[] = [];
        const agreed: Record<string, number> = {};
        for (const { reference, slots } of result.dossiers)
          for (const { slot, state } of slots) {
            const key = `${reference} ${slot}`;
            const row = expected.get(key);
            expected.delete(key);
            if (!row) {
              if (state !== "present" && state !== "not-applicable")
                wrong.push(`${key}: nothing expected, ${state}`);
              continue;
            }
            const open = row.certainty === "arguable" || row.certainty === "needs-human";
            if (open || row.state === state) agreed[row.certainty!] = (agreed[row.certainty!] ?? 0) + 1;
            else wrong.push(`${key}: expected ${row.state} (${row.certainty}: ${row.why}), ${state}`);
          }
        console.info(`${name}: ${JSON.stringify(agreed)} agree, ${wrong.length} differ`);
        expect(wrong).toEqual([]);
        expect([...expected.keys()]).toEqual([]);
      },
    );
  },
);
