import { resolve } from "node:path";
import type { Command } from "commander";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { Failure, Misuse } from "../model/failure.js";
import { cleanText, looseKey } from "../model/names.js";
import { isPartialDate } from "../model/partial-date.js";
import { type Unit, type UnitKind, unitKinds } from "../model/unit.js";
import { type InitResult, initReporters } from "../report/init/index.js";
import { openStore } from "../store/index.js";
import { words } from "./command.js";
import { type Context, printResult } from "./context.js";
import { recordInLog } from "./log/record.js";
import { workspaceIn } from "./workspace.js";

export interface InitOptions {
  code?: string;
  name?: string;
  kind?: string;
  organisation?: string;
  committee?: string;
  province?: string;
  fonds?: string;
  from?: string;
  until?: string;
  setLang?: string;
}

export function declare(command: Command, context: Context): void {
  const word = words(context.messages.house.commands.init);
  command
    .option("--code <code>", word("--code"))
    .option("--name <name>", word("--name"))
    .option("--kind <kind>", word("--kind"))
    .option("--organisation <name>", word("--organisation"))
    .option("--committee <name>", word("--committee"))
    .option("--province <name>", word("--province"))
    .option("--fonds <number>", word("--fonds"))
    .option("--from <date>", word("--from"))
    .option("--until <date>", word("--until"))
    .option("--set-lang <language>", word("--set-lang"))
    .action(async (options: InitOptions) => context.finish(await runInit(options, context)));
}

/** Makes the workspace of one unit; asks for what is not given, where there is somebody to ask. */
export async function runInit(options: InitOptions, context: Context): Promise<ExitCode> {
  const workspace = workspaceIn(resolve(context.cwd, context.namedWorkspace ?? "."));
  const { existsSync } = await import("node:fs");
  if (existsSync(workspace.database)) throw new Failure("workspace-exists", { folder: workspace.folder });
  const unit = await readUnit(options, context);
  const language = options.setLang;
  if (language !== undefined && language !== "vi" && language !== "en")
    throw new Misuse("option-value-not-allowed", {
      option: "--set-lang",
      value: language,
      allowed: ["vi", "en"],
    });
  const store = openStore(workspace.database, { create: true });
  try {
    store.together(() => {
      store.settings.set("unit", String(store.units.save(unit)));
      if (language) store.settings.set("language", language);
      recordInLog(context, store, "workspace-created", { unit: unit.code });
    });
  } finally {
    store.close();
  }
  const result: InitResult = { unit, folder: workspace.folder };
  printResult(context, initReporters, result);
  return exitCodes.ok;
}

async function readUnit(options: InitOptions, context: Context): Promise<Unit> {
  const { ask } = context;
  const { questions, wrongCode } = context.messages.house.init;
  const missing = [...(options.code ? [] : ["--code"]), ...(options.name ? [] : ["--name"])];
  if (missing.length > 0 && !ask.possible) throw new Misuse("options-missing", { options: missing });
  const isCode = (text: string): boolean => /^\d{5}$/u.test(text.trim());
  const code =
    options.code ?? (await ask.text(questions.code, { check: (text) => isCode(text) || wrongCode }));
  if (!isCode(code))
    throw new Misuse("field-value-not-allowed", { field: "--code", value: code, allowed: "00001–99999" });
  const name = cleanText(options.name ?? (await ask.text(questions.name)));
  const asked = missing.length > 0;
  const until = options.until ?? (asked ? await ask.text(questions.until) : "");
  const kind = options.kind ?? kindFromName(name);
  if (kind !== null && !unitKinds.includes(kind as UnitKind))
    throw new Misuse("option-value-not-allowed", { option: "--kind", value: kind, allowed: [...unitKinds] });
  const place = name.charAt(0).toLowerCase() + name.slice(1);
  return {
    code: code.trim(),
    name,
    kind: kind as UnitKind | null,
    organisation: text(options.organisation) ?? `Đảng uỷ ${place}`,
    committee: text(options.committee) ?? `Uỷ ban Kiểm tra Đảng uỷ ${place}`,
    province: text(options.province),
    fonds: text(options.fonds),
    from: day("--from", options.from),
    until: day("--until", until),
  };
}

function text(value: string | undefined): string | null {
  return value === undefined || cleanText(value) === "" ? null : cleanText(value);
}

function day(option: string, value: string | undefined): string | null {
  const trimmed = text(value);
  if (trimmed !== null && (trimmed.length !== 10 || !isPartialDate(trimmed)))
    throw new Misuse("field-value-not-allowed", { field: option, value: trimmed, allowed: "YYYY-MM-DD" });
  return trimmed;
}

function kindFromName(name: string): UnitKind | null {
  const key = looseKey(name);
  const kinds = { "phuong ": "phuong", "xa ": "xa", "thi tran ": "thi-tran", "dac khu ": "dac-khu" } as const;
  for (const [word, kind] of Object.entries(kinds)) if (key.startsWith(word)) return kind;
  return null;
}
