#!/usr/bin/env node
// The whole way of a handover on the shipped sample: both offices, every step, as a story in the reader's language.
// What it makes stays in the folder demo/ (or the one named) to be looked at.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lang: { type: "string" } },
});
const locale =
  process.env.BANGIAO_LANG ||
  process.env.LC_ALL ||
  process.env.LANG ||
  new Intl.PluralRules().resolvedOptions().locale;
const lang = values.lang ?? (/^vi/iu.test(locale) ? "vi" : "en");
const tell = (texts) => process.stdout.write(`\n${texts[lang]}\n\n`);

const program = fileURLToPath(new URL("./bangiao.js", import.meta.url));
const sample = fileURLToPath(new URL("../templates/sample/", import.meta.url));
const folder = resolve(positionals[0] ?? "demo");
const marker = join(folder, "bangiao-demo.txt");
const offices = { giver: join(folder, "ben-giao"), receiver: join(folder, "ben-nhan") };
const stick = join(folder, "usb");

prepareFolder();
story();

/** Empties the folder of an earlier demo; never one that is not. */
function prepareFolder() {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(marker)) {
    process.stderr.write(
      {
        vi: `Thư mục “${folder}” đang có thứ khác, không dùng để chạy thử. Chọn thư mục khác: npm run demo -- <thư mục>\n`,
        en: `The folder “${folder}” holds other things and is left alone. Choose another: npm run demo -- <folder>\n`,
      }[lang],
    );
    process.exit(3);
  }
  rmSync(folder, { recursive: true, force: true });
  for (const place of [...Object.values(offices), stick]) mkdirSync(place, { recursive: true });
  writeFileSync(marker, "bangiao demo\n");
  cpSync(join(sample, "danh-muc"), join(offices.giver, "danh-muc"), { recursive: true });
  cpSync(join(sample, "ho-so"), join(offices.giver, "ho-so"), { recursive: true });
  for (const place of Object.values(offices))
    writeFileSync(join(place, "mat-khau.txt"), "chỉ dùng để chạy thử\n");
}

function story() {
  tell({
    vi: "═══ BÊN GIAO: Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai (mã cũ 06691) ═══\nĐơn vị kết thúc hoạt động ngày 30/6/2025. Việc đầu tiên: tạo kho làm việc và nhập các danh mục đang có.",
    en: "═══ THE GIVER: inspection committee of the old ward Hồng Gai (06691) ═══\nThe unit ends on 30 June 2025. First: make a workspace and import the registers that exist.",
  });
  giver(
    "init",
    "--code",
    "06691",
    "--name",
    "Phường Hồng Gai",
    "--until",
    "2025-06-30",
    "--fonds",
    "03",
    "--province",
    "Quảng Ninh",
  );
  const registers = readdirSync(join(offices.giver, "danh-muc")).map((name) => join("danh-muc", name));
  giver("inventory", "import", ...registers);

  tell({
    vi: "Tiếp theo: quét các thư mục bản số hoá. Tệp nào chắc chắn thuộc tài liệu nào thì được gắn; còn lại để cán bộ quyết định.",
    en: "Next: scan the folders. Files that certainly belong to a document are attached; the rest is left to a person.",
  });
  giver("inventory", "scan", "ho-so");
  giver("inventory", "list");
  giver("inventory", "show", "01.KTCH");
  giver("inventory", "stats");

  tell({
    vi: "Kiểm tra từng hồ sơ theo bộ quy tắc: thiếu gì, vì sao phải có, làm gì tiếp.",
    en: "Check each dossier against the rules: what is missing, why it is wanted, what to do.",
  });
  giver(
    "inventory",
    "edit",
    "dossier",
    "36.KTCH",
    "case-next-step=Hội nghị chi bộ được kiểm tra",
    "case-deadline=31/7/2025",
  );
  giver("check", { mayBeNegative: true });
  explainWhatIsMissing();

  tell({
    vi: "Có khoá ký, lập bản kê, ký và đóng gói ra USB.",
    en: "Make a signing key, make the manifest, sign it, and pack everything onto a stick.",
  });
  giver("key", "create", "ben-giao", "--common-name", "Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai");
  giver("manifest", "create", "--to", "06685", "--to-name", "Phường Hồng Gai");
  giver("manifest", "sign", "--key", "ben-giao");
  giver("manifest", "show");
  giver("package", "create", "--out", stick);
  giver("key", "export", "ben-giao", "--public", "--out", join(stick, "ben-giao.crt"));
  const giverPrint = fingerprintOf(offices.giver);
  const packed = join(
    stick,
    readdirSync(stick).find((name) => name.endsWith(".zip")),
  );

  tell({
    vi: "═══ BÊN NHẬN: Phường Hồng Gai mới (mã 06685) ═══\nKiểm tra gói ngay trên USB. Lần đầu chưa tin chứng thư của bên giao, nên chưa kết luận “hợp lệ”.",
    en: "═══ THE RECEIVER: the new ward Hồng Gai (06685) ═══\nVerify the package on the stick. The giver's certificate is not trusted yet, so the verdict is not “valid” yet.",
  });
  receiver(
    "init",
    "--code",
    "06685",
    "--name",
    "Phường Hồng Gai",
    "--from",
    "2025-07-01",
    "--province",
    "Quảng Ninh",
  );
  receiver("verify", packed, { mayBeNegative: true });
  tell({
    vi: "Mã nhận dạng chứng thư được đối chiếu với bản giấy hai bên trao tay, rồi mới tin.",
    en: "The fingerprint is compared with the paper handed over in person; only then it is trusted.",
  });
  receiver(
    "trust",
    "add",
    join(stick, "ben-giao.crt"),
    "--label",
    "Hồng Gai cũ",
    "--fingerprint",
    giverPrint,
  );
  receiver("verify", packed);
  receiver("key", "create", "ben-nhan", "--common-name", "Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai (mới)");
  receiver("receive", packed, "--accept-all", "--key", "ben-nhan", "--out", stick);
  receiver("inventory", "list");
  receiver("key", "export", "ben-nhan", "--public", "--out", join(stick, "ben-nhan.crt"));

  tell({
    vi: "═══ BÊN GIAO nhận lại biên nhận đã ký ═══",
    en: "═══ THE GIVER files the signed receipt ═══",
  });
  const receiverPrint = fingerprintOf(offices.receiver);
  giver(
    "trust",
    "add",
    join(stick, "ben-nhan.crt"),
    "--label",
    "Hồng Gai mới",
    "--fingerprint",
    receiverPrint,
  );
  const receipt = join(
    stick,
    readdirSync(stick).find((name) => name.endsWith(".receipt.json")),
  );
  giver("manifest", "accept-receipt", receipt);
  giver("log");

  tell({
    vi: "Sau đó tìm thấy một văn bản còn thiếu. Lập bản kê mới và so hai bản kê xem khác nhau những gì.",
    en: "Later a missing paper turns up. A new manifest is made, and the two are compared.",
  });
  supplyWhatWasMissing();
  const [first, second] = manifests();
  giver("diff", first, second, { mayBeNegative: true });

  tell({
    vi: `Mọi kết quả nằm trong ${folder}: ben-giao/ và ben-nhan/ là hai kho làm việc, usb/ là gói và biên nhận đã trao.`,
    en: `All of it is in ${folder}: ben-giao/ and ben-nhan/ are the two workspaces, usb/ holds the package and the receipt.`,
  });
}

/** The clerk answers for what the check still calls an error, as an office would: in writing, with a name. */
function explainWhatIsMissing() {
  const { findings } = askJson(offices.giver, ["check", "--format", "json"]);
  const open = findings.filter(
    ({ severity, explained, place }) => severity === "error" && !explained && place.dossier,
  );
  tell({
    vi: `Còn ${open.length} chỗ thiếu chưa giải trình. Cán bộ giải trình từng chỗ; ba lệnh đầu làm mẫu:`,
    en: `${open.length} missing items are not answered for yet. The clerk explains each; the first three as examples:`,
  });
  open.forEach(({ place, details }, index) => {
    const slot = details.slot;
    const argv = [
      "explain",
      place.dossier,
      ...(slot ? [slot] : []),
      "--reason",
      "Không tìm thấy trong kho khi thống kê",
      "--person",
      "Chủ nhiệm Uỷ ban Kiểm tra",
    ];
    if (index < 3) giver(...argv);
    else quietly(offices.giver, argv);
  });
}

function supplyWhatWasMissing() {
  const found = join(offices.giver, "ho-so/bo-sung");
  mkdirSync(found, { recursive: true });
  const scan = join(sample, "ho-so/Giay moi tong ket Hoi Nguoi cao tuoi.pdf");
  cpSync(scan, join(found, "Bien ban bo sung.pdf"));
  giver("inventory", "scan", "ho-so", "--quiet");
  giver(
    "inventory",
    "assign",
    "ho-so/bo-sung/Bien ban bo sung.pdf",
    "--dossier",
    "01.KTCH",
    "--slot",
    "KTCH.BBTK",
  );
  giver("manifest", "create", "--to", "06685", "--to-name", "Phường Hồng Gai", "--again");
}

function manifests() {
  const home = join(offices.giver, ".bangiao/handovers");
  return readdirSync(home)
    .sort()
    .map((id) => join(home, id, "manifest.json"));
}

function fingerprintOf(office) {
  return askJson(office, ["key", "list", "--format", "json"]).keys[0].fingerprint;
}

function giver(...words) {
  step(offices.giver, { vi: "bên giao", en: "giver" }[lang], words);
}

function receiver(...words) {
  step(offices.receiver, { vi: "bên nhận", en: "receiver" }[lang], words);
}

/** Types one command for an office, shows what it prints, and stops the story when it fails. */
function step(office, who, words) {
  const argv = words.filter((word) => typeof word === "string");
  const { mayBeNegative = false } = words.find((word) => typeof word === "object") ?? {};
  const typed = argv.map((word) => (/[\s"]/u.test(word) ? `"${word}"` : word)).join(" ");
  process.stdout.write(`[${who}] $ bangiao ${typed}\n`);
  const { status } = spawn(office, argv, "inherit");
  if (status !== 0 && !(mayBeNegative && status === 1)) {
    process.stderr.write(
      `${{ vi: "Phần chạy thử dừng ở lệnh trên, mã thoát", en: "The demo stopped at this command, exit code" }[lang]} ${status}\n`,
    );
    process.exit(status ?? 1);
  }
}

function quietly(office, argv) {
  const { status, stderr } = spawn(office, argv, "pipe");
  if (status !== 0) {
    process.stderr.write(stderr);
    process.exit(status ?? 1);
  }
}

function askJson(office, argv) {
  return JSON.parse(spawn(office, argv, "pipe").stdout);
}

function spawn(office, argv, output) {
  return spawnSync(process.execPath, [program, ...argv], {
    cwd: office,
    env: { ...process.env, BANGIAO_LANG: lang, BANGIAO_PASSPHRASE_FILE: join(office, "mat-khau.txt") },
    stdio: ["ignore", output, output === "pipe" ? "pipe" : "inherit"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}
