import { columns, harmless, wrap } from "./plain-text.js";

/** Labels and values under each other, values beginning in one column; what is null is left out. */
export function factLines(
  facts: [label: string, value: string | null][],
  width: number,
  indent = "  ",
): string {
  const there = facts.filter((fact): fact is [string, string] => fact[1] !== null);
  const column = Math.max(0, ...there.map(([label]) => columns(label))) + 2;
  return there
    .map(([label, value]) => {
      const gap = " ".repeat(column - columns(label) - 1);
      const hanging = " ".repeat(columns(indent) + column);
      const room = Math.max(20, width - hanging.length);
      const lines = wrap(harmless(value), room).split("\n").join(`\n${hanging}`);
      return `${indent}${label}:${gap}${lines}`;
    })
    .join("\n");
}
