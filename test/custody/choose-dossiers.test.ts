import { describe, expect, it } from "vitest";
import { type Choice, chooseDossiers } from "../../src/custody/choose-dossiers.js";
import { namedUnit } from "../../src/custody/index.js";
import { Failure } from "../../src/model/failure.js";
import { aDossier } from "../manifest/a-dossier.js";

const vietHung = namedUnit("06661", "Phường Việt Hưng");
const tuanChau = namedUnit("06706", "Phường Tuần Châu");
const open = { status: "open", closed: null } as const;
const inventory = [
  aDossier(1),
  aDossier(2),
  aDossier(3, { ...open, reference: "09/HS" }),
  aDossier(4, { ...open, reference: "10/HS" }),
];
const choice: Choice = {
  receiver: vietHung,
  cases: new Map([
    ["09/HS", vietHung],
    ["10/HS", tuanChau],
  ]),
  casesOnly: false,
  successors: [vietHung, tuanChau],
  promised: new Map(),
};
const references = (list: { dossier: { reference: string } }[]): string[] =>
  list.map((one) => one.dossier.reference);

function failure(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
  return null;
}

describe("a unit that was split", () => {
  it("gives closed dossiers as one block, and each open case to whoever continues it", () => {
    const first = chooseDossiers(inventory, choice, false);
    expect(references(first.included)).toEqual(["01.KTCH", "02.KTCH", "09/HS"]);
    expect(first.remaining).toMatchObject([
      { dossier: { reference: "10/HS" }, reason: "goes-to-other-receiver", receiver: tuanChau },
    ]);
    const promised = new Map(
      first.included.map(({ dossier }) => [dossier.id, { handover: "BG-1", receiver: vietHung }]),
    );
    const second = chooseDossiers(inventory, { ...choice, receiver: tuanChau, promised }, false);
    expect(references(second.included)).toEqual(["10/HS"]);
    expect(second.remaining.map(({ reason }) => reason)).toEqual([
      "in-other-handover",
      "in-other-handover",
      "in-other-handover",
    ]);
  });

  it("never lets the program decide who continues", () => {
    const silent: Choice = { ...choice, cases: new Map() };
    expect(failure(() => chooseDossiers(inventory, silent, false))).toBe("cases-without-successor");
    const forced = chooseDossiers(inventory, silent, true);
    expect(forced.remaining.map(({ reason }) => reason)).toEqual(["no-successor", "no-successor"]);
  });

  it("tells who the register says should continue, and still decides nothing", () => {
    const noted = inventory.map((dossier, index) =>
      dossier.status === "open"
        ? {
            ...dossier,
            notes: `Vụ việc dở dang, chuyển ${index === 2 ? "phường Tuần Châu" : "phường Xa Lạ"}`,
          }
        : dossier,
    );
    const details = (dossiers: typeof inventory): unknown => {
      try {
        return chooseDossiers(dossiers, { ...choice, cases: new Map() }, false);
      } catch (error) {
        return (error as Failure).details;
      }
    };
    expect(details(noted)).toMatchObject({
      references: ["09/HS", "10/HS"],
      hints: [
        { reference: "09/HS", unit: "phường Tuần Châu", code: "06706" },
        { reference: "10/HS", unit: "phường Xa Lạ", code: null },
      ],
    });
    // Of a secret case its remarks say nothing to anybody.
    expect(details(noted.map((one) => ({ ...one, secrecy: "mat" as const })))).toMatchObject({ hints: [] });
  });

  it("can hand over its open cases before the block", () => {
    const cases = chooseDossiers(inventory, { ...choice, receiver: tuanChau, casesOnly: true }, false);
    expect(references(cases.included)).toEqual(["10/HS"]);
    expect(cases.included.length + cases.remaining.length).toBe(inventory.length);
  });
});

it("an open case follows the block where there is one successor", () => {
  const whole = chooseDossiers(inventory, { ...choice, cases: new Map(), successors: [vietHung] }, false);
  expect(whole.included.map(({ successor }) => successor?.code ?? null)).toEqual([
    null,
    null,
    "06661",
    "06661",
  ]);
});

it("a case that is closed or does not exist is not taken for one", () => {
  const named = (reference: string): Choice => ({ ...choice, cases: new Map([[reference, vietHung]]) });
  expect(failure(() => chooseDossiers(inventory, named("01.KTCH"), false))).toBe("case-not-open");
  expect(failure(() => chooseDossiers(inventory, named("77/HS"), false))).toBe("dossier-not-found");
});
