import type { Position, YamlNode, YamlScalar } from "../fs/yaml.js";
import { conditions } from "../model/dossier.js";
import { Failure } from "../model/failure.js";
import type { RuleFailures } from "../model/failures/rules.js";
import type { Named } from "../model/findings/check.js";
import { nearest } from "../model/names.js";
import { isPartialDate } from "../model/partial-date.js";
import { type Expression, ExpressionError, parseExpression } from "./conditions.js";

/** Confidence marks of a source: S seen in the source, S2 second hand, GK office practice. */
export const confidences = ["S", "S2", "GK"] as const;
export type Confidence = (typeof confidences)[number];

/** Words of an expression that are neither conditions nor brackets. */
const operators = ["and", "or", "not", "always", "if-present"];
const expressionLimit = 400;

/**
 * Reads one mapping of a rule pack key by key and remembers where each stands, so that every mistake can be named with
 * file, line and the nearest right word. Every reading function throws Failure `rule-pack-wrong`.
 */
export class RuleReader {
  readonly #entries = new Map<string, { key: YamlScalar; value: YamlNode }>();
  readonly #asked = new Set<string>();

  constructor(
    readonly path: string,
    readonly node: YamlNode,
  ) {
    if (node.kind !== "map") this.wrong(node, "value-wrong", describe(node));
    for (const entry of node.entries) {
      if (this.#entries.has(entry.key.text)) this.wrong(entry.key, "duplicate", entry.key.text);
      this.#entries.set(entry.key.text, entry);
    }
  }

  has(key: string): boolean {
    this.#asked.add(key);
    return this.#entries.has(key);
  }

  /** Where a key stands, or the mapping itself when it has no such key. */
  position(key: string): Position {
    return this.#entries.get(key)?.key ?? this.node;
  }

  /** A text that must be there and not be empty. */
  text(key: string): string {
    const value = this.#required(key);
    if (value.kind !== "scalar" || value.text.trim() === "") return this.wrong(value, "value-wrong", key);
    return value.text.trim();
  }

  optionalText(key: string): string | null {
    return this.has(key) ? this.text(key) : null;
  }

  /** A whole number from 0 up; `fallback` when the key is absent. */
  count(key: string, fallback?: number): number {
    if (fallback !== undefined && !this.has(key)) return fallback;
    const value = this.#required(key);
    if (
      value.kind !== "scalar" ||
      typeof value.value !== "number" ||
      !Number.isSafeInteger(value.value) ||
      value.value < 0
    )
      return this.wrong(value, "value-wrong", describe(value));
    return value.value;
  }

  /** `true` or `false`; `fallback` when the key is absent. */
  flag(key: string, fallback: boolean): boolean {
    if (!this.has(key)) return fallback;
    const value = this.#required(key);
    if (value.kind !== "scalar" || typeof value.value !== "boolean")
      return this.wrong(value, "value-wrong", describe(value), ["true", "false"]);
    return value.value;
  }

  /** One of the allowed words. */
  choice<const T extends string>(key: string, allowed: readonly T[], fallback?: T): T {
    if (fallback !== undefined && !this.has(key)) return fallback;
    const value = this.#required(key);
    const found = value.kind === "scalar" ? allowed.find((word) => word === value.text) : undefined;
    return found ?? this.wrong(value, "value-wrong", describe(value), [...allowed]);
  }

  /** A name in Vietnamese and English. */
  named(key: string): Named {
    const inner = this.map(key);
    const name = { vi: inner.text("vi"), en: inner.text("en") };
    inner.finish();
    return name;
  }

  /** A list of texts; one text alone counts as a list of one; absent is empty. */
  texts(key: string): string[] {
    return this.scalars(key).map((item) => item.text.trim());
  }

  /** A list of scalars with their positions. */
  scalars(key: string): YamlScalar[] {
    if (!this.has(key)) return [];
    const value = this.#required(key);
    const items = value.kind === "list" ? value.items : [value];
    return items.map((item) =>
      item.kind === "scalar" && item.text.trim() !== ""
        ? item
        : this.wrong(item, "value-wrong", describe(item)),
    );
  }

  /** A day, month or year of the calendar. */
  date(key: string): string | null {
    if (!this.has(key)) return null;
    const value = this.#required(key);
    if (value.kind !== "scalar" || !isPartialDate(value.text))
      return this.wrong(value, "value-wrong", describe(value));
    return value.text;
  }

  /** A mapping inside this one. */
  map(key: string): RuleReader {
    return new RuleReader(this.path, this.#required(key));
  }

  optionalMap(key: string): RuleReader | null {
    return this.has(key) ? this.map(key) : null;
  }

  /** A list of mappings; absent is empty. */
  maps(key: string): RuleReader[] {
    if (!this.has(key)) return [];
    const value = this.#required(key);
    if (value.kind !== "list") return this.wrong(value, "value-wrong", describe(value));
    return value.items.map((item) => new RuleReader(this.path, item));
  }

  /** Every key with its value, for mappings whose keys are data. */
  entries(): { key: YamlScalar; value: YamlNode }[] {
    for (const key of this.#entries.keys()) this.#asked.add(key);
    return [...this.#entries.values()];
  }

  /** The items of a list, whatever they are; absent is empty. */
  items(key: string): YamlNode[] {
    if (!this.has(key)) return [];
    const value = this.#required(key);
    return value.kind === "list" ? value.items : this.wrong(value, "value-wrong", describe(value));
  }

  /** `always`, `if-present` (null) or conditions joined by and, or, not. */
  expression(key: string): Expression | null {
    const value = this.#required(key);
    if (value.kind !== "scalar" || value.text.trim() === "" || value.text.length > expressionLimit)
      return this.wrong(value, "value-wrong", describe(value));
    if (value.text.trim() === "if-present") return null;
    try {
      return parseExpression(value.text);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const column = value.column + error.offset;
      if (error.word === "") this.wrong({ line: value.line, column }, "expression-unfinished", value.text);
      if (error.expected !== "condition")
        this.wrong({ line: value.line, column }, "operator-missing", error.word, ["and", "or"]);
      const near = nearest(error.word, [...conditions, ...operators]);
      throw new Failure("rule-pack-wrong", {
        path: this.path,
        line: value.line,
        column,
        problem: "condition-unknown",
        word: error.word,
        ...(near ? { nearest: near } : {}),
        allowed: [...conditions],
      });
    }
  }

  /** Refuses keys that nobody asked for, naming the nearest that exists. */
  finish(): void {
    for (const { key } of this.#entries.values())
      if (!this.#asked.has(key.text)) this.wrong(key, "key-unknown", key.text, [...this.#asked]);
  }

  /** Throws Failure `rule-pack-wrong` for a place of this file. */
  wrong(
    at: Position,
    problem: RuleFailures["rule-pack-wrong"]["problem"],
    word: string,
    allowed?: string[],
  ): never {
    const near = allowed ? nearest(word, allowed) : undefined;
    throw new Failure("rule-pack-wrong", {
      path: this.path,
      line: at.line,
      column: at.column,
      problem,
      word,
      ...(near ? { nearest: near } : {}),
      ...(allowed ? { allowed } : {}),
    });
  }

  #required(key: string): YamlNode {
    this.#asked.add(key);
    const entry = this.#entries.get(key);
    if (entry) return entry.value;
    // The misspelt key is the better news than the one that is absent for it.
    for (const { key: written } of this.#entries.values())
      if (!this.#asked.has(written.text) && nearest(written.text, [key]))
        this.wrong(written, "key-unknown", written.text, [key]);
    return this.wrong(this.node, "key-missing", key);
  }
}

function describe(node: YamlNode): string {
  if (node.kind === "scalar") return node.text.slice(0, 80);
  const first = node.kind === "list" ? node.items[0] : node.entries[0]?.value;
  const key = node.kind === "map" ? `${node.entries[0]?.key.text ?? ""}: ` : "- ";
  return `${key}${first?.kind === "scalar" ? first.text : ""}…`.slice(0, 80);
}
