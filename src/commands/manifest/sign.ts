import { resolve } from "node:path";
import type { Command } from "commander";
import { handoverToSign, signHandover } from "../../custody/index.js";
import { readWhole } from "../../fs/read-whole.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { signedReporters } from "../../report/manifest/index.js";
import { actorOf } from "../actor.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { officeTime } from "../office-time.js";
import { openSigner } from "../open-signer.js";
import { type PassphraseOptions, passphraseOption } from "../passphrase.js";

export interface ManifestSignOptions extends PassphraseOptions {
  key?: string;
  signature?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.manifest.commands.sign);
  command
    .argument("[id]", word("id"))
    .option("--key <name>", word("--key"))
    .option("--signature <file>", word("--signature"))
    .option(passphraseOption, word("--passphrase-fd"))
    .action(async (id: string | undefined, options: ManifestSignOptions) =>
      context.finish(await runManifestSign(id, options, context)),
    );
}

/** Largest signature file that is read; the check itself has its own limit. */
const largestSignature = 1 << 20;

async function readSignature(path: string): Promise<{ path: string; p7s: Uint8Array }> {
  return { path, p7s: await readWhole(path, largestSignature) };
}

/** Signs the list of a handover with the giver's key. */
export async function runManifestSign(
  id: string | undefined,
  options: ManifestSignOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, signedReporters);
  const store = await context.storeForChange("manifest sign");
  // Asked for a passphrase only once it is sure that there is something to sign.
  const handover = handoverToSign(store, id);
  const signer =
    options.signature === undefined
      ? await openSigner(context, options)
      : await readSignature(resolve(context.cwd, options.signature));
  const now = context.now();
  const signed = await signHandover(store, {
    id: handover.id,
    signer,
    now,
    at: officeTime(now),
    actor: actorOf(context),
    handovers: context.workspace().handovers,
  });
  context.print(report(signed, context.voice));
  return exitCodes.ok;
}
