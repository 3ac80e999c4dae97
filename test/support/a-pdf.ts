import { createHash } from "node:crypto";

export interface PdfPage {
  /** Lines from the top; each may be a pair of columns. */
  lines?: (string | [string, string])[];
  /** A grey picture over the whole page, of this resolution in dots per inch. */
  dpi?: number;
}

export interface PdfOptions {
  /** Needed to open the file; an empty one only restricts printing. */
  password?: string;
  /** Bytes of a stream that no page uses, to make the file large. */
  ballast?: number;
}

/** A small A4 PDF of text and pictures, written by hand, so that tests need no tool: classic cross-reference, RC4 if asked. */
export function aPdf(pages: PdfPage[], options: PdfOptions = {}): Buffer {
  const objects: { dictionary: string; stream?: Buffer }[] = [];
  const add = (dictionary: string, stream?: Buffer): number =>
    objects.push(stream ? { dictionary, stream } : { dictionary });
  // One byte a letter, given back to Unicode by the font's own table.
  const letters = [...new Set(pages.flatMap(({ lines }) => (lines ?? []).flat().join("").split("")))];
  if (letters.length > 220) throw new Error("too many different letters");
  const codeOf = new Map(letters.map((letter, index) => [letter, index + 33]));
  const hex = (text: string): string =>
    [...text].map((letter) => codeOf.get(letter)!.toString(16).padStart(2, "0")).join("");
  const catalog = add("<< /Type /Catalog /Pages 2 0 R >>");
  const tree = add("");
  const table = letters
    .map(
      (letter) =>
        `<${codeOf.get(letter)!.toString(16).padStart(2, "0")}> <${letter.charCodeAt(0).toString(16).padStart(4, "0")}>`,
    )
    .join("\n");
  const unicode = add(
    "",
    Buffer.from(
      `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n` +
        `1 begincodespacerange <00> <FF> endcodespacerange\n` +
        Array.from({ length: Math.ceil(letters.length / 100) }, (_, part) => {
          const rows = table.split("\n").slice(part * 100, part * 100 + 100);
          return `${rows.length} beginbfchar\n${rows.join("\n")}\nendbfchar`;
        }).join("\n") +
        `\nendcmap end end`,
    ),
  );
  const font = add(
    `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 33 /LastChar 255 ` +
      `/Widths [${Array.from({ length: 223 }, () => 500).join(" ")}] /ToUnicode ${unicode} 0 R >>`,
  );
  const kids: number[] = [];
  for (const { lines, dpi } of pages) {
    let content = "";
    let resources = `/Font << /F1 ${font} 0 R >>`;
    if (dpi !== undefined) {
      const [width, height] = [Math.round((595 / 72) * dpi), Math.round((842 / 72) * dpi)];
      const image = add(
        `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /ASCIIHexDecode`,
        Buffer.from("00>"),
      );
      resources += ` /XObject << /Im1 ${image} 0 R >>`;
      content += "q 595 0 0 842 0 0 cm /Im1 Do Q\n";
    }
    (lines ?? []).forEach((line, index) => {
      const columns = typeof line === "string" ? [line] : line;
      columns.forEach((text, column) => {
        content += `BT /F1 12 Tf 1 0 0 1 ${60 + column * 270} ${780 - index * 18} Tm <${hex(text)}> Tj ET\n`;
      });
    });
    const stream = add("", Buffer.from(content));
    kids.push(
      add(
        `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Resources << ${resources} >> /Contents ${stream} 0 R >>`,
      ),
    );
  }
  objects[tree - 1]!.dictionary =
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] >>`;

  if (options.ballast !== undefined) add("", Buffer.alloc(options.ballast));

  const id = createHash("md5").update("bangiao").digest();
  const lock = options.password === undefined ? null : encryption(options.password, id);
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n%\u00e2\u00e3\n", "latin1")];
  const offsets: number[] = [];
  const size = () => parts.reduce((sum, part) => sum + part.length, 0);
  objects.forEach(({ dictionary, stream }, index) => {
    offsets.push(size());
    const data = stream && lock ? lock.encrypt(index + 1, stream) : stream;
    const head = data ? `${dictionary === "" ? "<<" : dictionary} /Length ${data.length} >>` : dictionary;
    parts.push(Buffer.from(`${index + 1} 0 obj\n${head}\n`, "latin1"));
    if (data) parts.push(Buffer.from("stream\n"), data, Buffer.from("\nendstream\n"));
    parts.push(Buffer.from("endobj\n"));
  });
  let trailer = `/Size ${objects.length + (lock ? 2 : 1)} /Root ${catalog} 0 R /ID [<${id.toString("hex")}> <${id.toString("hex")}>]`;
  if (lock) {
    offsets.push(size());
    parts.push(Buffer.from(`${objects.length + 1} 0 obj\n${lock.dictionary}\nendobj\n`));
    trailer += ` /Encrypt ${objects.length + 1} 0 R`;
  }
  const start = size();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(
    Buffer.from(
      `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

const padding = Buffer.from("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A", "hex");

/** The standard security handler, revision 2: ISO 32000-1, 7.6.3, algorithms 1 to 4. */
function encryption(
  password: string,
  id: Buffer,
): { dictionary: string; encrypt(object: number, data: Buffer): Buffer } {
  const md5 = (...data: Buffer[]): Buffer => createHash("md5").update(Buffer.concat(data)).digest();
  const padded = (text: string): Buffer =>
    Buffer.concat([Buffer.from(text, "latin1"), padding]).subarray(0, 32);
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-44);
  const owner = rc4(md5(padded("owner")).subarray(0, 5), padded(password));
  const key = md5(padded(password), owner, permissions, id).subarray(0, 5);
  const user = rc4(key, padding);
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString("hex")}> /U <${user.toString("hex")}> /P -44 >>`,
    encrypt: (object, data) => {
      const salt = Buffer.from([object & 255, (object >> 8) & 255, (object >> 16) & 255, 0, 0]);
      return rc4(md5(key, salt).subarray(0, 10), data);
    },
  };
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, index) => index);
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + state[i]! + key[i % key.length]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  const result = Buffer.alloc(data.length);
  for (let i = 0, j = 0, at = 0; at < data.length; at += 1) {
    i = (i + 1) & 255;
    j = (j + state[i]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
    result[at] = data[at]! ^ state[(state[i]! + state[j]!) & 255]!;
  }
  return result;
}
