import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listYamlFiles, parseYaml, readYamlFile, type YamlNode } from "../../src/fs/yaml.js";
import { Failure } from "../../src/model/failure.js";
import { sandbox } from "../support/sandbox.js";

async function refusal(text: string): Promise<unknown> {
  try {
    await parseYaml(text, "pack.yaml");
  } catch (error) {
    if (error instanceof Failure) return error.details;
    throw error;
  }
  return null;
}

describe("YAML", () => {
  it("knows where every word stands", async () => {
    const node = await parseYaml("name: ktch\nslots:\n  - code: KTCH.QD\n    order: 10\n", "pack.yaml");
    expect(node).toMatchObject({
      kind: "map",
      line: 1,
      entries: [
        { key: { text: "name", line: 1, column: 1 }, value: { value: "ktch", line: 1, column: 7 } },
        {
          key: { text: "slots", line: 2 },
          value: {
            kind: "list",
            items: [
              {
                entries: [
                  { key: { line: 3, column: 5 }, value: { text: "KTCH.QD", line: 3, column: 11 } },
                  { value: { value: 10, line: 4, column: 12 } },
                ],
              },
            ],
          },
        },
      ],
    });
  });

  it("keeps the words of a scalar as they stand", async () => {
    const node = (await parseYaml("a: 1.10\nb: 2013-07-29\nc: no\nd: 0012\ne:\n", "x")) as YamlNode & {
      kind: "map";
    };
    expect(node.entries.map(({ value }) => value.kind === "scalar" && value.text)).toEqual([
      "1.10",
      "2013-07-29",
      "no",
      "0012",
      "",
    ]);
  });

  it.each([
    ["a tab in front", "a:\n\tb: 1", 2],
    ["a bracket that stays open", "a: [1, 2\nb: 3", 2],
    ["a key that stands there twice", "a: 1\nb: 2\na: 3", 3],
    ["an alias", "a: &x [1]\nb: *x", 2],
    ["a second document", "a: 1\n---\nb: 2", 2],
    ["an unknown tag", "a: !!js/function 'x'", 1],
    ["nothing", "# only a remark\n", 1],
  ])("refuses %s and says in which line", async (_, text, line) => {
    expect(await refusal(text)).toMatchObject({ path: "pack.yaml", line });
  });

  it("is not brought down by aliases that stand for gigabytes or by deep nesting", async () => {
    const bomb = Array.from({ length: 20 }, (_, i) =>
      i === 0 ? "a0: &a0 [x, x]" : `a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}*a${i - 1}]`,
    ).join("\n");
    expect(await refusal(bomb)).not.toBeNull();
    expect(await refusal(`a: ${"[".repeat(200)}${"]".repeat(200)}`)).toMatchObject({
      reason: "nested-too-deeply",
    });
    expect(await refusal(`a: ${"[".repeat(100_000)}`)).toMatchObject({ reason: "nested-too-deeply" });
    expect(await refusal(`a:\n${"- ".repeat(100_000)}x`)).toMatchObject({ reason: "nested-too-deeply" });
    const steps = Array.from({ length: 1000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");
    expect(await refusal(steps)).toMatchObject({ reason: "nested-too-deeply" });
  });

  it("either understands a text or refuses it with a place", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc
            .array(
              fc.constantFrom(
                "a",
                ":",
                " ",
                "\n",
                "-",
                "[",
                "]",
                "{",
                "}",
                "&",
                "*",
                "!",
                "|",
                "\t",
                '"',
                "'",
                "#",
                "?",
                "%",
              ),
              { maxLength: 40 },
            )
            .map((parts) => parts.join("")),
        ),
        async (text) => {
          const details = (await refusal(text)) as { line: number; column: number } | null;
          if (details) {
            expect(details.line).toBeGreaterThan(0);
            expect(details.column).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  it("refuses a file that is too large, is no UTF-8, or is not there", async () => {
    const folder = sandbox();
    const path = (name: string, content: string | Buffer): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    await expect(readYamlFile(path("large.yaml", `a: ${"x".repeat(2 ** 20)}`))).rejects.toMatchObject({
      code: "file-too-large",
    });
    await expect(
      readYamlFile(path("latin.yaml", Buffer.from([0x61, 0x3a, 0x20, 0xe9]))),
    ).rejects.toMatchObject({
      code: "yaml-not-readable",
      details: { reason: "not-utf-8" },
    });
    await expect(readYamlFile(join(folder, "none.yaml"))).rejects.toMatchObject({ code: "file-not-found" });
    await expect(readYamlFile(folder)).rejects.toMatchObject({ code: "file-not-readable" });
    path("b.yml", "a: 1");
    path(".hidden.yaml", "a: 1");
    expect((await listYamlFiles(folder)).map((one) => one.slice(folder.length + 1))).toEqual([
      "b.yml",
      "large.yaml",
      "latin.yaml",
    ]);
    await expect(listYamlFiles(join(folder, "nowhere"))).rejects.toMatchObject({ code: "folder-not-found" });
  });
});
