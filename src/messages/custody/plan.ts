import type { CommandText } from "../texts.js";

/** What the program says about the plan of a restructuring. */
export interface PlanMessages {
  commands: { plan: CommandText; import: CommandText; show: CommandText; status: CommandText };
  imported: (details: {
    province: string;
    from: string;
    rows: number;
    before: number;
    after: number;
  }) => string;
  before: (details: { from: string }) => string;
  after: (details: { from: string }) => string;
  shares: Record<string, string>;
  because: {
    "only-one": (details: { name: string }) => string;
    "whole-population": (details: { name: string }) => string;
    split: string;
  };
  confirm: string;
  nothing: (details: { words: string }) => string;
  unknown: string;
  summary: (details: { units: number; split: number }) => string;
  handedOver: (details: { ids: string }) => string;
  notYet: string;
  complete: string;
}
