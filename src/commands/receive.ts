import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import {
  type Answer,
  BegunAnswers,
  readAnswers,
  readPackedManifest,
  receivePackage,
} from "../custody/index.js";
import { writeWhole } from "../fs/write-whole.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure, Misuse } from "../model/failure.js";
import { cleanText } from "../model/names.js";
import { officeTime } from "../model/vietnam-time.js";
import { verifyPackage } from "../package/index.js";
import { shellWord } from "../report/check/next-steps.js";
import { harmless } from "../report/plain-text.js";
import { answerTemplate, receiveReporters, templateReporters } from "../report/receive/index.js";
import { type TypedCommand, verificationReportersFor } from "../report/verification/index.js";
import { loadTrust } from "../signing/index.js";
import { actorOf } from "./actor.js";
import { askAnswers } from "./ask-answers.js";
import { words } from "./command.js";
import { type Context, chosenReporter, ownUnit } from "./context.js";
import { withPackages } from "./encrypted.js";
import { readFingerprint } from "./manifest/accept-receipt.js";
import { openSigner } from "./open-signer.js";
import { type PassphraseOptions, passphraseOption } from "./passphrase.js";
import { asGiven } from "./verify.js";

export interface ReceiveOptions extends PassphraseOptions {
  acceptAll?: boolean;
  template?: string;
  answers?: string;
  replace?: boolean;
  key?: string;
  fingerprint?: string;
  identity?: string;
  requireRevocation?: boolean;
  person?: string;
  position?: string;
  out?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.custody.commands.receive);
  command
    .argument("<package...>", word("package"))
    .option("--accept-all", word("--accept-all"))
    .option("--template <file>", word("--template"))
    .option("--answers <file>", word("--answers"))
    .option("--replace", word("--replace"))
    .option("--key <name>", word("--key"))
    .option("--fingerprint <digits>", word("--fingerprint"))
    .option("--person <name>", word("--person"))
    .option("--require-revocation", context.messages.signature.requireRevocation)
    .option("--position <words>", word("--position"))
    .option("--out <folder>", word("--out"))
    .option("--identity <file>", context.messages.signature.encryption.options["--identity"])
    .option(passphraseOption, word("--passphrase-fd"))
    .action(async (paths: string[], options: ReceiveOptions) =>
      context.finish(await runReceive(paths, options, context)),
    );
}

/** Verifies a package, takes its dossiers in and signs the receipt; a package that does not verify changes nothing. */
export async function runReceive(
  paths: readonly string[],
  options: ReceiveOptions,
  context: Context,
): Promise<ExitCode> {
  const named = paths.map((path) => resolve(context.cwd, path));
  return withPackages(context, named, options.identity, (packages) =>
    receiveOpen(paths, packages, options, context),
  );
}

/** `packages` is where the packages lie, open, that were named by `paths`. */
async function receiveOpen(
  paths: readonly string[],
  packages: readonly string[],
  options: ReceiveOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, receiveReporters);
  const fingerprint = readFingerprint(options.fingerprint);
  const { template } = options;
  const ways = (["acceptAll", "answers", "template"] as const).filter((one) => options[one] !== undefined);
  if (ways.length > 1)
    throw new Misuse("options-conflict", { options: ["--accept-all", "--answers", "--template"] });
  const missing = [
    ...(ways.length > 0 || context.ask.possible ? [] : ["--accept-all"]),
    ...(options.key || template !== undefined ? [] : ["--key"]),
  ];
  if (missing.length > 0) throw new Misuse("options-missing", { options: missing });
  const store = await context.storeForChange("receive");
  const workspace = context.workspace();
  const now = context.now();
  const verification = await verifyPackage(packages, {
    trust: {
      ...(await loadTrust(workspace.trust)),
      requireRevocation: options.requireRevocation ?? false,
    },
    fingerprint,
    now,
    job: context.job(),
  });
  if (verification.verdict !== "valid") {
    context.tell(context.messages.custody.receive.notValid);
    const given = asGiven(verification, packages, paths);
    const reporters = verificationReportersFor(typedAgain(paths, options));
    context.print(chosenReporter(context, reporters)(given, context.voice));
    return exitCodes.negative;
  }
  const manifest = await readPackedManifest(packages, verification, now);
  if (template !== undefined) {
    const target = resolve(context.cwd, template);
    if (existsSync(target)) throw new Failure("file-exists", { path: target });
    await writeWhole(target, answerTemplate(manifest, context.voice));
    const written = { id: manifest.id, path: target, dossiers: manifest.dossiers.length };
    context.print(chosenReporter(context, templateReporters)(written, context.voice));
    return exitCodes.ok;
  }
  const begun = new BegunAnswers(workspace.begun, verification.manifest?.sha256 ?? manifest.uuid, manifest);
  let answer: Answer = "accept-all";
  if (options.answers !== undefined)
    answer = await readAnswers(resolve(context.cwd, options.answers), manifest);
  else if (!options.acceptAll) {
    const asked = await askAnswers(manifest, begun, context);
    if (asked === null) return exitCodes.interrupted;
    answer = asked;
  }
  const signer = await openSigner(context, options);
  const out = resolve(context.cwd, options.out ?? ".");
  await mkdir(out, { recursive: true });
  const result = await receivePackage(
    store,
    {
      path: packages,
      verification,
      receiver: { unit: ownUnit(store), person: text(options.person), position: text(options.position) },
      answer,
      replace: options.replace ?? false,
      signer,
      now,
      at: officeTime(now),
      actor: actorOf(context),
      tool: { name: "bangiao", version: context.version },
      handovers: workspace.handovers,
      received: workspace.received,
      out,
    },
    context.job(),
  );
  await begun.forget();
  context.print(report(result, context.voice));
  return exitCodes.ok;
}

function text(value: string | undefined): string | null {
  const clean = value === undefined ? "" : cleanText(value);
  return clean === "" ? null : clean;
}

/** The command as it was typed, without the fingerprint that is to be added. */
function typedAgain(paths: readonly string[], options: ReceiveOptions): TypedCommand {
  const flags = Object.entries(options).flatMap(([name, value]) => {
    if (name === "fingerprint" || value === undefined || value === false) return [];
    const flag = `--${name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
    return value === true ? [flag] : [`${flag} ${shellWord(String(value))}`];
  });
  return { start: ["bangiao receive", ...paths.map((path) => shellWord(harmless(path)))].join(" "), flags };
}
