import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtProgram, outside, python } from "../support/outside.js";
import type { Outcome } from "../support/run.js";
import { addStrayFile, changeOneRow, flipOneByte, removeFile, swapSignature } from "../support/tamper.js";

const sample = fileURLToPath(new URL("../../templates/sample/", import.meta.url));

interface Json {
  [key: string]: unknown;
}

/** One office: a folder, a passphrase, and the program as it types it. */
class Office {
  constructor(
    readonly folder: string,
    readonly lang: string,
  ) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "mat-khau.txt"), "một câu dài để khoá khoá ký\n");
  }

  types(...argv: string[]): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, [builtProgram, ...argv], {
      cwd: this.folder,
      encoding: "utf8",
      env: {
        ...process.env,
        BANGIAO_LANG: this.lang,
        BANGIAO_PASSPHRASE_FILE: join(this.folder, "mat-khau.txt"),
      },
      maxBuffer: 256 * 1024 * 1024,
    });
    return { exitCode: status ?? -1, stdout, stderr };
  }

  /** Types a command that must succeed. */
  does(...argv: string[]): string {
    const { exitCode, stdout, stderr } = this.types(...argv);
    if (exitCode !== 0)
      throw new Error(`bangiao ${argv.join(" ")} ended with ${exitCode}\n${stderr}${stdout}`);
    return stdout;
  }

  asks<Result = Json>(...argv: string[]): Result {
    return JSON.parse(this.types(...argv, "--format", "json").stdout) as Result;
  }
}

interface Finding {
  code: string;
  severity: string;
  place: { dossier?: string; file?: string };
  explained?: object;
  details: { slot?: string };
}

describe.each(["vi", "en"])("the whole way of a handover, spoken in %s", (lang) => {
  let home: string;
  let stick: string;
  let giver: Office;
  let receiver: Office;
  let zip: string;
  let fingerprint: string;

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "bangiao-journey-"));
    stick = join(home, "usb");
    mkdirSync(stick);
    giver = new Office(join(home, "ben-giao"), lang);
    receiver = new Office(join(home, "ben-nhan"), lang);
    for (const part of ["danh-muc", "ho-so"])
      cpSync(join(sample, part), join(giver.folder, part), { recursive: true });
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("begins with a workspace, registers and scans of which nothing stays unaccounted for", () => {
    giver.does(
      "init",
      "--code",
      "06691",
      "--name",
      "Phường Hồng Gai",
      "--until",
      "2025-06-30",
      "--province",
      "Quảng Ninh",
    );
    giver.does(
      "inventory",
      "import",
      ...readdirSync(join(sample, "danh-muc")).map((name) => `danh-muc/${name}`),
    );
    giver.does("inventory", "scan", "ho-so");
    const onDisk = readdirSync(join(sample, "ho-so"), { recursive: true, withFileTypes: true }).filter(
      (one) => one.isFile(),
    );
    const { folders } = giver.asks<{ folders: Record<string, unknown>[] }>("inventory", "scan", "ho-so");
    const { attached, unassigned, ignored, unchanged, read } = folders[0] as {
      attached: number;
      unassigned: unknown[];
      ignored: unknown[];
      unchanged: number;
      read: number;
    };
    expect(attached + unassigned.length + ignored.length).toBe(onDisk.length);
    // Looked at a second time, nothing is read again.
    expect({ read, unchanged }).toEqual({ read: 0, unchanged: onDisk.length - ignored.length });
  });

  it("finds the same demands unmet as a person who looked through the sample", () => {
    const { findings } = giver.asks<{ findings: Finding[] }>("check");
    const missing = findings
      .filter(({ code, place }) => code === "document-missing" && place.dossier === "01.KTCH")
      .map(({ details }) => details.slot);
    // The truth of this dossier, written down when the sample was made.
    expect(missing.sort()).toEqual(["KTCH.BBHN", "KTCH.BBTB", "KTCH.BBTK", "KTCH.BCTKT"]);
  });

  it("hands over nothing while errors are neither mended nor explained", () => {
    const { exitCode, stderr } = giver.types(
      "manifest",
      "create",
      "--to",
      "06685",
      "--to-name",
      "Phường Hồng Gai",
    );
    expect(exitCode).toBe(3);
    expect(stderr).toContain("bangiao explain");
  });

  it("lists, signs and packs once each missing paper is answered for", () => {
    const { findings } = giver.asks<{ findings: Finding[] }>("check");
    const person = ["--reason", "Không tìm thấy trong kho", "--person", "Chủ nhiệm Uỷ ban Kiểm tra"];
    for (const { severity, explained, place, details } of findings)
      if (severity === "error" && !explained)
        giver.does("explain", place.dossier!, ...(details.slot ? [details.slot] : []), ...person);
    expect(giver.types("check").exitCode).toBe(0);
    giver.does("key", "create", "ben-giao");
    giver.does("manifest", "create", "--to", "06685", "--to-name", "Phường Hồng Gai");
    giver.does("manifest", "sign", "--key", "ben-giao");
    giver.does("package", "create", "--out", stick);
    giver.does("key", "export", "ben-giao", "--out", join(stick, "ben-giao.crt"));
    zip = join(stick, readdirSync(stick).find((name) => name.endsWith(".zip"))!);
    fingerprint = giver.asks<{ keys: { fingerprint: string }[] }>("key", "list").keys[0]!.fingerprint;
  });

  it("makes a package that other programs find sound", () => {
    expect(outside("unzip", ["-t", zip]).status).toBe(0);
    expect(python("import sys, zipfile\nprint(zipfile.ZipFile(sys.argv[1]).testzip())", zip).trim()).toBe(
      "None",
    );
    const unpacked = join(home, "unpacked");
    expect(outside("unzip", ["-q", zip, "-d", unpacked]).status).toBe(0);
    const bag = join(unpacked, readdirSync(unpacked)[0]!);
    for (const list of ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
      expect(outside("sha256sum", ["-c", "--strict", "--quiet", list], bag)).toMatchObject({
        status: 0,
        stdout: "",
      });
    const signed = join(bag, "handover/manifest.json");
    const judge = outside("openssl", [
      ...[
        "cms",
        "-verify",
        "-cades",
        "-binary",
        "-inform",
        "DER",
        "-in",
        `${signed}.p7s`,
        "-content",
        signed,
      ],
      ...["-CAfile", join(stick, "ben-giao.crt"), "-purpose", "any", "-out", "/dev/null"],
    ]);
    expect(judge).toMatchObject({ status: 0 });
    rmSync(unpacked, { recursive: true });
  });

  it("packs nothing of a classified paper and no protected name", () => {
    const contents = python(
      "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nfor n in z.namelist(): print(n)\nprint([n for n in z.namelist() if n.endswith('handover/manifest.json')] and z.read([n for n in z.namelist() if n.endswith('handover/manifest.json')][0]).decode())",
      zip,
    );
    const classified = readFileSync(join(sample, "ho-so/23 GSCD CA phuong/scan0054.pdf"));
    const digest = outside("sha256sum", [join(sample, "ho-so/23 GSCD CA phuong/scan0054.pdf")]).stdout.slice(
      0,
      64,
    );
    expect(classified.length).toBeGreaterThan(0);
    expect(contents).not.toContain("scan0054");
    expect(contents).not.toContain(digest);
    expect(contents).not.toContain("Phan Thị Liên");
    expect(contents).toContain("28-TB/UBKTĐU");
  });

  it("is verified by the receiver: untrusted first, valid once the fingerprint is known", () => {
    receiver.does(
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
    expect(receiver.types("verify", zip).exitCode).toBe(1);
    expect(receiver.asks("verify", zip)).toMatchObject({ verdict: "untrusted" });
    expect(receiver.asks("verify", zip, "--fingerprint", fingerprint)).toMatchObject({ verdict: "valid" });
    receiver.does(
      "trust",
      "add",
      join(stick, "ben-giao.crt"),
      "--label",
      "Hồng Gai cũ",
      "--fingerprint",
      fingerprint,
    );
    expect(receiver.types("verify", zip).exitCode).toBe(0);
  });

  it.each([
    ["one byte of a scan", (target: string) => flipOneByte(zip, target, ".pdf"), "bag-digest-differs"],
    ["one row of the manifest", (target: string) => changeOneRow(zip, target), "signature-digest-differs"],
    ["a file added", (target: string) => addStrayFile(zip, target), "bag-file-extra"],
    ["a file removed", (target: string) => removeFile(zip, target, ".pdf"), "bag-file-missing"],
    [
      "the signature swapped",
      (target: string) => {
        // A signature by the receiver's own hand over the same list.
        const other = join(home, "other");
        mkdirSync(other, { recursive: true });
        python(
          "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nopen(sys.argv[2], 'wb').write(z.read([n for n in z.namelist() if n.endswith('handover/manifest.json')][0]))",
          zip,
          join(other, "manifest.json"),
        );
        const key = [
          "-keyout",
          join(other, "key.pem"),
          "-out",
          join(other, "cert.pem"),
          "-nodes",
          "-subj",
          "/CN=someone else",
        ];
        outside("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", ...key]);
        outside("openssl", [
          ...[
            "cms",
            "-sign",
            "-cades",
            "-binary",
            "-in",
            join(other, "manifest.json"),
            "-signer",
            join(other, "cert.pem"),
          ],
          ...["-inkey", join(other, "key.pem"), "-outform", "DER", "-out", join(other, "manifest.json.p7s")],
        ]);
        return swapSignature(zip, target, join(other, "manifest.json.p7s"));
      },
      "signer-untrusted",
    ],
  ])("notices and names %s changed on the way", (_what, tamper, code) => {
    const target = join(home, "tampered.zip");
    const touched = tamper(target);
    const { verdict, findings } = receiver.asks<{ verdict: string; findings: Finding[] }>("verify", target);
    expect(verdict).not.toBe("valid");
    const named = findings.filter((one) => one.code === code && one.severity === "error");
    expect(named.length).toBeGreaterThan(0);
    if (code.startsWith("bag-"))
      expect(named.some(({ place }) => touched.endsWith(place.file ?? "?"))).toBe(true);
    expect(receiver.types("verify", target).exitCode).toBe(1);
    rmSync(target);
  });

  it("is taken in as a fonds of its own, and answered with a signed receipt", () => {
    receiver.does("key", "create", "ben-nhan");
    receiver.does("receive", zip, "--accept-all", "--key", "ben-nhan", "--out", stick);
    const list = receiver.asks<{ dossiers: { reference: string }[] }>("inventory", "list");
    expect(list.dossiers).toHaveLength(12);
    const copied = readdirSync(join(receiver.folder, ".bangiao/received"), {
      recursive: true,
      withFileTypes: true,
    });
    expect(copied.filter((one) => one.isFile()).length).toBeGreaterThan(60);
    // Doing it again changes nothing and makes no second receipt.
    receiver.does("receive", zip, "--accept-all", "--key", "ben-nhan", "--out", stick);
    expect(readdirSync(stick).filter((name) => name.endsWith(".receipt.json"))).toHaveLength(1);
  });

  it("ends with the receipt filed at the giver", () => {
    const receipt = join(stick, readdirSync(stick).find((name) => name.endsWith(".receipt.json"))!);
    receiver.does("key", "export", "ben-nhan", "--out", join(stick, "ben-nhan.crt"));
    const print = receiver.asks<{ keys: { fingerprint: string }[] }>("key", "list").keys[0]!.fingerprint;
    expect(giver.types("manifest", "accept-receipt", receipt).exitCode).not.toBe(0);
    giver.does(
      "trust",
      "add",
      join(stick, "ben-nhan.crt"),
      "--label",
      "Hồng Gai mới",
      "--fingerprint",
      print,
    );
    giver.does("manifest", "accept-receipt", receipt);
    const judge = outside("openssl", [
      ...[
        "cms",
        "-verify",
        "-cades",
        "-binary",
        "-inform",
        "DER",
        "-in",
        `${receipt}.p7s`,
        "-content",
        receipt,
      ],
      ...["-CAfile", join(stick, "ben-nhan.crt"), "-purpose", "any", "-out", "/dev/null"],
    ]);
    expect(judge).toMatchObject({ status: 0 });
    giver.does("log", "verify");
  });

  it("compares a second manifest with the first", () => {
    mkdirSync(join(giver.folder, "ho-so/bo-sung"));
    const paper = join(giver.folder, "ho-so/bo-sung/bien ban.pdf");
    cpSync(join(sample, "ho-so/Giay moi tong ket Hoi Nguoi cao tuoi.pdf"), paper);
    giver.does("inventory", "scan", "ho-so");
    giver.does(
      "inventory",
      "assign",
      "ho-so/bo-sung/bien ban.pdf",
      "--dossier",
      "01.KTCH",
      "--slot",
      "KTCH.BBTK",
    );
    giver.does("manifest", "create", "--to", "06685", "--again");
    const [first, second] = readdirSync(join(giver.folder, ".bangiao/handovers")).sort();
    expect(giver.types("diff", first!, first!).exitCode).toBe(0);
    const { exitCode, stdout } = giver.types("diff", first!, second!);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(basename(paper));
    expect(stdout).toContain("01.KTCH");
    const { documents } = giver.asks<{ documents: { added: { name: string }[] } }>("diff", first!, second!);
    expect(documents.added.map(({ name }) => name)).toEqual(["KTCH.BBTK"]);
  });

  it("left the clerk's own files as they were", () => {
    for (const one of readdirSync(sample, { recursive: true, encoding: "utf8" })) {
      const mine = join(giver.folder, one);
      if (one === "README.md" || !existsSync(mine) || readdirSafe(mine)) continue;
      expect(readFileSync(mine).equals(readFileSync(join(sample, one)))).toBe(true);
    }
  });
});

function readdirSafe(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}
