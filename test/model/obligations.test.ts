import { describe, expect, test } from "vitest";
import type { Condition, Dossier, Truth } from "../../src/model/dossier.js";
import { lapseOf, openObligations } from "../../src/model/obligations.js";
import { aDossier } from "../support/a-dossier.js";

const open = (
  dossier: Partial<Dossier>,
  facts: Partial<Record<Condition, Truth>> = {},
  papers: { remedied?: boolean; answered?: boolean } = {},
) =>
  openObligations(
    aDossier({ closed: null, ...dossier }),
    { fact: (one) => facts[one] ?? "unknown", remedied: false, answered: false, ...papers },
    "2025-06-30",
  );

const warned = { form: "Cảnh cáo", published: "2024-09-02" };

describe("a disciplinary decision", () => {
  test.each([
    ["2022-04-25", "2023-04-25"],
    ["2024-02-29", "2025-02-28"],
    ["2022-04", "2023-04"],
    ["2022", "2023"],
  ])("published %s is in force until %s", (published, lapse) => {
    expect(lapseOf(published)).toBe(lapse);
  });

  test("stays in force while a complaint about it is handled, and nobody can say until when", () => {
    expect(open({ discipline: warned }, { appeal: "true" })).toEqual([
      { kind: "discipline-in-force", since: "2024-09-02", until: null },
      { kind: "complaint", since: null, until: null },
    ]);
  });

  test("lapses in time once the complaint is answered or withdrawn", () => {
    const inForce = [{ kind: "discipline-in-force", since: "2024-09-02", until: "2025-09-02" }];
    expect(open({ discipline: warned }, { appeal: "true" }, { answered: true })).toEqual(inForce);
    expect(open({ discipline: warned }, { appeal: "true", withdrawn: "true" })).toEqual(inForce);
  });

  test("of a month is in force until that month ends a year later", () => {
    expect(open({ discipline: { form: "Cảnh cáo", published: "2024-06" } })).toHaveLength(1);
    expect(open({ discipline: { form: "Cảnh cáo", published: "2024-05" } })).toEqual([]);
  });

  test.each(["Khai trừ", "khai tru", "Giải tán"])(
    "of the form %s does not lapse, so nothing is left",
    (form) => {
      expect(open({ discipline: { form, published: "2025-06-01" } })).toEqual([]);
    },
  );
});

describe("a complaint dossier that is open", () => {
  test("is pending since it was opened, until its deadline", () => {
    const openCase = { step: null, nextStep: null, deadline: "2025-08-01", team: null };
    expect(open({ type: "GQKN", status: "open", opened: "2025-05", openCase })).toEqual([
      { kind: "complaint", since: "2025-05", until: "2025-08-01" },
    ]);
  });
});

describe("faults to be remedied", () => {
  test("are open while no report is there, whether or not the day is known", () => {
    expect(open({ rectificationDeadline: "2025-03" })).toMatchObject([
      { kind: "rectification", until: "2025-03" },
    ]);
    expect(open({}, { rectification_due: "true" })).toMatchObject([{ kind: "rectification", until: null }]);
    expect(open({ rectificationDeadline: "2025-03" }, {}, { remedied: true })).toEqual([]);
  });
});
