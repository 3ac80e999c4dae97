import { hash } from "node:crypto";
import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import {
  compareReceipt,
  diffStreams,
  isReceiptFile,
  largestManifest,
  largestReceipt,
  type ManifestHeader,
  type ManifestStream,
  type Receipt,
  readManifest,
  readManifestDossiers,
  readReceipt,
} from "../manifest/index.js";
import { describeFinding } from "../messages/describe.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure } from "../model/failure.js";
import type { Finding } from "../model/finding.js";
import { handoverManifestPath, openPackage } from "../package/index.js";
import { diffReporters, diffSheets, receiptDiffReporters, receiptDiffSheets } from "../report/diff/index.js";
import { words } from "./command.js";
import type { Context } from "./context.js";
import { chooseDelivery } from "./deliver.js";
import { findManifestPath } from "./manifest/find-manifest.js";
import { slotNames } from "./manifest/slot-names.js";
import { workspaceIn } from "./workspace.js";

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
 * Compares two manifests, each a file, a package, an unpacked bag, or the id of a handover of this workspace; or a receipt
 * with one of these, on whichever side the receipt stands.
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
  const [left, right] = [await listAt(before, context), await listAt(after, context)];
  const result = await diffStreams(left, right);
  for (const [name, list] of [[before, left] as const, [after, right] as const]) sound(list, name, context);
  told(await deliver({ ...result, slotNames: await slotNames(context) }), context);
  return result.same ? exitCodes.ok : exitCodes.negative;
}

async function holdAgainst(
  receipt: Receipt,
  named: string,
  options: DiffOptions,
  context: Context,
): Promise<ExitCode> {
  const deliver = chooseDelivery(context, receiptDiffReporters, receiptDiffSheets, options.out);
  const list = await listAt(named, context);
  const result = await compareReceipt(receipt, list);
  sound(list, named, context);
  told(await deliver(result), context);
  return result.allAccepted ? exitCodes.ok : exitCodes.negative;
}

function sound({ findings }: ReadableList, named: string, context: Context): void {
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

type ReadableList = ManifestStream & { header: ManifestHeader };

/** A list ready to be walked once; its findings are complete only after that, and then it is no list if there are any. */
async function listAt(named: string, context: Context): Promise<ReadableList> {
  const path = await findManifestPath(context, named);
  if (existsSync(workspaceIn(path).database)) {
    const reason = context.messages.manifest.diff.workspaceFolder;
    throw new Failure("comparison-not-possible", { path: named, reason });
  }
  const stream = (await isPlainList(path))
    ? await readManifestDossiers(path)
    : asStream(await inPackage(path, context), named);
  if (stream.header) return { ...stream, header: stream.header };
  // Without a head nothing follows: what is wrong is known once the rest was passed over.
  for await (const _ of stream.dossiers);
  throw notComparable(named, stream.findings[0]!, context);
}

function asStream(bytes: Buffer, named: string): ManifestStream {
  const { manifest, findings } = readManifest(bytes, named);
  async function* dossiers() {
    yield* manifest?.dossiers ?? [];
  }
  const digest = () => ({ sha256: hash("sha256", bytes), size: bytes.length });
  return { header: manifest, dossiers: dossiers(), findings, digest };
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

async function inPackage(path: string, context: Context): Promise<Buffer> {
  const opened = await openPackage(path);
  try {
    const bytes = await opened?.readSmall(handoverManifestPath, largestManifest);
    if (bytes) return bytes;
  } finally {
    await opened?.close();
  }
  throw new Failure("comparison-not-possible", { path, reason: context.messages.manifest.diff.noManifest });
}
