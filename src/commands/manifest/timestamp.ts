import { randomBytes } from "node:crypto";
import { relative, resolve, sep } from "node:path";
import type { Command } from "commander";
import { readWhole } from "../../fs/read-whole.js";
import { writeWhole } from "../../fs/write-whole.js";
import { isHandoverId } from "../../manifest/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Failure, Misuse } from "../../model/failure.js";
import { timestampAskedReporters, timestampReporters } from "../../report/signature/timestamp.js";
import { askAuthority, askForTimestamp, loadTrust, takeTimestamp } from "../../signing/index.js";
import { words } from "../command.js";
import { type Context, printResult } from "../context.js";
import { recordInLog } from "../log/record.js";
import { findManifestPath } from "./find-manifest.js";

export interface TimestampOptions {
  url?: string;
  request?: string;
  response?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.signature.commands.timestamp);
  command
    .argument("[which]", word("which"))
    .option("--url <address>", word("--url"))
    .option("--request <file>", word("--request"))
    .option("--response <file>", word("--response"))
    .action(async (which: string | undefined, options: TimestampOptions) =>
      context.finish(await runTimestamp(which, options, context)),
    );
}

const signatureLimit = 1 << 20;
/** Longer answers are refused where they are read. */
const answerLimit = 1 << 20;

/** Gets a time stamp for a signature and puts it in; nothing that is signed changes. */
export async function runTimestamp(
  which: string | undefined,
  options: TimestampOptions,
  context: Context,
): Promise<ExitCode> {
  const { url, request, response } = options;
  if ([url, request, response].filter((one) => one !== undefined).length !== 1) {
    throw new Misuse("options-missing", { options: ["--url | --request | --response"] });
  }
  await context.storeForChange("manifest timestamp");
  const path =
    which?.endsWith(".p7s") === true
      ? resolve(context.cwd, which)
      : `${await findManifestPath(context, which)}.p7s`;
  const p7s = await readWhole(path, signatureLimit);
  // The question stays beside the signature: the answer must answer this one.
  const kept = `${path}.tsq`;
  if (response !== undefined) {
    const asked = await readWhole(kept, answerLimit).catch((cause: unknown) => {
      throw new Failure("timestamp-failed", { reason: "request-missing" }, { cause });
    });
    const answer = await readWhole(resolve(context.cwd, response), answerLimit);
    return take(path, p7s, asked, answer, context);
  }
  const question = askForTimestamp(p7s, randomBytes(16));
  if (request !== undefined) {
    const file = resolve(context.cwd, request);
    await writeWhole(kept, question);
    await writeWhole(file, question);
    printResult(context, timestampAskedReporters, { path, file });
    return exitCodes.ok;
  }
  const answer = await askAuthority(addressOf(url!), question);
  if (!answer) throw new Failure("timestamp-failed", { reason: "no-answer" });
  return take(path, p7s, question, answer, context);
}

async function take(
  path: string,
  p7s: Uint8Array,
  question: Uint8Array,
  answer: Uint8Array,
  context: Context,
): Promise<ExitCode> {
  const workspace = context.workspace();
  const taken = takeTimestamp(p7s, question, answer, await loadTrust(workspace.trust), context.now());
  await writeWhole(path, taken.p7s);
  const [handover] = relative(workspace.handovers, path).split(sep);
  recordInLog(context, await context.storeForChange("manifest timestamp"), "timestamped", {
    ...(isHandoverId(handover!) ? { handover: handover! } : {}),
    fingerprint: taken.stamp.fingerprint,
  });
  printResult(context, timestampReporters, { path, stamp: taken.stamp });
  return exitCodes.ok;
}

function addressOf(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new Misuse("option-value-not-allowed", {
      option: "--url",
      value,
      allowed: ["http://…", "https://…"],
    });
  }
  return url;
}
