import { join, resolve } from "node:path";
import type { Command } from "commander";
import { appendLog, gatherActs, gatherCustodyPapers } from "../../custody/index.js";
import { readWhole } from "../../fs/read-whole.js";
import { largestManifest, readManifest } from "../../manifest/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Failure, Misuse } from "../../model/failure.js";
import { hasFindingsAt } from "../../model/finding.js";
import type { Handover } from "../../model/handover.js";
import { officeTime } from "../../model/vietnam-time.js";
import {
  findSources,
  type PackagePlan,
  planPackage,
  planVolumes,
  volumesPlanned,
  writePackage,
  writeVolumes,
} from "../../package/index.js";
import { creationReporters, type PackageCreation } from "../../report/package/index.js";
import type { Store } from "../../store/index.js";
import { actorOf } from "../actor.js";
import { words } from "../command.js";
import { type Context, chosenReporter } from "../context.js";
import { type EncryptOptions, readLock, writeEncrypted } from "../encrypted.js";

import { packagePapers } from "../paper-sources.js";
import { passphraseOption } from "../passphrase.js";

export interface CreateOptions extends EncryptOptions {
  out?: string;
  volumeSize?: string;
  dryRun?: boolean;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.package.commands.create);
  const encryption = context.messages.signature.encryption.options;
  const collect = (value: string, before: string[]): string[] => [...before, value];
  command
    .argument("[id]", word("id"))
    .option("--out <folder>", word("--out"))
    .option("--volume-size <size>", word("--volume-size"))
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
  const volumeSize = options.volumeSize === undefined ? null : readVolumeSize(options.volumeSize);
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
  const parts = {
    ...{ manifest, manifestBytes, signature, sources, toolVersion: context.version },
    extras: [
      ...(await packagePapers(list, context)),
      ...(await gatherActs(context.workspace().handovers, manifest.id)),
      ...(await gatherCustodyPapers(context.workspace().handovers, manifest)),
    ],
  };
  const plans = volumeSize === null ? [planPackage(parts)] : planVolumes(parts, volumeSize);
  const creation = lock
    ? await writeEncrypted(context, folder, lock, volumesPlanned(plans, folder), (into) =>
        create(plans, into, dryRun, context),
      )
    : await create(plans, folder, dryRun, context);
  const result = { ...creation, dossiers: manifest.dossiers.length };
  if (result.written)
    store.together(() => {
      // Packing again, for another stick, takes nothing back that happened since.
      if (handover.state === "drafted" || handover.state === "signed")
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

/** Writes the plans, or only says what would be written. */
async function create(
  plans: readonly PackagePlan[],
  folder: string,
  dryRun: boolean,
  context: Context,
): Promise<PackageCreation> {
  const [plan] = plans;
  if (dryRun) {
    const planned = volumesPlanned(plans, folder);
    const entries = plans.flatMap(({ root, entries: all }) =>
      all.map((entry) => ({
        path: `${root}/${entry.path}`,
        size: entry.kind === "tag" ? entry.bytes.byteLength : entry.size,
      })),
    );
    if (plans.length > 1) return { ...planned, dryRun, entries };
    return { ...planned, path: planned.volumes[0]!.path, volumes: [], dryRun, entries };
  }
  if (plans.length > 1) return { ...(await writeVolumes(plans, folder, context.job())), dryRun, entries: [] };
  return { ...(await writePackage(plan!, folder, context.job())), volumes: [], dryRun, entries: [] };
}

const units: Record<string, number> = {
  "": 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/** Bytes that `4G`, `700MB` or `4.2 GiB` mean; G is 10⁹, as on the label of a stick. Throws `volume-size-malformed`. */
export function readVolumeSize(given: string): number {
  const match = /^(\d{1,12}(?:[.,]\d{1,3})?)\s*([kmg]?)(i?)b?$/iu.exec(given.trim());
  const unit = match && units[`${match[2]}${match[3] ? "ib" : ""}`.toLowerCase()];
  const bytes = match && unit ? Math.floor(Number(match[1]!.replace(",", ".")) * unit) : 0;
  if (bytes < 1) throw new Misuse("volume-size-malformed", { given });
  return bytes;
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
