import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Argument, type Command } from "commander";
import {
  type ActsResult,
  addAct,
  chooseHandover,
  verifyActs,
  verifyActsBeside,
} from "../../custody/index.js";
import { type ActItem, type ActKind, actKinds, isHandoverId } from "../../manifest/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { cleanText } from "../../model/names.js";
import { officeTime } from "../../model/vietnam-time.js";
import { actReporters, actsReporters } from "../../report/manifest/acts.js";
import { emptyTrust, loadTrust, type TrustStore } from "../../signing/index.js";
import { actorOf } from "../actor.js";
import { type CommandModule, words } from "../command.js";
import { type Context, chosenReporter, ownUnit } from "../context.js";
import { openSigner } from "../open-signer.js";
import { type PassphraseOptions, passphraseOption } from "../passphrase.js";

export interface ActOptions extends PassphraseOptions {
  key?: string;
  person?: string;
  position?: string;
  organisation?: string;
  statement?: string;
  item: string[];
}

export const manifestAct: CommandModule = {
  declare(command: Command, context: Context) {
    const word = words(context.messages.manifest.commands.act);
    const collect = (value: string, before: string[]): string[] => [...before, value];
    command
      .addArgument(new Argument("<kind>", word("kind")).choices(actKinds))
      .argument("[id]", word("id"))
      .option("--key <name>", word("--key"))
      .option("--person <name>", word("--person"))
      .option("--position <words>", word("--position"))
      .option("--organisation <name>", word("--organisation"))
      .option("--statement <words>", word("--statement"))
      .option("--item <reference=words>", word("--item"), collect, [])
      .option(passphraseOption, word("--passphrase-fd"))
      .action(async (kind: ActKind, id: string | undefined, options: ActOptions) =>
        context.finish(await runAct(kind, id, options, context)),
      );
  },
};

/** Signs one more act of a handover. */
export async function runAct(
  kind: ActKind,
  id: string | undefined,
  options: ActOptions,
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, actReporters);
  const store = await context.storeForChange("manifest act");
  const handover = chooseHandover(store, id, ({ state }) => state !== "drafted");
  const signer = await openSigner(context, options);
  const now = context.now();
  const unit = ownUnit(store);
  const organisation = text(options.organisation);
  const done = await addAct(store, {
    ...{ handover, kind, signer, now, at: officeTime(now), actor: actorOf(context) },
    party: {
      unit: organisation === null ? unit : { ...unit, committee: organisation },
      person: text(options.person),
      position: text(options.position),
    },
    statement: text(options.statement),
    items: options.item.map(readItem),
    tool: { name: "bangiao", version: context.version },
    handovers: context.workspace().handovers,
  });
  context.print(report(done, context.voice));
  return exitCodes.ok;
}

/** `<reference>=<words>`, or words alone about the handover as a whole. */
function readItem(given: string): ActItem {
  const at = given.indexOf("=");
  const [reference, what] = at < 1 ? [null, given] : [cleanText(given.slice(0, at)), given.slice(at + 1)];
  return { reference: reference === "" ? null : reference, what: cleanText(what) };
}

function text(value: string | undefined): string | null {
  const clean = value === undefined ? "" : cleanText(value);
  return clean === "" ? null : clean;
}

export const manifestActs: CommandModule = {
  declare(command: Command, context: Context) {
    const word = words(context.messages.manifest.commands.acts);
    command
      .argument("[id]", word("id"))
      .option("--require-revocation", context.messages.signature.requireRevocation)
      .action(async (id: string | undefined, options: { requireRevocation?: boolean }) =>
        context.finish(await runActs(id, options, context)),
      );
  },
};

/** The acts of a handover of this workspace, or of a manifest that lies anywhere with its acts beside it. */
async function checkedActs(
  named: string | undefined,
  trust: TrustStore,
  context: Context,
): Promise<ActsResult> {
  const now = context.now();
  if (named !== undefined && !isHandoverId(named)) {
    const path = resolve(context.cwd, named);
    const inside = join(path, "manifest.json");
    return verifyActsBeside(existsSync(inside) ? inside : path, { trust, now });
  }
  const store = await context.store();
  const handover = chooseHandover(store, named, ({ state }) => state !== "drafted");
  return verifyActs(store, { handover, trust, now, handovers: context.workspace().handovers });
}

/** Checks all acts of a handover; in order only when every one is valid and nothing is missing. */
export async function runActs(
  id: string | undefined,
  options: { requireRevocation?: boolean },
  context: Context,
): Promise<ExitCode> {
  const report = chosenReporter(context, actsReporters);
  const workspace = context.workspaceIfAny();
  const requireRevocation = options.requireRevocation ?? false;
  const trust = { ...(workspace ? await loadTrust(workspace.trust) : emptyTrust), requireRevocation };
  const result = await checkedActs(id, trust, context);
  context.print(report(result, context.voice));
  const good = result.acts.every(({ verdict }) => verdict === "valid");
  return good && !result.findings.some(({ severity }) => severity === "error")
    ? exitCodes.ok
    : exitCodes.negative;
}
