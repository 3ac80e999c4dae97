/** Words as they stand inside a sentence or at its beginning; a name must keep its capitals to be told from them. */
function anyOf(words: string): string {
  const either = (word: string): string => `[${word[0]!.toUpperCase()}${word[0]}]${word.slice(1)}`;
  return `(?:${words.split("|").map(either).join("|")})`;
}

const verb = anyOf("chuyển|giao|bàn giao|do");
const between = anyOf(
  "cho|về|sang|đến|tới|hồ sơ|vụ việc|vụ|tiếp tục|tiếp|giải quyết|đảng uỷ|đảng ủy|uỷ ban kiểm tra|ủy ban kiểm tra|ban kiểm tra",
);
const kind = anyOf("phường|xã|thị trấn|đặc khu");
const name = "(?:\\p{Lu}[\\p{L}\\p{M}]*|\\d{1,2})";

const said = new RegExp(
  `(?<no>(?:[Kk]hông|[Cc]hưa|[Kk]o)\\s+)?(?<![\\p{L}])${verb}(?:\\s+(?:${between}|UBKT))*\\s+(?<unit>${kind}\\s+${name}(?:[\\s-]+${name})*)`,
  "gu",
);

/**
 * The unit that remarks on an open case name as the one to continue it, as written: `phường Tuần Châu`. Only a hint for
 * the person who decides; null where none is named, or two are.
 */
export function successorHint(notes: string | null): string | null {
  const named = new Set<string>();
  for (const { groups } of (notes ?? "").normalize("NFC").slice(0, 4_000).matchAll(said)) {
    if (groups!.no === undefined) named.add(groups!.unit!.replace(/\s+/gu, " "));
  }
  return named.size === 1 ? [...named][0]! : null;
}
