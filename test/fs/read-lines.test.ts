import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readLines } from "../../src/fs/read-lines.js";
import { sandbox } from "../support/sandbox.js";

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all(source: string | AsyncIterable<Buffer>, longest = 1_000): Promise<string[]> {
  const lines: string[] = [];
  for await (const { bytes, ended } of readLines(source, longest)) lines.push(`${bytes}${ended ? "⏎" : ""}`);
  return lines;
}

test("lines are the same from a file and from pieces of any size", async () => {
  const path = join(sandbox(), "a.txt");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: "grapheme" })),
      fc.integer({ min: 1, max: 9 }),
      async (parts, size) => {
        const text = parts.join("\n");
        const bytes = Buffer.from(text);
        writeFileSync(path, bytes);
        const lines = await all(path);
        expect(await all(pieces(bytes, size))).toEqual(lines);
        expect(lines.join("").replaceAll("⏎", "\n")).toBe(bytes.toString());
      },
    ),
    { numRuns: 60 },
  );
});

test("a line that is too long comes out cut and is the last", async () => {
  expect(await all(pieces(Buffer.from(`ab\n${"x".repeat(100)}\ncd\n`), 5), 10)).toEqual([
    "ab⏎",
    `${"x".repeat(11)}⏎`,
  ]);
});
