import type { Command } from "commander";
import { createHandover, handoverToSupplement, successorsOf } from "../../custody/index.js";
import { legalBasesFor } from "../../manifest/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { Misuse } from "../../model/failure.js";
import type { Party } from "../../model/handover.js";
import { cleanText } from "../../model/names.js";
import { isPartialDate } from "../../model/partial-date.js";
import type { Unit } from "../../model/unit.js";
import { officeTime } from "../../model/vietnam-time.js";
import { createdReporters } from "../../report/manifest/index.js";
import { actorOf } from "../actor.js";
import { officeShelf } from "../check.js";
import { words } from "../command.js";
import { type Context, chosenReporter, ownUnit } from "../context.js";
import { knownPlans, receiverNamed } from "../plans.js";

export interface ManifestCreateOptions {
  to?: string;
  toName?: string;
  toPerson?: string;
  toPosition?: string;
  cases: string[];
  casesOnly?: boolean;
  withErrors?: boolean;
  /** Not on the command line: see `CreateRequest.everyCase`. */
  everyCase?: boolean;
  again?: boolean;
  supplement?: string;
  person?: string;
  position?: string;
  basis: string[];
  alsoBasis?: string[];
  witness?: string[];
  termFrom?: string;
  pack: string[];
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.manifest.commands.create);
  const collect = (value: string, before: string[]): string[] => [...before, value];
  command
    .option("--to <code>", word("--to"))
    .option("--to-name <name>", word("--to-name"))
    .option("--cases <reference=code>", word("--cases"), collect, [])
    .option("--cases-only", word("--cases-only"))
    .option("--with-errors", word("--with-errors"))
    .option("--again", word("--again"))
    .option("--supplement <handover>", word("--supplement"))
    .option("--person <name>", word("--person"))
    .option("--position <words>", word("--position"))
    .option("--to-person <name>", word("--to-person"))
    .option("--to-position <words>", word("--to-position"))
    .option("--basis <words>", word("--basis"), collect, [])
    .option("--also-basis <words>", word("--also-basis"), collect, [])
    .option("--witness <words>", word("--witness"), collect, [])
    .option("--term-from <date>", word("--term-from"))
    .option("--pack <file>", word("--pack"), collect, [])
    .action(async (options: ManifestCreateOptions) =>
      context.finish(await runManifestCreate(options, context)),
    );
}

/** Makes the list of a handover from the inventory. */
export async function runManifestCreate(options: ManifestCreateOptions, context: Context): Promise<ExitCode> {
  const report = chosenReporter(context, createdReporters);
  if (options.to === undefined && options.supplement === undefined)
    throw new Misuse("options-missing", { options: ["--to"] });
  const termStart = options.termFrom ?? null;
  if (termStart !== null && !isPartialDate(termStart)) {
    const allowed = "YYYY-MM-DD, YYYY-MM, YYYY";
    throw new Misuse("field-value-not-allowed", { field: "--term-from", value: termStart, allowed });
  }
  const store = await context.storeForChange("manifest create");
  const plans = await knownPlans(context, store);
  const giver = ownUnit(store);
  const unitFor = (code: string, name: string | null = null): Unit =>
    receiverNamed(code, name, store, plans, context);
  const first =
    options.supplement === undefined ? null : handoverToSupplement(store, options.supplement.trim());
  if (first && options.to !== undefined && options.to.trim() !== first.receiver.code) {
    throw new Misuse("options-conflict", { options: ["--supplement", "--to"] });
  }
  // A supplement goes to whom the first list went.
  const receiver = first?.receiver ?? unitFor((options.to ?? "").trim(), text(options.toName));
  const { forms } = context.messages.manifest.create;
  const successor = (code: string): Unit => (code === receiver.code ? receiver : unitFor(code));
  const cases = readCases(options.cases, successor, forms.successor);
  const shelf = await officeShelf(store, context, options.pack);
  const created = await createHandover(
    store,
    shelf,
    {
      giver: { unit: giver, person: text(options.person), position: text(options.position) },
      receiver: { unit: receiver, person: text(options.toPerson), position: text(options.toPosition) },
      witnesses: readWitnesses(options.witness ?? [], giver, forms.witness),
      cases,
      casesOnly: options.casesOnly ?? false,
      successors: plans.flatMap((plan) => successorsOf(plan, giver)),
      withErrors: options.withErrors ?? false,
      everyCase: options.everyCase ?? false,
      again: options.again ?? false,
      supplements: first,
      legalBases: basesOf(options, giver),
      termStart,
      now: officeTime(context.now()),
      actor: actorOf(context),
      tool: { name: "bangiao", version: context.version },
      handovers: context.workspace().handovers,
    },
    context.job(),
  );
  if (options.toName === undefined && store.units.idOf(receiver) === null) {
    context.tell(context.messages.manifest.create.guessedReceiver({ name: receiver.name }));
  }
  context.print(report(created, context.voice));
  return exitCodes.ok;
}

/** The bases an office gives take the place of the usual ones; what it adds stands after them. */
function basesOf({ basis, alsoBasis = [] }: ManifestCreateOptions, giver: Unit): string[] {
  const first = basis.length > 0 ? basis.map(cleanText) : legalBasesFor(giver.province);
  return [...first, ...alsoBasis.map(cleanText)].filter((one) => one !== "");
}

/** `<body>; <person>; <position>`: whoever witnesses the handover of the giver's unit. */
function readWitnesses(given: readonly string[], giver: Unit, allowed: string): Party[] {
  return given.map((one) => {
    const [body = "", person, position, ...more] = one.split(";").map(cleanText);
    if (body === "" || more.length > 0)
      throw new Misuse("field-value-not-allowed", { field: "--witness", value: one, allowed });
    return { unit: { ...giver, committee: body }, person: text(person), position: text(position) };
  });
}

/** `<reference>=<code>`, split at the last `=`: references may hold one. */
function readCases(
  given: readonly string[],
  unitFor: (code: string) => Unit,
  allowed: string,
): Map<string, Unit> {
  const cases = new Map<string, Unit>();
  for (const one of given) {
    const at = one.lastIndexOf("=");
    const [reference, code] = [cleanText(one.slice(0, at)), one.slice(at + 1).trim()];
    if (at < 1 || reference === "" || code === "")
      throw new Misuse("field-value-not-allowed", { field: "--cases", value: one, allowed });
    cases.set(reference, unitFor(code));
  }
  return cases;
}

function text(value: string | undefined): string | null {
  const clean = value === undefined ? "" : cleanText(value);
  return clean === "" ? null : clean;
}
