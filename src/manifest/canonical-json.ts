import type { Shape } from "./shape.js";

/** A field that stands on one line, or a list whose items stand on one line each. */
export type LinedField<T> = { line: Shape<T> } | (T extends (infer Item)[] ? { lines: Shape<Item> } : never);

/**
 * A document of fixed lines: `{`, one line per field in this order, `}`. A list with `lines` opens with `"name":[`,
 * has one line per item and closes with `]`. Commas end lines, blanks there are none, every line ends in LF.
 */
export interface LinedForm<T> {
  /** Value of its first field, `format`. */
  format: string;
  fields: { [K in keyof T]-?: LinedField<T[K]> };
}

/** Thrown when a value that the program made itself does not fit its form: our mistake, never a user's. */
export class NotCanonical extends Error {
  override readonly name = "NotCanonical";
}

/** The lines of a document, without their LF, so that a long one can be written as it is made. */
export function* canonicalLines<T extends object>(value: T, form: LinedForm<T>): Generator<string> {
  const fields = Object.entries(form.fields) as [keyof T & string, LinedField<unknown>][];
  yield "{";
  for (const [index, [name, field]] of fields.entries()) {
    const comma = index < fields.length - 1 ? "," : "";
    const key = JSON.stringify(name);
    if ("line" in field) {
      yield `${key}:${spell(value[name], field.line, name)}${comma}`;
      continue;
    }
    const items = value[name] as unknown[];
    const shape = (field as { lines: Shape<unknown> }).lines;
    yield `${key}:[`;
    for (let at = 0; at < items.length; at += 1) {
      yield spell(items[at], shape, `${name}[${at}]`) + (at < items.length - 1 ? "," : "");
    }
    yield `]${comma}`;
  }
  yield "}";
}

/** The one serialisation of a document: UTF-8, NFC, LF. Same value, same bytes. */
export function canonicalBytes<T extends object>(value: T, form: LinedForm<T>): Buffer {
  const chunks: Buffer[] = [];
  let pending: string[] = [];
  let length = 0;
  for (const line of canonicalLines(value, form)) {
    pending.push(line, "\n");
    length += line.length;
    // Joined in pieces: one string of everything may exceed the longest string V8 allows.
    if (length > 1_000_000) {
      chunks.push(Buffer.from(pending.join("")));
      [pending, length] = [[], 0];
    }
  }
  chunks.push(Buffer.from(pending.join("")));
  return Buffer.concat(chunks);
}

function spell<V>(value: V, shape: Shape<V>, field: string): string {
  shape.check(value, field, (problem) => {
    // The order of keys in a value of ours is of no account: it is written in the order of the form.
    if (problem.kind === "key-order") return;
    throw new NotCanonical(`${problem.kind} at ${problem.field}: ${problem.expected}`);
  });
  return shape.write(value);
}
