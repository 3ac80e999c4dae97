/** Deepest nesting that is read. */
const deepest = 32;

/** What strict reading of one JSON value found wrong with its text. */
export type JsonProblem =
  | { kind: "broken"; column: number }
  | { kind: "too-deep"; column: number }
  | { kind: "duplicate"; field: string; column: number };

/**
 * Reads one JSON value the slow and careful way: names every key that stands twice in one object, which `JSON.parse`
 * swallows, and the column (from 1) where the text stops being JSON.
 */
export function explainJson(text: string): JsonProblem[] {
  const problems: JsonProblem[] = [];
  let at = 0;

  class Stop extends Error {}
  const stop = (kind: "broken" | "too-deep"): never => {
    problems.push({ kind, column: at + 1 });
    throw new Stop();
  };
  const blanks = (): void => {
    while (text[at] === " " || text[at] === "\t" || text[at] === "\n" || text[at] === "\r") at += 1;
  };
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return stop("broken");
    at += match[0].length;
    return match[0];
  };
  const string = (): string => take(/"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);

  const object = (field: string, depth: number): void => {
    const seen = new Set<string>();
    at += 1;
    blanks();
    if (text[at] === "}") {
      at += 1;
      return;
    }
    for (;;) {
      blanks();
      const column = at + 1;
      const key = JSON.parse(string()) as string;
      const path = field === "" ? key : `${field}.${key}`;
      if (seen.has(key)) problems.push({ kind: "duplicate", field: path, column });
      seen.add(key);
      blanks();
      if (text[at] !== ":") stop("broken");
      at += 1;
      value(path, depth + 1);
      blanks();
      if (text[at] === "}") break;
      if (text[at] !== ",") stop("broken");
      at += 1;
    }
    at += 1;
  };
  const array = (field: string, depth: number): void => {
    at += 1;
    blanks();
    if (text[at] === "]") {
      at += 1;
      return;
    }
    for (let index = 0; ; index += 1) {
      value(`${field}[${index}]`, depth + 1);
      blanks();
      if (text[at] === "]") break;
      if (text[at] !== ",") stop("broken");
      at += 1;
    }
    at += 1;
  };
  const value = (field: string, depth: number): void => {
    if (depth > deepest) stop("too-deep");
    blanks();
    if (text[at] === "{") object(field, depth);
    else if (text[at] === "[") array(field, depth);
    else if (text[at] === '"') string();
    else take(/(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y);
  };

  try {
    value("", 0);
    blanks();
    if (at < text.length) stop("broken");
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
  return problems;
}

/** Whether brackets nest deeper than any of our forms; cheap, so that it can guard `JSON.parse` from deep input. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}
