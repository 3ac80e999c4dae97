import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Condition,
  conditions,
  type Dossier,
  type SlotState,
  type Truth,
} from "../../../src/model/dossier.js";
import { checkDossier } from "../../../src/validate/check-dossier.js";
import { loadShelf } from "../../../src/validate/choose-pack.js";
import { shippedRules } from "../../support/shipped-rules.js";
import { aCase, type Paper } from "../a-case.js";

const shelf = await loadShelf(shippedRules);
const today = "2025-06-30";

interface Case {
  what: string;
  dossier?: Partial<Dossier> & { known?: Partial<Record<Condition, Truth>> };
  papers?: Paper[];
  slot: string;
  state: SlotState;
  findings?: string[];
}

const cases: Case[] = [
  { what: "a paper with a file", papers: [{ slot: "KTCH.KH" }], slot: "KTCH.KH", state: "present" },
  {
    what: "no paper where one is always demanded",
    slot: "KTCH.KH",
    state: "missing",
    findings: ["document-missing"],
  },
  { what: "no paper where none is demanded", slot: "KTCH.DX", state: "not-applicable" },
  {
    what: "a condition that does not hold",
    dossier: { known: { team: "false" } },
    slot: "KTCH.LLV",
    state: "not-applicable",
  },
  { what: "a condition nobody stated", slot: "KTCH.LLV", state: "unknown", findings: ["slot-unknown"] },
  {
    what: "a condition that follows from another paper",
    papers: [{ slot: "KTCH.QD" }],
    slot: "KTCH.LLV",
    state: "missing",
    findings: ["document-missing"],
  },
  {
    what: "a statement against what another paper suggests",
    dossier: { known: { team: "false" } },
    papers: [{ slot: "KTCH.QD" }],
    slot: "KTCH.LLV",
    state: "not-applicable",
  },
  {
    what: "a paper where the condition does not hold: listed, not complained about",
    dossier: { known: { team: "false" } },
    papers: [{ slot: "KTCH.LLV" }],
    slot: "KTCH.LLV",
    state: "present",
  },
  {
    what: "a listed paper without a file",
    papers: [{ slot: "KTCH.KH", file: false }],
    slot: "KTCH.KH",
    state: "missing",
    findings: ["document-without-file"],
  },
  {
    what: "a listed paper without a file where none is demanded",
    papers: [{ slot: "KTCH.DX", file: false }],
    slot: "KTCH.DX",
    state: "missing",
    findings: ["document-without-file"],
  },
  {
    what: "an empty file",
    papers: [{ slot: "KTCH.KH", file: { damage: "empty" } }],
    slot: "KTCH.KH",
    state: "missing",
    findings: ["document-without-file"],
  },
  {
    what: "a file that a later scan no longer found",
    papers: [{ slot: "KTCH.KH", file: { present: false } }],
    slot: "KTCH.KH",
    state: "missing",
    findings: ["document-without-file"],
  },
  {
    what: "a file with a password, which is handed over with it",
    papers: [{ slot: "KTCH.KH", file: { damage: "encrypted" } }],
    slot: "KTCH.KH",
    state: "present",
  },
  {
    what: "one paper of two without a file",
    papers: [{ slot: "KTCH.KH" }, { slot: "KTCH.KH", file: false }],
    slot: "KTCH.KH",
    state: "present",
    findings: ["document-without-file"],
  },
  {
    what: "a paper in the box, not scanned",
    papers: [{ slot: "KTCH.KH", file: false, carrier: "paper" }],
    slot: "KTCH.KH",
    state: "paper-only",
  },
  {
    what: "a listed paper of a dossier that is all paper",
    dossier: { carrier: "paper" },
    papers: [{ slot: "KTCH.KH", file: false }],
    slot: "KTCH.KH",
    state: "paper-only",
  },
  {
    what: "a paper dossier nobody has listed",
    dossier: { carrier: "paper" },
    slot: "KTCH.KH",
    state: "unknown",
    findings: [],
  },
  {
    what: "an original with another body",
    papers: [{ slot: "KTCH.KH", file: false, state: "held-elsewhere" }],
    slot: "KTCH.KH",
    state: "held-elsewhere",
  },
  {
    what: "a copy kept of an original with another body",
    papers: [{ slot: "KTCH.KH", state: "held-elsewhere" }],
    slot: "KTCH.KH",
    state: "present",
  },
  {
    what: "a paper marked secret in its row",
    papers: [{ slot: "KTCH.KH", secrecy: "mat" }],
    slot: "KTCH.KH",
    state: "withheld",
  },
  {
    what: "a paper marked secret on its first page",
    papers: [{ slot: "KTCH.KH", file: { secrecy: "toi-mat" } }],
    slot: "KTCH.KH",
    state: "withheld",
  },
  {
    what: "a paper that shares a file with another",
    papers: [{ slot: "KTCH.KH", alsoSlots: ["KTCH.DC"] }],
    slot: "KTCH.DC",
    state: "present",
  },
  {
    what: "an open case that has not come so far",
    dossier: { status: "open" },
    papers: [{ slot: "KTCH.BBTK" }],
    slot: "KTCH.BCKQ",
    state: "not-yet",
  },
  {
    what: "an earlier step of an open case",
    dossier: { status: "open" },
    papers: [{ slot: "KTCH.BBTK" }],
    slot: "KTCH.KH",
    state: "missing",
    findings: ["document-missing"],
  },
  {
    what: "the closing sheet of an open case",
    dossier: { status: "open" },
    papers: [{ slot: "KTCH.BBTB" }],
    slot: "KTCH.MLCT",
    state: "not-yet",
  },
  {
    what: "an extension in an open case, which says nothing of how far it has come",
    dossier: { status: "open" },
    papers: [{ slot: "KTCH.KH" }, { slot: "KTCH.VBDC" }],
    slot: "KTCH.BCTKT",
    state: "not-yet",
  },
  {
    what: "a step that the case sheet names",
    dossier: { status: "open", openCase: { step: "KTCH.BCKQ", nextStep: null, deadline: null, team: null } },
    slot: "KTCH.BCTKT",
    state: "missing",
    findings: ["document-missing"],
  },
  {
    what: "a report on remedy before there are conclusions",
    dossier: { status: "open" },
    papers: [{ slot: "KTCH.KH" }],
    slot: "KTCH.BCKP",
    state: "not-applicable",
  },
  {
    what: "a report on remedy whose deadline has passed",
    dossier: { rectificationDeadline: "2024-08-30" },
    slot: "KTCH.BCKP",
    state: "missing",
    findings: ["document-missing"],
  },
  {
    what: "a report on remedy whose deadline lies ahead",
    dossier: { rectificationDeadline: "2025-08-30" },
    slot: "KTCH.BCKP",
    state: "not-applicable",
  },
  {
    what: "a decision of a dossier that a Party cell made",
    dossier: { issuer: "CB" },
    slot: "KTCH.QD",
    state: "not-applicable",
  },
  {
    what: "a session of a dossier whose plan a Party cell numbered",
    papers: [{ slot: "KTCH.KH", number: "04-KH/CB8" }],
    slot: "KTCH.BBKH",
    state: "not-applicable",
  },
  {
    what: "a paper of discipline in a twin procedure",
    dossier: {
      type: "KTDH",
      title: "Hồ sơ kiểm tra khi có dấu hiệu vi phạm kết hợp xem xét kỷ luật đồng chí A",
    },
    papers: [{ slot: "KLDV.QDKL" }],
    slot: "KTDH.QDKL",
    state: "present",
  },
  {
    what: "no discipline where discipline was imposed",
    dossier: { type: "KLDV", discipline: { form: "Khiển trách", published: "2022-04-25" } },
    slot: "KLDV.TBKKL",
    state: "not-applicable",
  },
];

describe("document-required", () => {
  test.each(cases.map((one) => [one.what, one] as const))(
    "%s",
    (_, { dossier = {}, papers = [], slot, state, findings }) => {
      const result = checkDossier(aCase(dossier, papers), shelf, today);
      expect(result.slots.find((one) => one.slot === slot)?.state).toBe(state);
      const codes = result.findings.filter(
        ({ place, code }) => place.document === slot && /^(?:document-|slot-)/u.test(code),
      );
      expect(codes.map(({ code }) => code)).toEqual(findings ?? []);
    },
  );
});

const known = fc.dictionary(
  fc.constantFrom(...conditions),
  fc.constantFrom<Truth>("true", "false", "unknown"),
);
const slotCodes = shelf.packs.find(({ type }) => type === "KTDH")!.slots.map(({ code }) => code);
const papers = fc.array(fc.record({ slot: fc.constantFrom(...slotCodes), file: fc.boolean() }), {
  maxLength: 12,
});
const states = (dossier: Case["dossier"], list: Paper[]) =>
  new Map(
    checkDossier(aCase({ type: "KTDH", ...dossier }, list), shelf, today).slots.map(({ slot, state }) => [
      slot,
      state,
    ]),
  );

describe("three values", () => {
  test("a paper with a file is never missed, and takes nothing away from any other slot", () => {
    fc.assert(
      fc.property(known, papers, fc.constantFrom(...slotCodes), (facts, list, slot) => {
        // All facts stated, so that the new paper proves nothing that was not known.
        const all = Object.fromEntries(
          conditions.map((one) => [one, facts[one] === "true" ? "true" : "false"]),
        );
        const dossier = { known: all as Record<Condition, Truth> };
        const before = states(dossier, list);
        const after = states(dossier, [...list, { slot }]);
        expect(after.get(slot)).toBe("present");
        for (const [other, state] of after)
          if (state === "missing") expect(before.get(other), other).toBe("missing");
      }),
    );
  });

  test("a case of which every fact is stated has no unknown slot", () => {
    fc.assert(
      fc.property(
        known,
        papers,
        fc.constantFrom<"open" | "closed">("open", "closed"),
        (facts, list, status) => {
          const all = Object.fromEntries(
            conditions.map((one) => [one, facts[one] === "true" ? "true" : "false"]),
          );
          const result = states({ known: all as Record<Condition, Truth>, status }, list);
          expect([...result.values()]).not.toContain("unknown");
        },
      ),
    );
  });

  test("stating one more fact never makes a slot unknown that was not", () => {
    fc.assert(
      fc.property(
        known,
        papers,
        fc.constantFrom(...conditions),
        fc.constantFrom<Truth>("true", "false"),
        (facts, list, condition, value) => {
          if ((facts[condition] ?? "unknown") !== "unknown") return;
          const before = states({ known: facts }, list);
          const after = states({ known: { ...facts, [condition]: value } }, list);
          for (const [slot, state] of after)
            if (state === "unknown" && before.get(slot) !== "unknown")
              // Only a fact that was inferred from this very one may go; it goes with a statement against it.
              expect(inferredFrom, `${slot} after ${condition}=${value}`).toContain(condition);
        },
      ),
    );
  });
});

/** Facts from which others are inferred while nobody states otherwise. */
const inferredFrom: Condition[] = ["discipline_imposed", "no_discipline", "discipline_considered"];
