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
/** Most parts of a path we look at; Windows has room for half as many more, and nobody files papers that deep. */
const deepestPath = 100;

const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/iu;

/** What no component may hold; one look tells that most names are free of it. */
const suspect = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069<>:"|?*\\]/u;
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Every problem of a path with `/` between its parts; none for a path that is the same everywhere. */
export function nameProblems(path: string): NameProblem[] {
  const problems = new Set<NameProblem>();
  if (path.startsWith("/")) problems.add("name-absolute");
  if (suspect.test(path)) {
    if (/^[a-z]:/iu.test(path)) problems.add("name-drive");
    if (path.includes("\\")) problems.add("name-backslash");
    if (controls.test(path)) problems.add("name-control-character");
    if (/[<>:"|?*]/u.test(path)) problems.add("name-forbidden-character");
  }
  if (path !== path.normalize("NFC")) problems.add("name-not-nfc");
  // No code unit takes more than three bytes.
  if (path.length * 3 > longestPath && Buffer.byteLength(path) > longestPath) problems.add("name-too-long");
  const parts = path.split("/");
  if (parts.length > deepestPath) problems.add("name-too-long");
  for (const part of parts) judgePart(part, problems);
  return [...problems];
}

function judgePart(part: string, problems: Set<NameProblem>): void {
  if (part === "" || part === ".") problems.add("name-empty");
  else if (part === "..") problems.add("name-escapes");
  else if (part.endsWith(".") || part.endsWith(" ")) problems.add("name-trailing-dot-or-space");
  const dot = part.indexOf(".");
  const stem = dot < 0 ? part : part.slice(0, dot);
  if (stem.length >= 3 && stem.length <= 20 && reserved.test(stem.trimEnd())) problems.add("name-reserved");
  if (part.length * 3 > longestComponent && Buffer.byteLength(part) > longestComponent)
    problems.add("name-too-long");
}

/** Whether a path may be joined to a folder at all. */
export function isSafePath(path: string): boolean {
  return !nameProblems(path).some((problem) => unsafeNames.has(problem));
}

/** Key under which names meet that a file system without case, or with other normalisation, cannot tell apart. */
export function collisionKey(path: string): string {
  const lower = path.normalize("NFC").toLowerCase();
  return /^[\u0000-\u007f]*$/u.test(lower) ? lower : lower.normalize("NFC");
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
