import type { FactOrigin, Subject } from "../../model/dossier.js";
import type { CatalogueFailures } from "../../model/failures/catalogue.js";
import type { DocumentField, DossierField } from "../../model/stated-fields.js";
import type { CommandText, FailureTexts } from "../texts.js";

/** What the program says about working with the inventory by hand. */
export interface CatalogueMessages {
  failures: FailureTexts<CatalogueFailures>;
  commands: {
    list: CommandText;
    show: CommandText;
    edit: CommandText;
    editDossier: CommandText;
    editDocument: CommandText;
    add: CommandText;
    addDossier: CommandText;
    addDocument: CommandText;
    stats: CommandText;
    search: CommandText;
    export: CommandText;
  };
  /** Names of fields as they are read, not typed. */
  fields: Record<DossierField | DocumentField, string>;
  words: {
    dossier: string;
    document: string;
    /** Counts with their noun; `value` is the number as written, `count` decides the noun's form. */
    dossiers: (value: string, count: number) => string;
    documents: (value: string, count: number) => string;
    files: (value: string, count: number) => string;
    pages: (value: string, count: number) => string;
    sheets: (value: string, count: number) => string;
    unit: (details: { name: string; code: string; until: string | null }) => string;
    original: string;
    copy: string;
    total: string;
    notStated: string;
    secretDossier: string;
    secretDocument: string;
  };
  list: {
    headings: {
      unit: string;
      reference: string;
      type: string;
      title: string;
      issuer: string;
      opened: string;
      closed: string;
      time: string;
      status: string;
      secrecy: string;
      retention: string;
      carrier: string;
      box: string;
      documents: string;
      files: string;
    };
    fonds: (unit: string) => string;
    shown: (details: { shown: string; all: string }) => string;
    none: string;
    empty: string;
  };
  show: {
    unit: string;
    time: string;
    receivedIn: string;
    subjects: Record<Subject["role"], string>;
    facts: string;
    origins: Record<FactOrigin, string>;
    /** The same for what came with a handover, before its id. */
    listedOrigins: Record<FactOrigin, string>;
    truths: { true: string; false: string; unknown: string };
    overridden: string;
    documents: string;
    noDocuments: string;
    noFile: string;
    filesWithheld: (files: string) => string;
    withheld: string;
    file: string;
    missingFile: string;
    damage: Record<"empty" | "damaged" | "encrypted" | "unreadable", string>;
    noTextLayer: string;
    explanations: string;
    wholeDossier: string;
    explained: (details: { reason: string; person: string; due: string | null; recorded: string }) => string;
    revealed: string;
    place: string;
    openCase: string;
  };
  edit: {
    changed: (details: { what: string; count: number }) => string;
    unchanged: (details: { what: string }) => string;
    added: (details: { what: string }) => string;
    hidden: string;
    document: (details: { dossier: string; ordinal: number; name: string | null }) => string;
    dossier: (reference: string) => string;
  };
  search: {
    none: (words: string) => string;
    found: (details: { dossiers: string; documents: string }) => string;
    more: (value: string) => string;
  };
  stats: {
    byType: string;
    byYear: string;
    byIssuer: string;
    work: string;
    discipline: string;
    openCases: string;
    headings: {
      group: string;
      type: string;
      year: string;
      issuer: string;
      body: string;
      form: string;
      dossiers: string;
      pages: string;
      bytes: string;
      organisations: string;
      members: string;
      inspected: string;
      supervised: string;
      disciplined: string;
    };
    bodies: Record<"committee" | "inspection-committee" | "cell" | "other", string>;
    otherForm: string;
    unknownYear: string;
    inspectedOrganisations: string;
    inspectedMembers: string;
    supervisedOrganisations: string;
    supervisedMembers: string;
    disciplinedOrganisations: string;
    disciplinedMembers: string;
    counted: string;
    withoutSubject: (value: string) => string;
    deadline: (date: string) => string;
    noDeadline: string;
  };
  export: {
    done: (details: { path: string; what: string }) => string;
    left: string;
  };
}
