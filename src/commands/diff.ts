import { open } from "node:fs/promises";
import type { Command } from "commander";
import { readWhole } from "../fs/read-whole.js";
import { diffManifests, largestManifest, type Manifest, readManifest } from "../manifest/index.js";
import { describeFinding } from "../messages/describe.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure } from "../model/failure.js";
import { handoverManifestPath, openPackage } from "../package/index.js";
import { diffReporters } from "../report/diff/index.js";
import { words } from "./command.js";
import { type Context, chosenReporter } from "./context.js";
import { findManifestPath } from "./manifest/find-manifest.js";
import { slotNames } from "./manifest/slot-names.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.manifest.commands.diff);
  command
    .argument("<before>", word("before"))
    .argument("<after>", word("after"))
    .action(async (before: string, after: string) => context.finish(await runDiff(before, after, context)));
}

/** Compares two manifests, each a file, a package, an unpacked bag, or the id of a handover of this workspace. */
export async function runDiff(before: string, after: string, context: Context): Promise<ExitCode> {
  const report = chosenReporter(context, diffReporters);
  const result = diffManifests(await manifestAt(before, context), await manifestAt(after, context));
  context.print(report({ ...result, slotNames: await slotNames(context) }, context.voice));
  return result.same ? exitCodes.ok : exitCodes.negative;
}

async function manifestAt(named: string, context: Context): Promise<Manifest> {
  const path = await findManifestPath(context, named);
  const bytes = (await isPlainList(path))
    ? await readWhole(path, largestManifest)
    : await inPackage(path, context);
  const { manifest, findings } = readManifest(bytes, named);
  if (manifest) return manifest;
  const reason = describeFinding(findings[0]!, context.messages);
  throw new Failure("comparison-not-possible", { path: named, reason });
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
