import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Context } from "./commands/context.js";
import type { OpenedAhead } from "./commands/open-ahead.js";
import { findWorkspace, type Workspace } from "./commands/workspace.js";
import { chooseLanguage } from "./messages/choose-language.js";
import type { Messages } from "./messages/messages.js";
import { exitCodes } from "./model/exit-codes.js";
import { Failure, Misuse } from "./model/failure.js";
import { isInterruption } from "./model/interruption.js";
import type { ProgressEvent } from "./model/progress.js";
import type { Ink } from "./report/reporter.js";
import type { Store } from "./store/index.js";
import type { Viewer } from "./terminal/open-file.js";
import type { Questions } from "./terminal/questions.js";

/** Where output goes; `columns` and `isTTY` as Node's streams have them. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** Everything outside the program. Tests make their own. */
export interface World {
  stdout: Output;
  stderr: Output;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  now: () => Date;
  signal: AbortSignal;
  /** A signal for the next command of a longer conversation, after the last one was interrupted. */
  renewSignal?: () => AbortSignal;
  /** Questions to a person; without them the program asks nobody. */
  questions?: Questions;
  /** The system's viewers; without them nothing is opened. */
  viewer?: Viewer;
}

const templates = fileURLToPath(new URL("../templates/", import.meta.url));

/** Number of the version, from package.json. */
export function version(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** Runs one command line and returns its exit code. Everything it opened is closed when it returns. */
export async function main(argv: readonly string[], world: World): Promise<number> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    world.stdout.write(`${version()}\n`);
    return exitCodes.ok;
  }
  const named = optionValue(argv, "--workspace") ?? world.env.BANGIAO_WORKSPACE;
  const openings = new Openings(world, named);
  await openings.begin(argv);
  // The command's own files are read while the texts are compiled.
  const loading = loadProgram(argv, world);
  const messages = await loadMessages(argv, world, openings);
  const debug = argv.includes("--debug") || world.env.BANGIAO_DEBUG === "1";
  try {
    return await runCommandLine(argv, world, openings, messages, await loading);
  } catch (error) {
    return explain(error, world, messages, debug);
  } finally {
    await openings.close();
  }
}

async function loadProgram(argv: readonly string[], world: World) {
  const loading = chooseInk(argv, world);
  const { buildProgram, loadNamed } = await import("./commands/program.js");
  await loadNamed(argv);
  return { buildProgram, ink: await loading };
}

/** Colours where the output is a terminal that has them and nobody declines them. */
async function chooseInk(argv: readonly string[], { env, stdout }: World): Promise<Ink> {
  const { colourless, colours } = await import("./terminal/ink.js");
  const unwanted = argv.includes("--no-color") || env.NO_COLOR || env.TERM === "dumb";
  return stdout.isTTY && !unwanted ? colours() : colourless;
}

async function runCommandLine(
  argv: readonly string[],
  world: World,
  openings: Openings,
  messages: Messages,
  { buildProgram, ink }: Awaited<ReturnType<typeof loadProgram>>,
): Promise<number> {
  const voice = {
    messages,
    ink,
    width: Math.max(40, Math.min(world.stdout.columns ?? 100, 120)),
  };
  const quiet = argv.includes("--quiet") || argv.includes("-q");
  let exitCode: number = exitCodes.ok;
  const progress = await progressFor(argv, world, messages, quiet);
  const context: Context = {
    messages,
    voice,
    ask: world.questions
      ? (await import("./terminal/questions.js")).inVoice(world.questions, voice, () => progress?.wipe())
      : nobody,
    signal: world.signal,
    startAfresh: () => !(world.renewSignal?.() ?? world.signal).aborted,
    cwd: world.cwd,
    env: world.env,
    format: optionValue(argv, "--format"),
    namedWorkspace: openings.named,
    templates,
    version: version(),
    now: world.now,
    workspace: () => openings.workspace(),
    workspaceIfAny: () => openings.workspaceIfAny(),
    store: () => openings.store(),
    storeForChange: (command) => openings.storeForChange(command),
    openedAhead: async (path) => openings.ahead?.take(path) ?? null,
    job: () => ({ signal: world.signal, ...(progress ? { onProgress: progress.show } : {}) }),
    canOpen: (path) => world.viewer?.shows(path) ?? false,
    openFile: async (path) => (await world.viewer?.open(path)) ?? false,
    print: (text) => {
      progress?.wipe();
      world.stdout.write(text);
    },
    tell: (text) => {
      progress?.wipe();
      if (!quiet) world.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
    },
    finish: (code) => {
      exitCode = code;
    },
    atTerminal: Boolean(world.questions && world.stdout.isTTY),
    runLine: (line, { collect, unasked = false } = {}) => {
      const signal = world.renewSignal?.() ?? world.signal;
      const { questions, ...others } = world;
      const asking = questions && !unasked ? { questions } : {};
      return main(line, { ...others, ...asking, signal, ...(collect ? { stdout: { write: collect } } : {}) });
    },
  };
  try {
    const program = await buildProgram(argv, context, {
      out: (text) => world.stdout.write(text),
    });
    await program(argv);
  } finally {
    progress?.wipe();
  }
  return exitCode;
}

/** What a run opens, each once, and closes at the end. */
class Openings {
  #workspace: Workspace | null | undefined;
  #store: Store | undefined;
  #unlock: (() => void) | undefined;
  ahead: OpenedAhead | null = null;

  constructor(
    private readonly world: World,
    readonly named: string | undefined,
  ) {}

  /** Lets the named command begin. */
  async begin(argv: readonly string[]): Promise<void> {
    const { namedEntries } = await import("./commands/named.js");
    this.ahead = (await namedEntries(argv).at(-1)?.begin?.(argv, this.world.cwd)) ?? null;
  }

  workspaceIfAny(): Workspace | null {
    if (this.#workspace === undefined) this.#workspace = findWorkspace(this.world.cwd, this.named);
    return this.#workspace;
  }

  workspace(): Workspace {
    const workspace = this.workspaceIfAny();
    if (!workspace) throw new Failure("workspace-not-found", { folder: this.world.cwd });
    return workspace;
  }

  async store(): Promise<Store> {
    if (!this.#store) {
      const { openStore } = await import("./store/index.js");
      const trace =
        this.world.env.BANGIAO_DEBUG === "1"
          ? (sql: string) => this.world.stderr.write(`${sql}\n`)
          : undefined;
      this.#store = openStore(this.workspace().database, { trace });
    }
    return this.#store;
  }

  async storeForChange(command: string): Promise<Store> {
    if (!this.#unlock) {
      const { lockWorkspace } = await import("./store/index.js");
      this.#unlock = await lockWorkspace(this.workspace().lock, {
        command: `bangiao ${command}`,
        since: this.world.now().toISOString(),
      });
    }
    return this.store();
  }

  async close(): Promise<void> {
    this.#store?.close();
    this.#unlock?.();
    await this.ahead?.close();
  }
}

/** The texts of the chosen language. A store that cannot be opened does not matter here: the command will say so. */
async function loadMessages(argv: readonly string[], world: World, openings: Openings): Promise<Messages> {
  const { env } = world;
  const sources = {
    option: optionValue(argv, "--lang"),
    environment: env.BANGIAO_LANG,
    locale: env.LC_ALL || env.LC_MESSAGES || env.LANG || systemLocale(),
    setting: undefined as string | undefined,
  };
  if (!sources.option && !sources.environment) {
    try {
      if (openings.workspaceIfAny())
        sources.setting = (await openings.store()).settings.get("language") ?? undefined;
    } catch {
      sources.setting = undefined;
    }
  }
  return chooseLanguage(sources) === "vi"
    ? (await import("./messages/vi.js")).vi
    : (await import("./messages/en.js")).en;
}

/** The locale of the system, where no variable names one. Of all that know it, this loads the least. */
function systemLocale(): string {
  return new Intl.PluralRules().resolvedOptions().locale;
}

interface Progress {
  show: (event: ProgressEvent) => void;
  wipe: () => void;
}

async function progressFor(
  argv: readonly string[],
  world: World,
  messages: Messages,
  quiet: boolean,
): Promise<Progress | null> {
  const wish = optionValue(argv, "--progress") ?? "auto";
  if (wish === "json")
    return { show: (event) => void world.stderr.write(`${JSON.stringify(event)}\n`), wipe: () => undefined };
  if (wish === "none" || quiet || !world.stderr.isTTY) return null;
  const [{ ProgressBar }, { colourless }] = await Promise.all([
    import("./terminal/progress-bar.js"),
    import("./terminal/ink.js"),
  ]);
  const voice = { messages, ink: colourless, width: world.stderr.columns ?? 80 };
  const bar = new ProgressBar(world.stderr, voice, () => performance.now(), world.env.TERM === "dumb");
  return { show: (event) => bar.show(event), wipe: () => bar.wipe() };
}

/** Tells what went wrong and what to do, and returns the exit code for it. */
async function explain(error: unknown, world: World, messages: Messages, debug: boolean): Promise<number> {
  const { house } = messages;
  if (isInterruption(error, world.signal)) {
    world.stderr.write(`${house.interrupted}\n`);
    return exitCodes.interrupted;
  }
  const failure = error instanceof Failure ? error : systemFailure(error);
  if (failure) {
    const [{ describeFailure }, { harmless }] = await Promise.all([
      import("./messages/describe.js"),
      import("./report/plain-text.js"),
    ]);
    const { problem, hint } = describeFailure(failure, messages);
    world.stderr.write(`${harmless(house.problem(problem))}\n`);
    if (hint) world.stderr.write(`${harmless(house.hint(hint))}\n`);
    if (debug) world.stderr.write(`${stackOf(error)}\n`);
    return failure.exitCode;
  }
  world.stderr.write(`${house.bug({ version: version() })}\n`);
  if (debug) world.stderr.write(`${stackOf(error)}\n`);
  return exitCodes.bug;
}

const writing = new Set([
  "write",
  "rename",
  "mkdir",
  "fsync",
  "ftruncate",
  "unlink",
  "rm",
  "rmdir",
  "copyfile",
]);

/**
 * An answer of the operating system that no domain foresaw, such as a file that vanished or a disk that fails: not our
 * mistake, and no reason for a stack trace.
 */
function systemFailure(error: unknown): Failure | null {
  const { code, syscall, path = "" } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || code === undefined || syscall === undefined) return null;
  if (code === "ENOSPC") return new Failure("disk-full", { path }, { cause: error });
  if (!/^E[A-Z]+$/u.test(code)) return null;
  const kind = writing.has(syscall) ? "file-not-writable" : "file-not-readable";
  return new Failure(kind, { path, reason: code }, { cause: error });
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? `${error.stack}` : `${error.stack}\n  because: ${stackOf(error.cause)}`;
}

/** The value of an option before commander reads the line: the language of its own errors depends on it. */
function optionValue(argv: readonly string[], name: string): string | undefined {
  const end = argv.indexOf("--");
  const line = end < 0 ? argv : argv.slice(0, end);
  const at = line.findLastIndex((word) => word === name || word.startsWith(`${name}=`));
  if (at < 0) return undefined;
  return line[at]!.includes("=") ? line[at]!.slice(name.length + 1) : line[at + 1];
}

const refuse = (question: string): never => {
  throw new Misuse("answer-needs-terminal", { question });
};

/** Where no person is there to answer. */
const nobody: Questions = {
  possible: false,
  text: async (question) => refuse(question),
  secret: async (question) => refuse(question),
  confirm: async (question) => refuse(question),
  choose: async (question) => refuse(question),
};
