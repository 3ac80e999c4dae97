import {
  type Discipline,
  type Dossier,
  type DossierDocument,
  type Fact,
  highestSecrecy,
  type InventoryFile,
  type OpenCase,
  type Secrecy,
  type Subject,
} from "../model/dossier.js";
import { type Protect, protectedCode, protectNames } from "../model/protected-names.js";
import type { Unit } from "../model/unit.js";

/** A person or organisation as it may be shown: `name` is the code where the person is protected. */
export type SubjectView = Pick<Subject, "kind" | "role" | "name">;

/**
 * A dossier as it may be shown: protected persons as codes in every text, and nothing of what a secret dossier is about.
 * `secret` says that texts were left out.
 */
export interface DossierView
  extends Omit<
    Dossier,
    "title" | "subjects" | "outcome" | "discipline" | "openCase" | "condition" | "notes"
  > {
  secret: boolean;
  /** Null when the dossier is secret. */
  title: string | null;
  subjects: SubjectView[];
  outcome: string | null;
  discipline: Discipline | null;
  condition: string | null;
  notes: string | null;
  openCase: OpenCase | null;
}

/** A file as it may be shown. */
export type FileView = Pick<
  InventoryFile,
  "path" | "size" | "sha256" | "format" | "pages" | "textLayer" | "dpi" | "damage" | "present"
>;

/** A document as it may be shown; without abstract, signer, notes and files when it is withheld. */
export interface DocumentView extends Omit<DossierDocument, "dossierId"> {
  /** The highest level of the dossier, the document itself and its files. */
  secrecy: Secrecy;
  withheld: boolean;
  files: FileView[];
  /** How many files it has, those left out here included. */
  fileCount: number;
}

/** Makes what may be shown out of what the store holds. */
export interface Viewer {
  dossier(dossier: Dossier): DossierView;
  document(dossier: Dossier, document: DossierDocument, files: readonly InventoryFile[]): DocumentView;
  /** Any other text that belongs to a dossier. */
  text(dossier: Dossier, text: string): string;
}

/**
 * A viewer over the whole inventory, for a name that is protected in one dossier is protected in all. With `reveal`
 * protected names are shown; what is withheld for secrecy is never.
 */
export function viewerOf(all: readonly Dossier[], options: { reveal?: boolean } = {}): Viewer {
  // One order, whatever the caller's, so that names without a code of their own get the same one each time.
  const dossiers = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  const reveal = options.reveal === true;
  const protectorOf: (dossier: Dossier) => Protect = reveal ? () => (text) => text : protectNames(dossiers);
  const codeOf = protectedCode(dossiers);
  const protectors = new Map<string, Protect>();
  const protectIn = (dossier: Dossier): Protect => {
    let protect = protectors.get(dossier.id);
    if (!protect) {
      protect = protectorOf(dossier);
      protectors.set(dossier.id, protect);
    }
    return protect;
  };
  const maybe = (protect: Protect, text: string | null): string | null =>
    text === null ? null : protect(text);
  return {
    text: (dossier, text) => protectIn(dossier)(text),
    dossier: (dossier) => {
      const protect = protectIn(dossier);
      const secret = dossier.secrecy !== "none";
      const named = (subject: Subject): string =>
        (reveal ? null : codeOf(dossier, subject)) ?? protect(subject.name);
      return {
        ...dossier,
        secret,
        reference: protect(dossier.reference),
        title: secret ? null : protect(dossier.title),
        issuer: maybe(protect, dossier.issuer),
        subjects: secret
          ? []
          : dossier.subjects.map((subject) => ({
              kind: subject.kind,
              role: subject.role,
              name: named(subject),
            })),
        outcome: secret ? null : maybe(protect, dossier.outcome),
        discipline:
          secret || dossier.discipline === null
            ? null
            : { form: protect(dossier.discipline.form), published: dossier.discipline.published },
        facts: dossier.facts.map(
          (fact): Fact => ({
            ...fact,
            evidence: secret ? "" : protect(fact.evidence),
          }),
        ),
        retention: maybe(protect, dossier.retention),
        place: {
          warehouse: maybe(protect, dossier.place.warehouse),
          shelf: maybe(protect, dossier.place.shelf),
          box: maybe(protect, dossier.place.box),
        },
        condition: secret ? null : maybe(protect, dossier.condition),
        notes: secret ? null : maybe(protect, dossier.notes),
        openCase:
          dossier.openCase === null
            ? null
            : {
                step: secret ? null : maybe(protect, dossier.openCase.step),
                nextStep: secret ? null : maybe(protect, dossier.openCase.nextStep),
                deadline: dossier.openCase.deadline,
                team: secret ? null : maybe(protect, dossier.openCase.team),
              },
        folder: secret ? null : maybe(protect, dossier.folder),
      };
    },
    document: (dossier, document, files) => {
      const protect = protectIn(dossier);
      const { dossierId: _dossierId, ...rest } = document;
      const secrecy = highestSecrecy(
        dossier.secrecy,
        document.secrecy,
        ...files.filter(({ present }) => present).map((file) => file.secrecy),
      );
      const withheld = secrecy !== "none" || document.state === "withheld";
      return {
        ...rest,
        number: maybe(protect, document.number),
        typeName: maybe(protect, document.typeName),
        issuer: maybe(protect, document.issuer),
        abstract: withheld ? null : maybe(protect, document.abstract),
        signer: withheld ? null : maybe(protect, document.signer),
        notes: withheld ? null : maybe(protect, document.notes),
        fileName: withheld ? null : maybe(protect, document.fileName),
        secrecy,
        withheld,
        state: withheld ? "withheld" : document.state,
        files: withheld
          ? []
          : files.map(({ path, size, sha256, format, pages, textLayer, dpi, damage, present }) => ({
              path: protect(path),
              size,
              sha256,
              format,
              pages,
              textLayer,
              dpi,
              damage,
              present,
            })),
        fileCount: files.length,
      };
    },
  };
}

/** A unit as results name it: enough to tell it from every other. */
export type UnitName = Pick<Unit, "code" | "name" | "until">;

export function unitName({ code, name, until }: Unit): UnitName {
  return { code, name, until };
}
