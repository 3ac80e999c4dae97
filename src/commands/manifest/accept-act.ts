import { resolve } from "node:path";
import type { Command } from "commander";
import { fileAct } from "../../custody/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { officeTime } from "../../model/vietnam-time.js";
import { filedActReporters } from "../../report/manifest/acts.js";
import { loadTrust } from "../../signing/index.js";
import { actorOf } from "../actor.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { type AcceptReceiptOptions, readFingerprint } from "./accept-receipt.js";

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.manifest.commands.acceptAct);
  command
    .argument("<act>", word("act"))
    .option("--fingerprint <digits>", word("--fingerprint"))
    .option("--require-revocation", context.messages.signature.requireRevocation)
    .action(async (path: string, options: AcceptReceiptOptions) =>
      context.finish(await runAcceptAct(path, options, context)),
    );
}

/** Checks an act that came from elsewhere, and files it when all is right. */
export async function runAcceptAct(
  path: string,
  options: AcceptReceiptOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, filedActReporters);
  const fingerprint = readFingerprint(options.fingerprint);
  const store = await context.storeForChange("manifest accept-act");
  const { trust, handovers } = context.workspace();
  const now = context.now();
  const result = await fileAct(store, {
    path: resolve(context.cwd, path),
    trust: { ...(await loadTrust(trust)), requireRevocation: options.requireRevocation ?? false },
    ...{ fingerprint, now, at: officeTime(now), actor: actorOf(context), handovers },
  });
  context.print(report({ ...result, path }, context.voice));
  return result.filed ? exitCodes.ok : exitCodes.negative;
}
