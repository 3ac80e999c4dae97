import { join } from "node:path";
import type { Command } from "commander";
import { judgeClock } from "../custody/index.js";
import { freeSpace, hasFont, isOpenToOthers, isWritable, nodeVersion } from "../fs/look-at-place.js";
import { describeFailure } from "../messages/describe.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure } from "../model/failure.js";
import { officeTime } from "../model/vietnam-time.js";
import { doctorReporters, type Examined } from "../report/doctor/index.js";
import { dateTime } from "../report/figures.js";
import { listKeys } from "../signing/index.js";
import { lookAtLock, openStore, sqliteVersion } from "../store/index.js";
import { type Context, printResult } from "./context.js";
import type { Workspace } from "./workspace.js";

const leastNode = "20.17.0";
const leastSpace = 1e9;
/** A certificate that ends within so many days is told of in time. */
const soon = 90 * 24 * 60 * 60 * 1000;

export function declare(command: Command, context: Context): void {
  command.action(async () => context.finish(await runDoctor(context)));
}

/** Looks over everything outside the dossiers that work depends on. Changes nothing. */
export async function runDoctor(context: Context): Promise<ExitCode> {
  const workspace = context.workspaceIfAny();
  const place = workspace?.folder ?? context.cwd;
  const sqlite = sqliteVersion();
  const writable = await isWritable(workspace ? join(workspace.folder, ".bangiao") : place);
  const inside = workspace && sqlite !== null ? lookInside(workspace, context) : { examined: [], last: null };
  const examined: Examined[] = [
    examineNode(nodeVersion()),
    examineSqlite(sqlite),
    { part: "workspace", state: workspace ? "good" : "remark", folder: workspace?.folder ?? null },
    { part: "writable", state: writable ? "good" : "bad", folder: place, fine: writable },
    ...inside.examined,
    ...(workspace ? [lock(workspace), ...(await keys(workspace, context))] : []),
    ...examineSpace(await freeSpace(place)),
    ...examineClock(context.now(), inside.last),
    examineFonts(await hasFont(timesNewRoman)),
  ];
  const good = examined.every(({ state }) => state !== "bad");
  printResult(context, doctorReporters, { good, examined });
  return good ? exitCodes.ok : exitCodes.negative;
}

/** Whether a version of Node.js, such as `20.20.0`, is new enough to run this. */
export function examineNode(version: string): Examined {
  const numbers = (text: string): number[] => text.split(".").map(Number);
  const [have, want] = [numbers(version), numbers(leastNode)];
  const at = have.findIndex((number, index) => number !== want[index]);
  const fine = at < 0 || have[at]! > want[at]!;
  return { part: "node", state: fine ? "good" : "bad", version, least: leastNode, fine };
}

/** Whether the part that reads databases is there: its version, null where it does not load. */
export function examineSqlite(version: string | null): Examined {
  return { part: "sqlite", state: version === null ? "bad" : "good", version };
}

/** Whether the database opens and is whole, and when its log was last written. */
function lookInside(workspace: Workspace, context: Context): { examined: Examined[]; last: string | null } {
  try {
    const store = openStore(workspace.database);
    try {
      store.requireWhole();
      const last = store.log.last()?.at ?? null;
      return { examined: [{ part: "database", state: "good", problem: null }], last };
    } finally {
      store.close();
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { problem } = describeFailure(error, context.messages);
    return { examined: [{ part: "database", state: "bad", problem }], last: null };
  }
}

function lock(workspace: Workspace): Examined {
  const held = lookAtLock(workspace.lock);
  const holder = held?.state ?? "none";
  const state = holder === "left" ? "bad" : holder === "running" ? "remark" : "good";
  return { part: "lock", state, holder, command: held?.command ?? "", path: workspace.lock };
}

async function keys(workspace: Workspace, context: Context): Promise<Examined[]> {
  const now = context.now();
  const folder = workspace.keys;
  try {
    const found = await listKeys(folder, now);
    if (found.length === 0) return [{ part: "keys-none", state: "remark" }];
    const usable = found.some(({ state }) => state === "valid");
    const examined: Examined[] = [];
    for (const { name, state, notAfter } of found) {
      const ending = state === "valid" && Date.parse(notAfter) - now.getTime() < soon;
      examined.push({
        part: "key",
        // An old key beside a good one is in nobody's way.
        state: state === "valid" ? (ending ? "remark" : "good") : usable ? "remark" : "bad",
        name,
        until: dateTime(officeTime(new Date(notAfter))),
        expiry: ending ? "soon" : state,
      });
      const path = join(folder, `${name}.p12`);
      if (await isOpenToOthers(path).catch(() => false))
        examined.push({ part: "key-permission", state: "bad", name, path });
    }
    return examined;
  } catch {
    return [{ part: "keys-unreadable", state: "bad", folder }];
  }
}

/** Whether so many free bytes are enough to work with; nothing where they could not be told. */
export function examineSpace(free: number | null): Examined[] {
  if (free === null) return [];
  const fine = free >= leastSpace;
  return [{ part: "space", state: fine ? "good" : "bad", free, needed: leastSpace, fine }];
}

/** The clock against the last entry of the log (RFC 3339, null: none), and the time zone against that of Việt Nam. */
export function examineClock(now: Date, last: string | null): Examined[] {
  const reason = judgeClock(now, last);
  const minutes = -now.getTimezoneOffset();
  const two = (value: number): string => String(value).padStart(2, "0");
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  const fine = minutes === 420;
  return [
    { part: "clock", state: reason === "fine" ? "good" : "bad", now: dateTime(officeTime(now)), reason },
    { part: "zone", state: fine ? "good" : "remark", offset, fine },
  ];
}

const timesNewRoman = /^times.*\.(?:ttf|ttc|otf)$/iu;

/** Whether the letters that papers are written in are there. */
export function examineFonts(fine: boolean): Examined {
  return { part: "fonts", state: fine ? "good" : "remark", fine };
}
