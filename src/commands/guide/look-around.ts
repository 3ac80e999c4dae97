import { type Dirent, readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

const depth = 2;
const most = 30;

/** What lies in a folder that a step may work on, as paths from there with `/`. */
export interface Surroundings {
  registers: string[];
  folders: string[];
  packages: string[];
}

/** Registers, folders and packages that lie in `folder` or one level below; hidden ones are passed over. */
export function lookAround(folder: string): Surroundings {
  const found: Surroundings = { registers: [], folders: [], packages: [] };
  const look = (below: string, left: number): void => {
    for (const entry of entriesOf(join(folder, below))) {
      if (entry.name.startsWith(".") || entry.name.startsWith("~$")) continue;
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        if (below === "") found.folders.push(path);
        if (left > 1) look(path, left - 1);
      } else if (/\.(?:xlsx|csv)$/iu.test(entry.name) && found.registers.length < most)
        found.registers.push(path);
      else if (isPackage(entry.name) && found.packages.length < most) found.packages.push(path);
    }
  };
  look("", depth);
  return found;
}

/** How many folders lie in a folder. */
export function foldersIn(path: string): number {
  return entriesOf(path).filter((entry) => entry.isDirectory()).length;
}

/** Sorted by name; a folder that cannot be read has nothing to suggest. */
function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

const isPackage = (name: string): boolean => /\.zip(?:\.age)?$/iu.test(name);

/** The mark in the name of a volume: its number, and how many there are. */
const mark = /-(\d{1,5})of(\d{1,5})(?=\.zip(?:\.age)?$)/iu;

/** A package near by, or several volumes of one. */
export interface PackageFound {
  paths: string[];
  /** How many volumes there should be. */
  of: number;
}

/** Packages by their paths, the volumes of one package together in their order. */
export function packagesOf(paths: readonly string[]): PackageFound[] {
  const found = new Map<string, PackageFound>();
  for (const path of paths) {
    const of = Number(mark.exec(path)?.[2] ?? 1);
    const set = found.get(path.replace(mark, "")) ?? { paths: [], of };
    set.paths.push(path);
    found.set(path.replace(mark, ""), set);
  }
  const number = (path: string): number => Number(mark.exec(path)?.[1] ?? 0);
  for (const { paths: all } of found.values()) all.sort((a, b) => number(a) - number(b));
  return [...found.values()];
}

/** The package of which `path` was typed, with its other volumes that lie beside it; paths stay as they were typed. */
export function packageBeside(path: string, cwd: string): PackageFound {
  const of = Number(mark.exec(path)?.[2] ?? 1);
  if (of === 1) return { paths: [path], of };
  const beside = entriesOf(dirname(resolve(cwd, path))).filter(({ name }) => isPackage(name));
  const typed = path.slice(0, path.length - basename(path).length);
  const all = packagesOf(beside.map(({ name }) => `${typed}${name}`));
  return all.find(({ paths }) => paths.includes(path)) ?? { paths: [path], of };
}
