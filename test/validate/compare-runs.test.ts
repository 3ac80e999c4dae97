import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.js";
import { finding } from "../../src/model/finding.js";
import { checkAll } from "../../src/validate/check-dossiers.js";
import { PackShelf } from "../../src/validate/choose-pack.js";
import { compareRuns, type EarlierRun } from "../../src/validate/compare-runs.js";

const at = "2025-06-30T09:00:00+07:00";
const empty = checkAll([], new PackShelf([]), { at });

const pages = (document: string): Finding =>
  finding("page-count-differs", "warning", { dossier: "01", document }, { declared: 2, counted: 1 });
const answered = (one: Finding): Finding => ({
  ...one,
  explained: { reason: "a", person: "b", recordedAt: at },
});

/** What comes of two runs over the dossier `d1`, as codes with documents. */
function compared(before: Finding[], now: Finding[], files: { before?: boolean; now?: boolean } = {}) {
  const earlier: EarlierRun = {
    startedAt: at,
    packs: [],
    summary: { totals: empty.totals, files: files.before ? { files: 1 } : null },
    findings: before.map((one) => ({ dossierId: "d1", finding: one })),
  };
  const dossier = { id: "d1", findings: now } as (typeof empty.dossiers)[number];
  const result = {
    ...empty,
    dossiers: [dossier],
    ...(files.now ? { files: { files: 1, bytes: 1, same: 1 } } : {}),
  };
  const { better, worse } = compareRuns(earlier, result);
  const name = ({ code, place }: Finding) => `${code} ${place.document ?? place.file}`;
  return { better: better.map(name), worse: worse.map(name) };
}

const gone = finding("file-missing", "error", { dossier: "01", file: "a.pdf" }, {});

describe("two runs of the check", () => {
  test.each<[string, Finding[], Finding[], string[], string[]]>([
    ["the same twice", [pages("A")], [pages("A")], [], []],
    ["a new finding", [], [pages("A")], [], ["page-count-differs A"]],
    ["one that is gone", [pages("A")], [], ["page-count-differs A"], []],
    ["one at another paper", [pages("A")], [pages("B")], ["page-count-differs A"], ["page-count-differs B"]],
    [
      "one that somebody has answered for",
      [pages("A")],
      [answered(pages("A"))],
      ["page-count-differs A"],
      [],
    ],
    ["an answer that is gone", [answered(pages("A"))], [pages("A")], [], ["page-count-differs A"]],
    [
      "one that has become more serious",
      [pages("A")],
      [{ ...pages("A"), severity: "error" }],
      [],
      ["page-count-differs A"],
    ],
    [
      "the same paper twice, once of it settled",
      [pages("A"), pages("A")],
      [pages("A")],
      ["page-count-differs A"],
      [],
    ],
  ])("%s", (_, before, now, better, worse) => {
    expect(compared(before, now)).toEqual({ better, worse });
  });

  test("a lost file is neither found again nor lost anew by a run that read no files", () => {
    expect(compared([gone], [], { before: true })).toEqual({ better: [], worse: [] });
    expect(compared([], [gone], { now: true })).toEqual({ better: [], worse: [] });
    expect(compared([gone], [], { before: true, now: true }).better).toEqual(["file-missing a.pdf"]);
  });
});
