import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Condition, conditions, type Truth } from "../../src/model/dossier.js";
import {
  type Expression,
  ExpressionError,
  evaluate,
  openQuestions,
  parseExpression,
  writeExpression,
} from "../../src/validate/conditions.js";

const facts = (known: Partial<Record<Condition, Truth>>) =>
  new Map(Object.entries(known) as [Condition, Truth][]);

describe("conditions", () => {
  test.each<[string, Partial<Record<Condition, Truth>>, Truth]>([
    ["always", {}, "true"],
    ["team", {}, "unknown"],
    ["team", { team: "true" }, "true"],
    ["not team", { team: "true" }, "false"],
    ["not team", {}, "unknown"],
    ["team and issuer_not_cell", { team: "false" }, "false"],
    ["team and issuer_not_cell", { team: "true" }, "unknown"],
    ["extended or scope_changed or members_changed", { scope_changed: "true" }, "true"],
    ["extended or scope_changed", { extended: "false" }, "unknown"],
    ["not withdrawn or team and twin", { withdrawn: "true", team: "true" }, "unknown"],
    ["(not withdrawn or team) and twin", { withdrawn: "false", twin: "false" }, "false"],
    ["not (team or twin)", { team: "true" }, "false"],
  ])("%s of %o is %s", (text, known, value) => {
    expect(evaluate(parseExpression(text), facts(known))).toBe(value);
  });

  test.each([
    ["teem", "teem", 0, "condition"],
    ["team and", "", 8, "condition"],
    ["team twin", "twin", 5, "operator"],
    ["(team or twin", "", 13, "closing"],
    ["team)", ")", 4, "operator"],
    ["", "", 0, "condition"],
  ])("%s is no expression: the wrong word and its place are told", (text, word, offset, expected) => {
    try {
      parseExpression(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionError);
      expect(error).toMatchObject({ word, offset, expected });
    }
  });

  test("asks only what could settle the matter", () => {
    const expression = parseExpression("twin and (discipline_imposed or discipline_proposed)");
    expect(openQuestions(expression, facts({}))).toEqual([
      "twin",
      "discipline_imposed",
      "discipline_proposed",
    ]);
    expect(openQuestions(expression, facts({ twin: "true", discipline_imposed: "false" }))).toEqual([
      "discipline_proposed",
    ]);
    expect(openQuestions(expression, facts({ twin: "false" }))).toEqual([]);
  });

  const leaf = fc.oneof(
    fc.constant<Expression>({ op: "always" }),
    fc.constantFrom(...conditions).map((condition): Expression => ({ op: "fact", condition })),
  );
  const expressions = fc.letrec<{ any: Expression }>((tie) => ({
    any: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      tie("any").map((of): Expression => ({ op: "not", of })),
      fc
        .record({
          op: fc.constantFrom<"and" | "or">("and", "or"),
          of: fc.array(tie("any"), { minLength: 2, maxLength: 3 }),
        })
        .map((one): Expression => one),
    ),
  })).any;
  const knowledge = fc
    .dictionary(fc.constantFrom(...conditions), fc.constantFrom<Truth>("true", "false", "unknown"))
    .map((known) => facts(known));

  test("an expression reads as it was written", () => {
    fc.assert(
      fc.property(expressions, knowledge, (expression, known) => {
        const again = parseExpression(writeExpression(expression));
        expect(evaluate(again, known)).toBe(evaluate(expression, known));
      }),
    );
  });

  test("what is decided stays decided when more becomes known", () => {
    fc.assert(
      fc.property(expressions, knowledge, knowledge, (expression, known, more) => {
        const before = evaluate(expression, known);
        if (before === "unknown") return;
        const stated = [...known].filter(([, value]) => value !== "unknown");
        expect(evaluate(expression, new Map([...more, ...stated]))).toBe(before);
      }),
    );
  });

  test("an answer to every question that is asked settles the matter", () => {
    fc.assert(
      fc.property(
        expressions,
        knowledge,
        fc.constantFrom<Truth>("true", "false"),
        (expression, known, answer) => {
          const questions = openQuestions(expression, known);
          expect(questions.length > 0).toBe(evaluate(expression, known) === "unknown");
          const answered = new Map([...known, ...questions.map((one) => [one, answer] as const)]);
          expect(evaluate(expression, answered)).not.toBe("unknown");
        },
      ),
    );
  });
});
