import type { StepName } from "../../model/step.js";
import type { CommandText } from "../texts.js";

/** A choice of the guide: what it is called, what it does in a sentence, the command behind it. */
export interface ChoiceText {
  label: string;
  about: string;
  command: string;
}

/** Choices that are no step of the way. */
export type MoreChoice =
  | "pack"
  | "status"
  | "list"
  | "search"
  | "cases"
  | "obligations"
  | "plan"
  | "report"
  | "log"
  | "doctor";

/** What the guide, `handover`, `doctor` and `completion` say. */
export interface GuideMessages {
  commands: { handover: CommandText; doctor: CommandText; completion: CommandText };
  guide: {
    title: string;
    noWorkspace: (details: { folder: string }) => string;
    workspace: (details: { folder: string }) => string;
    office: (details: { unit: string; code: string; stock: string }) => string;
    stock: (details: { dossiers: number; documents: number; files: number; received: number }) => string;
    nothingYet: string;
    open: (details: { errors: number; unknown: number; unassigned: number }) => string | null;
    handover: (details: { id: string; state: string }) => string;
    states: Record<"drafted" | "signed" | "packed" | "sent" | "received" | "answered", string>;
    next: (details: { label: string }) => string;
    nothingNext: string;
    steps: Record<StepName | MoreChoice, ChoiceText>;
    count: (count: number) => string;
    recommended: string;
    command: string;
    more: { label: string; about: string };
    back: string;
    leave: string;
    bye: string;
    howToAnswer: string;
    choose: string;
    notAChoice: (details: { least: number; most: number }) => string;
    needed: string;
    notADate: string;
    stopped: string;
    failed: (details: { code: number }) => string;
    yes: string;
    no: string;
    dontKnow: string;
    later: string;
    other: string;
    runs: string;
    ask: {
      code: string;
      name: string;
      until: string;
      registers: string;
      allOfThese: string;
      path: string;
      folder: string;
      scanFolder: string;
      fact: (details: { at: number; of: number; dossier: string; statement: string }) => string;
      sameForAll: (details: { count: number; answer: string }) => string;
      laterForAll: (details: { count: number }) => string;
      hole: (details: { at: number; of: number; dossier: string; problem: string }) => string;
      explainIt: string;
      explainAlike: (details: { count: number }) => string;
      explainAll: (details: { count: number }) => string;
      reason: string;
      person: string;
      due: string;
      keyName: string;
      key: string;
      receivers: string;
      receiver: string;
      receiverName: string;
      successor: (details: { reference: string }) => string;
      out: string;
      withErrors: (details: { count: number }) => string;
      stop: string;
      goOnWithErrors: string;
      paper: string;
      papers: Record<"minutes" | "index" | "contents" | "closing" | "receipt" | "labels", string>;
      form: string;
      /** How a package can be made. */
      forms: Record<"whole" | "volumes" | "locked" | "both", { label: string; about: string }>;
      size: string;
      sizes: Record<"stick" | "dvd" | "cd", string>;
      otherSize: string;
      package: string;
      packages: string;
      volumes: (details: { first: string; count: number }) => string;
      nextVolume: (details: { have: number; of: number }) => string;
      certificate: string;
      label: string;
      receipt: string;
      words: string;
      paperCode: string;
      planUnit: string;
      report: string;
      /** Name proposed for the page. */
      reportName: string;
      onePassword: string;
    };
    nothingToDo: string;
  };
  handover: {
    step: (details: { at: number; of: number; name: string }) => string;
    names: { check: string; manifest: string; sign: string; package: string };
    complete: (details: { dossiers: number; explained: number }) => string;
    stillMissing: (details: { count: number }) => string;
    continues: (details: { id: string }) => string;
    nextCertificate: string;
  };
  doctor: {
    title: string;
    marks: Record<"good" | "remark" | "bad", string>;
    good: string;
    bad: (details: { count: number }) => string;
    toDo: string;
    node: (details: { version: string; least: string; fine: boolean }) => string;
    nodeToDo: (details: { least: string }) => string;
    sqlite: (details: { version: string | null }) => string;
    sqliteToDo: string;
    workspace: (details: { folder: string | null }) => string;
    workspaceToDo: string;
    database: (details: { problem: string | null }) => string;
    databaseToDo: string;
    writable: (details: { folder: string; fine: boolean }) => string;
    writableToDo: string;
    lock: (details: { state: "none" | "running" | "left"; command: string }) => string;
    lockToDo: (details: { path: string }) => string;
    space: (details: { free: string; needed: string; fine: boolean }) => string;
    spaceToDo: string;
    clock: (details: {
      now: string;
      reason: "fine" | "before-program" | "before-log" | "far-future";
    }) => string;
    clockToDo: string;
    zone: (details: { offset: string; fine: boolean }) => string;
    zoneToDo: string;
    keysNone: string;
    keysNoneToDo: string;
    keysUnreadable: string;
    keysUnreadableToDo: (details: { folder: string }) => string;
    key: (details: {
      name: string;
      until: string;
      state: "valid" | "soon" | "expired" | "not-yet-valid";
    }) => string;
    keyToDo: string;
    keyEarlyToDo: string;
    keyPermission: (details: { name: string }) => string;
    keyPermissionToDo: (details: { path: string }) => string;
    fonts: (details: { fine: boolean }) => string;
    fontsToDo: string;
  };
}
