import { type Finding, finding } from "../model/finding.js";
import { shownPath } from "./container.js";
import { collisionKey, type NameProblem, nameProblems, unsafeNames } from "./portable-names.js";

/**
 * Everything that is wrong with the paths of a container, alone and beside each other. Paths that end in `/` are
 * folders. `refuse` is told the position of each path that must not be read or written under its name.
 */
export function pathProblems(paths: readonly string[], refuse: (index: number) => void): Finding[] {
  const findings: Finding[] = [];
  const exact = new Map<string, number>();
  const folded = new Map<string, string>();
  const folders = new Set<string>();
  const problemsOf = rememberingFolders();
  for (const [index, path] of paths.entries()) {
    const bare = path.endsWith("/") ? path.slice(0, -1) : path;
    const problems = problemsOf(bare);
    const place = { file: problems.length > 0 ? shownPath(path) : path };
    for (const problem of problems) {
      const severity =
        problem === "name-not-nfc" || problem === "name-forbidden-character" ? "warning" : "error";
      findings.push(finding(problem, unsafeNames.has(problem) ? "error" : severity, place, {}));
      if (unsafeNames.has(problem)) refuse(index);
    }
    if (bare !== path) {
      folders.add(bare);
      continue;
    }
    for (let cut = bare.lastIndexOf("/"); cut > 0; cut = bare.lastIndexOf("/", cut - 1)) {
      const folder = bare.slice(0, cut);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
    if (exact.has(bare)) {
      findings.push(finding("name-duplicate", "error", place, {}));
      refuse(index);
      refuse(exact.get(bare)!);
      continue;
    }
    exact.set(bare, index);
    const key = collisionKey(bare);
    const other = folded.get(key);
    if (other === undefined) folded.set(key, bare);
    else {
      const code =
        other.normalize("NFC") === bare.normalize("NFC") ? "name-unicode-collision" : "name-case-collision";
      findings.push(finding(code, "error", place, { other: shownPath(other) }));
    }
  }
  for (const folder of folders)
    if (exact.has(folder)) {
      findings.push(finding("name-file-and-folder", "error", { file: shownPath(folder) }, {}));
      refuse(exact.get(folder)!);
    }
  return findings;
}

/** Judges paths, and a folder only once for all the files in it. */
function rememberingFolders(): (path: string) => NameProblem[] {
  const known = new Map<string, boolean>();
  return (path) => {
    const cut = path.lastIndexOf("/");
    if (cut <= 0) return nameProblems(path);
    const folder = path.slice(0, cut);
    let clean = known.get(folder);
    if (clean === undefined) {
      clean = nameProblems(folder).length === 0;
      known.set(folder, clean);
    }
    // A sound folder leaves only the last part to be judged, and the length of the whole.
    if (!clean || path.length >= 1300) return nameProblems(path);
    // `C:` names no drive below a folder.
    return nameProblems(path.slice(cut + 1)).filter((problem) => problem !== "name-drive");
  };
}
