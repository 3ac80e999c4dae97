import { printable } from "../model/printable.js";
import { DerError, type DerNode, oidOf, tags } from "./der.js";

/** A name in a certificate: what people read of it, and a form under which equal names meet. */
export interface DistinguishedName {
  raw: Uint8Array;
  /** First value of the attribute, safe to print, or null. */
  commonName: string | null;
  organisation: string | null;
  /** All of it in one line, in the order of the certificate, safe to print. */
  text: string;
  /** Equal for names that RFC 5280 §7.1 holds to be equal. */
  key: string;
  empty: boolean;
}

const shortNames: Record<string, string> = {
  "2.5.4.3": "CN",
  "2.5.4.4": "SN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.12": "title",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "emailAddress",
};

/** Reads a Name (RFC 5280 §4.1.2.4). Throws `DerError`. */
export function readName(node: DerNode, where: string): DistinguishedName {
  if (node.tag !== tags.sequence) throw new DerError("structure", where);
  const lines: string[] = [];
  const keys: string[] = [];
  let commonName: string | null = null;
  let organisation: string | null = null;
  for (const relative of node.children) {
    if (relative.tag !== tags.set || relative.children.length === 0) throw new DerError("structure", where);
    const parts = relative.children.map((pair) => {
      const [type, value] = pair.children;
      if (pair.tag !== tags.sequence || pair.children.length !== 2 || type?.tag !== tags.oid || !value) {
        throw new DerError("structure", where);
      }
      const oid = oidOf(type);
      const text = textOf(value);
      if (oid === "2.5.4.3") commonName ??= text === undefined ? null : printable(text);
      if (oid === "2.5.4.10") organisation ??= text === undefined ? null : printable(text);
      const shown = text === undefined ? `#${Buffer.from(value.raw).toString("hex")}` : printable(text);
      lines.push(`${shortNames[oid] ?? oid}=${shown}`);
      return `${oid}=${text === undefined ? `#${Buffer.from(value.raw).toString("hex")}` : `"${folded(text)}"`}`;
    });
    keys.push(JSON.stringify(parts.sort()));
  }
  const empty = node.children.length === 0;
  return { raw: node.raw, commonName, organisation, text: lines.join(", "), key: keys.join("/"), empty };
}

/** The `key` of a name that is given as one more part below another (RFC 5280 §4.2.1.13). Throws `DerError`. */
export function keyBelow(above: DistinguishedName, relative: readonly DerNode[], where: string): string {
  const set: DerNode = { tag: tags.set, raw: above.raw, content: above.raw, children: [...relative] };
  const below = readName({ tag: tags.sequence, raw: above.raw, content: above.raw, children: [set] }, where);
  return above.empty ? below.key : `${above.key}/${below.key}`;
}

/** RFC 4518 in short: compatibility form, no case, inner blanks one, outer blanks none. */
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().normalize("NFKC").replace(/\s+/gu, " ").trim();
}

/** Text of a directory string; undefined when the type is another or the bytes are no text of it. */
function textOf(node: DerNode): string | undefined {
  const bytes = Buffer.from(node.content);
  switch (node.tag) {
    case tags.utf8String:
      return bytes.toString("utf8");
    case tags.printableString:
    case tags.ia5String:
    case tags.numericString:
    case tags.visibleString:
      return bytes.every((octet) => octet < 0x80) ? bytes.toString("latin1") : undefined;
    case tags.teletexString:
      return bytes.toString("latin1");
    case tags.bmpString:
      return bytes.length % 2 === 0 ? bytes.swap16().toString("utf16le") : undefined;
    default:
      return undefined;
  }
}
