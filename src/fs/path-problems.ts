import { type Finding, finding } from "../model/finding.js";
import { shownPath } from "./container.js";
import { collisionKey, type NameProblem, nameProblems, unsafeNames } from "./portable-names.js";

/**
 * Everything that is wrong with the paths of a container, alone and beside each other. Paths that end in `/` are
 * folders. `refuse` is told the position of each path that must not be read or written under its name.
 */
export function pathProblems(paths: readonly string[], refuse: (index: number) => void): Finding[] {
  const findings: Finding[] = [];
  const folders = new Folders();
  const given = new Set<string>();
  for (const [index, path] of paths.entries()) {
    const bare = path.endsWith("/") ? path.slice(0, -1) : path;
    const { folder, part, key, problems } = folders.judge(bare);
    const place = { file: problems.length > 0 ? shownPath(path) : path };
    for (const problem of problems) {
      const severity =
        problem === "name-not-nfc" || problem === "name-forbidden-character" ? "warning" : "error";
      findings.push(finding(problem, unsafeNames.has(problem) ? "error" : severity, place, {}));
      if (unsafeNames.has(problem)) refuse(index);
    }
    if (bare !== path) {
      given.add(bare);
      continue;
    }
    const others = folder.files.get(key);
    if (others === undefined) {
      folder.files.set(key, { index, folder: folder.path, part, more: null });
      continue;
    }
    // Rare, and only then is it worth remembering every spelling.
    others.more ??= new Map([[pathOf(others), others.index]]);
    const same = others.more.get(bare);
    if (same !== undefined) {
      findings.push(finding("name-duplicate", "error", place, {}));
      refuse(index);
      refuse(same);
      continue;
    }
    others.more.set(bare, index);
    const other = pathOf(others);
    const code =
      other.normalize("NFC") === bare.normalize("NFC") ? "name-unicode-collision" : "name-case-collision";
    findings.push(finding(code, "error", place, { other: shownPath(other) }));
  }
  const told = new Set<number>();
  const tell = (folder: string): void => {
    const index = folders.fileAt(folder);
    if (index === null || told.has(index)) return;
    told.add(index);
    findings.push(finding("name-file-and-folder", "error", { file: shownPath(folder) }, {}));
    refuse(index);
  };
  for (const folder of given) tell(folder);
  for (const folder of folders.paths()) {
    const beside = folders.besideFiles(folder);
    if (beside !== null) tell(beside);
  }
  return findings;
}

/** The first file of a collision key, and every other one where there are more. */
interface Taken {
  index: number;
  folder: string;
  part: string;
  more: Map<string, number> | null;
}

interface Folder {
  path: string;
  clean: boolean;
  /** Not too long and not too deep. */
  usable: boolean;
  /** Shared by all spellings of a folder that some file system cannot tell apart. */
  files: Map<string, Taken>;
}

interface Judged {
  folder: Folder;
  part: string;
  key: string;
  problems: readonly NameProblem[];
}

function pathOf({ folder, part }: Taken): string {
  return folder === "" ? part : `${folder}/${part}`;
}

/** Names that are remembered; dossiers repeat them (`01 KTCH.QD.pdf`), and strangers may bring any number. */
const mostParts = 20_000;

/** Judges each folder once for all the files in it, and a repeated name once for all its folders. */
class Folders {
  private readonly known = new Map<string, Folder>();
  private readonly byKey = new Map<string, Map<string, Taken>>();
  private readonly parts = new Map<string, { key: string; problems: readonly NameProblem[] }>();
  private last: Folder | null = null;

  judge(path: string): Judged {
    const cut = path.lastIndexOf("/");
    const folder = this.folder(cut <= 0 ? "" : path.slice(0, cut));
    const part = cut <= 0 ? path : path.slice(cut + 1);
    const { key, problems } = this.part(part);
    // A sound folder leaves only the last part to be judged, and the length of the whole.
    if (cut > 0 && folder.clean && path.length < 1300) {
      // `C:` names no drive below a folder.
      const here = problems.includes("name-drive")
        ? problems.filter((one) => one !== "name-drive")
        : problems;
      return { folder, part, key, problems: here };
    }
    return { folder, part, key, problems: cut <= 0 ? problems : nameProblems(path) };
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

  /** Position of the file of exactly this path. */
  fileAt(path: string): number | null {
    const cut = path.lastIndexOf("/");
    const folder = this.known.get(cut <= 0 ? "" : path.slice(0, cut));
    const taken = folder?.files.get(collisionKey(cut <= 0 ? path : path.slice(cut + 1)));
    if (!taken) return null;
    return taken.more?.get(path) ?? (pathOf(taken) === path ? taken.index : null);
  }

  private folder(path: string): Folder {
    if (this.last?.path === path) return this.last;
    let folder = this.known.get(path);
    if (!folder) {
      const key = collisionKey(path);
      let files = this.byKey.get(key);
      if (!files) {
        files = new Map();
        this.byKey.set(key, files);
      }
      // With a part behind it, so that a file in it is not one level too deep.
      const problems = path === "" ? [] : nameProblems(`${path}/x`);
      const usable = !problems.includes("name-too-long");
      folder = { path, clean: path !== "" && problems.length === 0, usable, files };
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
