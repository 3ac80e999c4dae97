import { resolve } from "node:path";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Misuse } from "../model/failure.js";
import {
  candidateText,
  listAddReporters,
  trustAddReporters,
  trustListReporters,
  trustRemoveReporters,
} from "../report/trust/index.js";
import {
  addRevocationList,
  addTrust,
  isRevocationList,
  loadTrust,
  needsConfirmation,
  readTrustCandidate,
  retireTrust,
  type TrustCandidate,
  type TrustConfirmation,
} from "../signing/index.js";
import { type CommandModule, words } from "./command.js";
import { type Context, printResult } from "./context.js";
import { recordInLog } from "./log/record.js";

export interface TrustAddOptions {
  fingerprint?: string;
  label?: string;
  group?: string;
  confirmedBy?: string;
  paper?: string;
  asAuthority?: boolean;
}

export const trustAdd: CommandModule = {
  declare(command, context) {
    const word = words(context.messages.signature.commands.trustAdd);
    command
      .argument("<file>", word("file"))
      .option("--fingerprint <digits>", word("--fingerprint"))
      .option("--label <text>", word("--label"))
      .option("--group <text>", word("--group"))
      .option("--confirmed-by <name>", word("--confirmed-by"))
      .option("--paper <text>", word("--paper"))
      .option("--as-authority", word("--as-authority"))
      .action(async (file: string, options: TrustAddOptions) =>
        context.finish(await runTrustAdd(file, options, context)),
      );
  },
};

/** Trusts a certificate whose fingerprint somebody has compared with one that came on paper. */
export async function runTrustAdd(
  file: string,
  options: TrustAddOptions,
  context: Context,
): Promise<ExitCode> {
  const { trust } = context.workspace();
  const path = resolve(context.cwd, file);
  if (await isRevocationList(path)) {
    const store = await context.storeForChange("trust add");
    const added = await addRevocationList(trust, path, context.now());
    recordInLog(context, store, "revocation-list-added", {});
    printResult(context, listAddReporters, added);
    return exitCodes.ok;
  }
  const candidate = await readTrustCandidate(path);
  const { fingerprint } = options;
  const needed = needsConfirmation(candidate, options);
  if (needed && fingerprint === undefined && !context.ask.possible) {
    throw new Misuse("options-missing", { options: ["--fingerprint"] });
  }
  const [confirmation, details] =
    fingerprint !== undefined
      ? [{ fingerprint }, options]
      : needed
        ? await askToCompare(candidate, options, context)
        : [null, options];
  const store = await context.storeForChange("trust add");
  const entry = await addTrust(trust, candidate, confirmation, details, context.now());
  recordInLog(context, store, "trust-added", { fingerprint: entry.sha256 });
  printResult(context, trustAddReporters, { entry });
  return exitCodes.ok;
}

async function askToCompare(
  candidate: TrustCandidate,
  options: TrustAddOptions,
  context: Context,
): Promise<[TrustConfirmation, TrustAddOptions]> {
  const text = context.messages.signature.trust;
  context.tell(candidateText(candidate, context.voice));
  const check = (answer: string): true | string =>
    /^[0-9a-f]{8}$/iu.test(answer.replace(/[\s:.-]/gu, "")) || text.eightDigits;
  const first = await context.ask.text(text.askFirst, { check });
  const last = await context.ask.text(text.askLast, { check });
  const confirmedBy = options.confirmedBy ?? (await context.ask.text(text.askConfirmedBy));
  const paper = options.paper ?? (await context.ask.text(text.askPaper));
  return [
    { first, last },
    { ...options, confirmedBy, paper },
  ];
}

export const trustList: CommandModule = {
  declare(command, context) {
    command.action(async () => context.finish(await runTrustList(context)));
  },
};

/** Lists what is trusted, and what no longer is. */
export async function runTrustList(context: Context): Promise<ExitCode> {
  const { entries, lists } = await loadTrust(context.workspace().trust);
  printResult(context, trustListReporters, {
    entries: entries.map(({ certificate, ...entry }) => ({ ...entry, subject: certificate.subject.text })),
    lists: lists.map(({ entry }) => entry),
  });
  return exitCodes.ok;
}

export const trustRemove: CommandModule = {
  declare(command, context) {
    const word = words(context.messages.signature.commands.trustRemove);
    command
      .argument("<which>", word("which"))
      .action(async (which: string) => context.finish(await runTrustRemove(which, context)));
  },
};

/** Ends the trust in a certificate. */
export async function runTrustRemove(which: string, context: Context): Promise<ExitCode> {
  const store = await context.storeForChange("trust remove");
  const entry = await retireTrust(context.workspace().trust, which, context.now());
  recordInLog(context, store, "trust-removed", { fingerprint: entry.sha256 });
  printResult(context, trustRemoveReporters, { entry });
  return exitCodes.ok;
}
