import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { successorsOf } from "../custody/index.js";
import { describeFinding } from "../messages/describe.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure, Misuse } from "../model/failure.js";
import type { Finding } from "../model/finding.js";
import type { Handover } from "../model/handover.js";
import { shellWord } from "../report/check/next-steps.js";
import { harmless, wrap } from "../report/plain-text.js";
import { listKeys } from "../signing/index.js";
import { runCheck } from "./check.js";
import { words } from "./command.js";
import { type Context, ownUnit } from "./context.js";
import { runKeyCreate } from "./key.js";
import { runManifestCreate } from "./manifest/create.js";
import { runManifestSign } from "./manifest/sign.js";
import { needed, neededCode, neededPath } from "./needed.js";
import { readVolumeSize, runPackageCreate } from "./package/create.js";
import { type PassphraseOptions, passphraseOption } from "./passphrase.js";
import { shippedPlans } from "./plans.js";

export interface HandoverOptions extends PassphraseOptions {
  to?: string;
  toName?: string;
  toPerson?: string;
  toPosition?: string;
  person?: string;
  position?: string;
  cases: string[];
  withErrors?: boolean;
  again?: boolean;
  key?: string;
  out?: string;
  volumeSize?: string;
  encryptTo: string[];
  encryptPassphrase?: boolean;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.guide.commands.handover);
  const encryption = context.messages.signature.encryption.options;
  const collect = (value: string, before: string[]): string[] => [...before, value];
  command
    .option("--to <code>", word("--to"))
    .option("--to-name <name>", word("--to-name"))
    .option("--cases <reference=code>", word("--cases"), collect, [])
    .option("--with-errors", word("--with-errors"))
    .option("--again", word("--again"))
    .option("--key <name>", word("--key"))
    .option("--out <folder>", word("--out"))
    .option("--volume-size <size>", word("--volume-size"))
    .option("--encrypt-to <key>", encryption["--encrypt-to"], collect, [])
    .option("--encrypt-passphrase", encryption["--encrypt-passphrase"])
    .option("--person <name>", word("--person"))
    .option("--position <words>", word("--position"))
    .option("--to-person <name>", word("--to-person"))
    .option("--to-position <words>", word("--to-position"))
    .option(passphraseOption, word("--passphrase-fd"))
    .action(async (options: HandoverOptions) => context.finish(await runHandover(options, context)));
}

/** The straight line from check to package. It stops at the first negative answer, and continues what was left half done. */
export async function runHandover(options: HandoverOptions, context: Context): Promise<ExitCode> {
  const format = context.format ?? "text";
  if (format !== "text" && format !== "json")
    throw new Misuse("option-value-not-allowed", {
      option: "--format",
      value: format,
      allowed: ["text", "json"],
    });
  // Said now, not after the list was made and signed.
  if (options.volumeSize !== undefined) readVolumeSize(options.volumeSize);
  const line = new Line(context, format === "json");
  const begun = options.again ? null : await unfinished(options, context);
  await refuseWhatIsMissing(options, begun, context);
  if (begun) line.remark(context.messages.guide.handover.continues({ id: begun.id }));
  const settled = await askWhatIsMissing(options, begun, context);
  const folder = resolve(context.cwd, settled.out ?? ".");
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Failure("folder-not-found", { path: folder });
  const code = await walk(settled, begun, line, context);
  line.end(settled);
  return code;
}

async function walk(
  options: HandoverOptions,
  begun: Handover | null,
  line: Line,
  context: Context,
): Promise<ExitCode> {
  const { names } = context.messages.guide.handover;
  if (!begun) {
    const go = await line.step(1, names.check, "check", (inner) => checkFirst(options, inner, context));
    if (go !== "go" && go !== "go-with-errors") return exitCodes.negative;
    const withErrors = options.withErrors || go === "go-with-errors";
    const made = await line.step(2, names.manifest, "manifest", (inner) =>
      createWithSuccessors({ ...options, withErrors }, inner, context),
    );
    if (made !== exitCodes.ok) return made;
  }
  if (begun?.state !== "signed") {
    const { key, passphraseFd } = options;
    const how = { ...(key ? { key } : {}), ...(passphraseFd ? { passphraseFd } : {}) };
    const signed = await line.step(3, names.sign, "signature", (inner) =>
      runManifestSign(begun?.id, how, inner),
    );
    if (signed !== exitCodes.ok) return signed;
  }
  const { out, volumeSize, encryptTo, encryptPassphrase } = options;
  const how = {
    ...(out === undefined ? {} : { out }),
    ...(volumeSize === undefined ? {} : { volumeSize }),
    ...(encryptPassphrase ? { encryptPassphrase } : {}),
    encryptTo,
  };
  return line.step(4, names.package, "package", (inner) => runPackageCreate(begun?.id, how, inner));
}

/** Where the steps print: each under its heading, or all together as one JSON document. */
class Line {
  readonly #results: Record<string, unknown> = {};

  constructor(
    private readonly context: Context,
    private readonly json: boolean,
  ) {}

  remark(text: string): void {
    if (!this.json) this.context.print(`${wrap(text, this.context.voice.width)}\n`);
  }

  /** Runs one step in a context of its own; its exit code is not yet that of the whole. */
  async step<Result>(
    at: number,
    name: string,
    part: string,
    work: (inner: Context) => Promise<Result>,
  ): Promise<Result> {
    const { context } = this;
    const { handover } = context.messages.guide;
    let text = "";
    if (!this.json) context.print(`\n${context.voice.ink.strong(handover.step({ at, of: 4, name }))}\n`);
    const collect = (more: string): void => {
      text += more;
    };
    const print = this.json ? collect : context.print;
    const result = await work({ ...context, print, finish: () => undefined });
    if (text !== "") this.#results[part] = JSON.parse(text);
    return result;
  }

  end({ key, out }: HandoverOptions): void {
    if (this.json) {
      this.context.print(
        `${JSON.stringify({ format: "bangiao-handover-run/1", ...this.#results }, null, 2)}\n`,
      );
      return;
    }
    if (key === undefined || out === undefined) return;
    const { ink, width } = this.context.voice;
    const file = shellWord(`${out.replace(/[\\/]+$/u, "")}/${key}.crt`);
    const command = `bangiao key export ${shellWord(key)} --public --out ${file}`;
    this.context.print(
      `\n${wrap(this.context.messages.guide.handover.nextCertificate, width)}\n  ${ink.command(command)}\n`,
    );
  }
}

/** The latest handover that was begun and not packed, unless another receiver is named. */
async function unfinished(options: HandoverOptions, context: Context): Promise<Handover | null> {
  const store = await context.store();
  const last = store.handovers.all().findLast(({ direction }) => direction === "outgoing");
  if (!last || (last.state !== "drafted" && last.state !== "signed")) return null;
  return options.to !== undefined && options.to.trim() !== last.receiver.code ? null : last;
}

async function usableKeys(context: Context): Promise<string[]> {
  const keys = await listKeys(context.workspace().keys, context.now());
  return keys.filter(({ state }) => state === "valid").map(({ name }) => name);
}

/** Where nobody can be asked: everything that is missing, at once. Throws `options-missing`. */
async function refuseWhatIsMissing(
  options: HandoverOptions,
  begun: Handover | null,
  context: Context,
): Promise<void> {
  if (context.ask.possible) return;
  const signs = begun?.state !== "signed";
  const passphrase = options.passphraseFd !== undefined || Boolean(context.env.BANGIAO_PASSPHRASE_FILE);
  const locks = options.encryptPassphrase && !context.env.BANGIAO_PACKAGE_PASSPHRASE_FILE;
  const missing = [
    ...(begun || options.to ? [] : ["--to"]),
    ...(!signs || options.key || (await usableKeys(context)).length === 1 ? [] : ["--key"]),
    ...(options.out ? [] : ["--out"]),
    ...(!signs || passphrase ? [] : ["--passphrase-fd (BANGIAO_PASSPHRASE_FILE)"]),
    ...(locks ? ["BANGIAO_PACKAGE_PASSPHRASE_FILE"] : []),
  ];
  if (missing.length > 0) throw new Misuse("options-missing", { options: missing });
}

async function askWhatIsMissing(
  options: HandoverOptions,
  begun: Handover | null,
  context: Context,
): Promise<HandoverOptions> {
  const settled = { ...options };
  if (!begun && settled.to === undefined) Object.assign(settled, await askReceiver(context));
  if (begun?.state !== "signed" && settled.key === undefined) settled.key = await askKey(context);
  const { ask } = context.messages.guide.guide;
  settled.out ??= await neededPath(context, ask.out);
  return settled;
}

/** The receiver: proposed from the table of the restructuring where it knows one; a person decides. */
async function askReceiver(context: Context): Promise<Pick<HandoverOptions, "to" | "toName">> {
  const { ask, other } = context.messages.guide.guide;
  const giver = ownUnit(await context.store());
  const successors = (await shippedPlans(context)).flatMap((plan) => successorsOf(plan, giver));
  if (successors.length > 0) {
    const choices = successors.map((unit) => ({
      name: `${unit.name} (${unit.code})`,
      value: { to: unit.code, toName: unit.name } as Pick<HandoverOptions, "to" | "toName">,
    }));
    const chosen = await context.ask.choose(ask.receivers, [...choices, { name: other, value: {} }]);
    if (chosen?.to !== undefined) return chosen;
  }
  const to = await neededCode(context, ask.receiver);
  const toName = (await context.ask.text(ask.receiverName)).trim();
  return { to, ...(toName === "" ? {} : { toName }) };
}

async function askKey(context: Context): Promise<string> {
  const { ask } = context.messages.guide.guide;
  const keys = await usableKeys(context);
  if (keys.length === 1) return keys[0]!;
  if (keys.length === 0) {
    const name = await needed(context, ask.keyName, "ben-giao");
    await runKeyCreate(name, {}, { ...context, finish: () => undefined });
    return name;
  }
  return (
    (await context.ask.choose(
      ask.key,
      keys.map((name) => ({ name, value: name })),
    )) ?? keys[0]!
  );
}

/** The check, told in short: what is still unanswered, or that nothing is. */
async function checkFirst(
  options: HandoverOptions,
  inner: Context,
  context: Context,
): Promise<"go" | "go-with-errors" | "stop"> {
  const texts = context.messages.guide;
  let text = "";
  const collect = (part: string): void => {
    text += part;
  };
  await runCheck([], { pack: [], failOn: "error" }, { ...inner, format: "json", print: collect });
  const { findings, totals } = JSON.parse(text) as {
    findings: Finding[];
    totals: { dossiers: number; explained: number };
  };
  if (context.format === "json") inner.print(text);
  // Who continues a case is settled when the manifest is made.
  const open = findings.filter(
    ({ severity, explained, code }) =>
      severity === "error" && !explained && code !== "case-without-successor",
  );
  const told = context.format !== "json";
  if (open.length === 0) {
    const complete = texts.handover.complete({ dossiers: totals.dossiers, explained: totals.explained });
    if (told) inner.print(`${wrap(complete, context.voice.width)}\n`);
    return "go";
  }
  for (const one of told ? open : []) {
    const said = `${one.place.dossier ?? ""}: ${describeFinding(one, context.messages)}`;
    inner.print(`${wrap(`  - ${harmless(said)}`, context.voice.width, "    ")}\n`);
  }
  if (options.withErrors) return "go";
  const count = open.length;
  if (context.ask.possible) {
    const { ask } = texts.guide;
    const answer = await context.ask.choose(ask.withErrors({ count }), [
      { name: ask.stop, value: "stop" as const },
      { name: ask.goOnWithErrors, value: "go-with-errors" as const },
    ]);
    if (answer === "go-with-errors") return answer;
  }
  context.tell(wrap(texts.handover.stillMissing({ count }), context.voice.width));
  return "stop";
}

/** Makes the list; where the unit was split, a person says who continues each open case. */
async function createWithSuccessors(
  options: HandoverOptions,
  inner: Context,
  context: Context,
): Promise<ExitCode> {
  const { to, toName, toPerson, toPosition, person, position, withErrors, again } = options;
  const given = { to, toName, toPerson, toPosition, person, position, withErrors, again };
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const create = (cases: string[], everyCase: boolean): Promise<ExitCode> =>
    runManifestCreate({ ...stated, cases, everyCase, basis: [], pack: [] }, inner);
  try {
    return await create(options.cases, context.ask.possible);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "cases-without-successor" || !context.ask.possible)
      throw error;
    const { references, candidates, hints } = (error as Failure<"cases-without-successor">).details;
    const { ask, other } = context.messages.guide.guide;
    const cases = [...options.cases];
    for (const reference of references) {
      const hint = hints.find((one) => one.reference === reference);
      // What the register says is shown, and stands first; a person still says it.
      const noted = candidates.filter(({ code }) => code === hint?.code);
      if (hint) context.tell(`${reference}: ${context.messages.custody.running.cases.noted} ${hint.unit}`);
      const choices = [
        ...[...noted, ...candidates.filter((one) => !noted.includes(one))].map(({ code, name }) => ({
          name: `${name} (${code})`,
          value: code,
        })),
        { name: other, value: "" },
      ];
      const zero = withErrors ? context.messages.guide.guide.later : undefined;
      const chosen = await context.ask.choose(ask.successor({ reference }), choices, {
        ...(zero ? { zero } : {}),
      });
      if (chosen === null) continue;
      cases.push(`${reference}=${chosen || (await neededCode(context, ask.receiver))}`);
    }
    return create(cases, false);
  }
}
