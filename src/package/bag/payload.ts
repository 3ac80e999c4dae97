import { isSafePath } from "../../fs/portable-names.js";
import { type Finding, finding } from "../../model/finding.js";
import { linesOf } from "./tag-files.js";

/** A file that lists can be about, with its position among all of them. */
interface Listable {
  index: number;
}

/** One line of a payload or tag manifest: a digest as lower-case hex, and a path from the root of the bag. */
export interface DigestRow<File extends Listable = Listable> {
  digest: string;
  path: string;
  /** The file of exactly this path, where reading the list knew of it. */
  file?: File | null;
}

/** Spells a payload or tag manifest, RFC 8493 section 2.1.3, rows in the order given. */
export function writeDigestList(rows: readonly DigestRow[]): string {
  return rows.map(({ digest, path }) => `${digest}  ${encodePath(path)}\n`).join("");
}

/** A path as manifests spell it: CR, LF and `%` are percent-encoded, nothing else is. */
export function encodePath(path: string): string {
  return path.replace(
    /[\r\n%]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

/** The path that a manifest means. Only the three escapes of the RFC are undone; `%` was no escape before 1.0. */
export function decodePath(text: string, version: string): string {
  if (!text.includes("%")) return text;
  return text.replace(version === "1.0" ? /%(0A|0D|25)/giu : /%(0A|0D)/giu, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** What a manifest lists. */
export interface DigestList<File extends Listable> {
  /** Each path once, in the order of the list. */
  rows: DigestRow<File>[];
  /** Whether it names a file by exactly this path. */
  lists(path: string, file: File): boolean;
  findings: Finding[];
}

/** What a list is, for reading it. */
export interface DigestListForm<File extends Listable> {
  /** Its file name, for the findings. */
  name: string;
  kind: "payload" | "tags";
  version: string;
  hexLength: number;
  /**
   * Files whose paths were judged before and are safe, which spares judging them again; `find` gives the one of a path,
   * and their positions are below `span`.
   */
  known?: { span: number; find(path: string): File | null };
}

/** An archive holds no more files than this, so a list of more is not a list of its files. */
const mostRows = 500_000;
/** After so many lines that cannot be taken, the rest is not looked at. */
const mostProblems = 1000;

/** Reads a payload or tag manifest, up to where it has become plain that it is none. */
export function readDigestList<File extends Listable>(
  text: string,
  form: DigestListForm<File>,
): DigestList<File> {
  const { name, kind, version, known } = form;
  const rows: DigestRow<File>[] = [];
  const findings: Finding[] = [];
  /** Row of each known file, counted from 1, and of each path that no known file has. */
  const rowOfFile = new Uint32Array(known?.span ?? 0);
  const rowOfPath = new Map<string, number>();
  const take = (digest: string, path: string, file: File | null): void => {
    rows.push({ digest, path, file });
    if (file) rowOfFile[file.index] = rows.length;
    else rowOfPath.set(path, rows.length);
  };
  const usual = new RegExp(`[0-9a-f]{${form.hexLength}}  (?![ \\t]|$)`, "y");
  let number = 0;
  let read = 0;
  // Nearly every list names each of its files once, as every program spells it, and nothing else.
  const plain = kind === "payload" && known && !/[%\r]/u.test(text);
  while (plain && read < text.length && rows.length < mostRows) {
    usual.lastIndex = read;
    const end = text.indexOf("\n", read);
    if (end < 0 || !usual.test(text)) break;
    const path = text.slice(read + form.hexLength + 2, end);
    const file = path.startsWith("data/") ? known.find(path) : null;
    if (!file || rowOfFile[file.index]! > 0) break;
    take(text.slice(read, read + form.hexLength), path, file);
    number += 1;
    read = end + 1;
  }
  for (const line of linesOf(text, read)) {
    number += 1;
    if (line === "") continue;
    if (findings.length >= mostProblems || rows.length >= mostRows) {
      findings.push(finding("bag-list-abandoned", "error", { file: name }, { line: number }));
      break;
    }
    const row = readRow(line, form.hexLength);
    if (!row) {
      const details = { line: number, text: line.slice(0, 200) };
      findings.push(finding("bag-line-not-understood", "error", { file: name }, details));
      continue;
    }
    const { digest } = row;
    const path = decodePath(plainPath(row.path, version), version);
    const payload = path.startsWith("data/");
    const file = known?.find(path) ?? null;
    // Section 2.2.1: a tag manifest lists no tag manifest.
    const circular = kind === "tags" && path.startsWith("tagmanifest-") && version === "1.0";
    const allowed = payload === (kind === "payload") && !path.startsWith("~") && !circular;
    if (!allowed || !((payload && file) || isSafePath(path))) {
      const details = { manifest: name, line: number };
      findings.push(finding("bag-path-not-allowed", "error", { file: path.slice(0, 500) }, details));
      continue;
    }
    const before = file ? rowOfFile[file.index]! : (rowOfPath.get(path) ?? 0);
    if (before > 0) {
      const conflicting = rows[before - 1]!.digest !== digest;
      const severity = conflicting || version === "1.0" ? "error" : "warning";
      findings.push(finding("bag-path-repeated", severity, { file: path }, { manifest: name, conflicting }));
      continue;
    }
    take(digest, path, file);
  }
  const lists = (path: string, file: File): boolean =>
    (rowOfFile[file.index] ?? 0) > 0 || (rowOfPath.size > 0 && rowOfPath.has(path));
  return { rows, lists, findings };
}

/** A digest of the right length, blanks, and a path; null for a line that is something else. */
function readRow(line: string, hexLength: number): DigestRow | null {
  let upper = false;
  for (let at = 0; at < hexLength; at += 1) {
    const code = line.charCodeAt(at);
    if (code >= 48 && code <= 57) continue;
    if (code >= 97 && code <= 102) continue;
    if (!(code >= 65 && code <= 70)) return null;
    upper = true;
  }
  let start = hexLength;
  while (line.charCodeAt(start) === 32 || line.charCodeAt(start) === 9) start += 1;
  if (start === hexLength || start >= line.length) return null;
  const digest = line.slice(0, hexLength);
  return { digest: upper ? digest.toLowerCase() : digest, path: line.slice(start) };
}

/** Without the `*` of `md5sum -b` and the `./` of `find`, which programs of old left in. */
function plainPath(text: string, version: string): string {
  const bare =
    text.startsWith("*") && (version !== "1.0" || text.startsWith("*data/")) ? text.slice(1) : text;
  return bare.startsWith("./") ? bare.slice(2) : bare;
}
