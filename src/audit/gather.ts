import { open } from "node:fs/promises";
import { join } from "node:path";
import { type LogCheck, verifyLogEntries } from "../custody/index.js";
import { readWhole } from "../fs/read-whole.js";
import { walk } from "../fs/walk.js";
import {
  type Act,
  type ActFile,
  largestAct,
  largestReceipt,
  type Receipt,
  readAct,
  readReceipt,
} from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import type { Job } from "../model/progress.js";
import { encryptedEnding, isEncrypted } from "../package/index.js";
import type { AuditedLog } from "./audit-result.js";
import { type Gap, gap } from "./gaps.js";

/** A list somewhere below the audited folder. */
export interface FoundList {
  /** Path below the folder. */
  path: string;
  inPackage: boolean;
}

/** A receipt that was read; its signature lies beside it. */
export interface FoundReceipt {
  path: string;
  receipt: Receipt;
  bytes: Uint8Array;
  p7s: Uint8Array | null;
}

/** An act that lies by itself and was read. */
export interface FoundAct extends ActFile {
  act: Act;
}

/** Everything an audit goes by. Receipts are kept, manifests only named: they are read one at a time. */
export interface Gathered {
  lists: FoundList[];
  receipts: FoundReceipt[];
  acts: FoundAct[];
  logs: AuditedLog[];
  gaps: Gap[];
}

/** How the names of files end that are looked into. */
const endings = [".zip", ".json", encryptedEnding];

/** Largest exported log that is read. */
const largestLog = 64 * 1024 * 1024;

/** Walks a folder and tells packages, manifests, receipts and exported logs from everything else by their content. */
export async function gather(folder: string, job: Job = {}): Promise<Gathered> {
  const found: Gathered = { lists: [], receipts: [], acts: [], logs: [], gaps: [] };
  const seen = new Set<string>();
  for await (const entry of walk(folder, job)) {
    if (entry.kind !== "file") continue;
    const { path, size } = entry;
    if (!endings.some((ending) => path.toLowerCase().endsWith(ending)) || size === 0) continue;
    job.onProgress?.({ stage: "walking", done: found.lists.length + found.receipts.length, item: path });
    const full = join(folder, ...path.split("/"));
    const beginning = await firstBytes(full);
    if (await isEncrypted(full)) found.gaps.push(gap("package-locked", { file: path }));
    else if (beginning.startsWith("PK")) found.lists.push({ path, inPackage: true });
    else if (beginning.includes('"bangiao-manifest/')) found.lists.push({ path, inPackage: false });
    else if (beginning.includes('"bangiao-receipt/')) {
      const bytes = await readWhole(full, largestReceipt).catch(none);
      const { receipt, findings } = bytes ? readReceipt(bytes, path) : { receipt: null, findings: [] };
      if (!receipt || !bytes) {
        found.gaps.push(gap("list-unreadable", { file: path, detail: findings[0]?.code ?? null }));
        continue;
      }
      const p7s = await readWhole(`${full}.p7s`, 1 << 20).catch(none);
      // The same receipt lies with the giver and with the receiver.
      const key = `${receipt.handover.uuid} ${receipt.nonce} ${p7s === null}`;
      if (!seen.has(key)) found.receipts.push({ path, receipt, bytes, p7s });
      seen.add(key);
    } else if (beginning.includes('"bangiao-act/')) {
      const bytes = await readWhole(full, largestAct).catch(none);
      const { act, findings } = bytes ? readAct(bytes, path) : { act: null, findings: [] };
      if (act && bytes) {
        const p7s = await readWhole(`${full}.p7s`, 1 << 20).catch(none);
        found.acts.push({ file: path, bytes, p7s, act });
      } else found.gaps.push(gap("act-wrong", { file: path, detail: findings[0]?.code ?? null }));
    } else if (beginning.includes('"bangiao-log-chain/')) {
      const { whole, entries, broken, last } = await checkedLog(full);
      found.logs.push({ file: path, entries, whole, last });
      if (!whole) found.gaps.push(gap("log-broken", { file: path, detail: String(broken ?? 0) }));
    }
  }
  return found;
}

async function firstBytes(path: string): Promise<string> {
  const handle = await open(path, "r").catch(none);
  if (!handle) return "";
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Whether an exported log is whole; one that cannot be read as a log is not. */
async function checkedLog(path: string): Promise<LogCheck> {
  try {
    const text = Buffer.from(await readWhole(path, largestLog)).toString("utf8");
    const { entries } = JSON.parse(text) as { entries: Parameters<typeof verifyLogEntries>[0] };
    return verifyLogEntries(entries);
  } catch (error) {
    if (error instanceof Failure || error instanceof SyntaxError || error instanceof TypeError)
      return { whole: false, entries: 0, broken: 0, last: null, known: null };
    throw error;
  }
}

/** What cannot be read is none; why, whoever is told of it finds out by opening it. */
export function none(error: unknown): null {
  if (error instanceof Failure || (error as NodeJS.ErrnoException).code !== undefined) return null;
  throw error;
}
