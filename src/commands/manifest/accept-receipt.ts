import { resolve } from "node:path";
import type { Command } from "commander";
import { acceptReceipt } from "../../custody/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Misuse } from "../../model/failure.js";
import { parseFingerprint } from "../../model/fingerprint.js";
import { acceptedReporters } from "../../report/manifest/index.js";
import { loadTrust } from "../../signing/index.js";
import { actorOf } from "../actor.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { officeTime } from "../office-time.js";

export interface AcceptReceiptOptions {
  fingerprint?: string;
  requireRevocation?: boolean;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.manifest.commands.acceptReceipt);
  command
    .argument("<receipt>", word("receipt"))
    .option("--fingerprint <digits>", word("--fingerprint"))
    .option("--require-revocation", context.messages.signature.requireRevocation)
    .action(async (path: string, options: AcceptReceiptOptions) =>
      context.finish(await runAcceptReceipt(path, options, context)),
    );
}

/** Checks the receipt that came back against what was sent, and files it when all is right. */
export async function runAcceptReceipt(
  path: string,
  options: AcceptReceiptOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, acceptedReporters);
  const fingerprint = readFingerprint(options.fingerprint);
  const store = await context.storeForChange("manifest accept-receipt");
  const workspace = context.workspace();
  const now = context.now();
  const result = await acceptReceipt(store, {
    path: resolve(context.cwd, path),
    trust: {
      ...(await loadTrust(workspace.trust)),
      requireRevocation: options.requireRevocation ?? false,
    },
    fingerprint,
    now,
    at: officeTime(now),
    actor: actorOf(context),
    handovers: workspace.handovers,
  });
  context.print(report(result, context.voice));
  return result.filed ? exitCodes.ok : exitCodes.negative;
}

/** A fingerprint as typed from paper; null when none was given. Throws `fingerprint-malformed`. */
export function readFingerprint(given: string | undefined): string | null {
  if (given === undefined) return null;
  const fingerprint = parseFingerprint(given);
  if (fingerprint === null) throw new Misuse("fingerprint-malformed", { given });
  return fingerprint;
}
