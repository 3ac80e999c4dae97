import { isSafePath } from "../../fs/portable-names.js";
import { type Finding, finding } from "../../model/finding.js";
import { splitLines } from "./tag-files.js";

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
  return text.replace(version === "1.0" ? /%(0A|0D|25)/giu : /%(0A|0D)/giu, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** What a manifest lists: path → digest, in its order. */
export interface DigestList {
  digests: Map<string, string>;
  findings: Finding[];
}

/** Reads a payload or tag manifest. `name` is its file name, for the findings. */
export function readDigestList(
  text: string,
  name: string,
  kind: "payload" | "tags",
  version: string,
  hexLength: number,
): DigestList {
  const digests = new Map<string, string>();
  const findings: Finding[] = [];
  for (const [index, line] of splitLines(text).entries()) {
    if (line === "") continue;
    const match = /^([0-9a-f]+)([ \t]+)(.+)$/isu.exec(line);
    if (!match || match[1]!.length !== hexLength) {
      const details = { line: index + 1, text: line.slice(0, 200) };
      findings.push(finding("bag-line-not-understood", "error", { file: name }, details));
      continue;
    }
    const path = decodePath(plainPath(match[3]!, version), version);
    const digest = match[1]!.toLowerCase();
    const payload = path.startsWith("data/");
    if (!isSafePath(path) || path.startsWith("~") || payload !== (kind === "payload")) {
      const details = { manifest: name, line: index + 1 };
      findings.push(finding("bag-path-not-allowed", "error", { file: path.slice(0, 500) }, details));
      continue;
    }
    const before = digests.get(path);
    if (before !== undefined) {
      const conflicting = before !== digest;
      const severity = conflicting || version === "1.0" ? "error" : "warning";
      findings.push(finding("bag-path-repeated", severity, { file: path }, { manifest: name, conflicting }));
      continue;
    }
    digests.set(path, digest);
  }
  return { digests, findings };
}

/** Without the `*` of `md5sum -b` and the `./` of `find`, which programs of old left in. */
function plainPath(text: string, version: string): string {
  const bare =
    text.startsWith("*") && (version !== "1.0" || text.startsWith("*data/")) ? text.slice(1) : text;
  return bare.startsWith("./") ? bare.slice(2) : bare;
}
