import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tcvn3Letters } from "../dist/inventory/legacy-encoding.js";
import { measure } from "./measure.js";

const bin = new URL("../bin/bangiao.js", import.meta.url).pathname;

/**
 * Takes registers of CSV in, then the same ones again unchanged: seconds and peak of memory of each, in a process of its
 * own. `--full` takes 10,000 dossiers with 150,000 documents, else a tenth of it. Then the same in the bytes of a TCVN3
 * font, where every cell has to be converted and is told as cleaned.
 */
export async function run(args, print) {
  const dossiers = args.includes("--full") ? 10_000 : 1_000;
  for (const [name, encode] of [
    ["UTF-8", (text) => Buffer.from(text)],
    ["TCVN3", tcvn3],
  ]) {
    const folder = mkdtempSync(join(tmpdir(), "bangiao-bench-"));
    try {
      write(folder, dossiers, encode);
      const options = { cwd: folder };
      measure([process.execPath, bin, "init", "--code", "06691", "--name", "Phường Hồng Gai"], options);
      const line = [process.execPath, bin, "inventory", "import", "ho-so.csv", "van-ban.csv"];
      print(`${dossiers} dossiers, ${dossiers * 15} documents, ${name}`);
      for (const round of ["first import", "the same again", "the same a third time"]) {
        const { seconds, megabytes } = measure(line, options);
        print(`  ${round}: ${seconds.toFixed(1)} s, peak ${megabytes.toFixed(0)} MB`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  print("  target: a second import faster than the first, below 500 MB");
}

/** Text in the bytes that a document typed in a TCVN3 font holds. */
function tcvn3(text) {
  const bytes = new Map([...tcvn3Letters].map(([byte, letter]) => [letter, byte]));
  return Buffer.from(Array.from(text, (letter) => bytes.get(letter) ?? letter).join(""), "latin1");
}

/** A list of dossiers and one of their documents, with values that differ from row to row as real ones do. */
function write(folder, dossiers, encode) {
  const [list, papers] = ["ho-so.csv", "van-ban.csv"].map((name) => openSync(join(folder, name), "w"));
  const put = (file, text) => writeSync(file, encode(text));
  put(list, "STT;Số, ký hiệu hồ sơ;Loại hồ sơ;Tiêu đề hồ sơ;Đối tượng;Thời gian tài liệu;Hộp số\n");
  put(papers, "Số hồ sơ;STT;Số, ký hiệu văn bản;Ngày tháng;Tên loại;Trích yếu nội dung;Tờ số;Người ký\n");
  const kinds = ["QĐ", "KH", "TB", "BB", "BC"];
  const words = ["Quyết định", "Kế hoạch", "Thông báo", "Biên bản", "Báo cáo"];
  for (let one = 1; one <= dossiers; one += 1) {
    const year = 2015 + (one % 10);
    const reference = `${String(one).padStart(5, "0")}.KTCH`;
    put(
      list,
      `${one};${reference};Kiểm tra chấp hành;Hồ sơ kiểm tra Chi bộ khu ${one};Chi bộ khu ${one};03/${year} - 07/${year};${one % 90}\n`,
    );
    let rows = "";
    for (let paper = 1; paper <= 15; paper += 1) {
      const kind = paper % 5;
      const day = `${String((paper % 27) + 1).padStart(2, "0")}/0${3 + (paper % 5)}/${year}`;
      rows += `${reference};${paper};${paper + one}-${kinds[kind]}/UBKTĐU;${day};${words[kind]};${words[kind]} số ${paper} về kiểm tra Chi bộ khu ${one} năm ${year};${paper * 2 - 1}-${paper * 2};Nguyễn Văn ${String.fromCharCode(65 + (one % 26))}\n`;
    }
    put(papers, rows);
  }
  closeSync(list);
  closeSync(papers);
}
