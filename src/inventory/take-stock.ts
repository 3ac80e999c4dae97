import type { Discipline, Dossier, DossierType, PartialDate } from "../model/dossier.js";
import { compareVietnamese, looseKey } from "../model/names.js";
import type { Store } from "../store/index.js";
import { type UnitName, unitName, viewerOf } from "./dossier-view.js";
import { meansUnit } from "./find-dossier.js";
import { compareFonds } from "./list-dossiers.js";

/** How much there is. Pages are those of the documents, or of the dossier where its documents name none. */
export interface Stock {
  dossiers: number;
  documents: number;
  pages: number;
  files: number;
  bytes: number;
}

/** Whose work it was, told by the issuing symbol: the committee itself (ĐU), its inspection committee, a Party cell. */
export const bodies = ["committee", "inspection-committee", "cell", "other"] as const;
export type Body = (typeof bodies)[number];

export const disciplineForms = [
  "khiển trách",
  "cảnh cáo",
  "cách chức",
  "khai trừ",
  "giải tán",
  "other",
] as const;
export type DisciplineForm = (typeof disciplineForms)[number];

/** Organisations and members, counted by name in the dossiers. */
export interface Counted {
  organisations: number;
  members: number;
}

/** One line of a term report: a year of one body. `year` is null where no date is known. */
export interface WorkOfYear {
  year: number | null;
  body: Body;
  inspected: Counted;
  supervised: Counted;
  disciplined: Counted;
}

export interface DisciplineOfYear extends Counted {
  year: number | null;
  form: DisciplineForm;
}

/** An open case as it stands. */
export interface OpenCaseLine {
  reference: string;
  origin: UnitName;
  type: DossierType | null;
  deadline: PartialDate | null;
  nextStep: string | null;
}

export interface Statistics {
  totals: Stock;
  byType: ({ type: DossierType | null } & Stock)[];
  byYear: ({ year: number | null } & Stock)[];
  byIssuer: ({ issuer: string | null } & Stock)[];
  work: WorkOfYear[];
  discipline: DisciplineOfYear[];
  openCases: OpenCaseLine[];
  /** Dossiers of inspection, supervision or discipline that name no organisation and no member: not in the figures. */
  withoutSubject: number;
}

const inspections: readonly DossierType[] = ["KTCH", "KTDH", "KTTCD", "KTNV"];
const supervisions: readonly DossierType[] = ["GSCD", "GSTX"];
const disciplines: readonly DossierType[] = ["KLDV", "KLTC"];

/**
 * The figures of the inventory and of a term report. A dossier counts in the year it was closed, an open one in the
 * year it was opened; a discipline in the year of its publication, where that is known.
 */
export function takeStock(store: Store, filter: { unit?: string } = {}): Statistics {
  const all = store.dossiers.all();
  const dossiers = all.filter(({ origin }) => filter.unit === undefined || meansUnit(filter.unit, origin));
  const counted = store.documents.stock();
  const stockOf = (dossier: Dossier): Stock => {
    const own = counted.get(dossier.id) ?? { documents: 0, pages: 0, files: 0, bytes: 0 };
    return { dossiers: 1, ...own, pages: own.pages || (dossier.pages ?? 0) };
  };
  const stocks = dossiers.map((dossier) => ({ dossier, stock: stockOf(dossier) }));
  const group = <Key>(keyOf: (dossier: Dossier) => Key): [Key, Stock][] => {
    const groups = new Map<Key, Stock>();
    for (const { dossier, stock } of stocks) {
      const key = keyOf(dossier);
      groups.set(key, sum(groups.get(key) ?? none, stock));
    }
    return [...groups];
  };
  const viewer = viewerOf(all);
  const byText = ([a]: [string | null, Stock], [b]: [string | null, Stock]): number =>
    a === null ? 1 : b === null ? -1 : compareVietnamese(a, b);
  return {
    totals: stocks.reduce((total, { stock }) => sum(total, stock), none),
    byType: group(({ type }) => type)
      .sort(byText)
      .map(([type, stock]) => ({ type, ...stock })),
    byYear: group(yearOf)
      .sort(([a], [b]) => compareYears(a, b))
      .map(([year, stock]) => ({ year, ...stock })),
    byIssuer: group((dossier) => viewer.dossier(dossier).issuer)
      .sort(byText)
      .map(([issuer, stock]) => ({ issuer, ...stock })),
    work: workOf(dossiers),
    discipline: disciplineOf(dossiers),
    openCases: dossiers
      .filter(({ status }) => status === "open")
      .map((dossier) => {
        const { reference, origin, type, openCase } = viewer.dossier(dossier);
        return {
          reference,
          origin: unitName(origin),
          type,
          deadline: openCase?.deadline ?? null,
          nextStep: openCase?.nextStep ?? null,
        };
      })
      .sort((a, b) => compareFonds(a.origin, b.origin)),
    withoutSubject: dossiers.filter(
      (dossier) => isCase(dossier) && empty(subjectsOf(dossier)) && empty(disciplinedIn(dossier)),
    ).length,
  };
}

const none: Stock = { dossiers: 0, documents: 0, pages: 0, files: 0, bytes: 0 };

function sum(a: Stock, b: Stock): Stock {
  return {
    dossiers: a.dossiers + b.dossiers,
    documents: a.documents + b.documents,
    pages: a.pages + b.pages,
    files: a.files + b.files,
    bytes: a.bytes + b.bytes,
  };
}

const yearIn = (date: PartialDate | null | undefined): number | null =>
  date ? Number(date.slice(0, 4)) : null;

const yearOf = ({ opened, closed }: Dossier): number | null => yearIn(closed) ?? yearIn(opened);

const compareYears = (a: number | null, b: number | null): number => (a ?? 9999) - (b ?? 9999);

function isCase({ type }: Dossier): boolean {
  return type !== null && [...inspections, ...supervisions, ...disciplines].includes(type);
}

const empty = ({ organisations, members }: Counted): boolean => organisations + members === 0;

function subjectsOf({ subjects }: Dossier): Counted {
  const inspected = subjects.filter(({ role }) => role === "inspected");
  return {
    organisations: inspected.filter(({ kind }) => kind === "organisation").length,
    members: inspected.filter(({ kind }) => kind === "member").length,
  };
}

/** Who was disciplined in a dossier. One of discipline is about one member or organisation at least, named or not. */
function disciplinedIn(dossier: Dossier): Counted {
  if (dossier.discipline === null || isNoDiscipline(dossier.discipline))
    return { organisations: 0, members: 0 };
  const counted = subjectsOf(dossier);
  switch (dossier.type) {
    case "KLDV":
      return { organisations: 0, members: Math.max(1, counted.members) };
    case "KLTC":
      return { organisations: Math.max(1, counted.organisations), members: 0 };
    default: {
      const form = formOf(dossier.discipline);
      // A member is expelled or removed from office, an organisation dissolved; the other forms are for both.
      if (form === "cách chức" || form === "khai trừ") return { organisations: 0, members: counted.members };
      if (form === "giải tán") return { organisations: counted.organisations, members: 0 };
      return counted;
    }
  }
}

function isNoDiscipline({ form }: Discipline): boolean {
  return /^(?:khong|chua|mien)\b/u.test(looseKey(form));
}

function formOf({ form }: Discipline): DisciplineForm {
  const key = looseKey(form);
  return disciplineForms.find((known) => key.includes(looseKey(known))) ?? "other";
}

/** Whose work a dossier was. The symbols of inspection committees begin with UBKT; ĐU stands for BTV papers too. */
function bodyOf({ issuer }: Dossier): Body {
  const key = looseKey(issuer ?? "").replaceAll(" ", "");
  if (/^(?:ubkt|uybankiemtra)/u.test(key)) return "inspection-committee";
  if (/^(?:cb|chibo)/u.test(key)) return "cell";
  if (/^(?:du|btv|danguy|banthuongvu)/u.test(key)) return "committee";
  return "other";
}

function workOf(dossiers: Dossier[]): WorkOfYear[] {
  const lines = new Map<string, WorkOfYear>();
  const line = (year: number | null, body: Body): WorkOfYear => {
    const key = `${year}/${body}`;
    let found = lines.get(key);
    if (!found) {
      const zero = (): Counted => ({ organisations: 0, members: 0 });
      found = { year, body, inspected: zero(), supervised: zero(), disciplined: zero() };
      lines.set(key, found);
    }
    return found;
  };
  for (const dossier of dossiers) {
    const { type } = dossier;
    const body = bodyOf(dossier);
    const counted = subjectsOf(dossier);
    if (type !== null && inspections.includes(type) && !empty(counted))
      add(line(yearOf(dossier), body).inspected, counted);
    if (type !== null && supervisions.includes(type) && !empty(counted))
      add(line(yearOf(dossier), body).supervised, counted);
    const disciplined = disciplinedIn(dossier);
    if (!empty(disciplined)) add(line(disciplineYear(dossier), body).disciplined, disciplined);
  }
  return [...lines.values()].sort(
    (a, b) => compareYears(a.year, b.year) || bodies.indexOf(a.body) - bodies.indexOf(b.body),
  );
}

function disciplineOf(dossiers: Dossier[]): DisciplineOfYear[] {
  const lines = new Map<string, DisciplineOfYear>();
  for (const dossier of dossiers) {
    const counted = disciplinedIn(dossier);
    if (empty(counted)) continue;
    const year = disciplineYear(dossier);
    // A secret dossier counts, but what became of it is not told.
    const form = dossier.secrecy === "none" ? formOf(dossier.discipline!) : "other";
    const key = `${year}/${form}`;
    const found = lines.get(key) ?? { year, form, organisations: 0, members: 0 };
    add(found, counted);
    lines.set(key, found);
  }
  return [...lines.values()].sort(
    (a, b) =>
      compareYears(a.year, b.year) || disciplineForms.indexOf(a.form) - disciplineForms.indexOf(b.form),
  );
}

const disciplineYear = (dossier: Dossier): number | null =>
  yearIn(dossier.discipline?.published) ?? yearOf(dossier);

function add(to: Counted, counted: Counted): void {
  to.organisations += counted.organisations;
  to.members += counted.members;
}
