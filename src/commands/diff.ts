import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { inventoryAsList } from "../custody/index.js";
import {
  type ComparedList,
  compareReceipt,
  diffStreams,
  isReceiptFile,
  largestReceipt,
  type ManifestHeader,
  type ManifestStream,
  type Receipt,
  readManifestDossiers,
  readReceipt,
} from "../manifest/index.js";
import { describeFinding } from "../messages/describe.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure } from "../model/failure.js";
import type { Finding } from "../model/finding.js";
import { officeTime } from "../model/vietnam-time.js";
import { handoverManifestPath, type OpenPackage, openPackage } from "../package/index.js";
import { diffReporters, diffSheets, receiptDiffReporters, receiptDiffSheets } from "../report/diff/index.js";
import { officeShelf } from "./check.js";
import { words } from "./command.js";
import { type Context, ownUnit } from "./context.js";
import { chooseDelivery } from "./deliver.js";
import { findManifestPath } from "./manifest/find-manifest.js";
import { slotNames } from "./manifest/slot-names.js";
import { type Workspace, workspaceIn } from "./workspace.js";

export interface DiffOptions {
  out?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.manifest.commands.diff);
  command
    .argument("<before>", word("before"))
    .argument("<after>", word("after"))
    .option("--out <file>", word("--out"))
    .action(async (before: string, after: string, options: DiffOptions) =>
      context.finish(await runDiff(before, after, options, context)),
    );
}

/**
 * Compares two of these: a manifest, a package, an unpacked bag, the id of a handover of this workspace, the inventory of a
 * workspace; or a receipt with one of these (a workspace then gives the list that the receipt answers), on whichever side
 * it stands.
 */
export async function runDiff(
  before: string,
  after: string,
  options: DiffOptions,
  context: Context,
): Promise<ExitCode> {
  const receipts = [await receiptAt(before, context), await receiptAt(after, context)];
  const receipt = receipts[0] ?? receipts[1];
  if (receipts[0] && receipts[1]) {
    const reason = context.messages.manifest.diff.twoReceipts;
    throw new Failure("comparison-not-possible", { path: after, reason });
  }
  if (receipt) return holdAgainst(receipt, receipts[0] ? after : before, options, context);
  const deliver = chooseDelivery(context, diffReporters, diffSheets, options.out);
  const sides: ReadableSide[] = [];
  try {
    for (const named of [before, after]) {
      sides.push((await inventoryAt(named, context)) ?? (await listAt(named, context)));
    }
    const [left, right] = sides as [ReadableSide, ReadableSide];
    const { openSpool } = await import("../store/index.js");
    const result = await diffStreams(left, right, openSpool);
    sound(left, before, context);
    sound(right, after, context);
    told(await deliver({ ...result, slotNames: await slotNames(context) }), context);
    return result.same ? exitCodes.ok : exitCodes.negative;
  } finally {
    for (const { close } of sides) await close();
  }
}

async function holdAgainst(
  receipt: Receipt,
  named: string,
  options: DiffOptions,
  context: Context,
): Promise<ExitCode> {
  const deliver = chooseDelivery(context, receiptDiffReporters, receiptDiffSheets, options.out);
  const list = await listAt(keptList(receipt, named, context) ?? named, context);
  try {
    const result = await compareReceipt(receipt, { ...list, header: list.head });
    sound(list, named, context);
    told(await deliver(result), context);
    return result.allAccepted ? exitCodes.ok : exitCodes.negative;
  } finally {
    await list.close();
  }
}

/** The list that a receipt answers, where what was named is the workspace that keeps it; null where it is no workspace. */
function keptList(receipt: Receipt, named: string, context: Context): string | null {
  const workspace = workspaceAt(named, context);
  if (!workspace) return null;
  const { id } = receipt.handover;
  const path = join(workspace.handovers, id, "manifest.json");
  if (existsSync(path)) return path;
  const reason = context.messages.manifest.diff.handoverUnknown({ id });
  throw new Failure("comparison-not-possible", { path: named, reason });
}

function sound({ findings }: Pick<ReadableSide, "findings">, named: string, context: Context): void {
  if (findings[0]) throw notComparable(named, findings[0], context);
}

function told(path: string | null, context: Context): void {
  if (path !== null) context.tell(context.messages.manifest.diff.written({ path }));
}

/** The receipt at a path; null when what is there is none, and a broken one is told at once. */
async function receiptAt(named: string, context: Context): Promise<Receipt | null> {
  const path = resolve(context.cwd, named);
  const handle = await open(path, "r").catch(() => null);
  if (!handle) return null;
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) return null;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(200), 0, 200, 0);
    if (!isReceiptFile(buffer.subarray(0, bytesRead))) return null;
    // A byte more than is allowed, so that reading says so and memory stays bounded.
    const bytes = Buffer.alloc(Math.min(stat.size, largestReceipt + 1));
    const read = await handle.read(bytes, 0, bytes.length, 0);
    const { receipt, findings } = readReceipt(bytes.subarray(0, read.bytesRead), named);
    if (!receipt) throw notComparable(named, findings[0]!, context);
    return receipt;
  } finally {
    await handle.close();
  }
}

/** A side ready to be walked once; its findings are complete only after that, and then it is no list if there are any. */
interface ReadableSide extends ComparedList {
  findings: readonly Finding[];
  close: () => Promise<void>;
}

type ReadableList = ReadableSide & { head: ManifestHeader } & Pick<ManifestStream, "digest">;

/** The workspace that a folder is, or the folder `.bangiao` in it; null where it is none. */
function workspaceAt(named: string, context: Context): Workspace | null {
  const path = resolve(context.cwd, named);
  if (!existsSync(path)) return null;
  for (const folder of [path, ...(basename(path) === ".bangiao" ? [dirname(path)] : [])]) {
    if (existsSync(workspaceIn(folder).database)) return workspaceIn(folder);
  }
  return null;
}

/** What stands in the inventory of the workspace that a folder is; null where it is none. */
async function inventoryAt(named: string, context: Context): Promise<ReadableSide | null> {
  const workspace = workspaceAt(named, context);
  if (!workspace) return null;
  const { openStore } = await import("../store/index.js");
  const store = openStore(workspace.database);
  try {
    const shelf = await officeShelf(store, context, [], workspace.folder);
    const as = { unit: ownUnit(store), now: officeTime(context.now()) };
    const side = inventoryAsList(store, shelf, as, context.job());
    const close = async (): Promise<void> => {
      await side.dossiers.return(undefined);
      store.close();
    };
    return { ...side, findings: [], close };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function listAt(named: string, context: Context): Promise<ReadableList> {
  const path = await findManifestPath(context, named);
  const opened = (await isPlainList(path)) ? path : await openPackage(path);
  const close = async (): Promise<void> => (typeof opened === "string" ? undefined : opened?.close());
  try {
    const stream = await readManifestDossiers(bytesIn(opened, named, context), named);
    const { header, dossiers, findings, digest } = stream;
    if (header) return { head: header, dossiers, findings, digest, close };
    // Without a head nothing follows: what is wrong is known once the rest was passed over.
    for await (const _ of dossiers);
    throw notComparable(named, findings[0]!, context);
  } catch (error) {
    await close();
    throw error;
  }
}

function notComparable(path: string, finding: Finding, context: Context): Failure {
  return new Failure("comparison-not-possible", {
    path,
    reason: describeFinding(finding, context.messages),
  });
}

/** A list begins with a brace, or a byte order mark and a brace; an archive does not, and a folder is none. */
async function isPlainList(path: string): Promise<boolean> {
  const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new Failure("file-not-found", { path }, { cause: error });
    return null;
  });
  if (!handle) return false;
  try {
    if (!(await handle.stat()).isFile()) return false;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return !(bytesRead === 2 && buffer.toString("latin1") === "PK");
  } finally {
    await handle.close();
  }
}

/** The list itself: the path of its file, or its bytes in a package. */
function bytesIn(
  opened: string | OpenPackage | null,
  path: string,
  context: Context,
): string | AsyncIterable<Buffer> {
  if (typeof opened === "string") return opened;
  if (opened?.paths().includes(handoverManifestPath)) return opened.readEntry(handoverManifestPath);
  const reason = context.messages.manifest.diff.noManifest;
  throw new Failure("comparison-not-possible", { path, reason });
}
