/** A start tag, an end tag or text between tags. Names come without their namespace prefix. */
export type XmlEvent =
  | { kind: "open"; name: string; attributes: string; empty: boolean }
  | { kind: "close"; name: string }
  | { kind: "text"; text: string };

/** The text is not the XML that office programs write. `reason` is for people who debug. */
export class XmlTrouble extends Error {}

/** Longest tag or run of text accepted: far above what any office program writes. */
const longestToken = 4 * 1024 * 1024;

/**
 * The tags and texts of an XML document that arrives in pieces. Reads what office programs write and no more: a
 * document type declaration is refused, so nothing can be expanded; nothing is fetched; depth costs no memory.
 */
export async function* readXml(pieces: AsyncIterable<string>): AsyncGenerator<XmlEvent[]> {
  let rest = "";
  for await (const piece of pieces) {
    const text = rest + piece;
    const events: XmlEvent[] = [];
    const used = takeTokens(text, events);
    rest = text.slice(used);
    if (rest.length > longestToken) throw new XmlTrouble("token too long");
    yield events;
  }
  if (rest.trim() !== "") throw new XmlTrouble("document ends in the middle of a tag");
}

/** Takes whole tokens off the front of `text` and returns how much of it they used. */
function takeTokens(text: string, events: XmlEvent[]): number {
  let at = 0;
  while (at < text.length) {
    if (text.charCodeAt(at) !== 0x3c) {
      const end = text.indexOf("<", at);
      if (end < 0) return at;
      events.push({ kind: "text", text: unescapeXml(text.slice(at, end)) });
      at = end;
      continue;
    }
    const next = takeMarkup(text, at, events);
    if (next < 0) return at;
    at = next;
  }
  return at;
}

/** Reads one piece of markup at `at`; the position after it, or -1 when it is not whole yet. */
function takeMarkup(text: string, at: number, events: XmlEvent[]): number {
  if (text.startsWith("<!--", at)) return after(text, "-->", at + 4);
  if (text.startsWith("<?", at)) return after(text, "?>", at + 2);
  if (text.startsWith("<![CDATA[", at)) {
    const end = text.indexOf("]]>", at + 9);
    if (end < 0) return -1;
    events.push({ kind: "text", text: text.slice(at + 9, end) });
    return end + 3;
  }
  if (text.startsWith("<!", at)) {
    // `<!--` and `<![CDATA[` may still be on their way.
    if (text.length - at < 9) return -1;
    throw new XmlTrouble("document type declaration");
  }
  const end = tagEnd(text, at + 1);
  if (end < 0) return -1;
  const empty = text.charCodeAt(end - 1) === 0x2f;
  if (text.charCodeAt(at + 1) === 0x2f) {
    events.push({ kind: "close", name: localName(text.slice(at + 2, end).trim()) });
    return end + 1;
  }
  const inside = text.slice(at + 1, empty ? end - 1 : end);
  const blank = inside.search(/\s/u);
  const name = localName(blank < 0 ? inside : inside.slice(0, blank));
  if (name === "") throw new XmlTrouble("tag without a name");
  events.push({ kind: "open", name, attributes: blank < 0 ? "" : inside.slice(blank), empty });
  if (empty) events.push({ kind: "close", name });
  return end + 1;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** The `>` that ends a tag; a `>` inside a quoted attribute does not. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x22 || code === 0x27) quote = code;
    else if (code === 0x3e) return at;
  }
  return -1;
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The value of one attribute of a start tag, without regard to a namespace prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  let from = attributes.indexOf(name);
  while (from >= 0) {
    const before = attributes[from - 1];
    const match = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/u.exec(
      attributes.slice(from + name.length, from + name.length + 70_000),
    );
    if (match && (before === undefined || before === ":" || /\s/u.test(before))) {
      return unescapeXml(match[1] ?? match[2] ?? "");
    }
    from = attributes.indexOf(name, from + name.length);
  }
  return undefined;
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));/giu, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
  });
}
