import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const source = fileURLToPath(new URL("../src/", import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.(ts|js)$/u.test(path));

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
  dynamic: boolean;
}

const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(source, from), "utf8");
  const found: Import[] = [];
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?["']([^"']+)["']|(?:\bimport|\bcreateRequire\(import\.meta\.url\))\(\s*["']([^"']+)["']\s*\)|new URL\(\s*["'](\.[^"']+\.js)["']/gu;
  for (const [, type, fixed, dynamic, worker] of text.matchAll(pattern))
    found.push({
      from,
      to: (fixed ?? dynamic ?? worker)!,
      typeOnly: Boolean(type),
      dynamic: fixed === undefined,
    });
  return found;
});

const folderOf = (path: string): string => (path.includes("/") ? path.split("/")[0]! : path);
const inside = imports
  .filter(({ to }) => to.startsWith("."))
  .map((one) => ({
    ...one,
    target: relative(source, join(source, dirname(one.from), one.to)).replaceAll("\\", "/"),
  }))
  .filter(({ target }) => !target.startsWith(".."));

/** The domain, from what uses to what is used. */
const domain = ["audit", "custody", "paperwork", "package", "manifest", "signing", "validate", "inventory"];
const outside = ["store", "crypto", "fs"];

const allowed: Record<string, string[]> = {
  "process-world.ts": ["main.ts", "terminal"],
  "main.ts": ["commands", "messages", "terminal", "report", "store", "model"],
  commands: [...domain, ...outside, "report", "messages", "terminal", "model"],
  report: [...domain, "messages", "model"],
  terminal: ["report", "messages", "model"],
  messages: ["model"],
  ...Object.fromEntries(
    domain.map((folder, index) => [folder, [...domain.slice(index + 1), ...outside, "model"]]),
  ),
  store: ["model"],
  crypto: ["model"],
  fs: ["model"],
  model: [],
};

/** The one door of each outside library. Where `lazy`, it is loaded with the first use, not with the program. */
const doors: Record<string, { files: RegExp; lazy: boolean }> = {
  commander: { files: /^(commands\/|main\.ts$)/u, lazy: false },
  inquirer: { files: /^terminal\//u, lazy: true },
  chalk: { files: /^terminal\//u, lazy: true },
  "better-sqlite3": { files: /^store\//u, lazy: false },
  archiver: { files: /^fs\/zip-writer/u, lazy: true },
  yauzl: { files: /^fs\/zip-reader/u, lazy: true },
  exceljs: { files: /^fs\/spreadsheet/u, lazy: true },
  "csv-parse": { files: /^fs\/csv/u, lazy: true },
  yaml: { files: /^fs\/yaml/u, lazy: true },
  "pdfjs-dist": { files: /^fs\/pdf/u, lazy: true },
  "age-encryption": { files: /^crypto\/age/u, lazy: true },
  pkcs11js: { files: /^crypto\/token/u, lazy: true },
  docxtemplater: { files: /^fs\/word-template/u, lazy: true },
  pizzip: { files: /^fs\/office-parts/u, lazy: true },
  uqr: { files: /^fs\/qr-code/u, lazy: true },
  pkijs: { files: /^crypto\//u, lazy: true },
  asn1js: { files: /^crypto\//u, lazy: true },
};

describe("the house", () => {
  it("has imports that point down or right only", () => {
    const wrong = inside
      .filter(({ from, target }) => folderOf(from) !== folderOf(target))
      .filter(
        ({ from, target }) => !allowed[folderOf(from)]?.includes(folderOf(target).replace(/\.js$/u, ".ts")),
      )
      .map(({ from, target }) => `${from} → ${target}`);
    expect(wrong).toEqual([]);
  });

  it("has no imports in a circle", () => {
    const uses = new Map(files.map((path) => [path, [] as string[]]));
    for (const { from, target } of inside) {
      const file = uses.has(target) ? target : target.replace(/\.js$/u, ".ts");
      if (uses.has(file)) uses.get(from)!.push(file);
    }
    // What uses nothing that is left is in no circle; what then remains is a circle, or leads into one.
    for (let done = [""]; done.length > 0; ) {
      done = [...uses].filter(([, used]) => used.every((file) => !uses.has(file))).map(([path]) => path);
      for (const path of done) uses.delete(path);
    }
    expect([...uses.keys()]).toEqual([]);
  });

  it("is entered, in the domain, through each folder's index", () => {
    const wrong = inside
      .filter(({ from, target }) => domain.includes(folderOf(target)) && folderOf(from) !== folderOf(target))
      .filter(({ target }) => target !== `${folderOf(target)}/index.js`)
      .map(({ from, target }) => `${from} → ${target}`);
    expect(wrong).toEqual([]);
  });

  it("lets reports see the domain's types only", () => {
    const wrong = inside
      .filter(
        ({ from, target, typeOnly }) =>
          folderOf(from) === "report" && domain.includes(folderOf(target)) && !typeOnly,
      )
      .map(({ from, target }) => `${from} → ${target}`);
    expect(wrong).toEqual([]);
  });

  it("keeps model, messages and report free of input and output", () => {
    const builtin = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
    const wrong = imports
      .filter(({ from }) => ["model", "messages", "report"].includes(folderOf(from)))
      .filter(({ to }) => builtin.has(to))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  it("uses each outside library through its one door, the heavy ones only when needed", () => {
    const wrong = imports
      .filter(({ to }) => !to.startsWith(".") && !to.startsWith("node:"))
      .flatMap(({ from, to, typeOnly, dynamic }) => {
        const name = to.startsWith("@") ? to.split("/").slice(0, 2).join("/") : to.split("/")[0]!;
        const door = doors[name];
        if (!door) return [`${from} → ${to}: unknown library`];
        if (!door.files.test(from)) return [`${from} → ${to}: not its door`];
        // A worker is itself loaded only when needed.
        if (door.lazy && !typeOnly && !dynamic && !from.endsWith("-worker.js"))
          return [`${from} → ${to}: not lazy`];
        return [];
      });
    expect(wrong).toEqual([]);
  });

  it("knows of a process only in main and at the start", () => {
    const texts = files.filter(
      (path) => !["main.ts", "process-world.ts"].includes(path) && !/^(fs|store|crypto)\//u.test(path),
    );
    const wrong = texts.filter((path) =>
      /\bprocess\.(?!hrtime)/u.test(readFileSync(join(source, path), "utf8")),
    );
    expect(wrong).toEqual([]);
  });

  it("leaves the clock to whoever calls the domain", () => {
    const wrong = files
      .filter((path) => [...domain, "model", "report", "messages"].includes(folderOf(path)))
      .filter((path) => /new Date\(\)|Date\.now\(/u.test(readFileSync(join(source, path), "utf8")));
    expect(wrong).toEqual([]);
  });
});
