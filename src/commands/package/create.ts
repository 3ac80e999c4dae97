import { join, resolve } from "node:path";
import type { Command } from "commander";
import { appendLog } from "../../custody/index.js";
import { readWhole } from "../../fs/read-whole.js";
import { largestManifest, readManifest } from "../../manifest/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Failure, Misuse } from "../../model/failure.js";
import { hasFindingsAt } from "../../model/finding.js";
import type { Handover } from "../../model/handover.js";
import { findSources, packageFileName, planPackage, writePackage } from "../../package/index.js";
import { creationReporters, type PackageCreation } from "../../report/package/index.js";
import type { Store } from "../../store/index.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { type EncryptOptions, readLock, writeEncrypted } from "../encrypted.js";
import { officeTime } from "../office-time.js";
import { actorOf } from "../open-signer.js";
import { packagePapers } from "../paper-sources.js";
import { passphraseOption } from "../passphrase.js";

export interface CreateOptions extends EncryptOptions {
  out?: string;
  dryRun?: boolean;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.package.commands.create);
  const encryption = context.messages.signature.encryption.options;
  const collect = (value: string, before: string[]): string[] => [...before, value];
  command
    .argument("[id]", word("id"))
    .option("--out <folder>", word("--out"))
    .option("--dry-run", word("--dry-run"))
    .option("--encrypt-to <key>", encryption["--encrypt-to"], collect, [])
    .option("--encrypt-passphrase", encryption["--encrypt-passphrase"])
    .option(passphraseOption, encryption["--passphrase-fd"])
    .action(async (id: string | undefined, options: CreateOptions) =>
      context.finish(await runPackageCreate(id, options, context)),
    );
}

/** Makes the package of a signed handover. */
export async function runPackageCreate(
  id: string | undefined,
  options: CreateOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, creationReporters);
  if (options.out === undefined) throw new Misuse("options-missing", { options: ["--out"] });
  const folder = resolve(context.cwd, options.out);
  const dryRun = options.dryRun ?? false;
  const lock = dryRun ? null : await readLock(context, options);
  const store = dryRun ? await context.store() : await context.storeForChange("package create");
  const handover = chooseHandover(store, id);
  const home = join(context.workspace().handovers, handover.id);
  const manifestPath = join(home, "manifest.json");
  const manifestBytes = await readWhole(manifestPath, largestManifest);
  const signature = await readWhole(`${manifestPath}.p7s`, 1 << 20).catch((error: unknown) => {
    if (error instanceof Failure && error.code === "file-not-found")
      throw new Failure("manifest-not-signed", { id: handover.id }, { cause: error });
    throw error;
  });
  const { manifest } = readManifest(manifestBytes, manifestPath);
  if (!manifest) throw new Failure("file-not-readable", { path: manifestPath, reason: "manifest" });
  const sources = findSources(manifest, store.files.byDocument());
  const list = { manifest, bytes: manifestBytes, p7s: signature, path: manifestPath };
  const plan = planPackage({
    ...{ manifest, manifestBytes, signature, sources, toolVersion: context.version },
    extras: await packagePapers(list, context),
  });
  const entries = plan.entries.map((entry) => ({
    path: `${plan.root}/${entry.path}`,
    size: entry.kind === "tag" ? entry.bytes.byteLength : entry.size,
  }));
  const { dossiers, files, payloadBytes, findings } = plan;
  const planned: PackageCreation = {
    ...{ id: plan.id, path: join(folder, packageFileName(plan)), written: false, bytes: 0 },
    ...{ dossiers, files, payloadBytes, findings, dryRun, entries },
  };
  const write = (into: string) =>
    lock
      ? writeEncrypted(context, into, lock, (home) => writePackage(plan, home, context.job()))
      : writePackage(plan, into, context.job());
  const result = dryRun ? planned : { ...planned, ...(await write(folder)), entries: [] };
  if (result.written)
    store.together(() => {
      store.handovers.save({ ...handover, state: "packed" });
      appendLog(store, {
        at: officeTime(context.now()),
        actor: actorOf(context),
        action: "package-created",
        details: { handover: handover.id, files: result.files, bytes: result.bytes },
      });
    });
  context.print(report(result, context.voice));
  return hasFindingsAt(result.findings, "error") ? exitCodes.negative : exitCodes.ok;
}

/** The handover named, or the latest outgoing one that is signed. */
function chooseHandover(store: Store, id: string | undefined): Handover {
  const outgoing = store.handovers.all().filter(({ direction }) => direction === "outgoing");
  const known = outgoing.map((one) => one.id);
  if (id !== undefined) {
    const named = outgoing.find((one) => one.id === id);
    if (!named) throw new Failure("handover-not-found", { id, known });
    return named;
  }
  const signed = outgoing.filter(({ state }) => state !== "drafted").at(-1);
  if (signed) return signed;
  const latest = outgoing.at(-1);
  if (latest) throw new Failure("manifest-not-signed", { id: latest.id });
  throw new Failure("handover-not-found", { id: "", known });
}
