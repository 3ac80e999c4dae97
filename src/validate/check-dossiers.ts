import { type ExposingField, exposingFields } from "../model/checked-document.js";
import type { Dossier } from "../model/dossier.js";
import { compareFindings, countFindings, type Finding, type FindingCounts } from "../model/finding.js";
import { compareVietnamese } from "../model/names.js";
import type { Job } from "../model/progress.js";
import { type Protect, protectNames } from "../model/protected-names.js";
import type { DocumentWords, Store } from "../store/index.js";
import type { CaseView, CheckedDocument, CheckedDossier } from "./case-view.js";
import {
  asFinding,
  bySeverity,
  type Completeness,
  type DossierResult,
  judge,
  latestExplanations,
  referenceOf,
  viewDossier,
} from "./check-dossier.js";
import type { FileCheck, FilesChecked } from "./check-files.js";
import type { PackShelf } from "./choose-pack.js";
import type { NoticedAcross } from "./kinds/define-kind.js";
import { kinds } from "./kinds/index.js";
import type { Rule, RulePack } from "./rule-pack.js";

/** What a check of many dossiers is asked for. */
export interface CheckRequest {
  /** Ids of the dossiers to report on; absent: all. The others are still read where a rule looks across dossiers. */
  only?: ReadonlySet<string>;
  /** RFC 3339, with the zone of the office; its day is the day of the check. */
  at: string;
  /** What reading the files again gave, where that was wanted. */
  files?: FileCheck;
}

/** A pack that was on the shelf when the check was made. */
export interface UsedPack {
  name: string;
  version: string;
  sha256: string;
}

/** The completeness of all dossiers together. */
export interface CheckTotals extends Completeness {
  dossiers: number;
  /** Dossiers in which nothing is missing and nothing is unknown. */
  complete: number;
}

/** What the rules say of the dossiers of a workspace. */
export interface CheckResult {
  at: string;
  packs: UsedPack[];
  counts: FindingCounts;
  totals: CheckTotals;
  dossiers: DossierResult[];
  /** Findings that belong to no single dossier. */
  findings: Finding[];
  /** Present when the files were read again. */
  files?: FilesChecked;
}

const newsEvery = 200;

/** Checks the dossiers of a store; results in the order of their references. Reads no file. */
export function checkDossiers(
  store: Store,
  shelf: PackShelf,
  request: CheckRequest,
  job: Job = {},
): CheckResult {
  return checkAll(readDossiers(store), shelf, request, job);
}

/** Every dossier of a store with its documents, files and explanations, one at a time, in the order of their ids. */
export function* readDossiers(store: Store): Generator<CheckedDossier> {
  const all = store.dossiers.all();
  const protect = protectNames(all);
  const dossiers = all.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const explanations = store.dossiers.explanationsByDossier();
  // Both run in the order of dossier ids, so no list of all documents is ever held.
  // Most inventories protect nobody, or few: only then are the words of every row read.
  const anybody = all.some(({ subjects }) => subjects.some(({ role }) => role !== "inspected"));
  const papers = store.checks.documents(anybody);
  let next = papers.next();
  for (const dossier of dossiers) {
    const documents: CheckedDocument[] = [];
    const mask = anybody ? protect(dossier) : null;
    while (!next.done && next.value.dossierId <= dossier.id) {
      if (next.value.dossierId === dossier.id)
        documents.push(mask ? hideNames(next.value, mask) : plainPaths(next.value));
      next = papers.next();
    }
    const title = mask ? mask(dossier.title) : dossier.title;
    yield {
      dossier: title === dossier.title ? dossier : { ...dossier, title },
      documents,
      explanations: explanations.get(dossier.id) ?? [],
      exposes: mask ? exposedBy(dossier, mask) : [],
    };
  }
}

function plainPaths(document: CheckedDocument): CheckedDocument {
  for (const file of document.files) file.path = file.path.normalize("NFC");
  return document;
}

/** A document without protected names in anything the check may show, and a note of where they stood. */
function hideNames(document: CheckedDocument & DocumentWords, mask: Protect): CheckedDocument {
  const exposes: ExposingField[] = [];
  for (const file of document.files) {
    const path = file.path.normalize("NFC");
    file.path = mask(path);
    if (file.path !== path && !exposes.includes("file-name")) exposes.push("file-name");
  }
  const { typeName, issuer, abstract, signer, notes } = document;
  const words = { abstract, "type-name": typeName, issuer, signer, notes };
  exposes.push(...naming(words, mask));
  if (exposes.length === 0) return document;
  return {
    ...document,
    typeName: typeName === null ? null : mask(typeName),
    issuer: issuer === null ? null : mask(issuer),
    exposes,
  };
}

function exposedBy(dossier: Dossier, mask: Protect): ExposingField[] {
  const { title, outcome, condition, notes, folder } = dossier;
  return naming({ title, outcome, condition, notes, folder }, mask);
}

function naming(words: Partial<Record<ExposingField, string | null>>, mask: Protect): ExposingField[] {
  return exposingFields.filter((field) => {
    const text = words[field];
    return text !== null && text !== undefined && mask(text) !== text;
  });
}

/** Checks dossiers one after the other; rules that look across dossiers answer at the end. */
export function checkAll(
  dossiers: Iterable<CheckedDossier>,
  shelf: PackShelf,
  { only, at, files }: CheckRequest,
  job: Job = {},
): CheckResult {
  const today = at.slice(0, 10);
  const results = new Map<string, DossierResult>();
  const explanations = new Map<string, ReturnType<typeof latestExplanations>>();
  const collections = startCollections(shelf);
  let done = 0;
  for (const checked of dossiers) {
    if (done % newsEvery === 0) {
      job.signal?.throwIfAborted();
      job.onProgress?.({ stage: "checking", done, item: checked.dossier.reference });
    }
    done += 1;
    const wanted = !only || only.has(checked.dossier.id);
    if (!wanted && collections.length === 0) continue;
    const view = viewDossier(checked, shelf, today);
    if (wanted) {
      results.set(checked.dossier.id, judge(view, shelf));
      explanations.set(checked.dossier.id, latestExplanations(checked.explanations));
    }
    for (const { add, rule, pack } of collections)
      if (shelf.rulesFor(view.pack).some((one) => one.rule === rule && one.pack === pack)) add(view);
  }
  job.onProgress?.({ stage: "checking", done, total: done });

  const general: Finding[] = [];
  for (const { finish, rule, pack } of collections)
    for (const { noticed, dossierId } of finish()) {
      const result = dossierId === null ? undefined : results.get(dossierId);
      // Asked about some dossiers, the check says nothing of the others or of all together.
      if (!result && (dossierId !== null || only)) continue;
      const found = asFinding(
        noticed,
        noticed.severity ?? rule.severity,
        result?.reference ?? null,
        explanations.get(dossierId ?? "") ?? new Map(),
        referenceOf(pack, rule.id, rule),
      );
      (result?.findings ?? general).push(found);
    }
  for (const [dossierId, noticed] of files?.noticed ?? []) {
    const result = dossierId === null ? undefined : results.get(dossierId);
    const answers = explanations.get(dossierId ?? "") ?? new Map();
    for (const one of noticed)
      (result?.findings ?? general).push(asFinding(one, "error", result?.reference ?? null, answers));
  }
  if (collections.length > 0 || files) for (const { findings } of results.values()) findings.sort(bySeverity);
  const ordered = [...results.values()].sort((a, b) => compareVietnamese(a.reference, b.reference));
  const summed = sumUp(ordered, general.sort(compareFindings), shelf, at);
  return files ? { ...summed, files: files.checked } : summed;
}

/**
 * Checks the dossiers of a store one by one, in the order of their ids, and keeps none of the results. Rules that look across dossiers
 * say nothing here. `at`: RFC 3339, with the zone of the office.
 */
export function* checkOneByOne(store: Store, shelf: PackShelf, at: string): Generator<DossierResult> {
  const today = at.slice(0, 10);
  for (const checked of readDossiers(store)) yield judge(viewDossier(checked, shelf, today), shelf);
}

interface Collection {
  pack: RulePack;
  rule: Rule;
  add: (view: CaseView) => void;
  finish: () => NoticedAcross[];
}

function startCollections(shelf: PackShelf): Collection[] {
  return shelf.packs.flatMap((pack) =>
    pack.rules.flatMap((rule) => {
      const collection = kinds.get(rule.kind)?.collect?.(rule.settings as never);
      return collection ? [{ pack, rule, ...collection }] : [];
    }),
  );
}

function sumUp(dossiers: DossierResult[], findings: Finding[], shelf: PackShelf, at: string): CheckResult {
  const totals: CheckTotals = {
    dossiers: dossiers.length,
    complete: 0,
    due: 0,
    there: 0,
    missing: 0,
    explained: 0,
    unknown: 0,
    notYet: 0,
  };
  const counts = countFindings(findings);
  for (const { completeness, findings: own, pack } of dossiers) {
    if (pack !== null && completeness.missing === 0 && completeness.unknown === 0) totals.complete += 1;
    for (const key of ["due", "there", "missing", "explained", "unknown", "notYet"] as const)
      totals[key] += completeness[key];
    const more = countFindings(own);
    for (const key of ["error", "warning", "info", "explained"] as const) counts[key] += more[key];
  }
  const packs = shelf.packs.map(({ name, version, sha256 }) => ({ name, version, sha256 }));
  return { at, packs, counts, totals, dossiers, findings };
}

/** Saves a check of the whole inventory, so that later ones can be compared with it. Returns its number. */
export function saveCheck(store: Store, result: CheckResult): number {
  return store.together(() =>
    store.checks.add(
      {
        startedAt: result.at,
        packs: result.packs,
        dossiers: result.dossiers.length,
        summary: {
          counts: result.counts,
          totals: result.totals,
          files: result.files ?? null,
          dossiers: result.dossiers.map(({ id, reference, completeness }) => ({
            id,
            reference,
            completeness,
          })),
        },
      },
      [
        ...result.findings.map((finding) => ({ dossierId: null, finding })),
        ...result.dossiers.flatMap(({ id, findings }) =>
          findings.map((finding) => ({ dossierId: id, finding })),
        ),
      ],
    ),
  );
}
