import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Node, Pair, ParsedNode } from "yaml";
import { Failure } from "../model/failure.js";

/** A place in a YAML file; both count from 1. */
export interface Position {
  line: number;
  column: number;
}

/** A scalar as read, with the words as they stand in the file: `1.10` stays `1.10`. */
export interface YamlScalar extends Position {
  kind: "scalar";
  value: string | number | boolean | null;
  text: string;
}

export interface YamlList extends Position {
  kind: "list";
  items: YamlNode[];
}

export interface YamlMap extends Position {
  kind: "map";
  entries: { key: YamlScalar; value: YamlNode }[];
}

/** A YAML value that knows where it stands. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

/** Largest file that is read, in bytes; a rule pack has a few thousand lines at most. */
const sizeLimit = 1024 * 1024;
/** Deepest nesting that is followed. */
const depthLimit = 20;

/** Reads a YAML file with positions. Failures: `file-not-found`, `file-too-large`, `yaml-not-readable`. */
export async function readYamlFile(path: string): Promise<{ node: YamlNode; bytes: Buffer }> {
  const bytes = await readBounded(path);
  return { node: await parseYaml(decode(bytes, path), path), bytes };
}

/**
 * Parses YAML 1.2 into nodes with positions. One document, no aliases (a few of them can stand for gigabytes),
 * no custom tags, keys are plain words and occur once. Failure: `yaml-not-readable`.
 */
export async function parseYaml(text: string, path: string): Promise<YamlNode> {
  const yaml = await import("yaml");
  const counter = new yaml.LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const stop = (reason: string, offset: number): never => {
    throw new Failure("yaml-not-readable", { path, ...at(offset), reason });
  };

  const deep = nestedTooDeeply(text);
  if (deep !== null) stop("nested-too-deeply", deep);
  let document: ReturnType<typeof yaml.parseDocument>;
  try {
    document = yaml.parseDocument(text, {
      lineCounter: counter,
      prettyErrors: false,
      uniqueKeys: true,
      strict: true,
      logLevel: "error",
    });
  } catch (error) {
    if (error instanceof RangeError) stop("nested-too-deeply", 0); // the parser's own recursion gave up
    throw error;
  }
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) {
    const reason = problem.code.toLowerCase().replaceAll("_", "-");
    stop(reason === "resource-exhaustion" ? "nested-too-deeply" : reason, problem.pos[0]);
  }
  if (document.contents === null) stop("empty", 0);

  const understand = (node: Node | null, depth: number, fallback: number): YamlNode => {
    const start = (node as ParsedNode | null)?.range?.[0] ?? fallback;
    if (depth > depthLimit) stop("nested-too-deeply", start);
    if (yaml.isAlias(node)) return stop("alias-not-allowed", start);
    if (yaml.isMap(node)) {
      const entries = (node.items as Pair<Node, Node | null>[]).map((pair) => {
        const key = understand(pair.key, depth + 1, start);
        if (key.kind !== "scalar") return stop("key-not-a-word", start);
        const keyEnd = (pair.key as ParsedNode).range[1];
        return { key, value: understand(pair.value, depth + 1, keyEnd) };
      });
      return { kind: "map", ...at(start), entries };
    }
    if (yaml.isSeq(node)) {
      const items = (node.items as Node[]).map((item) => understand(item, depth + 1, start));
      return { kind: "list", ...at(start), items };
    }
    if (node === null) return { kind: "scalar", ...at(start), value: null, text: "" };
    if (!yaml.isScalar(node)) return stop("not-understood", start);
    const value = node.value;
    if (value !== null && !["string", "number", "boolean"].includes(typeof value))
      stop("not-understood", start);
    return {
      kind: "scalar",
      ...at(start),
      value: value as YamlScalar["value"],
      text: typeof value === "string" ? value : (node.source ?? String(value)),
    };
  };
  return understand(document.contents, 0, 0);
}

/**
 * Where a text opens more brackets, or begins more lists on one line, than any pack would; null when it does not. Asked
 * before parsing, because the parser follows nesting by recursion.
 */
function nestedTooDeeply(text: string): number | null {
  const dashes = /^[ ]*(?:[-?:][ ]+){20}/mu.exec(text);
  if (dashes) return dashes.index;
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 0x5b || sign === 0x7b) open += 1;
    else if ((sign === 0x5d || sign === 0x7d) && open > 0) open -= 1;
    if (open > 5 * depthLimit) return at;
  }
  return null;
}

/** The YAML files of a folder (`.yaml`, `.yml`), sorted by name; Failure `folder-not-found`. */
export async function listYamlFiles(folder: string): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw new Failure("folder-not-found", { path: folder }, { cause: error });
  }
  return names
    .filter((name) => /\.ya?ml$/iu.test(name) && !basename(name).startsWith("."))
    .sort()
    .map((name) => join(folder, name));
}

async function readBounded(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > sizeLimit) throw new Failure("file-too-large", { path, size, limit: sizeLimit });
    return await readFile(path);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    if (code === "ENOENT") throw new Failure("file-not-found", { path }, { cause: error });
    throw new Failure("file-not-readable", { path, reason: code }, { cause: error });
  }
}

function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).normalize("NFC");
  } catch (error) {
    throw new Failure(
      "yaml-not-readable",
      { path, line: 1, column: 1, reason: "not-utf-8" },
      { cause: error },
    );
  }
}
