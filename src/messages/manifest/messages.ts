import type { ManifestFindings } from "../../model/findings/manifest.js";
import type { CommandText, FindingTexts } from "../texts.js";

type Answer = "accepted" | "accepted-with-reservation" | "refused" | "unanswered" | "unlisted";

/** What the program says about the area "manifest". */
export interface ManifestMessages {
  findings: FindingTexts<ManifestFindings>;
  commands: {
    create: CommandText;
    act: CommandText;
    acceptAct: CommandText;
    acts: CommandText;
    sign: CommandText;
    show: CommandText;
    export: CommandText;
    acceptReceipt: CommandText;
    diff: CommandText;
  };
  /** The list as a clerk reads it. */
  show: {
    title: (details: { id: string }) => string;
    supplement: (details: { id: string }) => string;
    madeAt: string;
    giver: string;
    receiver: string;
    witness: string;
    signed: string;
    notSigned: string;
    digest: string;
    overridden: (details: { errors: string }) => string;
    totals: (details: {
      dossiers: string;
      closed: string;
      open: string;
      documents: string;
      files: string;
      bytes: string;
    }) => string;
    volume: (details: { sheets: string; pages: string; boxes: string }) => string;
    untyped: string;
    headings: {
      byType: string;
      closed: string;
      openCases: string;
      obligations: string;
      withheld: string;
      exceptions: string;
      remaining: string;
      lastNumbers: string;
      responsibilities: string;
      legalBases: string;
      custody: string;
    };
    columns: {
      reference: string;
      type: string;
      title: string;
      documents: string;
      files: string;
      dossiers: string;
    };
    secretTitle: (details: { level: string }) => string;
    step: string;
    nextStep: string;
    deadline: string;
    team: string;
    successor: string;
    noSuccessor: string;
    obligations: {
      rectification: (details: { until: string | null }) => string;
      discipline: (details: { form: string; since: string | null; until: string | null }) => string;
      complaint: string;
    };
    withheld: (details: {
      number: string | null;
      date: string | null;
      level: string;
      sheets: number | null;
    }) => string;
    exceptions: Record<"missing" | "damaged" | "held-elsewhere" | "unanswered", string>;
    explained: (details: { reason: string; person: string; due: string | null }) => string;
    notExplained: string;
    remaining: Record<"goes-to-other-receiver" | "in-other-handover" | "no-successor", string>;
    lastNumber: (details: { number: string; date: string | null }) => string;
    sides: Record<"giver" | "receiver", string>;
    nothing: string;
  };
  create: {
    done: (details: { id: string; receiver: string }) => string;
    remaining: (details: { count: number }) => string;
    guessedReceiver: (details: { name: string }) => string;
    /** How values of options are written. */
    forms: { witness: string; successor: string };
    next: string;
  };
  act: {
    kinds: Record<string, string>;
    done: (details: { kind: string; id: string }) => string;
    next: string;
    heading: (details: { id: string }) => string;
    none: (details: { id: string }) => string;
  };
  sign: { done: (details: { id: string; signer: string }) => string; fingerprint: string; next: string };
  export: { done: (details: { path: string; rows: number }) => string };
  acceptAct: {
    filed: (details: { id: string; kind: string }) => string;
    again: (details: { id: string; kind: string }) => string;
    refused: string;
    notReadable: string;
    compare: string;
  };
  acceptReceipt: {
    accepted: (details: { id: string; receiver: string }) => string;
    again: (details: { id: string }) => string;
    refused: (details: { id: string }) => string;
    notReadable: string;
    untrusted: (details: { fingerprint: string }) => string;
    counts: (details: { accepted: number; reserved: number; refused: number }) => string;
    remark: (details: { what: string | null; why: string }) => string;
  };
  diff: {
    same: string;
    /** An inventory is on one side at least. */
    sameInventory: string;
    sides: { before: string; after: string };
    inventory: (details: { unit: string }) => string;
    otherIds: (details: { dossiers: number; documents: number }) => string;
    setAside: (details: { remaining: number; otherFonds: number }) => string;
    merged: (details: { from: readonly string[]; into: string }) => string;
    split: (details: { from: string; into: readonly string[] }) => string;
    areas: {
      parties: string;
      head: string;
      totals: string;
      otherIds: string;
      responsibilities: string;
      dossiers: string;
      documents: string;
      files: string;
      openCases: string;
      obligations: string;
      withheld: string;
      exceptions: string;
      remaining: string;
    };
    added: string;
    removed: string;
    changed: string;
    moved: string;
    renamed: string;
    regrouped: string;
    inDossier: (details: { reference: string }) => string;
    rescanned: string;
    empty: string;
    /** Kinds of lists, subjects and obligations. */
    kinds: Record<string, string>;
    noManifest: string;
    twoReceipts: string;
    handoverUnknown: (details: { id: string }) => string;
    written: (details: { path: string }) => string;
    page: { title: string; titleInventory: string; more: (details: { count: number }) => string };
    sheets: { differences: string; sides: string };
    columns: {
      area: string;
      kind: string;
      name: string;
      field: string;
      list: string;
      id: string;
      madeAt: string;
      giver: string;
      receiver: string;
      dossiers: string;
    };
    more: (details: { count: number }) => string;
    summary: (details: { added: number; removed: number; changed: number; moved: number }) => string;
  };
  /** A receipt held against a list. */
  receiptDiff: {
    title: string;
    sides: { receipt: string; list: string };
    otherHandover: (details: { receipt: string; list: string }) => string;
    otherList: (details: { answered: string; found: string }) => string;
    otherParty: (details: { side: "giver" | "receiver"; receipt: string; list: string }) => string;
    otherReference: (details: { reference: string }) => string;
    answers: Record<Answer, string>;
    allAccepted: string;
    summary: (counts: Record<Answer, number>) => string;
    notVerified: string;
    sheets: { answers: string; sides: string };
    columns: {
      reference: string;
      title: string;
      answer: string;
      otherReference: string;
      what: string;
      why: string;
    };
  };
  /** Fields of the lists in words, by the last part of their path. */
  fields: Record<string, string>;
}
