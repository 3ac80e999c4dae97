import { isSafePath } from "../../fs/portable-names.js";
import { type Finding, finding } from "../../model/finding.js";
import { linesOf } from "./tag-files.js";

/** A file that lists can be about, with its position among all of them. */
interface Listable {
  index: number;
}

/** One line of a payload or tag manifest: a digest as lower-case hex, and a path from the root of the bag. */
export interface DigestRow {
  digest: string;
  path: string;
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

/** What a manifest lists. Of known files it holds the bytes of the digests only: there may be half a million. */
export interface DigestList<File extends Listable> {
  /** Paths that no known file has, each once, in the order of the list. */
  rows: DigestRow[];
  /** Whether it names a known file by exactly its path. */
  names(file: File): boolean;
  /** Digests of the known files it names; that of a file begins at its index times their length. */
  digests: Buffer;
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
  const { name, kind, version, hexLength, known } = form;
  const rows: DigestRow[] = [];
  const rowOf = new Map<string, DigestRow>();
  const findings: Finding[] = [];
  const length = hexLength / 2;
  const digests = Buffer.alloc((known?.span ?? 0) * length);
  const named = new Uint8Array(known?.span ?? 0);
  let taken = 0;
  let number = 0;
  let read = 0;
  // Nearly every list names each of its files once, as every program spells it, and nothing else.
  const plain = kind === "payload" && known && !text.includes("%") && !text.includes("\r");
  while (plain && read < text.length && taken < mostRows) {
    const start = read + hexLength + 2;
    const end = text.indexOf("\n", start);
    if (end < 0 || !text.startsWith("  data/", start - 2)) break;
    const file = known.find(text.slice(start, end));
    if (!file || named[file.index]) break;
    const digest = text.slice(read, read + hexLength);
    const at = file.index * length;
    digests.write(digest, at, "hex");
    // Node takes some letters beyond ASCII for digits, and capitals.
    if (digests.toString("hex", at, at + length) !== digest) break;
    named[file.index] = 1;
    taken += 1;
    number += 1;
    read = end + 1;
  }
  for (const line of linesOf(text, read)) {
    number += 1;
    if (line === "") continue;
    if (findings.length >= mostProblems || taken >= mostRows) {
      findings.push(finding("bag-list-abandoned", "error", { file: name }, { line: number }));
      break;
    }
    const row = readRow(line, hexLength);
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
    const at = (file?.index ?? 0) * length;
    const before =
      file && named[file.index] ? digests.toString("hex", at, at + length) : rowOf.get(path)?.digest;
    if (before !== undefined) {
      const conflicting = before !== digest;
      const severity = conflicting || version === "1.0" ? "error" : "warning";
      findings.push(finding("bag-path-repeated", severity, { file: path }, { manifest: name, conflicting }));
      continue;
    }
    taken += 1;
    if (file) {
      digests.write(digest, at, "hex");
      named[file.index] = 1;
    } else {
      const stranger = { digest, path };
      rows.push(stranger);
      rowOf.set(path, stranger);
    }
  }
  const names = (file: File): boolean => named[file.index] === 1;
  return {
    rows,
    digests,
    names,
    lists: (path, file) => names(file) || (rowOf.size > 0 && rowOf.has(path)),
    findings,
  };
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
