import type { GuideMessages } from "../../messages/guide/messages.js";
import { bytes } from "../figures.js";
import { harmless, indented } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";

/** One thing that was looked at: the facts its words need, and whether something needs doing. */
export type Examined = { state: "good" | "remark" | "bad" } & (
  | { part: "node"; version: string; least: string; fine: boolean }
  | { part: "sqlite"; version: string | null }
  | { part: "workspace"; folder: string | null }
  | { part: "database"; problem: string | null }
  | { part: "writable"; folder: string; fine: boolean }
  | { part: "lock"; holder: "none" | "running" | "left"; command: string; path: string }
  | { part: "space"; free: number; needed: number; fine: boolean }
  | { part: "clock"; now: string; reason: "fine" | "before-program" | "before-log" | "far-future" }
  | { part: "zone"; offset: string; fine: boolean }
  | { part: "keys-none" }
  | { part: "keys-unreadable"; folder: string }
  | { part: "key"; name: string; until: string; expiry: "valid" | "soon" | "expired" | "not-yet-valid" }
  | { part: "key-permission"; name: string; path: string }
  | { part: "fonts"; fine: boolean }
);

export interface Examination {
  /** Whether nothing needs doing. */
  good: boolean;
  examined: Examined[];
}

export const doctorReporters: Reporters<Examination> = {
  text: ({ good, examined }, voice) => {
    const { messages, ink, width } = voice;
    const { doctor } = messages.guide;
    const inks = { good: ink.good, remark: ink.doubtful, bad: ink.bad };
    const lines = examined.flatMap((one) => {
      const { said, toDo } = inWords(one, voice);
      const mark = doctor.marks[one.state];
      const [first = "", ...rest] = indented(`${mark}: `, harmless(said), width).split("\n");
      const painted = inks[one.state](mark) + first.slice(mark.length);
      const todo = one.state === "good" ? [] : [indented("    ", `${doctor.toDo}: ${harmless(toDo)}`, width)];
      return [painted, ...rest, ...todo];
    });
    const bad = examined.filter(({ state }) => state === "bad").length;
    const last = good ? ink.good(doctor.good) : ink.bad(doctor.bad({ count: bad }));
    return `${ink.strong(doctor.title)}\n${lines.join("\n")}\n\n${last}\n`;
  },
  json: jsonReporter("bangiao-doctor/1"),
};

function inWords(one: Examined, { messages }: Voice): { said: string; toDo: string } {
  const doctor: GuideMessages["doctor"] = messages.guide.doctor;
  const size = (value: number): string => bytes(value, messages.language);
  switch (one.part) {
    case "node":
      return { said: doctor.node(one), toDo: doctor.nodeToDo(one) };
    case "sqlite":
      return { said: doctor.sqlite(one), toDo: doctor.sqliteToDo };
    case "workspace":
      return { said: doctor.workspace(one), toDo: doctor.workspaceToDo };
    case "database":
      return { said: doctor.database(one), toDo: doctor.databaseToDo };
    case "writable":
      return { said: doctor.writable(one), toDo: doctor.writableToDo };
    case "lock":
      return { said: doctor.lock({ state: one.holder, command: one.command }), toDo: doctor.lockToDo(one) };
    case "space": {
      const words = { free: size(one.free), needed: size(one.needed), fine: one.fine };
      return { said: doctor.space(words), toDo: doctor.spaceToDo };
    }
    case "clock":
      return { said: doctor.clock(one), toDo: doctor.clockToDo };
    case "zone":
      return { said: doctor.zone(one), toDo: doctor.zoneToDo };
    case "keys-none":
      return { said: doctor.keysNone, toDo: doctor.keysNoneToDo };
    case "keys-unreadable":
      return { said: doctor.keysUnreadable, toDo: doctor.keysUnreadableToDo(one) };
    case "key": {
      const { name, until, expiry } = one;
      return {
        said: doctor.key({ name, until, state: expiry }),
        toDo: one.expiry === "not-yet-valid" ? doctor.keyEarlyToDo : doctor.keyToDo,
      };
    }
    case "key-permission":
      return { said: doctor.keyPermission(one), toDo: doctor.keyPermissionToDo(one) };
    case "fonts":
      return { said: doctor.fonts(one), toDo: doctor.fontsToDo };
  }
}
