import type {
  Carrier,
  DocumentState,
  Dossier,
  DossierStatus,
  DossierType,
  PartialDate,
  Secrecy,
} from "../model/dossier.js";
import { compareVietnamese, looseKey } from "../model/names.js";
import type { Store } from "../store/index.js";
import { type UnitName, unitName, type Viewer, viewerOf } from "./dossier-view.js";
import { meansUnit } from "./find-dossier.js";

/** Which dossiers to list; what is left out does not narrow. */
export interface ListFilter {
  types?: readonly DossierType[];
  /** Years any of which the dossier's time touches, both ends included. */
  years?: { from: number; until: number };
  status?: DossierStatus;
  /** Words of an inspected organisation or member, in any spelling. */
  subject?: string;
  /** At least one document in this state. */
  state?: DocumentState;
  /** Code or name of the unit whose fonds it is. */
  unit?: string;
}

/** One dossier of a list. */
export interface ListedDossier {
  id: string;
  reference: string;
  origin: UnitName;
  type: DossierType | null;
  /** Null when the dossier is secret. */
  title: string | null;
  issuer: string | null;
  opened: PartialDate | null;
  closed: PartialDate | null;
  status: DossierStatus;
  secrecy: Secrecy;
  retention: string | null;
  carrier: Carrier | null;
  box: string | null;
  documents: number;
  files: number;
}

export interface DossierList {
  dossiers: ListedDossier[];
  /** Of the dossiers listed. */
  totals: { dossiers: number; documents: number; files: number };
  /** How many dossiers there are without any filter. */
  all: number;
}

/** The dossiers that a filter lets through, fonds by fonds, in Vietnamese order of their references. */
export function listDossiers(store: Store, filter: ListFilter = {}): DossierList {
  const all = store.dossiers.all();
  const viewer = viewerOf(all);
  const stocks = store.documents.stock();
  const inState = filter.state === undefined ? null : dossiersInState(store, viewer, all, filter.state);
  const subject = looseKey(filter.subject ?? "");
  const chosen = all.filter((dossier) => {
    if (filter.types && (dossier.type === null || !filter.types.includes(dossier.type))) return false;
    if (filter.years && !touchesYears(dossier, filter.years)) return false;
    if (filter.status && dossier.status !== filter.status) return false;
    if (filter.unit && !meansUnit(filter.unit, dossier.origin)) return false;
    if (subject !== "" && !isAbout(dossier, subject)) return false;
    return inState === null || inState.has(dossier.id);
  });
  const dossiers = chosen.map((dossier): ListedDossier => {
    const view = viewer.dossier(dossier);
    const stock = stocks.get(dossier.id);
    return {
      id: view.id,
      reference: view.reference,
      origin: unitName(view.origin),
      type: view.type,
      title: view.title,
      issuer: view.issuer,
      opened: view.opened,
      closed: view.closed,
      status: view.status,
      secrecy: view.secrecy,
      retention: view.retention,
      carrier: view.carrier,
      box: view.place.box,
      documents: stock?.documents ?? 0,
      files: stock?.files ?? 0,
    };
  });
  // The references are in order already, and sorting keeps it within each fonds.
  dossiers.sort((a, b) => compareFonds(a.origin, b.origin));
  return {
    dossiers,
    totals: {
      dossiers: dossiers.length,
      documents: dossiers.reduce((sum, one) => sum + one.documents, 0),
      files: dossiers.reduce((sum, one) => sum + one.files, 0),
    },
    all: all.length,
  };
}

/** Dossiers with at least one document that is shown in this state. */
function dossiersInState(store: Store, viewer: Viewer, all: Dossier[], state: DocumentState): Set<string> {
  const documents = store.documents.byDossier();
  const files = store.files.byDocument();
  const found = all.filter((dossier) =>
    (documents.get(dossier.id) ?? []).some(
      (one) => viewer.document(dossier, one, files.get(one.id) ?? []).state === state,
    ),
  );
  return new Set(found.map(({ id }) => id));
}

/** Order of fonds: by the unit's code, an ended unit before one that has its code now. */
export function compareFonds(a: UnitName, b: UnitName): number {
  return (
    compareVietnamese(a.code, b.code) ||
    compareVietnamese(a.until ?? "9999", b.until ?? "9999") ||
    compareVietnamese(a.name, b.name)
  );
}

function touchesYears(dossier: Dossier, { from, until }: { from: number; until: number }): boolean {
  const years = [dossier.opened, dossier.closed].flatMap((date) => (date ? [Number(date.slice(0, 4))] : []));
  return years.length > 0 && Math.min(...years) <= until && Math.max(...years) >= from;
}

/** Protected persons are nobody that a list can be narrowed to; nor is anybody in a secret dossier. */
function isAbout(dossier: Dossier, subject: string): boolean {
  return (
    dossier.secrecy === "none" &&
    dossier.subjects.some(
      ({ role, name }) => role === "inspected" && ` ${looseKey(name)} `.includes(` ${subject} `),
    )
  );
}
