import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { failureTexts, findingTexts } from "../../src/messages/messages.js";
import { vi } from "../../src/messages/vi.js";

const page = readFileSync(new URL("../../docs/signature-profile.md", import.meta.url), "utf8");
const rows = page
  .slice(page.indexOf("## 12."))
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Attack"))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, attack, answer, tests]) => ({ attack: attack!, answer: answer!, tests: tests! }));

describe("the page on signatures", () => {
  test("names for every attack the tests that show its answer, and they are there", () => {
    expect(rows.length).toBeGreaterThan(40);
    for (const { attack, tests } of rows) {
      const files = tests.split("; ");
      for (const one of files) {
        const [, file, names] = /^([\w/-]+): (.*)$/u.exec(one) ?? [];
        expect([attack, file]).not.toEqual([attack, undefined]);
        const source = readFileSync(new URL(`../${file}.test.ts`, import.meta.url), "utf8");
        const named = [...names!.matchAll(/“([^”]+)”/gu)].map(([, name]) => name!);
        expect([attack, named.length > 0]).toEqual([attack, true]);
        for (const name of named) expect([name, source.includes(name)]).toEqual([name, true]);
      }
    }
  });

  test("names answers that the program gives", () => {
    const known = new Set([...Object.keys(findingTexts(vi)), ...Object.keys(failureTexts(vi))]);
    const named = rows.flatMap(({ answer }) => [...answer.matchAll(/`([\w-]+)`/gu)].map(([, code]) => code!));
    expect(named.filter((code) => !known.has(code))).toEqual([]);
    expect(named.length).toBeGreaterThan(40);
  });
});
