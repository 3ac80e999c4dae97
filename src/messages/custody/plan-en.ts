import type { PlanMessages } from "./plan.js";

export const planEn: PlanMessages = {
  commands: {
    plan: { summary: "the restructuring: which unit follows which", words: {} },
    import: {
      summary: "import a table of old and new units, used instead of the shipped one of its province",
      words: {
        file: "a .csv with the columns old_code, old_name, old_type, old_district, new_code, new_name, new_type, share, share_detail",
        "--province": "name of the province",
        "--from": "first day of the new units, such as 2025-07-01",
      },
    },
    show: {
      summary: "where an old unit went, what a new one is made of",
      words: { unit: "code or name of the unit; all old units without it" },
    },
    status: {
      summary: "hold the handovers against the plan: which unit has not handed over",
      words: {},
    },
  },
  imported: ({ province, from, rows, before, after }) =>
    `Imported the plan of ${province} (from ${from}): ${rows} rows, ${before} old units, ${after} new units.`,
  before: ({ from }) => `old unit, before ${from}`,
  after: ({ from }) => `new unit, from ${from}`,
  shares: {
    whole: "whole",
    unchanged: "unchanged",
    renamed: "renamed",
    retyped: "of another kind now",
    part: "part",
    part_area_only: "part of the area, no people",
    part_population_only: "part of the people",
    part_area_whole_population: "part of the area, all the people",
    part_renamed: "part, renamed",
  },
  because: {
    "only-one": ({ name }) => `Proposed receiver: ${name}, the only successor.`,
    "whole-population": ({ name }) =>
      `Proposed receiver: ${name}, where all the people went. The area was split: a person has to decide.`,
    split: "No proposal: people and area were split. The superior committee decides who receives.",
  },
  confirm:
    "The table speaks of administrative units; which Party committee receives is for the competent body to decide.",
  nothing: ({ words }) => `The plan has no unit “${words}”.`,
  unknown: "The plan does not have the unit of this workspace.",
  summary: ({ units, split }) => `${units} old units, ${split} of them split.`,
  handedOver: ({ ids }) => `handed over: ${ids}`,
  notYet: "not handed over yet",
  complete: "Complete as planned.",
};
