import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contradictsName, extensionOf, recogniseFormat } from "../../src/fs/file-format.js";
import { readOfficeText } from "../../src/fs/office-text.js";
import { aPdf } from "../support/a-pdf.js";
import { sandbox } from "../support/sandbox.js";

function of(bytes: Uint8Array) {
  const limit = 65_536;
  const tail = bytes.length > limit ? bytes.subarray(-limit) : new Uint8Array(0);
  return recogniseFormat({ head: bytes.subarray(0, limit), tail, size: bytes.length });
}

/** A ZIP of the given entries, made by python's zipfile. */
function aZip(entries: Record<string, string>): Buffer {
  const folder = sandbox();
  writeFileSync(join(folder, "entries.json"), JSON.stringify(entries));
  execFileSync("python3", [
    "-c",
    "import json,sys,zipfile\nz=zipfile.ZipFile(sys.argv[2],'w',zipfile.ZIP_DEFLATED)\n[z.writestr(n,t) for n,t in json.load(open(sys.argv[1])).items()]\nz.close()",
    join(folder, "entries.json"),
    join(folder, "a.zip"),
  ]);
  return readFileSync(join(folder, "a.zip"));
}

const jpeg = (dpi: number, width: number, height: number): Buffer =>
  Buffer.concat([
    Buffer.from([
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      16,
      0x4a,
      0x46,
      0x49,
      0x46,
      0,
      1,
      1,
      1,
      dpi >> 8,
      dpi & 255,
      dpi >> 8,
      dpi & 255,
      0,
      0,
    ]),
    Buffer.from([0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]),
    Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9]),
  ]);

const png = (perMetre: number): Buffer => {
  const chunk = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]);
  };
  const header = Buffer.from([0, 0, 6, 64, 0, 0, 8, 0, 8, 0, 0, 0, 0]);
  const resolution = Buffer.alloc(9);
  resolution.writeUInt32BE(perMetre, 0);
  resolution.writeUInt32BE(perMetre, 4);
  resolution[8] = 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("pHYs", resolution),
    chunk("IDAT", Buffer.from([1])),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

/** A TIFF of some pages whose directories stand behind `gap` bytes of picture. */
const tiff = (pages: number, gap: number): Buffer => {
  const directory = (next: number, rational: number): Buffer => {
    const bytes = Buffer.alloc(2 + 4 * 12 + 4);
    bytes.writeUInt16LE(4, 0);
    [
      [256, 3, 1240],
      [257, 3, 1754],
      [282, 5, rational],
      [296, 3, 2],
    ].forEach(([tag, type, value], index) => {
      bytes.writeUInt16LE(tag!, 2 + index * 12);
      bytes.writeUInt16LE(type!, 4 + index * 12);
      bytes.writeUInt32LE(1, 6 + index * 12);
      bytes.writeUInt32LE(value!, 10 + index * 12);
    });
    bytes.writeUInt32LE(next, 2 + 48);
    return bytes;
  };
  const start = 8 + gap;
  const rational = start + pages * 54;
  const head = Buffer.alloc(8);
  head.write("II*\0", "latin1");
  head.writeUInt32LE(start, 4);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(300, 0);
  end.writeUInt32LE(2, 4);
  return Buffer.concat([
    head,
    Buffer.alloc(gap),
    ...Array.from({ length: pages }, (_, page) =>
      directory(page + 1 < pages ? start + (page + 1) * 54 : 0, rational),
    ),
    end,
  ]);
};

describe("recognising a format by content", () => {
  it("knows the formats of an office whatever the file is called", () => {
    expect(of(new Uint8Array(0)).format).toBe("empty");
    expect(of(aPdf([{ lines: ["a"] }])).format).toBe("pdf");
    expect(of(Buffer.from("Số 05-QĐ/UBKTĐU\n")).format).toBe("text");
    expect(of(Buffer.from([0, 1, 2, 3])).format).toBe("unknown");
    expect(of(aZip({ "a.txt": "x" })).format).toBe("zip");
    expect(of(aZip({ "[Content_Types].xml": "<a/>", "word/document.xml": "<a/>" })).format).toBe("docx");
    expect(of(aZip({ "[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>" })).format).toBe("xlsx");
  });

  it("reads size and resolution from JPEG, PNG and TIFF", () => {
    expect(of(jpeg(110, 910, 1287))).toMatchObject({
      format: "jpeg",
      damage: null,
      image: { width: 910, height: 1287, dpi: 110 },
    });
    expect(of(png(7874))).toMatchObject({
      format: "png",
      damage: null,
      image: { width: 1600, height: 2048, dpi: 200 },
    });
    expect(of(tiff(3, 10))).toMatchObject({
      format: "tiff",
      damage: null,
      image: { width: 1240, height: 1754, dpi: 150, pages: 3 },
    });
    expect(of(tiff(2, 200_000))).toMatchObject({ image: { dpi: 150, pages: 2 } });
  });

  it("sees that a file was cut off", () => {
    for (const whole of [
      jpeg(110, 9, 9),
      png(7874),
      tiff(2, 100),
      aZip({ "a.txt": "x" }),
      aPdf([{ lines: ["a"] }]),
    ])
      expect(of(whole.subarray(0, Math.floor(whole.length / 2))).damage).toBe("truncated");
  });

  it("knows Word, Excel and locked office files of the old container", () => {
    const ole = (name: string): Buffer => {
      const bytes = Buffer.alloc(2048);
      Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
      bytes.writeUInt16LE(9, 30);
      bytes.writeUInt32LE(1, 48);
      Buffer.from(name, "utf16le").copy(bytes, 1024);
      return bytes;
    };
    expect(of(ole("WordDocument"))).toMatchObject({ format: "doc", encrypted: false });
    expect(of(ole("Workbook")).format).toBe("xls");
    expect(of(ole("EncryptedPackage")).encrypted).toBe(true);
    expect(of(ole("WordDocument").subarray(0, 700)).damage).toBe("truncated");
  });

  it("never throws and never reads beyond the bytes it has", () => {
    const heads = [
      jpeg(110, 9, 9),
      png(7874),
      tiff(2, 4),
      aZip({ "[Content_Types].xml": "x" }),
      Buffer.from("d0cf11e0a1b11ae1", "hex"),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...heads),
        fc.nat(200),
        fc.uint8Array({ maxLength: 700 }),
        (head, keep, rest) => {
          const bytes = Buffer.concat([head.subarray(0, keep), rest]);
          expect(of(bytes).format).toBeTypeOf("string");
        },
      ),
    );
  });

  it("finds out when the name promises something else, in capitals or small letters", () => {
    expect(contradictsName("bb hoi nghi.pdf", "jpeg")).toBe(true);
    expect(contradictsName("Đề cương.PDF", "pdf")).toBe(false);
    expect(contradictsName("Thong bao ket luan ngay 15-4", "pdf")).toBe(false);
    expect(contradictsName("bb.pdf", "empty")).toBe(false);
    expect(extensionOf("THONG BAO  KET LUAN .PDF")).toBe("pdf");
    expect(extensionOf("KL đ.c Hải")).toBe("");
  });
});

describe("reading the first lines of office files", () => {
  const inFile = (bytes: Buffer): string => {
    const path = join(sandbox(), "a.docx");
    writeFileSync(path, bytes);
    return path;
  };
  it("reads the paragraphs of a Word file and the texts of a workbook", () => {
    const document =
      "<w:document><w:body><w:p><w:r><w:t>ĐỀ</w:t></w:r><w:r><w:t xml:space='preserve'> CƯƠNG</w:t></w:r></w:p><w:pPr/><w:p w:a='1'><w:t>A &amp; B &#272;</w:t></w:p></w:body></w:document>";
    expect(readOfficeText(inFile(aZip({ "word/document.xml": document })), "docx")).toEqual([
      "ĐỀ CƯƠNG",
      "A & B Đ",
    ]);
    const strings = "<sst><si><t>SỔ ĐĂNG KÝ</t></si><si><r><t>văn </t></r><r><t>bản</t></r></si></sst>";
    expect(readOfficeText(inFile(aZip({ "xl/sharedStrings.xml": strings })), "xlsx")).toEqual([
      "SỔ ĐĂNG KÝ",
      "văn bản",
    ]);
  });

  it("has no text to give from an entry that unpacks beyond all bounds, and none from broken bytes", () => {
    const bomb = aZip({ "word/document.xml": `<w:p>${"a".repeat(8 * 1024 * 1024)}</w:p>` });
    expect(readOfficeText(inFile(bomb), "docx")).toEqual([]);
    expect(readOfficeText(inFile(bomb.subarray(20)), "docx")).toEqual([]);
    const endless = aZip({ "word/document.xml": "<w:p ".repeat(200_000) });
    expect(readOfficeText(inFile(endless), "docx")).toEqual([]);
  });
});
