import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { PdfInspector } from "../../src/fs/pdf.js";
import { aPdf } from "../support/a-pdf.js";
import { pdfBombs } from "../support/pdf-bombs.js";
import { sandbox } from "../support/sandbox.js";

const inspector = new PdfInspector();
afterAll(() => inspector.close());

function onDisk(bytes: Buffer, name = "a.pdf"): string {
  const path = join(sandbox(), name);
  writeFileSync(path, bytes);
  return path;
}

describe("looking into a PDF", () => {
  it("counts pages and reads the lines of the first one, the two halves of a letterhead apart", async () => {
    const path = onDisk(
      aPdf([
        { lines: [["UỶ BAN KIỂM TRA", "ĐẢNG CỘNG SẢN VIỆT NAM"], "Số 05-QĐ/UBKTĐU", "QUYẾT ĐỊNH"] },
        { lines: ["Điều 2. Quyết định này có hiệu lực"] },
      ]),
    );
    const facts = await inspector.inspect(path);
    expect(facts).toMatchObject({
      outcome: "read",
      pages: 2,
      textLayer: "yes",
      restricted: false,
      dpi: null,
    });
    expect(facts.firstPage).toEqual([
      "UỶ BAN KIỂM TRA",
      "ĐẢNG CỘNG SẢN VIỆT NAM",
      "Số 05-QĐ/UBKTĐU",
      "QUYẾT ĐỊNH",
    ]);
    expect(facts.laterPages).toEqual([["Điều 2. Quyết định này có hiệu lực"]]);
  });

  it("tells a scan without text from one with text behind the picture, and its resolution", async () => {
    const bare = await inspector.inspect(onDisk(aPdf([{ dpi: 150 }, { dpi: 100 }])));
    expect(bare).toMatchObject({ outcome: "read", textLayer: "no", dpi: 100 });
    const layered = await inspector.inspect(
      onDisk(aPdf([{ dpi: 200, lines: ["BIÊN BẢN hội nghị chi bộ"] }])),
    );
    expect(layered).toMatchObject({ textLayer: "yes", dpi: 200 });
    const mixed = await inspector.inspect(onDisk(aPdf([{ lines: ["BÁO CÁO kết quả"] }, { dpi: 300 }])));
    expect(mixed).toMatchObject({ textLayer: "partial", dpi: 300 });
  });

  it("tells a file that needs a password from one that only forbids printing", async () => {
    const page = { lines: ["QUYẾT ĐỊNH kỷ luật"] };
    const locked = await inspector.inspect(onDisk(aPdf([page], { password: "hongga1" })));
    expect(locked).toMatchObject({ outcome: "encrypted", pages: null, firstPage: [] });
    const restricted = await inspector.inspect(onDisk(aPdf([page], { password: "" })));
    expect(restricted).toMatchObject({
      outcome: "read",
      pages: 1,
      restricted: true,
      firstPage: ["QUYẾT ĐỊNH kỷ luật"],
    });
  });

  it("answers damaged for a file cut off, and for one that is no PDF, and goes on", async () => {
    const whole = aPdf([{ lines: ["KẾ HOẠCH kiểm tra"] }]);
    const cut = await inspector.inspect(onDisk(whole.subarray(0, 300)));
    expect(cut.outcome).toBe("damaged");
    expect((await inspector.inspect(onDisk(Buffer.from("%PDF-1.7\nnothing")))).outcome).toBe("damaged");
    expect((await inspector.inspect(onDisk(whole))).outcome).toBe("read");
  });

  it("answers unreadable for a file that is not there", async () => {
    const facts = await inspector.inspect(join(sandbox(), "none.pdf"));
    expect(facts).toMatchObject({ outcome: "unreadable", reason: "ENOENT" });
  });

  it("survives a page tree that holds itself and a number of pages nobody could count", async () => {
    const loop =
      "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n" +
      "<< /Type /Pages /Count 999999999 /Kids [2 0 R 2 0 R] >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n";
    const facts = await inspector.inspect(onDisk(Buffer.from(loop)));
    expect(["damaged", "read"]).toContain(facts.outcome);
    expect(facts.firstPage).toEqual([]);
  });

  it("gives up a file that takes more memory or time than it may, and still reads the next one", async () => {
    // A page whose content unpacks to a quarter of a gigabyte of text operators.
    const bomb = deflateSync(Buffer.alloc(256 * 1024 * 1024, "(a)Tj "), { level: 9 });
    const head =
      "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n" +
      "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents 4 0 R >>\nendobj\n" +
      `4 0 obj\n<< /Length ${bomb.length} /Filter /FlateDecode >>\nstream\n`;
    const bytes = Buffer.concat([
      Buffer.from(head),
      bomb,
      Buffer.from("\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"),
    ]);
    const strict = new PdfInspector({ threads: 1, patience: 3_000, memory: 64 });
    try {
      const [hostile, next] = await Promise.all([
        strict.inspect(onDisk(bytes)),
        strict.inspect(onDisk(aPdf([{ lines: ["THÔNG BÁO"] }]))),
      ]);
      expect(hostile.outcome).toBe("damaged");
      expect(["time", "memory", "thread", "content"]).toContain(hostile.reason);
      expect(next).toMatchObject({ outcome: "read", firstPage: ["THÔNG BÁO"] });
    } finally {
      await strict.close();
    }
  });

  it.each(Object.entries(pdfBombs))("bounds what %s takes, and reads the next file", async (_name, bomb) => {
    const [path, sound] = [onDisk(bomb()), onDisk(aPdf([{ lines: ["THÔNG BÁO"] }]))];
    const strict = new PdfInspector({ threads: 1, patience: 5_000, memory: 128 });
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    try {
      const facts = await strict.inspect(path);
      // What could be told of it without harm may be told; nothing is made up.
      expect(["damaged", "read"]).toContain(facts.outcome);
      expect(facts.firstPage).toEqual([]);
      if (facts.outcome === "read") expect(facts.pages).toBe(1);
      expect((await strict.inspect(sound)).firstPage).toEqual(["THÔNG BÁO"]);
      expect((most - before) / 1024 / 1024).toBeLessThan(700);
    } finally {
      clearInterval(watch);
      await strict.close();
    }
  });

  it("reads a large file piece by piece", async () => {
    const large = aPdf([{ lines: ["BIÊN BẢN kỳ họp"] }], { ballast: 40 * 1024 * 1024 });
    const facts = await inspector.inspect(onDisk(large));
    expect(facts).toMatchObject({ outcome: "read", pages: 1, firstPage: ["BIÊN BẢN kỳ họp"] });
  });
});
