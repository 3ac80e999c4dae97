import { existsSync } from "node:fs";
import type { Command } from "commander";
import { sha256Hex } from "../../crypto/digest.js";
import { readWhole } from "../../fs/read-whole.js";
import { largestManifest, readManifest } from "../../manifest/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { findingLines } from "../../report/finding-lines.js";
import { showReporters } from "../../report/manifest/index.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { findManifestPath } from "./find-manifest.js";
import { slotNames } from "./slot-names.js";

export interface ManifestShowOptions {
  full?: boolean;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.manifest.commands.show);
  command
    .argument("[manifest]", word("manifest"))
    .option("--full", word("--full"))
    .action(async (named: string | undefined, options: ManifestShowOptions) =>
      context.finish(await runManifestShow(named, options, context)),
    );
}

/** Shows a manifest; one that is not right is not shown, but what is wrong with it. */
export async function runManifestShow(
  named: string | undefined,
  options: ManifestShowOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, showReporters);
  const path = await findManifestPath(context, named);
  const bytes = await readWhole(path, largestManifest);
  const { manifest, findings } = readManifest(bytes, path);
  if (!manifest) {
    context.tell(findings.flatMap((one) => findingLines(one, context.voice)).join("\n"));
    return exitCodes.negative;
  }
  const signed = existsSync(`${path}.p7s`);
  const sha256 = sha256Hex(bytes);
  const store = context.workspaceIfAny() ? await context.store() : null;
  const acts = store?.handovers.acts(manifest.id) ?? [];
  const act = acts.find((one) => one.kind === "manifest" && one.sha256 === sha256);
  const view = {
    manifest,
    sha256,
    signed,
    signedBy: signed ? (act?.signer ?? null) : null,
    full: options.full ?? false,
    slotNames: await slotNames(context),
  };
  context.print(report(view, context.voice));
  return exitCodes.ok;
}
