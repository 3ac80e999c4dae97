import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { exposingFields } from "../../src/model/checked-document.js";
import { conditions, dossierTypes, slotStates } from "../../src/model/dossier.js";
import { loadShelf } from "../../src/validate/choose-pack.js";
import { kinds } from "../../src/validate/kinds/index.js";
import { loadRulePacks } from "../../src/validate/load-rule-packs.js";
import { type Schema, violations } from "../support/json-schema.js";
import { sandbox } from "../support/sandbox.js";
import { shippedRules } from "../support/shipped-rules.js";

const schema = JSON.parse(readFileSync(join(shippedRules, "rule-pack.schema.json"), "utf8")) as Schema;
const shelf = await loadShelf(shippedRules);
const definitions = schema.$defs as Record<string, { enum?: string[]; properties?: Record<string, Schema> }>;

describe("the schema that editors use for rule packs", () => {
  test.each(readdirSync(shippedRules).filter((name) => name.endsWith(".yaml")))("holds for %s", (name) => {
    const pack: unknown = parse(readFileSync(join(shippedRules, name), "utf8"));
    expect(violations(schema, pack)).toEqual([]);
  });

  test("knows the same conditions, types, states and kinds as the program", () => {
    expect(definitions.condition!.enum).toEqual([...conditions]);
    expect((schema.properties as Record<string, Schema>).type!.enum).toEqual([...dossierTypes, "every"]);
    expect(Object.keys(definitions.example!.properties!.gives!.properties as object)).toEqual(
      slotStates.filter((state) => state !== "present"),
    );
    expect([...(definitions.rule!.properties!.kind!.enum as string[])].sort()).toEqual(
      [...kinds.keys()].sort(),
    );
    expect(JSON.stringify(definitions.exposes)).toContain(JSON.stringify(exposingFields));
  });

  const whole = `format: bangiao-rules/1
version: "1"
type: KTCH
title: { vi: Thử, en: Try }
slots:
  - code: KTCH.A
    name: { vi: Một, en: One }
    required: not (team or held) and issuer_not_cell
    order: 5
    role: lead
    source: [Một nguồn]
    confidence: S
rules:
  - id: own
    kind: retention-stated
    severity: warning
    says: { vi: Một, en: One }
    source: Một nguồn
    confidence: GK
    examples: { fails: [{ shows: Thử, facts: { team: true }, documents: [KTCH.A, { slot: KTCH.A, as: paper }] }] }
`;

  async function refused(text: string): Promise<{ bySchema: boolean; byProgram: boolean }> {
    const path = join(sandbox(), "goi.yaml");
    writeFileSync(path, text);
    const loaded = await loadRulePacks([path], shelf.packs).then(
      () => true,
      () => false,
    );
    return { bySchema: violations(schema, parse(text)).length > 0, byProgram: !loaded };
  }

  test("takes a pack that the program takes", async () => {
    expect(await refused(whole)).toEqual({ bySchema: false, byProgram: false });
  });

  test.each<[string, string, string]>([
    ["another format", "bangiao-rules/1", "bangiao-rules/2"],
    ["no version", 'version: "1"\n', ""],
    ["a misspelt key", "slots:", "slotz:"],
    ["a type that is none", "type: KTCH", "type: KTXX"],
    ["neither type nor pack to extend", "type: KTCH\n", ""],
    ["a name in one language", "name: { vi: Một, en: One }", "name: { vi: Một }"],
    ["an empty name", "en: One }\n    required", 'en: "" }\n    required'],
    ["a condition that is none", "{ team: true }", "{ teem: true }"],
    ["a fact that is neither true nor false", "{ team: true }", "{ team: maybe }"],
    ["a demand that begins with no condition", "not (team or held)", "teem"],
    ["an order that is no number", "order: 5", "order: five"],
    ["an order below zero", "order: 5", "order: -1"],
    ["a role that is none", "role: lead", "role: leader"],
    ["no source", "    source: [Một nguồn]\n", ""],
    ["an empty list of sources", "source: [Một nguồn]", "source: []"],
    ["a confidence that is none", "confidence: GK", "confidence: G"],
    ["a kind that is none", "kind: retention-stated", "kind: retention"],
    ["a severity that is none", "severity: warning", "severity: warn"],
    ["a rule without examples", /\n {4}examples:.*\n/u.exec(whole)![0], "\n"],
    ["an example that shows nothing", "shows: Thử, ", ""],
    ["a whereabouts that is none", "as: paper", "as: papers"],
    ["a slot of no type", "code: KTCH.A", "code: A"],
  ])("refuses, like the program, %s", async (_, from, to) => {
    expect(whole).toContain(from);
    expect(await refused(whole.replace(from, to))).toEqual({ bySchema: true, byProgram: true });
  });
});
