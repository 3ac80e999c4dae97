/** What keeps a name from meaning the same on Windows, macOS and Linux, or lets it lead out of its folder. */
export type NameProblem =
  | "name-empty"
  | "name-absolute"
  | "name-drive"
  | "name-escapes"
  | "name-backslash"
  | "name-control-character"
  | "name-forbidden-character"
  | "name-reserved"
  | "name-trailing-dot-or-space"
  | "name-too-long"
  | "name-not-nfc";

/** Problems that make a name impossible to use as a place on disk, whatever the system. */
export const unsafeNames: ReadonlySet<NameProblem> = new Set<NameProblem>([
  "name-empty",
  "name-absolute",
  "name-drive",
  "name-escapes",
  "name-backslash",
  "name-control-character",
  "name-too-long",
]);

/** Longest component that every common file system takes, in bytes of UTF-8. */
const longestComponent = 255;
/** Longest path we look at, in bytes of UTF-8. */
const longestPath = 4096;

const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/iu;

/** Every problem of a path with `/` between its parts; none for a path that is the same everywhere. */
export function nameProblems(path: string): NameProblem[] {
  const problems = new Set<NameProblem>();
  if (path.startsWith("/")) problems.add("name-absolute");
  if (/^[a-z]:/iu.test(path)) problems.add("name-drive");
  if (path.includes("\\")) problems.add("name-backslash");
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(path))
    problems.add("name-control-character");
  if (/[<>:"|?*]/u.test(path)) problems.add("name-forbidden-character");
  if (path !== path.normalize("NFC")) problems.add("name-not-nfc");
  if (Buffer.byteLength(path) > longestPath) problems.add("name-too-long");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") problems.add("name-empty");
    else if (part === "..") problems.add("name-escapes");
    else if (/[. ]$/u.test(part)) problems.add("name-trailing-dot-or-space");
    if (reserved.test(part.split(".")[0]!.trimEnd())) problems.add("name-reserved");
    if (Buffer.byteLength(part) > longestComponent) problems.add("name-too-long");
  }
  return [...problems];
}

/** Whether a path may be joined to a folder at all. */
export function isSafePath(path: string): boolean {
  return !nameProblems(path).some((problem) => unsafeNames.has(problem));
}

/** Key under which names meet that a file system without case, or with other normalisation, cannot tell apart. */
export function collisionKey(path: string): string {
  return path.normalize("NFC").toLowerCase().normalize("NFC");
}

/**
 * A name for one component that survives everywhere: NFC, no separators, no forbidden characters, no `%` (some BagIt
 * readers cannot read its escape), not reserved, at most `limit` bytes of UTF-8, cut between characters.
 */
export function portableName(text: string, limit: number): string {
  const clean = text
    .normalize("NFC")
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/gu, "")
    .replace(/\p{Cs}|\p{Co}|\p{Cn}/gu, "")
    .replace(/[<>:"|?*\\/%~]+/gu, "-")
    .replace(/\s+/gu, " ")
    .trim();
  const cut = cutToBytes(clean, limit).replace(/^[. ]+|[. ]+$/gu, "");
  if (cut === "") return "_";
  return reserved.test(cut.split(".")[0]!.trimEnd())
    ? cutToBytes(`_${cut}`, limit).replace(/[. ]+$/u, "")
    : cut;
}

/** The longest beginning of `text` that takes at most `limit` bytes and ends between two characters. */
export function cutToBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let cut = "";
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter("vi", { granularity: "grapheme" }).segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > limit) break;
    cut += segment;
  }
  return cut;
}
