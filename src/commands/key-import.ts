import { basename, extname, resolve } from "node:path";
import { Option } from "commander";
import { writeWhole } from "../fs/write-whole.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Misuse } from "../model/failure.js";
import { keyImportReporters, keyRequestReporters } from "../report/key/index.js";
import {
  addCommandKey,
  addTokenKey,
  importCertificate,
  importKey,
  isCertificateFile,
  keyForCertificate,
  keyPlace,
  type NamedKey,
  requestCertificate,
} from "../signing/index.js";
import { type CommandModule, words } from "./command.js";
import { type Context, printResult } from "./context.js";
import { recordInLog } from "./log/record.js";
import { type PassphraseOptions, passphraseOption, readPassphrase } from "./passphrase.js";

export interface KeyImportOptions extends PassphraseOptions {
  name?: string;
  command?: string;
  argument: string[];
  rsa: "rsa" | "rsa-pss";
  token?: string;
  tokenLabel?: string;
}

export const keyImport: CommandModule = {
  declare(command, context) {
    const word = words(context.messages.signature.commands.keyImport);
    const collect = (value: string, before: string[]): string[] => [...before, value];
    command
      .argument("[file]", word("file"))
      .option("--name <name>", word("--name"))
      .option("--command <program>", word("--command"))
      .option("--argument <word>", word("--argument"), collect, [])
      .addOption(
        new Option("--rsa <rsa|rsa-pss>", word("--rsa")).choices(["rsa", "rsa-pss"]).default("rsa-pss"),
      )
      .option("--token <library>", word("--token"))
      .option("--token-label <label>", word("--token-label"))
      .option(passphraseOption, word("--passphrase-fd"))
      .action(async (file: string | undefined, options: KeyImportOptions) =>
        context.finish(await runKeyImport(file, options, context)),
      );
  },
};

/** Takes a key over, or makes one known that stays where it is, or gives a key the certificate issued for it. */
export async function runKeyImport(
  file: string | undefined,
  options: KeyImportOptions,
  context: Context,
): Promise<ExitCode> {
  const path = file === undefined ? null : resolve(context.cwd, file);
  const key = await imported(path, options, context);
  const store = await context.storeForChange("key import");
  recordInLog(context, store, "key-imported", { key: key.name, fingerprint: key.fingerprint });
  printResult(context, keyImportReporters, { key });
  return exitCodes.ok;
}

async function imported(path: string | null, options: KeyImportOptions, context: Context): Promise<NamedKey> {
  const { keys } = context.workspace();
  const now = context.now();
  const { token, tokenLabel, command } = options;
  const name = options.name ?? (path === null ? undefined : basename(path, extname(path)));
  if (token !== undefined) {
    const missing = [...(tokenLabel ? [] : ["--token-label"]), ...(name ? [] : ["--name"])];
    if (missing.length > 0) throw new Misuse("options-missing", { options: missing });
    await context.storeForChange("key import");
    return addTokenKey(
      keys,
      { name: name!, library: resolve(context.cwd, token), token: tokenLabel!, path },
      now,
    );
  }
  if (path === null) throw new Misuse("argument-missing", { argument: "file" });
  if (command !== undefined) {
    await context.storeForChange("key import");
    const whole = [command, ...options.argument];
    return addCommandKey(keys, { name: name!, path, command: whole, rsa: options.rsa }, now);
  }
  if (await isCertificateFile(path)) {
    const known = await keyForCertificate(keys, path);
    const passphrase = await readPassphrase(context, options, known);
    await context.storeForChange("key import");
    return importCertificate(keys, { name: known, path, passphrase }, now);
  }
  const passphrase = await readPassphrase(context, options, name!);
  await context.storeForChange("key import");
  return importKey(keys, { name: name!, path, passphrase }, now);
}

export interface KeyRequestOptions extends PassphraseOptions {
  out?: string;
}

export const keyRequest: CommandModule = {
  declare(command, context) {
    const word = words(context.messages.signature.commands.keyRequest);
    command
      .argument("<name>", word("name"))
      .option("--out <file>", word("--out"))
      .option(passphraseOption, word("--passphrase-fd"))
      .action(async (name: string, options: KeyRequestOptions) =>
        context.finish(await runKeyRequest(name, options, context)),
      );
  },
};

/** Writes a request for a certificate over a key to a file, or prints it. */
export async function runKeyRequest(
  name: string,
  options: KeyRequestOptions,
  context: Context,
): Promise<ExitCode> {
  const { keys } = context.workspace();
  const known = await keyPlace(keys, name);
  const secret =
    known.kept === "command" ? "" : await readPassphrase(context, options, known.name, known.kept);
  const pem = await requestCertificate(keys, known.name, secret);
  const file = options.out === undefined ? null : resolve(context.cwd, options.out);
  if (file !== null) await writeWhole(file, pem);
  printResult(context, keyRequestReporters, { name: known.name, file, pem });
  return exitCodes.ok;
}
