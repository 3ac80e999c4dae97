import { resolve } from "node:path";
import { writeWhole } from "../fs/write-whole.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Misuse } from "../model/failure.js";
import { keyExportReporters, keyListReporters, keyReporters } from "../report/key/index.js";
import { createKey, exportCertificate, listKeys } from "../signing/index.js";
import { type CommandModule, words } from "./command.js";
import { type Context, ownUnit, printResult } from "./context.js";
import { recordInLog } from "./log/record.js";
import { type PassphraseOptions, passphraseOption, readNewPassphrase } from "./passphrase.js";

export interface KeyCreateOptions extends PassphraseOptions {
  commonName?: string;
  organisation?: string;
  years?: string;
  rsa?: boolean;
}

export const keyCreate: CommandModule = {
  declare(command, context) {
    const word = words(context.messages.signature.commands.keyCreate);
    command
      .argument("<name>", word("name"))
      .option("--common-name <name>", word("--common-name"))
      .option("--organisation <name>", word("--organisation"))
      .option("--years <number>", word("--years"), "10")
      .option("--rsa", word("--rsa"))
      .option(passphraseOption, word("--passphrase-fd"))
      .action(async (name: string, options: KeyCreateOptions) =>
        context.finish(await runKeyCreate(name, options, context)),
      );
  },
};

/** Makes a signing key of the workspace's unit. */
export async function runKeyCreate(
  name: string,
  options: KeyCreateOptions,
  context: Context,
): Promise<ExitCode> {
  const years = readYears(options.years ?? "10");
  const unit = ownUnit(await context.store());
  const commonName = options.commonName ?? unit.committee ?? unit.name;
  const organisation = options.organisation ?? unit.organisation ?? undefined;
  const passphrase = await readNewPassphrase(context, options, name);
  const { keys } = context.workspace();
  // Locked only now: nobody has to wait for a person at a prompt.
  const store = await context.storeForChange("key create");
  const kind = options.rsa ? "rsa-3072" : "p-256";
  const key = await createKey(
    keys,
    { name, commonName, organisation, passphrase, years, kind },
    context.now(),
  );
  recordInLog(context, store, "key-created", { key: name, fingerprint: key.fingerprint });
  printResult(context, keyReporters, { key });
  return exitCodes.ok;
}

function readYears(value: string): number {
  const years = Number(value);
  if (!Number.isInteger(years) || years < 1 || years > 30) {
    throw new Misuse("option-value-not-allowed", { option: "--years", value, allowed: ["1–30"] });
  }
  return years;
}

export const keyList: CommandModule = {
  declare(command, context) {
    command.action(async () => context.finish(await runKeyList(context)));
  },
};

/** Lists the workspace's keys. */
export async function runKeyList(context: Context): Promise<ExitCode> {
  const known = await listKeys(context.workspace().keys, context.now());
  const { handovers } = await context.store();
  const acts = handovers.all().flatMap(({ id }) => handovers.acts(id).map((act) => ({ id, act })));
  const keys = known.map((key) => ({
    ...key,
    usedIn: acts.filter(({ act }) => act.fingerprint === key.fingerprint).map(({ id }) => id),
  }));
  printResult(context, keyListReporters, { keys });
  return exitCodes.ok;
}

export interface KeyExportOptions {
  public?: boolean;
  out?: string;
}

export const keyExport: CommandModule = {
  declare(command, context) {
    const word = words(context.messages.signature.commands.keyExport);
    command
      .argument("<name>", word("name"))
      .option("--public", word("--public"))
      .option("--out <file>", word("--out"))
      .action(async (name: string, options: KeyExportOptions) =>
        context.finish(await runKeyExport(name, options, context)),
      );
  },
};

/** Writes the public certificate of a key to a file, or prints it. */
export async function runKeyExport(
  name: string,
  options: KeyExportOptions,
  context: Context,
): Promise<ExitCode> {
  const { key, pem } = await exportCertificate(context.workspace().keys, name, context.now());
  const file = options.out === undefined ? null : resolve(context.cwd, options.out);
  if (file !== null) await writeWhole(file, pem);
  printResult(context, keyExportReporters, { key, file, pem });
  return exitCodes.ok;
}
