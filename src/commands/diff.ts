import { open } from "node:fs/promises";
import type { Command } from "commander";
import {
  diffStreams,
  largestManifest,
  type ManifestHeader,
  type ManifestStream,
  type ReadManifestResult,
  readManifest,
  readManifestDossiers,
} from "../manifest/index.js";
import { describeFinding } from "../messages/describe.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure } from "../model/failure.js";
import type { Finding } from "../model/finding.js";
import { handoverManifestPath, openPackage } from "../package/index.js";
import { diffReporters, diffSheets } from "../report/diff/index.js";
import { words } from "./command.js";
import type { Context } from "./context.js";
import { chooseDelivery } from "./deliver.js";
import { findManifestPath } from "./manifest/find-manifest.js";
import { slotNames } from "./manifest/slot-names.js";

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

/** Compares two manifests, each a file, a package, an unpacked bag, or the id of a handover of this workspace. */
export async function runDiff(
  before: string,
  after: string,
  options: DiffOptions,
  context: Context,
): Promise<ExitCode> {
  const deliver = chooseDelivery(context, diffReporters, diffSheets, options.out);
  const [left, right] = [await listAt(before, context), await listAt(after, context)];
  const result = await diffStreams(left, right);
  for (const [name, { findings }] of [[before, left] as const, [after, right] as const]) {
    if (findings[0]) throw notComparable(name, findings[0], context);
  }
  const path = await deliver({ ...result, slotNames: await slotNames(context) });
  if (path !== null) context.tell(context.messages.manifest.diff.written({ path }));
  return result.same ? exitCodes.ok : exitCodes.negative;
}

type ReadableList = ManifestStream & { header: ManifestHeader };

/** A list ready to be walked once; its findings are complete only after that, and then it is no list if there are any. */
async function listAt(named: string, context: Context): Promise<ReadableList> {
  const path = await findManifestPath(context, named);
  const stream = (await isPlainList(path))
    ? await readManifestDossiers(path)
    : asStream(readManifest(await inPackage(path, context), named));
  if (stream.header) return { ...stream, header: stream.header };
  // Without a head nothing follows: what is wrong is known once the rest was passed over.
  for await (const _ of stream.dossiers);
  throw notComparable(named, stream.findings[0]!, context);
}

function asStream({ manifest, findings }: ReadManifestResult): ManifestStream {
  async function* dossiers() {
    yield* manifest?.dossiers ?? [];
  }
  return { header: manifest, dossiers: dossiers(), findings };
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
