import type { CommandText } from "../texts.js";

/** What the program says on the page of `report`. */
export interface OverviewMessages {
  command: CommandText;
  title: (details: { unit: string }) => string;
  made: (details: { at: string }) => string;
  completeness: string;
  overall: (details: { there: string; due: string; percent: string }) => string;
  dossiers: (details: { dossiers: string; complete: string }) => string;
  bar: (details: { label: string; value: string }) => string;
  headings: Record<
    "types" | "years" | "missing" | "cases" | "obligations" | "handovers" | "plan" | "fates",
    string
  >;
  columns: Record<"type" | "year" | "dossiers" | "documents" | "there" | "dossier" | "deadline", string>;
  nothingMissing: string;
  more: (details: { count: string }) => string;
  planUnknown: string;
  written: (details: { path: string }) => string;
}
