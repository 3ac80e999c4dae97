import { describe, expect, test } from "vitest";
import type { Dossier } from "../../../src/model/dossier.js";
import { checkAll } from "../../../src/validate/check-dossiers.js";
import { loadShelf } from "../../../src/validate/choose-pack.js";
import { shippedRules } from "../../support/shipped-rules.js";
import { aCase, type Paper } from "../a-case.js";

const shelf = await loadShelf(shippedRules);

interface Case {
  what: string;
  dossiers: [Partial<Dossier>, Paper[]][];
  code: "number-duplicate" | "number-gap";
  found: string[];
}

const one: Partial<Dossier> = { id: "1", reference: "01.KTCH" };
const two: Partial<Dossier> = { id: "2", reference: "02.KTCH" };

const cases: Case[] = [
  {
    what: "one number for two papers of different days, told at both",
    dossiers: [
      [one, [{ number: "25-KH/UBKTĐU", date: "2023-10-09", slot: "KTCH.KH" }]],
      [two, [{ number: "25-KH/UBKT", date: "2024-01-15", slot: "KTCH.KH" }]],
    ],
    code: "number-duplicate",
    found: ["01.KTCH 25-KH/UBKTĐU: 02.KTCH · KTCH.KH", "02.KTCH 25-KH/UBKT: 01.KTCH · KTCH.KH"],
  },
  {
    what: "a copy of one decision in two dossiers",
    dossiers: [
      [one, [{ number: "26-QĐ/UBKTĐU", date: "2023-05-22" }]],
      [two, [{ number: "26-QĐ/UBKTĐU", date: "2023-05-22" }]],
    ],
    code: "number-duplicate",
    found: [],
  },
  {
    what: "the same number of two types of paper",
    dossiers: [
      [
        one,
        [
          { number: "01-TB/UBKTĐU", date: "2021-01-05" },
          { number: "01-BC/UBKTĐU", date: "2021-02-05" },
        ],
      ],
    ],
    code: "number-duplicate",
    found: [],
  },
  {
    what: "the same number of two Party cells, which all sign CB",
    dossiers: [
      [one, [{ number: "03-TTr/CB", date: "2020-08-28" }]],
      [two, [{ number: "03-TTr/CB", date: "2022-04-01" }]],
    ],
    code: "number-duplicate",
    found: [],
  },
  {
    what: "the same number in two terms, between which counting began anew",
    dossiers: [
      [
        one,
        [
          { number: "50-QĐ/UBKTĐU", date: "2020-01-20" },
          { number: "61-QĐ/UBKTĐU", date: "2020-05-04" },
        ],
      ],
      [
        two,
        [
          { number: "02-QĐ/UBKTĐU", date: "2020-08-17" },
          { number: "03-QĐ/UBKTĐU", date: "2020-10-20" },
          { number: "04-QĐ/UBKTĐU", date: "2021-03-08" },
          { number: "50-QĐ/UBKTĐU", date: "2024-12-08" },
        ],
      ],
    ],
    code: "number-duplicate",
    found: [],
  },
  {
    what: "the numbers of two offices that stand side by side after a merger",
    dossiers: [
      [one, [{ number: "12-QĐ/UBKTĐU", date: "2022-01-20" }]],
      [
        { ...two, origin: { ...aCase({}).dossier.origin, code: "06655", name: "Phường Hà Khẩu" } },
        [{ number: "12-QĐ/UBKTĐU", date: "2022-02-20" }],
      ],
    ],
    code: "number-duplicate",
    found: [],
  },
  {
    what: "two papers of one number in dossiers of one reference in two fonds, each told at its own",
    dossiers: [
      [
        one,
        [
          { number: "12-QĐ/UBKTĐU", date: "2022-01-20" },
          { number: "12-QĐ/UBKTĐU", date: "2022-03-20" },
        ],
      ],
      [
        { ...one, id: "2", origin: { ...aCase({}).dossier.origin, code: "06655", name: "Phường Hà Khẩu" } },
        [{ number: "12-QĐ/UBKTĐU", date: "2022-02-20" }],
      ],
    ],
    code: "number-duplicate",
    found: ["01.KTCH 12-QĐ/UBKTĐU: 01.KTCH · 12-QĐ/UBKTĐU", "01.KTCH 12-QĐ/UBKTĐU: 01.KTCH · 12-QĐ/UBKTĐU"],
  },
  {
    what: "a number that nobody has seen between two that follow each other",
    dossiers: [
      [one, [{ number: "12-TB/UBKTĐU", date: "2022-02-06" }]],
      [two, [{ number: "14-TB/UBKTĐU", date: "2022-02-13" }]],
    ],
    code: "number-gap",
    found: ["TB/UBKTĐU: 13"],
  },
  {
    what: "several numbers of one run, told together",
    dossiers: [
      [one, [12, 14, 17, 28].map((number) => ({ number: `${number}-TB/UBKTĐU`, date: `2022-02-${number}` }))],
    ],
    code: "number-gap",
    found: ["TB/UBKTĐU: 13,15–16"],
  },
  {
    what: "a long run of numbers kept elsewhere",
    dossiers: [
      [
        one,
        [
          { number: "12-TB/UBKTĐU", date: "2022-02-06" },
          { number: "19-TB/UBKTĐU", date: "2022-06-13" },
        ],
      ],
    ],
    code: "number-gap",
    found: [],
  },
];

describe("numbers", () => {
  test.each(cases.map((each) => [each.what, each] as const))("%s", (_, { dossiers, code, found }) => {
    const result = checkAll(
      dossiers.map(([dossier, papers]) => aCase(dossier, papers)),
      shelf,
      { at: "2025-06-30T09:00:00+07:00" },
    );
    const all = [...result.dossiers.flatMap(({ findings }) => findings), ...result.findings];
    const seen = all.flatMap((finding) => {
      if (finding.code !== code) return [];
      const { details, place } = finding;
      return "number" in details && "documents" in details
        ? [`${place.dossier} ${details.number}: ${details.documents.join()}`]
        : "issuer" in details
          ? [`${details.type}/${details.issuer}: ${details.numbers.join()}`]
          : [];
    });
    expect(seen.sort()).toEqual(found);
  });

  test("are looked at in all dossiers when only some are asked for, and told only of those", () => {
    const dossiers = [
      aCase(one, [{ number: "25-KH/UBKTĐU", date: "2023-10-09" }]),
      aCase(two, [{ number: "25-KH/UBKTĐU", date: "2024-01-15" }]),
    ];
    const result = checkAll(dossiers, shelf, { at: "2025-06-30T09:00:00+07:00", only: new Set(["2"]) });
    expect(result.dossiers.map(({ reference }) => reference)).toEqual(["02.KTCH"]);
    expect(result.dossiers[0]?.findings.filter(({ code }) => code === "number-duplicate")).toHaveLength(1);
  });
});
