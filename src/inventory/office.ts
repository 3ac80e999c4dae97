import type { DossierDocument } from "../model/dossier.js";
import type { Store } from "../store/index.js";
import { type FileGroup, FolderMatcher, NumberIndex, weighPapers } from "./group-files.js";
import type { LayoutFile } from "./match-document.js";
import {
  certainFolder,
  looksLikeDossier,
  type PreparedDossier,
  prepareDossier,
  yearsOf,
} from "./match-folder.js";
import { LooseMatcher } from "./match-loose.js";
import { readPaperNumber } from "./paper-number.js";
import { type FileDecision, type Proposal, readDossierFiles } from "./read-layout.js";
import { paperOfText, SlotReader } from "./read-slot.js";
import type { SlotEvidence } from "./slot-evidence.js";

/** A file of a group that is to be decided; a settled one is attached already and only helps to know the folder. */
export type GroupFile = LayoutFile & { settled: boolean };

/** What a scan knows of the office: its dossiers and documents, prepared for matching thousands of files. */
export class Office {
  readonly folders: FolderMatcher;
  readonly #reader: SlotReader;
  readonly #dossiers = new Map<string, PreparedDossier>();
  readonly #documents: Map<string, DossierDocument[]>;
  readonly #byId = new Map<string, DossierDocument>();
  readonly #index: NumberIndex;
  readonly #loose: LooseMatcher;
  readonly #evidence: readonly SlotEvidence[];
  /** Dossier of each group that has been decided. */
  readonly #decided = new Map<FileGroup, { dossierId: string; confidence: number } | null>();

  constructor(
    readonly store: Store,
    evidence: readonly SlotEvidence[],
  ) {
    this.#evidence = evidence;
    this.#reader = new SlotReader(evidence);
    this.#documents = store.documents.byDossier();
    for (const documents of this.#documents.values())
      for (const one of documents) this.#byId.set(one.id, one);
    const received = store.dossiers.receivedIn();
    for (const dossier of store.dossiers.all()) {
      // Dossiers of another unit came with their files.
      if (received.has(dossier.id)) continue;
      const years = new Set(yearsOf(dossier.title));
      const [from, until] = [dossier.opened, dossier.closed].map((date) =>
        date === null ? null : Number(date.slice(0, 4)),
      );
      if (from) years.add(from);
      if (until) years.add(until);
      for (const { date } of this.#documents.get(dossier.id) ?? [])
        if (date !== null) years.add(Number(date.slice(0, 4)));
      this.#dossiers.set(
        dossier.id,
        prepareDossier({
          id: dossier.id,
          reference: dossier.reference,
          type: dossier.type,
          title: dossier.title,
          subjects: dossier.subjects.filter(({ role }) => role === "inspected").map(({ name }) => name),
          folder: dossier.folder,
          years,
        }),
      );
    }
    this.folders = new FolderMatcher([...this.#dossiers.values()]);
    this.#index = new NumberIndex(this.#documents);
    this.#loose = new LooseMatcher(this.#dossiers, this.#documents, this.#reader);
  }

  /** Gives documents that have no slot the one their own words name, where it stands out. */
  fillSlots(): void {
    const changed: DossierDocument[] = [];
    for (const [dossierId, documents] of this.#documents) {
      const type = this.#dossiers.get(dossierId)?.hint.type ?? null;
      for (const document of documents) {
        if (document.slot !== null) continue;
        const number = document.number === null ? null : readPaperNumber(document.number);
        const symbol = number && !number.state ? number.symbol : null;
        const { slot } = this.#reader.read(type, paperOfText(document.typeName, document.abstract, symbol));
        if (slot === null) continue;
        document.slot = slot;
        changed.push(document);
      }
    }
    if (changed.length > 0)
      this.store.together(() => {
        for (const document of changed) this.store.documents.save(document);
      });
  }

  /** Whether registers, dossiers or rules changed since the last whole scan of a folder: then doubts are looked at again. */
  changedSince(root: string): boolean {
    return this.#remembered()[root] !== this.#print();
  }

  /** Notes that a folder has been scanned with the inventory as it is now. */
  remember(root: string): void {
    const remembered = { ...this.#remembered(), [root]: this.#print() };
    this.store.together(() => this.store.settings.set("scanned", JSON.stringify(remembered)));
  }

  #remembered(): Record<string, string> {
    return JSON.parse(this.store.settings.get("scanned") ?? "{}") as Record<string, string>;
  }

  /** A short print of everything proposals rest on, but for what scans themselves add. */
  #print(): string {
    let [a, b] = [0x811c9dc5, 0x01000193];
    const take = (value: unknown) => {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      for (let index = 0; index < text.length; index += 1) {
        const code = text.charCodeAt(index);
        a = Math.imul(a ^ code, 0x01000193);
        b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 13);
      }
    };
    for (const { hint } of this.#dossiers.values()) {
      take([hint.id, hint.reference, hint.type, hint.title, hint.subjects, hint.folder]);
      for (const { id, number, date, typeName, abstract, fileName, source } of this.#documents.get(hint.id) ??
        [])
        if (source !== "scan") take([id, number, date, typeName, abstract, fileName]);
    }
    for (const { slot, words, notWords, symbols } of this.#evidence) take([slot, words, notWords, symbols]);
    return `${(a >>> 0).toString(16)}-${(b >>> 0).toString(16)}`;
  }

  document(id: string): DossierDocument | null {
    return this.#byId.get(id) ?? null;
  }

  /** Takes up a document that the scan has opened. */
  add(document: DossierDocument): void {
    this.documentsOf(document.dossierId).push(document);
    this.#byId.set(document.id, document);
  }

  documentsOf(dossierId: string): DossierDocument[] {
    let documents = this.#documents.get(dossierId);
    if (!documents) {
      documents = [];
      this.#documents.set(dossierId, documents);
    }
    return documents;
  }

  /** The name a rule pack gives a slot, without its remarks in brackets. */
  nameOfSlot(slot: string): string | null {
    const name = this.#evidence.find((one) => one.slot === slot)?.names.vi;
    return name === undefined ? null : name.replace(/\s*\(.*$/u, "").trim();
  }

  /**
   * Decides for the files of one group. `taken` gives the digests of the files a document already has, `settled` the
   * dossiers that files of this folder were attached to before.
   */
  decide(
    group: FileGroup,
    files: readonly GroupFile[],
    taken: (documentId: string) => readonly string[],
    settled: ReadonlyMap<string, number>,
  ): FileDecision[] {
    const open = files.filter((file) => !file.settled);
    const candidates = weighPapers(
      group,
      files.map(({ page }) => page),
      this.#index,
      this.#dossiers,
    );
    const sure = this.#dossierOf(group, candidates, settled);
    this.#decided.set(group, sure);
    if (sure) {
      const dossier = this.#dossiers.get(sure.dossierId)!;
      const documents = this.documentsOf(sure.dossierId);
      const held = new Map(
        documents.map(({ id }) => [id, taken(id)] as const).filter(([, digests]) => digests.length > 0),
      );
      return readDossierFiles(dossier, sure.confidence, documents, open, this.#reader, held);
    }
    const folders: Proposal[] = candidates
      .filter(({ confidence }) => confidence >= 0.3)
      .slice(0, 3)
      .map(({ dossierId, confidence, reasons }) => ({
        dossierId,
        documentId: null,
        slot: null,
        confidence,
        reasons,
      }));
    return this.#loose.decide(open, folders, taken);
  }

  #dossierOf(
    group: FileGroup,
    candidates: ReturnType<typeof weighPapers>,
    settled: ReadonlyMap<string, number>,
  ): { dossierId: string; confidence: number } | null {
    if (group.folder === "") return null;
    const sure = certainFolder(candidates);
    if (sure) return { dossierId: sure.dossierId, confidence: sure.confidence };
    // Files of this folder that are attached already, all to one dossier.
    if (settled.size === 1) {
      const [[dossierId, count]] = [...settled] as [[string, number]];
      if (count >= 2) return { dossierId, confidence: 0.9 };
    }
    // A folder inside a dossier's folder, unless its name says that it is another dossier.
    const above = group.parent ? this.#decided.get(group.parent) : null;
    if (above && !looksLikeDossier(group.folder)) return { ...above, confidence: above.confidence * 0.95 };
    return null;
  }
}
