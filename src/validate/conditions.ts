import { type Condition, conditions, type Truth } from "../model/dossier.js";

/** When a paper is demanded: a condition of the case, combined with and, or, not. */
export type Expression =
  | { op: "always" }
  | { op: "fact"; condition: Condition }
  | { op: "not"; of: Expression }
  | { op: "and" | "or"; of: Expression[] };

/** What is known of a case: a condition that nobody stated is absent or `unknown`. */
export type KnownFacts = ReadonlyMap<Condition, Truth>;

/** A word of an expression that is not understood, with its offset in the text. */
export class ExpressionError extends Error {
  constructor(
    readonly word: string,
    readonly offset: number,
    readonly expected: "condition" | "operator" | "end" | "closing",
  ) {
    super(word);
  }
}

const known: ReadonlySet<string> = new Set(conditions);

/**
 * Reads `always`, `team`, `not twin`, `team and issuer_not_cell`, `(extended or scope_changed) and not withdrawn`.
 * `not` binds closest, then `and`, then `or`. Throws ExpressionError.
 */
export function parseExpression(text: string): Expression {
  const words = [...text.matchAll(/[()]|[^\s()]+/gu)].map((match) => ({
    word: match[0],
    offset: match.index,
  }));
  let next = 0;
  const peek = () => words[next]?.word;
  const end = { word: "", offset: text.length };

  const parsePart = (): Expression => {
    const { word, offset } = words[next] ?? end;
    next += 1;
    if (word === "not") return { op: "not", of: parsePart() };
    if (word === "(") {
      const inner = parseOr();
      const closing = words[next] ?? end;
      if (closing.word !== ")") throw new ExpressionError(closing.word, closing.offset, "closing");
      next += 1;
      return inner;
    }
    if (word === "always") return { op: "always" };
    if (!known.has(word)) throw new ExpressionError(word, offset, "condition");
    return { op: "fact", condition: word as Condition };
  };
  const parseChain = (op: "and" | "or", part: () => Expression): Expression => {
    const of = [part()];
    while (peek() === op) {
      next += 1;
      of.push(part());
    }
    return of.length === 1 ? of[0]! : { op, of };
  };
  const parseAnd = () => parseChain("and", parsePart);
  const parseOr = () => parseChain("or", parseAnd);

  const expression = parseOr();
  const rest = words[next];
  if (rest) throw new ExpressionError(rest.word, rest.offset, "operator");
  return expression;
}

/** Kleene's three values: unknown stays unknown unless the rest decides alone. */
export function evaluate(expression: Expression, facts: KnownFacts): Truth {
  switch (expression.op) {
    case "always":
      return "true";
    case "fact":
      return facts.get(expression.condition) ?? "unknown";
    case "not": {
      const value = evaluate(expression.of, facts);
      return value === "unknown" ? "unknown" : value === "true" ? "false" : "true";
    }
    case "and":
    case "or": {
      const decisive = expression.op === "and" ? "false" : "true";
      let unknown = false;
      for (const part of expression.of) {
        const value = evaluate(part, facts);
        if (value === decisive) return decisive;
        if (value === "unknown") unknown = true;
      }
      return unknown ? "unknown" : decisive === "true" ? "false" : "true";
    }
  }
}

/** The unknown conditions an answer to which could settle the expression, each once, in order of appearance. */
export function openQuestions(expression: Expression, facts: KnownFacts): Condition[] {
  if (evaluate(expression, facts) !== "unknown") return [];
  switch (expression.op) {
    case "always":
      return [];
    case "fact":
      return [expression.condition];
    case "not":
      return openQuestions(expression.of, facts);
    default:
      return [...new Set(expression.of.flatMap((part) => openQuestions(part, facts)))];
  }
}

/** Every condition an expression speaks of. */
export function conditionsOf(expression: Expression): Condition[] {
  if (expression.op === "always") return [];
  if (expression.op === "fact") return [expression.condition];
  if (expression.op === "not") return conditionsOf(expression.of);
  return [...new Set(expression.of.flatMap(conditionsOf))];
}

/** An expression as written in a pack. */
export function writeExpression(expression: Expression): string {
  switch (expression.op) {
    case "always":
      return "always";
    case "fact":
      return expression.condition;
    case "not":
      return `not ${bracketed(expression.of)}`;
    default:
      return expression.of
        .map((part) => (expression.op === "and" ? bracketed(part) : writeExpression(part)))
        .join(` ${expression.op} `);
  }
}

function bracketed(expression: Expression): string {
  const text = writeExpression(expression);
  return expression.op === "and" || expression.op === "or" ? `(${text})` : text;
}
