import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure } from "./measure.js";

const bin = new URL("../bin/bangiao.js", import.meta.url).pathname;

/**
 * Scans a folder of 50,000 small files, a hundred in each dossier's folder, then again with nothing changed: seconds and
 * peak of memory, each in a process of its own. Without `--full`, 10,000 files.
 */
export async function run(args, print) {
  const files = args.includes("--full") ? 50_000 : 10_000;
  const folder = mkdtempSync(join(tmpdir(), "bangiao-bench-"));
  try {
    const rows = ["STT;Số, ký hiệu hồ sơ;Loại hồ sơ;Tiêu đề hồ sơ;Đối tượng;Thời gian tài liệu"];
    for (let one = 0; one < files / 100; one += 1) {
      const reference = `${String(one + 1).padStart(3, "0")}.KTCH`;
      rows.push(
        `${one + 1};${reference};Kiểm tra chấp hành;Hồ sơ kiểm tra Chi bộ khu ${one};Chi bộ khu ${one};2020`,
      );
      const inside = join(folder, "ho-so", `${reference} chi bo khu ${one}`);
      mkdirSync(inside, { recursive: true });
      for (let file = 0; file < 100; file += 1)
        writeFileSync(
          join(inside, `${file}-QĐ ${file}-QĐ-UBKTĐU.txt`),
          `Quyết định ${one} ${file}\n`.repeat(40),
        );
    }
    writeFileSync(join(folder, "ho-so.csv"), rows.join("\n"));
    const options = { cwd: folder };
    const program = (...words) => measure([process.execPath, bin, ...words], options);
    program("init", "--code", "06691", "--name", "Phường Hồng Gai");
    program("inventory", "import", "ho-so.csv");
    for (const round of ["first scan", "second scan, nothing changed"]) {
      const { seconds, megabytes } = program("inventory", "scan", "ho-so");
      print(`  ${round} of ${files} files: ${seconds.toFixed(1)} s, peak ${megabytes.toFixed(0)} MB`);
    }
    print("  target: the second scan of 50,000 files below 5 s");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
