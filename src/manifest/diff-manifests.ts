import { fieldChanges, same } from "./field-changes.js";
import type {
  Manifest,
  ManifestDocument,
  ManifestDossier,
  ManifestFile,
  ManifestHeader,
} from "./manifest.js";
import type {
  DiffHead,
  DiffSide,
  DocumentMark,
  DossierMark,
  FileMark,
  ListChanges,
  ManifestDiff,
  WorkspaceHead,
} from "./manifest-diff.js";
import { MatchIndex } from "./match-index.js";
import { type Found, findPassages, type Passage, regroup } from "./regroup-dossiers.js";
import { TotalsCounter } from "./totals.js";
import { type Side, WaitingDossiers, type WaitingRoom } from "./waiting-dossiers.js";

/** Compares two manifests. Dossiers and documents are the same by id, else by reference, number or content. */
export function diffManifests(before: Manifest, after: Manifest): ManifestDiff {
  const differ = new ManifestDiffer(null, false);
  let [left, right] = [0, 0];
  while (left < before.dossiers.length || right < after.dossiers.length) {
    const [a, b] = [before.dossiers[left], after.dossiers[right]];
    const order = !a ? 1 : !b ? -1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
    if (order <= 0) left += 1;
    if (order >= 0) right += 1;
    differ.take(order <= 0 ? a! : null, order >= 0 ? b! : null);
  }
  return differ.finish(before, after);
}

/** One side of a comparison, in ascending order of dossier ids. */
export interface ComparedList {
  head: DiffHead;
  dossiers: AsyncIterable<ManifestDossier>;
}

/**
 * Compares two lists, or inventories, while both are read, dossier by dossier; what does not differ is not kept, and what
 * waits for a counterpart under another id goes to the room that `openRoom` gives.
 */
export async function diffStreams(
  before: ComparedList,
  after: ComparedList,
  openRoom: (() => WaitingRoom) | null = null,
): Promise<ManifestDiff> {
  const differ = new ManifestDiffer(openRoom, !isList(before.head) || !isList(after.head));
  try {
    const [left, right] = [before.dossiers[Symbol.asyncIterator](), after.dossiers[Symbol.asyncIterator]()];
    let [a, b] = [await left.next(), await right.next()];
    while (!a.done || !b.done) {
      const order = a.done ? 1 : b.done ? -1 : a.value.id < b.value.id ? -1 : a.value.id > b.value.id ? 1 : 0;
      differ.take(order <= 0 ? a.value : null, order >= 0 ? b.value : null);
      if (order <= 0) a = await left.next();
      if (order >= 0) b = await right.next();
    }
    return differ.finish(before.head, after.head);
  } finally {
    differ.close();
  }
}

interface FoundFile extends Found {
  file: ManifestFile;
}

/** Takes dossiers pair by pair and keeps only what differs; at the end it looks for what merely moved. */
class ManifestDiffer {
  /** Dossiers whose id only one side has, until the other brings the same under another id. */
  readonly #waiting: WaitingDossiers;
  readonly #changed: ManifestDiff["dossiers"]["changed"] = [];
  readonly #renamedDossiers: ManifestDiff["dossiers"]["renamed"] = [];
  readonly #documents: ManifestDiff["documents"] = { added: [], removed: [], changed: [], moved: [] };
  readonly #addedDocuments: Found[] = [];
  readonly #removedDocuments: Found[] = [];
  readonly #addedFiles: FoundFile[] = [];
  readonly #removedFiles: FoundFile[] = [];
  readonly #rescanned: ManifestDiff["files"]["changed"] = [];
  readonly #renamed: ManifestDiff["files"]["moved"] = [];
  readonly #totals = { before: new TotalsCounter(), after: new TotalsCounter() };
  readonly #taken = { before: 0, after: 0 };
  readonly #origins = { before: new Set<string>(), after: new Set<string>() };
  readonly #otherIds = { dossiers: 0, documents: 0 };
  /** Id after by id before, where they differ. */
  readonly #idsAfter = new Map<string, string>();

  /** Ids of dossiers that are not compared; see `ManifestDiff.setAside`. */
  readonly #aside = new Set<string>();
  /** Fields of a dossier that are compared elsewhere. */
  readonly #apart: readonly (keyof ManifestDossier & string)[];

  constructor(openRoom: (() => WaitingRoom) | null, withInventory: boolean) {
    this.#waiting = new WaitingDossiers(openRoom);
    // The way of a dossier grows with its arrival: an inventory names one handover more than the list it came with.
    this.#apart = ["id", "reference", "documents", ...(withInventory ? (["custody"] as const) : [])];
  }

  take(before: ManifestDossier | null, after: ManifestDossier | null): void {
    for (const [side, one] of [["before", before] as const, ["after", after] as const]) {
      if (!one) continue;
      this.#taken[side] += 1;
      this.#origins[side].add(originOf(one));
    }
    if (before && after) this.#pair(before, after);
    else if (before) this.#match("before", before);
    else if (after) this.#match("after", after);
  }

  finish(before: DiffHead, after: DiffHead): ManifestDiff {
    const setAside = { remaining: 0, otherFonds: 0 };
    const [removed, added] = [
      this.#leftOver("before", before, after, setAside),
      this.#leftOver("after", after, before, setAside),
    ];
    const grouped = this.#regroup(removed, added);
    // One by one: spread as arguments, a hundred thousand of them overflow the stack.
    for (const one of this.#removedDocuments) {
      this.#documents.removed.push(documentMark(one));
      for (const file of filesOf(one)) this.#removedFiles.push(file);
    }
    for (const one of this.#addedDocuments) {
      this.#documents.added.push(documentMark(one));
      for (const file of filesOf(one)) this.#addedFiles.push(file);
    }
    const moved = this.#pairMovedFiles();

    const lists = isList(before) && isList(after) ? { before, after } : null;
    const { list, received } = this.#listRules(before, after);
    const diff: ManifestDiff = {
      before: sideOf(before, this.#taken.before),
      after: sideOf(after, this.#taken.after),
      same: false,
      identity: lists
        ? fieldChanges(pick(lists.before, identityFields), pick(lists.after, identityFields))
        : [],
      parties: lists ? fieldChanges(pick(lists.before, partyFields), pick(lists.after, partyFields)) : [],
      responsibilities: lists
        ? listChanges(
            lists.before.responsibilities,
            lists.after.responsibilities,
            ({ side, statement }) => `${side}\n${statement}`,
          )
        : { added: [], removed: [], changed: [] },
      head: lists ? fieldChanges(pick(lists.before, headFields), pick(lists.after, headFields)) : [],
      totals: fieldChanges(this.#totals.before.totals(), this.#totals.after.totals(), ["closed", "byType"]),
      otherIds: this.#otherIds,
      setAside,
      dossiers: {
        added: [...added].map(dossierMark),
        removed: [...removed].map(dossierMark),
        changed: this.#changed,
        renamed: this.#renamedDossiers,
        ...grouped,
      },
      documents: this.#documents,
      files: {
        added: this.#addedFiles.map(fileMark),
        removed: this.#removedFiles.map(fileMark),
        changed: this.#rescanned,
        moved: [...this.#renamed, ...moved],
      },
      // Who continues a case is settled in a handover; an inventory does not say it.
      openCases: list(before.openCases, after.openCases, (one) => one.dossier, lists ? [] : ["successor"]),
      obligations: list(
        before.obligations,
        after.obligations,
        (one) => `${one.dossier} ${one.kind} ${one.subject ?? ""}`,
      ),
      withheld: list(
        before.withheld,
        after.withheld,
        (one) => `${one.dossier} ${one.number ?? ""} ${one.date ?? ""}`,
      ),
      exceptions: list(
        received(before.exceptions),
        received(after.exceptions),
        (one) => `${one.dossier} ${one.kind} ${one.slot ?? ""} ${one.name}`,
      ),
      remaining: lists
        ? list(lists.before.remaining, lists.after.remaining, (one) => one.dossier)
        : { added: [], removed: [], changed: [] },
    };
    diff.same = isSame(diff);
    return diff;
  }

  close(): void {
    this.#waiting.close();
  }

  #match(side: Side, dossier: ManifestDossier): void {
    const other = this.#waiting.take(side === "before" ? "after" : "before", dossier);
    if (!other) this.#waiting.add(side, dossier);
    else if (side === "before") this.#pair(dossier, other);
    else this.#pair(other, dossier);
  }

  /** What only one side has; of an inventory held against a list, without what the list cannot know. */
  #leftOver(
    side: Side,
    own: DiffHead,
    other: DiffHead,
    setAside: ManifestDiff["setAside"],
  ): Set<ManifestDossier> {
    const remaining = new Set(isList(other) ? other.remaining.map(({ dossier }) => dossier) : []);
    const origins = this.#origins[side === "before" ? "after" : "before"];
    const left = new Set<ManifestDossier>();
    for (const dossier of this.#waiting.left(side)) {
      if (!isList(own) && isList(other)) {
        const aside = remaining.has(dossier.id)
          ? "remaining"
          : origins.has(originOf(dossier))
            ? null
            : "otherFonds";
        if (aside) {
          setAside[aside] += 1;
          this.#aside.add(dossier.id);
          continue;
        }
      }
      left.add(dossier);
    }
    return left;
  }

  /** Follows documents from dossier to dossier; what was renamed, merged or split is then neither removed nor added. */
  #regroup(
    removed: Set<ManifestDossier>,
    added: Set<ManifestDossier>,
  ): Pick<ManifestDiff["dossiers"], "merged" | "split"> {
    const passages = findPassages(
      [...this.#removedDocuments, ...documentsOf(removed)],
      [...this.#addedDocuments, ...documentsOf(added)],
    );
    const { renamed, merged, split } = regroup(passages, removed, added);
    for (const { before, after } of renamed) {
      removed.delete(before);
      added.delete(after);
      this.#pair(before, after);
    }
    const names = new Set(renamed.map(({ before }) => before));
    for (const dossier of removed) this.#totals.before.add(dossier);
    for (const dossier of added) this.#totals.after.add(dossier);
    for (const one of documentsOf(removed)) this.#removedDocuments.push(one);
    for (const one of documentsOf(added)) this.#addedDocuments.push(one);
    this.#tellMoved(passages.filter(({ before }) => !names.has(before.dossier)));
    for (const { from } of merged) for (const one of from) removed.delete(one);
    for (const { into } of merged) added.delete(into);
    for (const { from } of split) removed.delete(from);
    for (const { into } of split) for (const one of into) added.delete(one);
    return {
      merged: merged.map(({ from, into }) => ({ from: from.map(dossierMark), into: dossierMark(into) })),
      split: split.map(({ from, into }) => ({ from: dossierMark(from), into: into.map(dossierMark) })),
    };
  }

  #pair(before: ManifestDossier, after: ManifestDossier): void {
    this.#totals.before.add(before);
    this.#totals.after.add(after);
    if (before.id !== after.id) {
      this.#otherIds.dossiers += 1;
      this.#idsAfter.set(before.id, after.id);
    }
    if (before.reference !== after.reference) {
      this.#renamedDossiers.push({ before: dossierMark(before), after: dossierMark(after) });
    }
    const fields = fieldChanges(before, after, this.#apart);
    if (fields.length > 0) this.#changed.push({ ...dossierMark(after), fields });
    const rest = new Set(before.documents);
    const open: ManifestDocument[] = [];
    const byId = new Map(before.documents.map((one) => [one.id, one]));
    for (const document of after.documents) {
      const known = byId.get(document.id);
      if (!known || !rest.delete(known)) open.push(document);
      else this.#pairDocuments({ dossier: before, document: known }, { dossier: after, document });
    }
    // An inventory made anew gives new ids: then number and place tell which document it is, or the same bytes.
    if (open.length > 0 && rest.size > 0) {
      const keys = [numberKeys, contentKeys, placeKeys] as const;
      const indexes = keys.map((keysOf) => new MatchIndex(rest, keysOf));
      for (const document of open) {
        const known = firstOf(keys, (keysOf, at) =>
          firstOf(keysOf(document), (key) => indexes[at]!.take(key, rest)),
        );
        if (known) this.#pairDocuments({ dossier: before, document: known }, { dossier: after, document });
        else this.#addedDocuments.push({ dossier: after, document });
      }
    } else for (const document of open) this.#addedDocuments.push({ dossier: after, document });
    for (const document of rest) this.#removedDocuments.push({ dossier: before, document });
  }

  #pairDocuments(before: Found, after: Found): void {
    if (before.document.id !== after.document.id) this.#otherIds.documents += 1;
    const fields = fieldChanges(before.document, after.document, ["id", "files"]);
    if (fields.length > 0) this.#documents.changed.push({ ...documentMark(after), fields });
    if (sameFiles(before.document.files, after.document.files)) return;
    const rest = new Set(filesOf(before));
    const exact = ({ sha256, originalPath }: ManifestFile): string => `${sha256} ${originalPath}`;
    const index = (key: (file: ManifestFile) => string): MatchIndex<FoundFile> =>
      new MatchIndex(rest, ({ file }) => [key(file)]);
    const byBoth = index(exact);
    const others: FoundFile[] = [];
    for (const found of filesOf(after)) if (!byBoth.take(exact(found.file), rest)) others.push(found);
    if (others.length > 0 && rest.size > 0) {
      const [bySha, byOrigin, byPlace] = [
        index(({ sha256 }) => sha256),
        index(({ originalPath }) => originalPath),
        index(({ path }) => path),
      ];
      const open: FoundFile[] = [];
      for (const found of others) {
        const known = bySha.take(found.file.sha256, rest);
        // The place in the bag follows from reference, order and slot: alone it is no news.
        if (!known) open.push(found);
        else if (!samePlace(known.file, found.file)) {
          this.#renamed.push({ before: fileMark(known), after: fileMark(found) });
        }
      }
      for (const found of open) {
        const { originalPath, path } = found.file;
        const known = byOrigin.take(originalPath, rest) ?? byPlace.take(path, rest);
        if (known) this.#rescanned.push({ before: fileMark(known), after: fileMark(found) });
        else this.#addedFiles.push(found);
      }
    } else for (const found of others) this.#addedFiles.push(found);
    for (const found of rest) this.#removedFiles.push(found);
  }

  #tellMoved(passages: readonly Passage[]): void {
    const [came, went] = [new Set<ManifestDocument>(), new Set<ManifestDocument>()];
    for (const { before, after } of passages) {
      came.add(after.document);
      went.add(before.document);
      this.#documents.moved.push({
        document: documentMark(after),
        from: before.dossier.reference,
        to: after.dossier.reference,
      });
      this.#pairDocuments(before, after);
    }
    keepThose(this.#addedDocuments, ({ document }) => !came.has(document));
    keepThose(this.#removedDocuments, ({ document }) => !went.has(document));
  }

  /** How the lists about dossiers are compared: ids that changed are the same, and a new reference was told already. */
  #listRules(before: DiffHead, after: DiffHead) {
    const inTerms = <Item extends { dossier: string }>(items: readonly Item[]): Item[] =>
      items.flatMap((one) => {
        if (this.#aside.has(one.dossier)) return [];
        const dossier = this.#idsAfter.get(one.dossier);
        return dossier === undefined ? one : { ...one, dossier };
      });
    const list = <Item extends { dossier: string; reference: string }>(
      a: readonly Item[],
      b: readonly Item[],
      key: (item: Item) => string,
      leaveOut: readonly (keyof Item & string)[] = [],
    ): ListChanges<Item> => listChanges(inTerms(a), inTerms(b), key, ["reference", ...leaveOut]);
    const foreign = [before, after].flatMap((head) => (isList(head) ? [] : [head.received]));
    const received = <Item extends { dossier: string; explanation: unknown }>(
      items: readonly Item[],
    ): Item[] =>
      items.map((one) => (foreign.some((ids) => ids.has(one.dossier)) ? { ...one, explanation: null } : one));
    return { list, received };
  }

  #pairMovedFiles(): ManifestDiff["files"]["moved"] {
    const moved: ManifestDiff["files"]["moved"] = [];
    const rest = new Set(this.#removedFiles);
    const removed = new MatchIndex(rest, ({ file }) => [file.sha256]);
    const came = new Set<FoundFile>();
    for (const after of this.#addedFiles) {
      // Empty files are all alike: that one went and another came is no move.
      const before = after.file.size === 0 ? undefined : removed.take(after.file.sha256, rest);
      if (before) {
        came.add(after);
        moved.push({ before: fileMark(before), after: fileMark(after) });
      }
    }
    keepThose(this.#removedFiles, (one) => rest.has(one));
    keepThose(this.#addedFiles, (one) => !came.has(one));
    return moved;
  }
}

const identityFields = ["id", "uuid", "createdAt", "tool"] as const;
const partyFields = ["giver", "receiver", "witnesses"] as const;
const headFields = [
  "kind",
  "supplements",
  "rulePacks",
  "legalBases",
  "checked",
  "lastNumbers",
  "priorHandovers",
] as const;

function pick<K extends keyof ManifestHeader>(
  header: ManifestHeader,
  keys: readonly K[],
): Pick<ManifestHeader, K> {
  return Object.fromEntries(keys.map((key) => [key, header[key]])) as Pick<ManifestHeader, K>;
}

function listChanges<Item extends object>(
  before: readonly Item[],
  after: readonly Item[],
  key: (item: Item) => string,
  leaveOut: readonly (keyof Item & string)[] = [],
): ListChanges<Item> {
  const rest = new Set(before);
  const index = new MatchIndex(rest, (item) => [key(item)]);
  const changes: ListChanges<Item> = { added: [], removed: [], changed: [] };
  for (const item of after) {
    const known = index.take(key(item), rest);
    if (!known) {
      changes.added.push(item);
      continue;
    }
    const fields = same(known, item) ? [] : fieldChanges(known, item, leaveOut);
    if (fields.length > 0) changes.changed.push({ before: known, after: item, fields });
  }
  changes.removed = [...rest];
  return changes;
}

function isSame(diff: ManifestDiff): boolean {
  const { dossiers, documents, files } = diff;
  const { dossiers: ids, documents: documentIds } = diff.otherIds;
  if (ids + documentIds > 0) return false;
  const lists: readonly unknown[][] = [
    diff.parties,
    diff.head,
    ...Object.values(dossiers),
    ...Object.values(documents),
    ...Object.values(files),
    ...[
      diff.responsibilities,
      diff.openCases,
      diff.obligations,
      diff.withheld,
      diff.exceptions,
      diff.remaining,
    ].flatMap(({ added, removed, changed }) => [added, removed, changed]),
  ];
  return lists.every((list) => list.length === 0);
}

/** Names a list, or whose inventory it is, by its head. */
export function sideOf(head: ManifestHeader): DiffSide & { kind: "list" };
export function sideOf(head: DiffHead, counted: number): DiffSide;
export function sideOf(head: DiffHead, counted = 0): DiffSide {
  if (!isList(head)) {
    return {
      kind: "workspace",
      unit: `${head.unit.name} (${head.unit.code})`,
      at: head.at,
      dossiers: counted,
    };
  }
  const { id, createdAt, giver, receiver, totals } = head;
  return {
    kind: "list",
    id,
    createdAt,
    giver: `${giver.name} (${giver.code})`,
    receiver: `${receiver.name} (${receiver.code})`,
    dossiers: totals.dossiers,
  };
}

function isList(head: DiffHead): head is Exclude<DiffHead, WorkspaceHead> {
  return head.kind !== "workspace";
}

function originOf({ origin }: ManifestDossier): string {
  return JSON.stringify([origin.code, origin.until]);
}

/** Leaves in a list what `right` says, in its order. */
function keepThose<Item>(list: Item[], right: (item: Item) => boolean): void {
  let kept = 0;
  for (const item of list) {
    if (right(item)) {
      list[kept] = item;
      kept += 1;
    }
  }
  list.length = kept;
}

function firstOf<Item, Found>(
  items: readonly Item[],
  find: (item: Item, at: number) => Found | undefined,
): Found | undefined {
  for (const [at, item] of items.entries()) {
    const found = find(item, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Most documents have not changed; telling so takes no index. */
function sameFiles(before: readonly ManifestFile[], after: readonly ManifestFile[]): boolean {
  if (before.length !== after.length) return false;
  return after.every((file, at) => file.sha256 === before[at]!.sha256 && samePlace(file, before[at]!));
}

/** Whoever received a file keeps it where it lay in the bag: there that is its original place. */
function samePlace(a: ManifestFile, b: ManifestFile): boolean {
  if (a.originalPath === b.originalPath) return true;
  return a.path === `data/${b.originalPath}` || b.path === `data/${a.originalPath}`;
}

function numberKeys({ number, slot }: ManifestDocument): string[] {
  return number === null ? [] : [JSON.stringify([number, slot])];
}

function contentKeys({ number, files }: ManifestDocument): string[] {
  return number === null ? files.filter(({ size }) => size > 0).map(({ sha256 }) => sha256) : [];
}

function placeKeys({ number, slot, date, ordinal }: ManifestDocument): string[] {
  return number === null && slot !== null ? [JSON.stringify([slot, date, ordinal])] : [];
}

function* documentsOf(dossiers: Iterable<ManifestDossier>): Generator<Found> {
  for (const dossier of dossiers) for (const document of dossier.documents) yield { dossier, document };
}

function filesOf({ dossier, document }: Found): FoundFile[] {
  return document.files.map((file) => ({ dossier, document, file }));
}

function dossierMark({ id, reference, title }: ManifestDossier): DossierMark {
  return { id, reference, title };
}

function nameOf(document: ManifestDocument): string {
  return document.number ?? document.typeName ?? document.slot ?? String(document.ordinal);
}

function documentMark({ dossier, document }: Found): DocumentMark {
  return { id: document.id, reference: dossier.reference, name: nameOf(document) };
}

function fileMark({ dossier, document, file }: FoundFile): FileMark {
  const { path, originalPath, size, sha256 } = file;
  return { reference: dossier.reference, document: nameOf(document), path, originalPath, size, sha256 };
}
