import { type FieldChange, fieldChanges, same } from "./field-changes.js";
import type {
  Manifest,
  ManifestDocument,
  ManifestDossier,
  ManifestException,
  ManifestFile,
  ManifestHeader,
  ManifestObligation,
  ManifestOpenCase,
  ManifestRemaining,
  ManifestWithheld,
  Responsibility,
} from "./manifest.js";
import { MatchIndex } from "./match-index.js";

/** Which list a side of a comparison is. */
export interface DiffSide {
  id: string;
  createdAt: string;
  giver: string;
  receiver: string;
  dossiers: number;
}

/** A dossier named in a comparison. */
export interface DossierMark {
  id: string;
  reference: string;
  title: string | null;
}

/** A document named in a comparison; `name` is number and symbol, else what else it is known by. */
export interface DocumentMark {
  id: string;
  reference: string;
  name: string;
}

/** A file named in a comparison, by its place in the bag and on the giver's disk. */
export interface FileMark {
  reference: string;
  document: string;
  path: string;
  originalPath: string;
  size: number;
  sha256: string;
}

export interface ListChanges<Item> {
  added: Item[];
  removed: Item[];
  changed: { before: Item; after: Item }[];
}

/** What changed from one manifest to another. */
export interface ManifestDiff {
  before: DiffSide;
  after: DiffSide;
  /** Nothing but id, time and tool differs. */
  same: boolean;
  /** Differences of the head that say nothing about what is handed over: id, time, tool. */
  identity: FieldChange[];
  parties: FieldChange[];
  responsibilities: ListChanges<Responsibility>;
  /** Legal bases, rule packs, check, last numbers, earlier handovers, supplement. */
  head: FieldChange[];
  dossiers: {
    added: DossierMark[];
    removed: DossierMark[];
    changed: (DossierMark & { fields: FieldChange[] })[];
  };
  documents: {
    added: DocumentMark[];
    removed: DocumentMark[];
    changed: (DocumentMark & { fields: FieldChange[] })[];
    /** The same document in another dossier. */
    moved: { document: DocumentMark; from: string; to: string }[];
  };
  files: {
    added: FileMark[];
    removed: FileMark[];
    /** Other bytes in the same place of the same document: scanned again. */
    changed: { before: FileMark; after: FileMark }[];
    /** The same bytes in another place: other document, other dossier, other name. */
    moved: { before: FileMark; after: FileMark }[];
  };
  openCases: ListChanges<ManifestOpenCase>;
  obligations: ListChanges<ManifestObligation>;
  withheld: ListChanges<ManifestWithheld>;
  exceptions: ListChanges<ManifestException>;
  remaining: ListChanges<ManifestRemaining>;
}

/** Compares two manifests. Dossiers and documents are the same by id, else by reference, number or content. */
export function diffManifests(before: Manifest, after: Manifest): ManifestDiff {
  const differ = new ManifestDiffer();
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

/** Compares two manifests while both are read, dossier by dossier; what does not differ is not kept. */
export async function diffStreams(
  before: { header: ManifestHeader; dossiers: AsyncIterable<ManifestDossier> },
  after: { header: ManifestHeader; dossiers: AsyncIterable<ManifestDossier> },
): Promise<ManifestDiff> {
  const differ = new ManifestDiffer();
  const [left, right] = [before.dossiers[Symbol.asyncIterator](), after.dossiers[Symbol.asyncIterator]()];
  let [a, b] = [await left.next(), await right.next()];
  while (!a.done || !b.done) {
    const order = a.done ? 1 : b.done ? -1 : a.value.id < b.value.id ? -1 : a.value.id > b.value.id ? 1 : 0;
    differ.take(order <= 0 ? a.value : null, order >= 0 ? b.value : null);
    if (order <= 0) a = await left.next();
    if (order >= 0) b = await right.next();
  }
  return differ.finish(before.header, after.header);
}

interface Found {
  dossier: ManifestDossier;
  document: ManifestDocument;
}

interface FoundFile extends Found {
  file: ManifestFile;
}

/** Takes dossiers pair by pair and keeps only what differs; at the end it looks for what merely moved. */
class ManifestDiffer {
  /** Dossiers whose id only one list has, by origin and reference, until the other list brings the same under another id. */
  readonly #added = new Map<string, ManifestDossier[]>();
  readonly #removed = new Map<string, ManifestDossier[]>();
  readonly #changed: ManifestDiff["dossiers"]["changed"] = [];
  readonly #documents: ManifestDiff["documents"] = { added: [], removed: [], changed: [], moved: [] };
  readonly #addedDocuments: Found[] = [];
  readonly #removedDocuments: Found[] = [];
  readonly #addedFiles: FoundFile[] = [];
  readonly #removedFiles: FoundFile[] = [];
  readonly #rescanned: ManifestDiff["files"]["changed"] = [];
  readonly #renamed: ManifestDiff["files"]["moved"] = [];

  take(before: ManifestDossier | null, after: ManifestDossier | null): void {
    if (before && after) this.#pair(before, after);
    else if (before) {
      const other = takeOne(this.#added, dossierKey(before));
      if (other) this.#pair(before, other);
      else keep(this.#removed, before);
    } else if (after) {
      const other = takeOne(this.#removed, dossierKey(after));
      if (other) this.#pair(other, after);
      else keep(this.#added, after);
    }
  }

  finish(before: ManifestHeader, after: ManifestHeader): ManifestDiff {
    const [removed, added] = [[...this.#removed.values()].flat(), [...this.#added.values()].flat()];
    for (const dossier of removed) {
      for (const document of dossier.documents) this.#removedDocuments.push({ dossier, document });
    }
    for (const dossier of added) {
      for (const document of dossier.documents) this.#addedDocuments.push({ dossier, document });
    }
    this.#pairMovedDocuments();
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

    const diff: ManifestDiff = {
      before: sideOf(before),
      after: sideOf(after),
      same: false,
      identity: fieldChanges(pick(before, identityFields), pick(after, identityFields)),
      parties: fieldChanges(pick(before, partyFields), pick(after, partyFields)),
      responsibilities: listChanges(
        before.responsibilities,
        after.responsibilities,
        ({ side, statement }) => `${side}\n${statement}`,
      ),
      head: fieldChanges(pick(before, headFields), pick(after, headFields)),
      dossiers: {
        added: added.map(dossierMark),
        removed: removed.map(dossierMark),
        changed: this.#changed,
      },
      documents: this.#documents,
      files: {
        added: this.#addedFiles.map(fileMark),
        removed: this.#removedFiles.map(fileMark),
        changed: this.#rescanned,
        moved: [...this.#renamed, ...moved],
      },
      openCases: listChanges(before.openCases, after.openCases, (one) => one.dossier),
      obligations: listChanges(
        before.obligations,
        after.obligations,
        (one) => `${one.dossier} ${one.kind} ${one.subject ?? ""}`,
      ),
      withheld: listChanges(
        before.withheld,
        after.withheld,
        (one) => `${one.dossier} ${one.number ?? ""} ${one.date ?? ""}`,
      ),
      exceptions: listChanges(
        before.exceptions,
        after.exceptions,
        (one) => `${one.dossier} ${one.kind} ${one.slot ?? ""} ${one.name}`,
      ),
      remaining: listChanges(before.remaining, after.remaining, (one) => one.dossier),
    };
    diff.same = isSame(diff);
    return diff;
  }

  #pair(before: ManifestDossier, after: ManifestDossier): void {
    const fields = fieldChanges(before, after, ["documents"]);
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
    const fields = fieldChanges(before.document, after.document, ["files"]);
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
        if (known) this.#renamed.push({ before: fileMark(known), after: fileMark(found) });
        else open.push(found);
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

  #pairMovedDocuments(): void {
    const removed = new Map(this.#removedDocuments.map((one) => [one.document.id, one]));
    const [came, went] = [new Set<Found>(), new Set<Found>()];
    for (const after of this.#addedDocuments) {
      const before = removed.get(after.document.id);
      if (!before) continue;
      removed.delete(after.document.id);
      came.add(after);
      went.add(before);
      this.#documents.moved.push({
        document: documentMark(after),
        from: before.dossier.reference,
        to: after.dossier.reference,
      });
      this.#pairDocuments(before, after);
    }
    keepThose(this.#addedDocuments, (one) => !came.has(one));
    keepThose(this.#removedDocuments, (one) => !went.has(one));
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
): ListChanges<Item> {
  const rest = new Set(before);
  const index = new MatchIndex(rest, (item) => [key(item)]);
  const changes: ListChanges<Item> = { added: [], removed: [], changed: [] };
  for (const item of after) {
    const known = index.take(key(item), rest);
    if (!known) changes.added.push(item);
    else if (!same(known, item)) changes.changed.push({ before: known, after: item });
  }
  changes.removed = [...rest];
  return changes;
}

function isSame(diff: ManifestDiff): boolean {
  const { dossiers, documents, files } = diff;
  const lists = [
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

/** Names a list by its head. */
export function sideOf(header: ManifestHeader): DiffSide {
  const { id, createdAt, giver, receiver, totals } = header;
  return {
    id,
    createdAt,
    giver: `${giver.name} (${giver.code})`,
    receiver: `${receiver.name} (${receiver.code})`,
    dossiers: totals.dossiers,
  };
}

function dossierKey({ origin, reference }: ManifestDossier): string {
  return JSON.stringify([origin.code, origin.until, reference]);
}

function keep(waiting: Map<string, ManifestDossier[]>, dossier: ManifestDossier): void {
  const key = dossierKey(dossier);
  const same = waiting.get(key);
  if (same) same.push(dossier);
  else waiting.set(key, [dossier]);
}

function takeOne(waiting: Map<string, ManifestDossier[]>, key: string): ManifestDossier | undefined {
  const same = waiting.get(key);
  // From the end, which costs the same however many there are; that two share a reference is a fault of the list.
  const one = same?.pop();
  if (same?.length === 0) waiting.delete(key);
  return one;
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
  return after.every(({ sha256, originalPath }, at) => {
    const other = before[at]!;
    return other.sha256 === sha256 && other.originalPath === originalPath;
  });
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
