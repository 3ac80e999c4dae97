import { resolve } from "node:path";
import { readFirstLine } from "../fs/read-line.js";
import { Failure, Misuse } from "../model/failure.js";
import type { Context } from "./context.js";

/** The option of every command that unlocks a key: `.option(passphraseOption, word("--passphrase-fd"))`. */
export const passphraseOption = "--passphrase-fd <number>";

export interface PassphraseOptions {
  passphraseFd?: string;
}

/**
 * The passphrase of a key: from `--passphrase-fd`, from the file that BANGIAO_PASSPHRASE_FILE names, or asked for without
 * showing it. Never from the command line, which other users of the computer can read. Throws `passphrase-missing`.
 */
export async function readPassphrase(
  context: Context,
  options: PassphraseOptions,
  name: string,
  kept: "file" | "token" | "package" = "file",
): Promise<string> {
  const given = await givenPassphrase(context, options, name);
  if (given !== null) return given;
  if (!context.ask.possible) throw new Failure("passphrase-missing", { name });
  const { ask, askPin, askPackage } = context.messages.signature.passphrase;
  const answer = await context.ask.secret({ file: ask, token: askPin, package: askPackage }[kept]({ name }));
  if (answer === "") throw new Failure("passphrase-missing", { name });
  return answer;
}

/** The passphrase for a new key or package, typed twice where a person types it. Throws `passphrases-differ`, `passphrase-missing`. */
export async function readNewPassphrase(
  context: Context,
  options: PassphraseOptions,
  name: string,
  kept: "file" | "package" = "file",
): Promise<string> {
  const given = await givenPassphrase(context, options, name);
  if (given !== null) return given;
  if (!context.ask.possible) throw new Failure("passphrase-missing", { name });
  const { askNew, askNewPackage, askAgain } = context.messages.signature.passphrase;
  const ask = kept === "package" ? askNewPackage : askNew;
  const { leastPassphrase } = await import("../signing/index.js");
  const first = await context.ask.secret(ask({ name, least: leastPassphrase }));
  const second = await context.ask.secret(askAgain);
  if (first.normalize("NFC") !== second.normalize("NFC")) throw new Failure("passphrases-differ", {});
  return first;
}

async function givenPassphrase(
  context: Context,
  options: PassphraseOptions,
  name: string,
): Promise<string | null> {
  const { passphraseFd } = options;
  const file = context.env.BANGIAO_PASSPHRASE_FILE;
  if (passphraseFd === undefined && !file) return null;
  const line = await readFirstLine(
    passphraseFd === undefined ? resolve(context.cwd, file!) : descriptor(passphraseFd),
  );
  if (line === "") throw new Failure("passphrase-missing", { name });
  return line;
}

function descriptor(value: string): number {
  if (!/^\d{1,4}$/u.test(value)) {
    throw new Misuse("option-value-not-allowed", {
      option: "--passphrase-fd",
      value,
      allowed: ["0", "3", "4…"],
    });
  }
  return Number(value);
}
