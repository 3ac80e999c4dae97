import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { manifestForm } from "../../src/manifest/manifest-shape.js";

const page = readFileSync(new URL("../../docs/manifest-format.md", import.meta.url), "utf8");

test("the page about the format names every field of the head, in order", () => {
  const rows = page.slice(page.indexOf("## Fields, in order")).split("\n");
  const named = rows
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => [...line.split("|")[1]!.matchAll(/`(\w+)`/gu)].map((match) => match[1]!));
  expect(named).toEqual(Object.keys(manifestForm.fields));
});
