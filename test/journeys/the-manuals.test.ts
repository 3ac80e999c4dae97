import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const sample = fileURLToPath(new URL("../../templates/sample/", import.meta.url));
const page = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

/** The command lines of the fenced `sh` blocks of a page, comments left out. */
function linesOf(text: string): string[] {
  return [...text.matchAll(/```sh\n([^`]*)```/gu)]
    .flatMap(([, block = ""]) => block.split("\n"))
    .map((line) => line.replace(/\s+#.*$/u, "").trim())
    .filter((line) => line.startsWith("bangiao"));
}

/** One office that types lines as they stand on a page; the stick is a folder here. */
class Desk {
  readonly #env: Record<string, string>;

  constructor(
    readonly cwd: string,
    private readonly stick: string,
  ) {
    mkdirSync(cwd, { recursive: true });
    writeFileSync(join(cwd, "mat-khau.txt"), "một câu dài để khoá\n");
    this.#env = { BANGIAO_PASSPHRASE_FILE: join(cwd, "mat-khau.txt") };
  }

  async types(line: string): Promise<string> {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, bare]) => quoted ?? bare!);
    const argv = words.slice(1).flatMap((word) => this.#here(word));
    // The code on paper differs with every package: that check has a test of its own.
    const paper = argv.indexOf("--paper");
    if (paper >= 0) argv.splice(paper, 2);
    const { exitCode, stdout, stderr } = await run(argv, { cwd: this.cwd, env: this.#env });
    const mayBeNegative = /^bangiao (check|report|verify)\b/u.test(line);
    expect(mayBeNegative ? [0, 1] : [0], `${line}\n${stderr}${stdout}`).toContain(exitCode);
    return stdout;
  }

  #here(word: string): string[] {
    const glob = /^(.*)\/\*(\.\w+)$/u.exec(word);
    if (glob)
      return readdirSync(join(this.cwd, glob[1]!))
        .filter((name) => name.endsWith(glob[2]!))
        .map((name) => `${glob[1]}/${name}`);
    return [word.replace(/^(?:E:\\|\/media\/usb\/?)/u, `${this.stick}/`)];
  }

  /** What the pages say in words: explain each place that is still missing. */
  async explainTheRest(): Promise<void> {
    const { findings } = JSON.parse(await this.types("bangiao check --format json")) as {
      findings: {
        severity: string;
        explained?: object;
        place: { dossier?: string };
        details: { slot?: string };
      }[];
    };
    for (const { severity, explained, place, details } of findings)
      if (severity === "error" && !explained && place.dossier)
        await this.types(`bangiao explain ${place.dossier} ${details.slot ?? ""} --reason x --person y`);
  }

  async fingerprint(): Promise<string> {
    const { keys } = JSON.parse(await this.types("bangiao key list --format json")) as {
      keys: { fingerprint: string }[];
    };
    return keys[0]!.fingerprint;
  }
}

function offices() {
  const home = sandbox();
  const stick = join(home, "usb");
  mkdirSync(stick);
  const giver = new Desk(join(home, "ben-giao"), stick);
  for (const part of ["danh-muc", "ho-so"])
    cpSync(join(sample, part), join(giver.cwd, part), { recursive: true });
  return { giver, receiver: new Desk(join(home, "ben-nhan"), stick), auditor: new Desk(stick, stick) };
}

const makesList = /^bangiao (?:handover|manifest create)/u;

describe("every command line on the pages", () => {
  it("of the manuals runs, from the giver's first to the auditor's last", { timeout: 300_000 }, async () => {
    const { giver, receiver, auditor } = offices();
    for (const line of linesOf(page("docs/huong-dan-ben-giao.md"))) {
      if (makesList.test(line)) await giver.explainTheRest();
      await giver.types(line);
    }
    for (const line of linesOf(page("docs/huong-dan-ben-nhan.md"))) {
      // The page asks a person to compare the fingerprint here.
      if (/^bangiao receive/u.test(line))
        await receiver.types(`bangiao trust add E:\\ben-giao.crt --fingerprint ${await giver.fingerprint()}`);
      await receiver.types(line);
    }
    for (const line of linesOf(page("docs/auditors.md"))) await auditor.types(line);
    await giver.types(`bangiao trust add E:\\ben-nhan.crt --fingerprint ${await receiver.fingerprint()}`);
    await giver.types("bangiao manifest accept-receipt E:\\BG-06691-20250628-01.receipt.json");
  });

  it("of the README runs, in its order", { timeout: 300_000 }, async () => {
    const { giver, receiver } = offices();
    const lines = linesOf(page("README.md")).filter((line) => !/<[^>]+>/u.test(line));
    const split = lines.findIndex((line) => /^bangiao verify/u.test(line));
    expect(split).toBeGreaterThan(5);
    for (const line of lines.slice(0, split)) {
      if (makesList.test(line)) await giver.explainTheRest();
      await giver.types(line);
    }
    await giver.types("bangiao key export ben-giao --public --out /media/usb/ben-giao.crt");
    await receiver.types('bangiao init --code 06685 --name "Phường Hồng Gai" --from 2025-07-01');
    await receiver.types("bangiao key create ben-nhan");
    for (const line of lines.slice(split)) {
      const comparing = /^bangiao trust add/u.test(line) ? ` --fingerprint ${await giver.fingerprint()}` : "";
      await receiver.types(line + comparing);
    }
  });
});
