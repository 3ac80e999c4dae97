import type { Command } from "commander";
import { verifyLog } from "../../custody/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Misuse } from "../../model/failure.js";
import { logCheckReporters } from "../../report/log/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";

export interface LogVerifyOptions {
  /** Digest of an entry that was noted elsewhere. */
  noted?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.custody.commands.logVerify);
  command
    .option("--noted <digest>", word("--noted"))
    .action(async (options: LogVerifyOptions) => context.finish(await runLogVerify(options, context)));
}

/** Checks that no entry of the log was changed, moved, taken out or put in, and none cut off that was noted elsewhere. */
export async function runLogVerify({ noted }: LogVerifyOptions, context: Context): Promise<ExitCode> {
  const digest = noted?.toLowerCase().replaceAll(/\s/gu, "");
  if (digest !== undefined && !/^[0-9a-f]{64}$/u.test(digest)) {
    const allowed = ["<64 × 0–9, a–f>"];
    throw new Misuse("option-value-not-allowed", { option: "--noted", value: noted!, allowed });
  }
  const check = verifyLog(await context.store(), digest ?? null);
  printResult(context, logCheckReporters, check);
  return check.whole && check.known !== false ? exitCodes.ok : exitCodes.negative;
}
