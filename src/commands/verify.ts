import { join, resolve } from "node:path";
import type { Command } from "commander";
import { writeWhole } from "../fs/write-whole.js";
import type { PaperCode } from "../manifest/index.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Misuse } from "../model/failure.js";
import { parseFingerprint } from "../model/fingerprint.js";
import { type VerificationResult, verifyPackage } from "../package/index.js";
import { verificationReporters } from "../report/verification/index.js";
import type { SignatureEvidence } from "../signing/index.js";
import { words } from "./command.js";
import { type Context, chosenReporter } from "./context.js";
import { withPackages } from "./encrypted.js";
import { typedPath } from "./typed-path.js";

export interface VerifyCommandOptions {
  fingerprint?: string;
  identity?: string;
  evidence?: string;
  paper?: string;
  requireRevocation?: boolean;
  bag?: boolean;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.package.commands.verify);
  command
    .argument("<package...>", word("package"))
    .option("--fingerprint <digits>", word("--fingerprint"))
    .option("--paper <code>", word("--paper"))
    .option("--bag", word("--bag"))
    .option("--identity <file>", context.messages.signature.encryption.options["--identity"])
    .option("--evidence <folder>", context.messages.signature.evidence)
    .option("--require-revocation", context.messages.signature.requireRevocation)
    .action(async (paths: string[], options: VerifyCommandOptions) =>
      context.finish(await runVerify(paths, options, context)),
    );
}

/** Verifies a package, or all volumes of one together, with the trust store of the workspace where there is one. */
export async function runVerify(
  paths: readonly string[],
  options: VerifyCommandOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, verificationReporters);
  const fingerprint = options.fingerprint === undefined ? null : parseFingerprint(options.fingerprint);
  if (options.fingerprint !== undefined && fingerprint === null)
    throw new Misuse("fingerprint-malformed", { given: options.fingerprint });
  const paper = await readPaper(options);
  const workspace = context.workspaceIfAny();
  // A package from anywhere needs nothing of how this unit keeps its own handovers.
  const custody = workspace && (await import("../custody/index.js"));
  const named = paths.map((path) => resolve(context.cwd, path));
  const evidence: SignatureEvidence = { certificates: [], lists: [], tokens: [] };
  const result = await withPackages(context, named, options.identity, async (open) => {
    const verified = await verifyPackage(open, {
      // A bag by itself needs nothing of signatures.
      trust: async () => {
        const { emptyTrust, loadTrust } = await import("../signing/index.js");
        const trust = workspace ? await loadTrust(workspace.trust) : emptyTrust;
        return { ...trust, requireRevocation: options.requireRevocation ?? false };
      },
      fingerprint,
      paper,
      now: context.now(),
      job: context.job(),
      opened: (path) => context.openedAhead(path),
      bagOnly: options.bag ?? false,
      listsNear: (id) => (custody ? [custody.handoverPaths(workspace!.handovers, id).manifest] : []),
      onEvidence: ({ certificates, lists, tokens }) => {
        evidence.certificates.push(...certificates);
        evidence.lists.push(...lists);
        evidence.tokens.push(...tokens);
      },
    });
    return asGiven(verified, open, paths);
  });
  if (options.evidence !== undefined)
    await keepWithReports(resolve(context.cwd, options.evidence), evidence, result, context);
  context.print(report(result, context.voice));
  return result.verdict === "valid" ? exitCodes.ok : exitCodes.negative;
}

async function keepWithReports(
  folder: string,
  evidence: SignatureEvidence,
  result: VerificationResult,
  { voice }: Context,
): Promise<void> {
  const { keepEvidence } = await import("../signing/index.js");
  await keepEvidence(folder, evidence);
  for (const [format, name] of [
    ["json", "report.json"],
    ["text", "report.txt"],
  ] as const)
    await writeWhole(join(folder, name), stripInk(verificationReporters[format]!(result, voice)));
}

/** Text without colours. */
function stripInk(text: string): string {
  return text.replace(/\u001b\[[0-9;]*m/gu, "");
}

/** The code as scanned or typed from a paper; null when none was given. Throws `paper-code-malformed`. */
async function readPaper({ paper, fingerprint, bag }: VerifyCommandOptions): Promise<PaperCode | null> {
  if (paper === undefined) return null;
  // The paper names the signer, and is about a list: neither makes sense beside the other two.
  if (fingerprint !== undefined)
    throw new Misuse("options-conflict", { options: ["--paper", "--fingerprint"] });
  if (bag) throw new Misuse("options-conflict", { options: ["--paper", "--bag"] });
  const { readPaperCode } = await import("../manifest/index.js");
  const code = readPaperCode(paper);
  if (code === null) throw new Misuse("paper-code-malformed", { given: paper });
  return code;
}

/** The result with its paths as they were typed. */
export function asGiven(
  result: VerificationResult,
  absolute: readonly string[],
  typed: readonly string[],
): VerificationResult {
  const given = (path: string): string => typedPath(path, absolute, typed);
  const volumes = result.volumes.map((volume) => ({ ...volume, path: given(volume.path) }));
  const receipt = result.receipt && {
    ...result.receipt,
    list: result.receipt.list === null ? null : given(result.receipt.list),
  };
  return { ...result, path: given(result.path), volumes, receipt };
}
