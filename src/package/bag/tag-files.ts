import { TextDecoder } from "node:util";
import { type Finding, finding } from "../../model/finding.js";
import type { DeclarationProblem } from "../../model/findings/package.js";

/** What `bagit.txt` declares. */
export interface BagDeclaration {
  version: string;
  encoding: string;
}

/** Versions whose bags are read; the last is the one of RFC 8493. */
export const readableVersions = ["0.93", "0.94", "0.95", "0.96", "0.97", "1.0"] as const;

/** Name of the declaration, RFC 8493 section 2.1.1. */
export const declarationName = "bagit.txt";
/** Name of the metadata, section 2.2.2. */
export const bagInfoName = "bag-info.txt";
/** Name of a list of files to be fetched, section 2.2.3; bags that need one are refused. */
export const fetchName = "fetch.txt";

/** The declaration of the bags that we make. */
export function writeDeclaration(): string {
  return "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
}

/** Reads `bagit.txt`: exactly two lines in this order, RFC 8493 section 2.1.1. Versions before 1.0 may be sloppier. */
export function readDeclaration(text: string): { declaration: BagDeclaration | null; findings: Finding[] } {
  const findings: Finding[] = [];
  const wrong = (problem: DeclarationProblem, line: string, severity: "error" | "warning" = "error") =>
    findings.push(
      finding(
        "bag-declaration-wrong",
        severity,
        { file: declarationName },
        { problem, text: line.slice(0, 200) },
      ),
    );
  const lines = [...linesOf(text)].filter((line) => line !== "");
  const fields = new Map<string, string>();
  for (const line of lines) {
    const match = /^(BagIt-Version|Tag-File-Character-Encoding)[ \t]*:[ \t]*(.*?)[ \t]*$/iu.exec(line);
    if (!match || fields.has(match[1]!.toLowerCase())) {
      wrong(match ? "extra-line" : fields.size < 2 ? "line-malformed" : "extra-line", line);
      continue;
    }
    const [, label, value] = match;
    if (label === "Tag-File-Character-Encoding" && fields.size === 0) wrong("line-order", line);
    if (!/^(BagIt-Version|Tag-File-Character-Encoding): \S+$/u.test(line))
      wrong("line-malformed", line, "warning");
    fields.set(label!.toLowerCase(), value!);
  }
  const version = fields.get("bagit-version");
  const encoding = fields.get("tag-file-character-encoding");
  if (version === undefined || encoding === undefined) {
    wrong("missing-line", version === undefined ? "BagIt-Version" : "Tag-File-Character-Encoding");
    return { declaration: null, findings };
  }
  const place = { file: declarationName };
  if (!readableVersions.includes(version as "1.0"))
    findings.push(finding("bag-version-unknown", "error", place, { version: version.slice(0, 40) }));
  else if (version !== "1.0") findings.push(finding("bag-version-old", "info", place, { version }));
  return { declaration: { version, encoding }, findings };
}

/** Decodes a tag file; what cannot be decoded is a finding, and null. */
export function decodeTagFile(
  bytes: Uint8Array,
  encoding: string,
  file: string,
): { text: string | null; findings: Finding[] } {
  const findings: Finding[] = [];
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  } catch {
    findings.push(
      finding("bag-encoding-unsupported", "error", { file }, { encoding: encoding.slice(0, 40) }),
    );
    return { text: null, findings };
  }
  try {
    const text = decoder.decode(bytes);
    if (!text.startsWith("\ufeff")) return { text, findings };
    // In UTF-16 the mark belongs there; in the declaration section 2.1.1 forbids it.
    const severity = file === declarationName ? "error" : "warning";
    if (!decoder.encoding.startsWith("utf-16"))
      findings.push(finding("bag-byte-order-mark", severity, { file }, {}));
    return { text: text.slice(1), findings };
  } catch {
    findings.push(finding("bag-text-not-utf8", "error", { file }, {}));
    return { text: null, findings };
  }
}

/** Lines of a tag file from a place on, which may end in LF, CR or CRLF, one after another: there may be millions. */
export function* linesOf(text: string, from = 0): Generator<string> {
  const withReturns = text.includes("\r");
  let feed = -1;
  for (let at = from; at < text.length; ) {
    if (feed < at && feed !== text.length) feed = text.indexOf("\n", at);
    if (feed < 0) feed = text.length;
    let end = feed;
    let next = end + 1;
    const turn = withReturns ? text.slice(at, end).indexOf("\r") : -1;
    if (turn >= 0) {
      const before = at + turn;
      next = before + (before + 1 === end ? 2 : 1);
      end = before;
    }
    yield text.slice(at, end);
    at = next;
  }
}

/** The algorithm of a payload or tag manifest by its name, as node:crypto spells it; null for other files. */
export function manifestAlgorithm(name: string): { kind: "payload" | "tags"; algorithm: string } | null {
  const match = /^(tag)?manifest-([a-z0-9-]+)\.txt$/iu.exec(name);
  if (!match) return null;
  const algorithm = match[2]!.toLowerCase().replace(/^sha-(\d+)$/u, "sha$1");
  return { kind: match[1] ? "tags" : "payload", algorithm };
}

/** Digest algorithms we compute; md5 and sha1 are read for the sake of old bags and prove little. */
export const knownAlgorithms: Readonly<Record<string, { weak: boolean; hexLength: number }>> = {
  md5: { weak: true, hexLength: 32 },
  sha1: { weak: true, hexLength: 40 },
  sha224: { weak: false, hexLength: 56 },
  sha256: { weak: false, hexLength: 64 },
  sha384: { weak: false, hexLength: 96 },
  sha512: { weak: false, hexLength: 128 },
};
