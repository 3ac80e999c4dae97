import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { parseYaml } from "../../src/fs/yaml.js";
import { Failure } from "../../src/model/failure.js";
import { basisBetween, findPack, loadShelf, PackShelf } from "../../src/validate/choose-pack.js";
import { loadRulePacks, understandPack } from "../../src/validate/load-rule-packs.js";
import type { RulePack } from "../../src/validate/rule-pack.js";
import { tryExamples } from "../../src/validate/try-examples.js";
import { sandbox } from "../support/sandbox.js";
import { shippedRules } from "../support/shipped-rules.js";

const whole = `format: bangiao-rules/1
name: thu
version: "1"
type: DCSH
title: { vi: Thử, en: Try }
sources:
  A1: Quy định 296-QĐ/TW
slots:
  - code: DCSH.TTR
    name: { vi: Tờ trình, en: Proposal }
    required: team and not twin
    order: 10
    words: [tờ trình]
    source: [A1 điều 5, practice]
    confidence: S2
rules:
  - id: keep
    kind: retention-stated
    severity: warning
    says: { vi: Ghi thời hạn, en: State it }
    source: A1
    confidence: S
    examples:
      passes: [{ shows: Đã ghi, retention: 20 năm }]
      fails: [{ shows: Chưa ghi }]
examples:
  - shows: Có lập đoàn
    facts: { team: true, twin: false }
    documents: []
    gives: { missing: [DCSH.TTR] }
`;

async function understand(text: string, base: RulePack[] = []): Promise<RulePack> {
  return understandPack("pack.yaml", await parseYaml(text, "pack.yaml"), "", base);
}

async function mistake(text: string, base: RulePack[] = []): Promise<unknown> {
  try {
    await understand(text, base);
  } catch (error) {
    if (error instanceof Failure) return { code: error.code, ...error.details };
    throw error;
  }
  return null;
}

/** The pack with one line put in place of another. */
const changed = (line: string, into: string): string => {
  expect(whole).toContain(line);
  return whole.replace(line, into);
};

describe("a rule pack", () => {
  it("is understood, with its sources in words", async () => {
    const pack = await understand(whole);
    expect(pack.slots[0]).toMatchObject({
      code: "DCSH.TTR",
      demand: "team and not twin",
      source: "Quy định 296-QĐ/TW, điều 5; practice",
      confidence: "S2",
      inOrder: true,
    });
    expect(tryExamples(pack, "2025-06-30").flatMap(({ differences }) => differences)).toEqual([]);
  });

  test.each<[string, string, string, object]>([
    [
      "a misspelt key at the top",
      "version:",
      "verison:",
      { line: 3, word: "verison", nearest: "version", problem: "key-unknown" },
    ],
    [
      "a misspelt key of a slot",
      "    order: 10",
      "    ordre: 10",
      { line: 12, word: "ordre", nearest: "order" },
    ],
    [
      "a key nobody asked for",
      "    order: 10",
      "    order: 10\n    colour: red",
      { line: 13, word: "colour", problem: "key-unknown" },
    ],
    ["a missing key", "    confidence: S2\n", "", { line: 9, word: "confidence", problem: "key-missing" }],
    [
      "a misspelt condition",
      "team and not twin",
      "team and not twinn",
      { line: 11, column: 28, word: "twinn", nearest: "twin", problem: "condition-unknown" },
    ],
    [
      "a missing operator",
      "team and not twin",
      "team not twin",
      { line: 11, problem: "operator-missing", word: "not" },
    ],
    [
      "a bracket that is never closed",
      "team and not twin",
      "team and (not twin",
      { line: 11, column: 33, problem: "expression-unfinished", word: "team and (not twin" },
    ],
    [
      "a misspelt kind",
      "retention-stated",
      "retention-state",
      { line: 18, problem: "kind-unknown", nearest: "retention-stated" },
    ],
    [
      "a severity that is none",
      "severity: warning",
      "severity: fatal",
      { line: 19, problem: "value-wrong", allowed: ["error", "warning", "info"] },
    ],
    [
      "an order that is no number",
      "order: 10",
      "order: ten",
      { line: 12, problem: "value-wrong", word: "ten" },
    ],
    ["a type that is none", "type: DCSH", "type: DCSX", { line: 4, nearest: "DCSH" }],
    [
      "a slot of another type",
      "  - code: DCSH.TTR",
      "  - code: KTCH.TTR",
      { problem: "value-wrong", word: "KTCH.TTR", allowed: ["DCSH.TTR"] },
    ],
    [
      "an example with an unknown slot",
      "missing: [DCSH.TTR]",
      "missing: [DCSH.TTT]",
      { line: 30, nearest: "DCSH.TTR" },
    ],
    [
      "an example with an unknown state",
      "gives: { missing:",
      "gives: { mising:",
      { line: 30, nearest: "missing" },
    ],
    [
      "an example with an unknown fact",
      "facts: { team: true",
      "facts: { teem: true",
      { line: 28, nearest: "team", problem: "condition-unknown" },
    ],
    [
      "a date no calendar has",
      'version: "1"',
      'version: "1"\nvalid: { from: 2023-02-30 }',
      { line: 4, word: "2023-02-30", problem: "value-wrong" },
    ],
    [
      "an English name left out",
      "name: { vi: Tờ trình, en: Proposal }",
      "name: { vi: Tờ trình }",
      { line: 10, word: "en", problem: "key-missing" },
    ],
    ["another format", "bangiao-rules/1", "bangiao-rules/2", { line: 1, problem: "value-wrong" }],
  ])("with %s is refused with file, line and the nearest right word", async (_, line, into, expected) => {
    expect(await mistake(changed(line, into))).toMatchObject({
      code: "rule-pack-wrong",
      path: "pack.yaml",
      ...expected,
    });
  });

  test("with one slot twice is refused at the second", async () => {
    const slot = whole.slice(whole.indexOf("  - code:"), whole.indexOf("rules:"));
    expect(await mistake(whole.replace("rules:", `${slot}rules:`))).toMatchObject({
      problem: "duplicate",
      word: "DCSH.TTR",
      line: 16,
    });
  });

  test.each(["- a\n- b", "just words", "{}", "slots: 3"])(
    "that is %j is refused, not half read",
    async (text) => {
      expect(await mistake(text)).toMatchObject({ code: "rule-pack-wrong" });
    },
  );
});

describe("a pack that extends another", () => {
  const own = (more: string): string =>
    `format: bangiao-rules/1\nname: rieng\nversion: "1"\nextends: thu\ntitle: { vi: Riêng, en: Own }\n${more}`;

  it("adds, replaces and switches off, and keeps the rest", async () => {
    const base = await understand(whole);
    const added = await understand(
      own(`slots:
  - { code: DCSH.QD, name: { vi: Quyết định, en: Decision }, required: always, order: 5, source: Nghị quyết của tỉnh, confidence: S }
  - { code: DCSH.TTR, name: { vi: Tờ trình, en: Proposal }, required: if-present, order: 10, source: Nghị quyết của tỉnh, confidence: S }
off: [keep]
`),
      [base],
    );
    expect(added.type).toBe("DCSH");
    expect(added.slots.map(({ code, demand }) => [code, demand])).toEqual([
      ["DCSH.QD", "always"],
      ["DCSH.TTR", "if-present"],
    ]);
    expect(added.rules).toEqual([]);
    expect(base.slots).toHaveLength(1);
  });

  it("is refused when the other does not exist, is itself, or has no such rule to switch off", async () => {
    const base = await understand(whole);
    expect(await mistake(own("").replace("extends: thu", "extends: thuu"), [base])).toMatchObject({
      line: 4,
      nearest: "thu",
    });
    expect(await mistake(own("").replace("name: rieng", "name: thu"), [])).toMatchObject({ line: 4 });
    expect(await mistake(own("off: [DCSH.TRR]"), [base])).toMatchObject({ line: 6, nearest: "DCSH.TTR" });
    expect(await mistake(own("type: KTCH"), [base])).toMatchObject({ line: 6 });
  });

  it("may be extended in turn, in any order of files, but not in a circle", async () => {
    const folder = sandbox();
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const paths = [
      file(
        "a.yaml",
        own("off: [keep]").replace("name: rieng", "name: a").replace("extends: thu", "extends: b"),
      ),
      file("b.yaml", own("").replace("name: rieng", "name: b")),
      file("thu.yaml", whole),
    ];
    expect((await loadRulePacks(paths)).map(({ rules }) => rules.length)).toEqual([0, 1, 1]);
    const circle = [
      file("c.yaml", own("").replace("name: rieng", "name: c").replace("extends: thu", "extends: d")),
      file("d.yaml", own("").replace("name: rieng", "name: d").replace("extends: thu", "extends: c")),
    ];
    await expect(loadRulePacks(circle)).rejects.toMatchObject({ code: "rule-pack-wrong" });
  });
});

describe("the pack that applies", () => {
  const period = async (name: string, from: string | null, until: string | null): Promise<RulePack> => ({
    ...(await understand(whole)),
    name,
    from,
    until,
  });

  it("is the one in force on the dossier's own day", async () => {
    const shelf = new PackShelf([
      await period("old", null, "2021-07-27"),
      await period("middle", "2021-07-28", "2025-05-29"),
      await period("new", "2025-05-30", null),
    ]);
    const on = (day: string | null) => shelf.packFor("DCSH", day)?.name;
    expect(on("2019")).toBe("old");
    expect(on("2021-07-27")).toBe("old");
    expect(on("2021-08")).toBe("middle");
    expect(on("2025-05-30")).toBe("new");
    expect(on(null)).toBe("new");
    expect(shelf.packFor("KTCH", "2019")).toBeNull();
    expect(shelf.packFor(null, "2019")).toBeNull();
  });

  it("names the regulations of a dossier's time", async () => {
    const shelf = await loadShelf(shippedRules);
    const documents = (from: string, until: string) =>
      basisBetween(findPack(shelf, "KTCH"), from, until).map(({ document }) => document.split(" ")[2]);
    expect(documents("2020-05", "2020-12")).toContain("30-QĐ/TW");
    expect(documents("2020-05", "2020-12")).not.toContain("22-QĐ/TW");
    expect(documents("2025-05-30", "2025-06-30")).toContain("296-QĐ/TW");
    expect(documents("2025-05-30", "2025-06-30")).not.toContain("262-QĐ/TW");
  });
});
