import type { Container } from "../fs/container.js";
import type { Messages } from "../messages/messages.js";
import { Misuse } from "../model/failure.js";
import type { Job } from "../model/progress.js";
import type { Unit } from "../model/unit.js";
import type { Reporter, Reporters, Voice } from "../report/reporter.js";
import type { Store } from "../store/index.js";
import type { Questions } from "../terminal/questions.js";
import type { Workspace } from "./workspace.js";

/** What a command may use of the world. One per run of the program; main.ts makes it and puts it away. */
export interface Context {
  readonly messages: Messages;
  readonly voice: Voice;
  readonly ask: Questions;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  /** Puts an interruption behind, to go on in a longer conversation; false where the program itself is to end. */
  startAfresh(): boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Value of `--format`, as given. */
  readonly format: string | undefined;
  /** Value of `--workspace` or BANGIAO_WORKSPACE, as given. */
  readonly namedWorkspace: string | undefined;
  /** Folder of rule packs, paper templates, plans and the sample. */
  readonly templates: string;
  readonly version: string;
  now(): Date;
  /** The workspace; throws `workspace-not-found`. */
  workspace(): Workspace;
  /** The workspace, or null: for commands that also work without one. */
  workspaceIfAny(): Workspace | null;
  /** The store of the workspace, opened once, for reading. */
  store(): Promise<Store>;
  /** The same store, with the workspace locked for a command that changes it, until the program ends. */
  storeForChange(command: string): Promise<Store>;
  /** The container of a path where it was opened ahead, for the one who asks first and closes it. */
  openedAhead(path: string): Promise<Container | null>;
  /** A job for long work: progress as the user wants it, and the signal of an interruption. */
  job(): Job;
  /** Whether a file is of a sort that opening only shows, and there is a program to show it. */
  canOpen(path: string): boolean;
  /** Shows a file with the system's viewer; false when that fails. */
  openFile(path: string): Promise<boolean>;
  /** The result, to stdout. */
  print(text: string): void;
  /** A remark for the person at the terminal, to stderr; silent with `--quiet`. */
  tell(text: string): void;
  /** Records the exit code of the run. */
  finish(exitCode: number): void;
  /** Whether a person reads what is printed and can be asked. */
  readonly atTerminal: boolean;
  /**
   * Runs another command line as if it were typed now, and returns its exit code. `collect` gets what it prints; with
   * `unasked` it runs as where nobody can be asked.
   */
  runLine(
    argv: readonly string[],
    options?: { collect?: (text: string) => void; unasked?: boolean },
  ): Promise<number>;
}

/** The reporter that `--format` asks for; `text` without it. Throws a Misuse that names the formats there are. */
export function chosenReporter<Result>(context: Context, reporters: Reporters<Result>): Reporter<Result> {
  const format = context.format ?? "text";
  const reporter = Object.hasOwn(reporters, format) ? reporters[format] : undefined;
  if (!reporter)
    throw new Misuse("option-value-not-allowed", {
      option: "--format",
      value: format,
      allowed: Object.keys(reporters),
    });
  return reporter;
}

/** Prints a result in the form that `--format` asks for. */
export function printResult<Result>(context: Context, reporters: Reporters<Result>, result: Result): void {
  context.print(chosenReporter(context, reporters)(result, context.voice));
}

/** The unit the workspace belongs to. */
export function ownUnit(store: Store): Unit {
  const id = store.settings.get("unit");
  if (id === null) throw new Error("the workspace has no unit");
  return store.units.byId(Number(id));
}
