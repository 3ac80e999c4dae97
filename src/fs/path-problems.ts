import { type Finding, finding } from "../model/finding.js";
import { shownPath } from "./container.js";
import { collisionKey, type NameProblem, nameProblems, unsafeNames } from "./portable-names.js";

/**
 * Everything that is wrong with the paths of a container, alone and beside each other. Paths that end in `/` are
 * folders. `refuse` is told the position of each path that must not be read or written under its name.
 */
export function pathProblems(paths: Iterable<string>, refuse: (index: number) => void): Finding[] {
  const judge = new PathJudge(refuse);
  for (const path of paths) judge.add(path);
  return judge.end();
}

/** The same for paths that come one by one. */
export class PathJudge {
  readonly #findings: Finding[] = [];
  readonly #paths: string[] = [];
  readonly #folders = new Folders();
  readonly #given = new Set<string>();

  constructor(private readonly refuse: (index: number) => void) {}

  add(path: string): void {
    const index = this.#paths.push(path) - 1;
    const bare = path.endsWith("/") ? path.slice(0, -1) : path;
    const { folder, key, problems } = this.#folders.judge(bare);
    if (problems.length > 0) this.#tell(index, problems);
    if (bare !== path) {
      this.#given.add(bare);
      return;
    }
    const first = folder.names.first.get(key);
    if (first === undefined) folder.names.first.set(key, index);
    else this.#meet(first, index, key, folder.names);
  }

  /** What was found, when there are no more paths. */
  end(): Finding[] {
    const told = new Set<number>();
    const tell = (folder: string): void => {
      const index = this.#fileAt(folder);
      if (index === null || told.has(index)) return;
      told.add(index);
      this.#findings.push(finding("name-file-and-folder", "error", { file: shownPath(folder) }, {}));
      this.refuse(index);
    };
    for (const folder of this.#given) tell(folder);
    for (const folder of this.#folders.paths()) {
      const beside = this.#folders.besideFiles(folder);
      if (beside !== null) tell(beside);
    }
    return this.#findings;
  }

  #tell(index: number, problems: readonly NameProblem[]): void {
    const place = { file: shownPath(this.#paths[index]!) };
    for (const problem of problems) {
      const severity =
        problem === "name-not-nfc" || problem === "name-forbidden-character" ? "warning" : "error";
      this.#findings.push(finding(problem, unsafeNames.has(problem) ? "error" : severity, place, {}));
      if (unsafeNames.has(problem)) this.refuse(index);
    }
  }

  /** Two files of one name, or of names that some file system cannot tell apart. */
  #meet(first: number, index: number, key: string, names: Names): void {
    const path = this.#paths[index]!;
    const other = this.#paths[first]!;
    // Rare, and only then is it worth remembering every spelling.
    let spellings = names.spellings.get(key);
    if (!spellings) {
      spellings = new Map([[other, first]]);
      names.spellings.set(key, spellings);
    }
    const place = { file: shownPath(path) };
    const same = spellings.get(path);
    if (same !== undefined) {
      this.#findings.push(finding("name-duplicate", "error", place, {}));
      this.refuse(index);
      this.refuse(same);
      return;
    }
    spellings.set(path, index);
    const code =
      other.normalize("NFC") === path.normalize("NFC") ? "name-unicode-collision" : "name-case-collision";
    this.#findings.push(finding(code, "error", place, { other: shownPath(other) }));
  }

  /** Position of the file of exactly this path. */
  #fileAt(path: string): number | null {
    const { names, key } = this.#folders.find(path);
    const first = names?.first.get(key);
    if (first === undefined) return null;
    return names!.spellings.get(key)?.get(path) ?? (this.#paths[first] === path ? first : null);
  }
}

/** The files of a folder by collision key. */
interface Names {
  /** Position of the first one. */
  first: Map<string, number>;
  /** Where there are more, the position of each spelling. */
  spellings: Map<string, Map<string, number>>;
}

interface Folder {
  path: string;
  clean: boolean;
  /** Not too long and not too deep. */
  usable: boolean;
  /** Shared by all spellings of a folder that some file system cannot tell apart. */
  names: Names;
}

interface Judged {
  folder: Folder;
  key: string;
  problems: readonly NameProblem[];
}

/** Names that are remembered; dossiers repeat them (`01 KTCH.QD.pdf`), and strangers may bring any number. */
const mostParts = 20_000;

/** Judges each folder once for all the files in it, and a repeated name once for all its folders. */
class Folders {
  private readonly known = new Map<string, Folder>();
  private readonly byKey = new Map<string, Names>();
  private readonly parts = new Map<string, { key: string; problems: readonly NameProblem[] }>();
  private last: Folder | null = null;

  judge(path: string): Judged {
    const cut = path.lastIndexOf("/");
    const { last } = this;
    // Nearly every file lies beside the one before it.
    const beside = last?.path.length === cut && path.startsWith(last.path);
    const folder = beside ? last : this.folder(cut <= 0 ? "" : path.slice(0, cut));
    const part = cut <= 0 ? path : path.slice(cut + 1);
    const { key, problems } = this.part(part);
    // A sound folder leaves only the last part to be judged, and the length of the whole.
    if (cut > 0 && folder.clean && path.length < 1300) {
      // `C:` names no drive below a folder.
      const here = problems.includes("name-drive")
        ? problems.filter((one) => one !== "name-drive")
        : problems;
      return { folder, key, problems: here };
    }
    return { folder, key, problems: cut <= 0 ? problems : nameProblems(path) };
  }

  /** Folders that hold a file or a folder, without those too long or too deep to be made anywhere. */
  *paths(): Iterable<string> {
    for (const { path, usable } of this.known.values()) if (usable && path !== "") yield path;
  }

  /**
   * Of a folder and those it lies in, the one that lies beside files; those above are gone through by themselves.
   * Nothing is remembered: strangers may send half a million folders of a hundred levels each.
   */
  besideFiles(folder: string): string | null {
    let inner = folder;
    for (let cut = folder.lastIndexOf("/"); cut > 0; cut = folder.lastIndexOf("/", cut - 1)) {
      const outer = folder.slice(0, cut);
      if (this.known.has(outer)) return inner;
      inner = outer;
    }
    return this.known.has("") ? inner : null;
  }

  /** Where a file of this path would be remembered. */
  find(path: string): { names: Names | undefined; key: string } {
    const cut = path.lastIndexOf("/");
    const folder = this.known.get(cut <= 0 ? "" : path.slice(0, cut));
    return { names: folder?.names, key: collisionKey(cut <= 0 ? path : path.slice(cut + 1)) };
  }

  private folder(path: string): Folder {
    let folder = this.known.get(path);
    if (!folder) {
      const key = collisionKey(path);
      let names = this.byKey.get(key);
      if (!names) {
        names = { first: new Map(), spellings: new Map() };
        this.byKey.set(key, names);
      }
      // With a part behind it, so that a file in it is not one level too deep.
      const problems = path === "" ? [] : nameProblems(`${path}/x`);
      const usable = !problems.includes("name-too-long");
      folder = { path, clean: path !== "" && problems.length === 0, usable, names };
      this.known.set(path, folder);
    }
    this.last = folder;
    return folder;
  }

  private part(part: string): { key: string; problems: readonly NameProblem[] } {
    let judged = this.parts.get(part);
    if (!judged) {
      judged = { key: collisionKey(part), problems: nameProblems(part) };
      if (this.parts.size < mostParts) this.parts.set(part, judged);
    }
    return judged;
  }
}
