import { type Finding, type FindingCode, type FindingOf, finding } from "../model/finding.js";
import type { SignedList } from "../model/findings/manifest.js";
import type { LinedForm } from "./canonical-json.js";
import type { Shape } from "./shape.js";
import { explainJson, nestsTooDeep } from "./strict-json.js";

/** Longest line in bytes: one dossier with some 20,000 files. */
export const longestLine = 16 * 1024 * 1024;
/** Most items of one list of lines. */
export const mostItems = 2_000_000;
/** After so many findings the rest is not listed. */
export const mostFindings = 200;

/** One item of a list of lines, as it was read. */
export interface ReadItem {
  list: string;
  line: number;
  value: unknown;
}

type AnyField = { line: Shape<unknown> } | { lines: Shape<unknown> };

type State =
  | { at: "open" }
  | { at: "field"; index: number }
  | { at: "items"; index: number; count: number; comma: boolean; skipped: boolean }
  | { at: "end" }
  | { at: "stopped" };

/**
 * Reads a document of fixed lines, fed line by line, so that its length does not matter. Everything that differs from
 * the one right spelling becomes a finding that names line and field; only broken framing ends the reading.
 */
export class LinedReader<T extends object> {
  readonly findings: Finding[] = [];
  /** Fields that stand on one line, by name, as far as they were right. */
  readonly values = new Map<string, unknown>();
  /** Line of each field. */
  readonly lines = new Map<string, number>();
  #state: State = { at: "open" };
  #line = 0;
  readonly #fields: [string, AnyField][];
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  constructor(
    readonly list: SignedList,
    readonly form: LinedForm<T>,
    readonly file: string | undefined,
    readonly onItem: (item: ReadItem) => void,
  ) {
    this.#fields = Object.entries(form.fields) as [string, AnyField][];
  }

  /** True once nothing further can be made of the document. */
  get stopped(): boolean {
    return this.#state.at === "stopped";
  }

  /** True when every line was there, whatever else was wrong. */
  get complete(): boolean {
    return this.#state.at === "end";
  }

  /** Takes the next line, without its LF; `ended` is false for a last line that had none. */
  feed(bytes: Buffer, ended: boolean): void {
    if (this.stopped) return;
    this.#line += 1;
    const line = this.#line;
    if (bytes.length > longestLine) {
      this.#report("list-too-large", { list: this.list, what: "line", limit: longestLine, line });
      this.#stop();
      return;
    }
    let rest = bytes;
    if (line === 1 && rest[0] === 0xef && rest[1] === 0xbb && rest[2] === 0xbf) {
      this.#report("list-byte-order-mark", { list: this.list });
      rest = rest.subarray(3);
    }
    if (rest.at(-1) === 0x0d) {
      if (!this.#has("list-line-ending")) {
        this.#report("list-line-ending", { list: this.list, line, ending: "crlf" });
      }
      rest = rest.subarray(0, -1);
    }
    if (!ended) this.#report("list-line-ending", { list: this.list, line, ending: "missing" });
    let text: string;
    try {
      text = this.#decoder.decode(rest);
    } catch {
      this.#report("list-not-utf8", { list: this.list, line });
      this.#stop();
      return;
    }
    this.#take(text, line);
  }

  /** Says that no line follows. */
  end(): void {
    if (this.#line === 0) {
      this.#report("list-empty", { list: this.list });
      this.#stop();
    }
    if (this.#state.at === "end" || this.#state.at === "stopped") return;
    const expected = this.#state.at === "field" ? this.#expectation(this.#state.index) : "]";
    this.#report("list-framing", { list: this.list, line: this.#line + 1, expected });
    this.#stop();
  }

  /** Adds a finding about what was read, unless there are too many already. */
  add(one: Finding): void {
    if (this.findings.length < mostFindings) this.findings.push(one);
    else if (!this.#has("list-findings-cut")) {
      this.findings.push(
        finding("list-findings-cut", "warning", this.#place(), { list: this.list, limit: mostFindings }),
      );
    }
  }

  #take(text: string, line: number): void {
    const state = this.#state;
    if (state.at === "open") {
      if (text === "{") this.#state = { at: "field", index: 0 };
      else this.#misframed(line, "{");
    } else if (state.at === "field") this.#takeField(text, line, state.index);
    else if (state.at === "items") this.#takeItem(text, line, state);
    else if (state.at === "end") this.#misframed(line, "");
  }

  #takeField(text: string, line: number, index: number): void {
    if (index === this.#fields.length) {
      const stray = /^"((?:[^"\\]|\\.)*)":/u.exec(text)?.[1];
      if (text === "}") this.#state = { at: "end" };
      else if (stray === undefined) this.#misframed(line, "}");
      else this.#takeStray(text, line, stray, index);
      return;
    }
    const name = /^"((?:[^"\\]|\\.)*)":/u.exec(text)?.[1];
    if (name === undefined) {
      if (text === "}") this.#missing(index, this.#fields.length, line);
      this.#misframed(line, this.#expectation(index));
      return;
    }
    const found = this.#fields.findIndex(([key]) => key === name);
    if (found < 0 || found < index) {
      this.#takeStray(text, line, name, index);
      return;
    }
    if (found > index) this.#missing(index, found, line);
    this.#takeValue(text, line, found);
  }

  #takeValue(text: string, line: number, index: number): void {
    const [name, field] = this.#fields[index]!;
    this.lines.set(name, line);
    const last = index === this.#fields.length - 1;
    const start = name.length + 3;
    if ("lines" in field) {
      if (text.slice(start) !== "[") {
        this.#misframed(line, `"${name}":[`);
        return;
      }
      this.#state = { at: "items", index, count: 0, comma: true, skipped: false };
      return;
    }
    if (text.endsWith(",") === last) {
      this.#misframed(line, last ? `"${name}":…` : `"${name}":…,`);
      return;
    }
    const spelled = text.slice(start, last ? undefined : -1);
    if (name === "format" && spelled !== JSON.stringify(this.form.format)) {
      const found = /^"([^"\\]{0,100})"$/u.exec(spelled)?.[1] ?? null;
      this.#report("list-format-unknown", { list: this.list, found, known: this.form.format });
      this.#stop();
      return;
    }
    const value = this.#value(spelled, field.line, name, line, start);
    if (value.right) this.values.set(name, value.value);
    this.#state = { at: "field", index: index + 1 };
  }

  #takeItem(text: string, line: number, state: Extract<State, { at: "items" }>): void {
    const [name, field] = this.#fields[state.index]!;
    const last = state.index === this.#fields.length - 1;
    if (text.startsWith("]")) {
      const closing = last && !state.skipped ? "]" : "],";
      if (text !== closing && !(state.skipped && text === "]")) {
        this.#misframed(line, closing);
        return;
      }
      if (state.comma && state.count > 0) this.#misframedItem(line - 1, name);
      this.#state = { at: "field", index: state.skipped ? state.index : state.index + 1 };
      return;
    }
    if (state.count > 0 && !state.comma) {
      this.#misframed(line, last ? "]" : "],");
      return;
    }
    if (state.count >= mostItems) {
      this.#report("list-too-large", { list: this.list, what: "list", limit: mostItems, line });
      this.#stop();
      return;
    }
    const comma = text.endsWith(",");
    this.#state = { ...state, count: state.count + 1, comma };
    if (state.skipped) return;
    const shape = (field as { lines: Shape<unknown> }).lines;
    const value = this.#value(comma ? text.slice(0, -1) : text, shape, `${name}[${state.count}]`, line, 0);
    if (value.right) this.onItem({ list: name, line, value: value.value });
  }

  /** A field that is unknown, stands twice or out of order: named, and passed over with all its lines. */
  #takeStray(text: string, line: number, name: string, index: number): void {
    const code = !this.#fields.some(([key]) => key === name)
      ? "list-key-unknown"
      : this.lines.has(name)
        ? "list-key-duplicate"
        : "list-key-order";
    this.lines.set(name, line);
    this.#report(code, { list: this.list, line, field: name.slice(0, 100) });
    if (text.endsWith(":[")) this.#state = { at: "items", index, count: 0, comma: true, skipped: true };
    else if (index === this.#fields.length) this.#state = { at: "field", index };
  }

  #missing(from: number, to: number, line: number): void {
    for (const [name] of this.#fields.slice(from, to)) {
      this.#report("list-key-missing", { list: this.list, line, field: name });
    }
  }

  /** One JSON value: parsed fast, and looked at slowly only when its spelling is not the canonical one. */
  #value(
    text: string,
    shape: Shape<unknown>,
    field: string,
    line: number,
    offset: number,
  ): { value: unknown; right: boolean } {
    const before = this.findings.length;
    let value: unknown;
    try {
      if (nestsTooDeep(text)) throw new SyntaxError("too deep");
      value = JSON.parse(text);
    } catch {
      const column = explainJson(text).find((problem) => problem.kind !== "duplicate")?.column ?? 1;
      this.#report("list-json-broken", { list: this.list, line, column: column + offset });
      return { value: undefined, right: false };
    }
    shape.check(value, "", (problem) => {
      const path = problem.field === "" ? field : `${field}.${problem.field}`.slice(0, 200);
      if (problem.kind === "value-wrong") {
        this.#report("list-value-wrong", { list: this.list, line, field: path, expected: problem.expected });
      } else {
        const code = problem.kind === "not-nfc" ? "list-not-nfc" : (`list-${problem.kind}` as const);
        this.#report(code, { list: this.list, line, field: path });
      }
    });
    const spellingKnown = this.findings.length === before;
    if (spellingKnown) {
      const canonical = shape.write(value);
      if (canonical === text) return { value, right: true };
    }
    for (const problem of explainJson(text)) {
      if (problem.kind !== "duplicate") continue;
      const path = `${field}.${problem.field}`.slice(0, 200);
      this.#report("list-key-duplicate", { list: this.list, line, field: path });
    }
    if (this.findings.length === before) {
      const canonical = shape.write(value);
      let at = 0;
      while (at < canonical.length && canonical[at] === text[at]) at += 1;
      this.#report("list-not-canonical", { list: this.list, line, column: at + 1 + offset });
    }
    return { value, right: false };
  }

  #expectation(index: number): string {
    const [name, field] = this.#fields[index] ?? [];
    if (name === undefined || field === undefined) return "}";
    return "lines" in field ? `"${name}":[` : `"${name}":…`;
  }

  #misframed(line: number, expected: string): void {
    this.#report("list-framing", { list: this.list, line, expected });
    this.#stop();
  }

  #misframedItem(line: number, list: string): void {
    this.#report("list-framing", { list: this.list, line, expected: `${list}: {…}` });
  }

  #stop(): void {
    this.#state = { at: "stopped" };
  }

  #place(): { file?: string } {
    return this.file === undefined ? {} : { file: this.file };
  }

  #has(code: FindingCode): boolean {
    return this.findings.some((one) => one.code === code);
  }

  #report<C extends FindingCode>(code: C, details: FindingOf<C>["details"]): void {
    this.add(finding(code, "error", this.#place(), details));
  }
}

/** Feeds all lines of `bytes` to a reader. */
export function feedAll<T extends object>(reader: LinedReader<T>, bytes: Buffer): void {
  let start = 0;
  while (start < bytes.length && !reader.stopped) {
    const end = bytes.indexOf(0x0a, start);
    reader.feed(bytes.subarray(start, end < 0 ? bytes.length : end), end >= 0);
    start = end < 0 ? bytes.length : end + 1;
  }
  reader.end();
}
