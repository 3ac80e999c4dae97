import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { commandPaths } from "../../src/commands/program.js";
import { outside } from "../support/outside.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const templates = fileURLToPath(new URL("../../templates/", import.meta.url));
const sample = join(templates, "sample");
const docs = fileURLToPath(new URL("../../docs/", import.meta.url));
const page = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

/** The command lines of the fenced `sh` blocks of a page, comments left out. */
function linesOf(text: string): string[] {
  return [...text.matchAll(/```sh\n([^`]*)```/gu)]
    .flatMap(([, block = ""]) => block.split("\n"))
    .map((line) => line.replace(/\s+#.*$/u, "").trim())
    .filter((line) => line.startsWith("bangiao"));
}

const pages = ["README.md", "CONTRIBUTING.md", ...readdirSync(docs).map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith(".md"),
);

/** The fenced blocks of all pages, with the word behind the fence. */
const blocks = pages.flatMap((name) =>
  [...page(name).matchAll(/^```(\w*)\n([\s\S]*?)^```/gmu)].map(([, kind = "", text = ""]) => ({
    name,
    kind,
    text,
  })),
);

/** Lines that were typed as they stand on a page. */
const typed = new Set<string>();

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

  async types(line: string, more: readonly string[] = []): Promise<string> {
    typed.add(line);
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, bare]) => quoted ?? bare!);
    const argv = words.slice(1).flatMap((word) => this.#here(word));
    // The code on paper differs with every package: that check has a test of its own.
    const paper = argv.indexOf("--paper");
    if (paper >= 0) argv.splice(paper, 2);
    const { exitCode, stdout, stderr } = await run([...argv, ...more], { cwd: this.cwd, env: this.#env });
    const mayBeNegative = /^bangiao (audit|check|diff|report|verify|manifest acts|plan status)\b/u.test(line);
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

  async fingerprint(key?: string): Promise<string> {
    const { keys } = JSON.parse(await this.types("bangiao key list --format json")) as {
      keys: { name: string; fingerprint: string }[];
    };
    return keys.find(({ name }) => key === undefined || name === key)!.fingerprint;
  }
}

function offices() {
  const home = sandbox();
  const stick = join(home, "usb");
  mkdirSync(stick);
  const giver = new Desk(join(home, "ben-giao"), stick);
  for (const part of ["danh-muc", "ho-so"])
    cpSync(join(sample, part), join(giver.cwd, part), { recursive: true });
  return { stick, giver, receiver: new Desk(join(home, "ben-nhan"), stick), auditor: new Desk(stick, stick) };
}

/** Commands that stand between backticks in a sentence or a table. */
function commandsInSentences(): { name: string; line: string }[] {
  return pages.flatMap((name) => {
    const prose = page(name).replace(/^```[\s\S]*?^```/gmu, "");
    return [...prose.matchAll(/`(bangiao [^`]+)`/gu)].map(([, line]) => ({ name, line: line! }));
  });
}

/** Whether a command in a sentence can be typed as it stands: it has arguments, and no place to fill in. */
function isConcrete({ line }: { line: string }): boolean {
  const words = line.split(/\s+/u).slice(1);
  // A time stamp needs an authority that answers: it has a test of its own.
  const apart = line.endsWith("--paper") || line.includes("--response");
  return !/[<>…[\]]/u.test(line) && !known.has(words.join(" ")) && !apart;
}

/** The command is one, takes so many arguments, and has the options named with it. */
async function isThere(line: string): Promise<void> {
  const words = line.split(/\s+/u).slice(1);
  const end = words.findIndex((word) => !/^[a-z-]+$/u.test(word) || word.startsWith("-"));
  let path = end < 0 ? words : words.slice(0, end);
  // A word behind the command may be its argument: `bangiao completion bash`.
  while (path.length > 0 && !known.has(path.join(" "))) path = path.slice(0, -1);
  expect(path, line).not.toEqual([]);
  const { exitCode, stdout } = await run([...path, "--help"], { cwd: tmpdir() });
  expect(exitCode, line).toBe(0);
  for (const option of words.filter((word) => word.startsWith("--"))) expect(stdout, line).toContain(option);
}

const known = new Set(commandPaths().flatMap((path) => [path, path.split(" ")[0]!]));

const makesList = /^bangiao (?:handover|manifest create)/u;

describe("every command line on the pages", () => {
  it("of the manuals runs, from the giver's first to the auditor's last", { timeout: 300_000 }, async () => {
    const { giver, receiver, auditor, stick } = offices();
    for (const line of linesOf(page("docs/huong-dan-ben-giao.md"))) {
      if (makesList.test(line)) await giver.explainTheRest();
      await giver.types(line);
    }
    for (const line of linesOf(page("docs/huong-dan-ben-nhan.md"))) {
      // The page asks a person to compare the fingerprint here.
      if (/^bangiao receive/u.test(line)) {
        await receiver.types('bangiao verify E:\\BG-06691-20250628-01.zip --paper "<mã trên biên bản>"');
        await receiver.types("bangiao trust add E:\\ben-giao.crt", [
          "--fingerprint",
          await giver.fingerprint(),
        ]);
      }
      await receiver.types(line);
    }
    for (const line of linesOf(page("docs/auditors.md"))) await auditor.types(line);
    await giver.types("bangiao trust add E:\\ben-nhan.crt", ["--fingerprint", await receiver.fingerprint()]);
    await giver.types("bangiao manifest accept-receipt E:\\BG-06691-20250628-01.receipt.json");

    // What stands on the pages for other days.
    const id = "BG-06691-20250628-01";
    const elsewhere = new Desk(join(stick, "van-phong"), stick);
    cpSync(giver.cwd, elsewhere.cwd, { recursive: true });
    await elsewhere.types("bangiao key create van-phong");
    await elsewhere.types('bangiao manifest act co-signature --key van-phong --person "Họ tên"');
    const acts = join(elsewhere.cwd, ".bangiao/handovers", id, "acts");
    for (const ending of [".json", ".json.p7s"]) {
      const act = readdirSync(acts).find((one) => one.endsWith(`co-signature${ending}`));
      cpSync(join(acts, act!), join(stick, `act-01-co-signature${ending}`));
    }
    const fingerprint = await elsewhere.fingerprint("van-phong");
    await giver.types(
      'bangiao manifest accept-act E:\\act-01-co-signature.json --fingerprint "mã nhận dạng trên giấy"',
      ["--fingerprint", fingerprint],
    );
    await giver.types("bangiao manifest acts");
    const tree = join(stick, "tinh");
    mkdirSync(tree);
    const packed = `${id}.zip`;
    cpSync(join(stick, packed), join(tree, packed));
    for (const name of ["before.zip", "after.zip"]) cpSync(join(stick, packed), join(stick, name));
    cpSync(join(templates, "plans/quang-ninh-2025.csv"), join(stick, "quang-ninh-2025.csv"));
    const { last } = JSON.parse(await giver.types("bangiao log verify --format json")) as { last: string };
    const others = blocks.filter(({ name, kind }) => name === "docs/auditors.md" && kind === "text");
    for (const line of others
      .flatMap(({ text }) => text.split("\n"))
      .filter((one) => one.startsWith("bangiao"))) {
      const filled = line.replace(/<(?:workspace )?folder>/u, giver.cwd).replace("<digest>", last);
      const there = /^bangiao log/u.test(filled) && !filled.includes("--workspace");
      await auditor.types(filled, there ? ["--workspace", giver.cwd] : []);
      typed.add(line);
    }

    // The code itself has a test of its own: `print` and `verify --paper`.
    await receiver.types('bangiao verify E:\\BG-06691-20250628-01.zip --paper "<mã trên biên bản>"');

    const unrun = blocks
      .filter(({ name, kind }) => name !== "README.md" && (kind === "sh" || kind === "text" || kind === ""))
      .flatMap(({ text }) => text.split("\n"))
      .map((line) => line.replace(/\s+#.*$/u, "").trim())
      .filter((line) => line.startsWith("bangiao ") && !typed.has(line));
    expect(unrun).toEqual([]);

    // The lines for other programs, in the folder that a page says.
    const place = join(stick, "by-hand");
    mkdirSync(place);
    cpSync(join(stick, packed), join(place, packed));
    cpSync(join(stick, "ben-giao.crt"), join(place, "giver.crt"));
    const shells = blocks.filter(({ kind, text }) => kind === "sh" && !/^(?:bangiao|npm) /mu.test(text));
    expect(shells.map(({ name }) => name)).toEqual(["docs/manifest-format.md", "docs/package-format.md"]);
    for (const { name, text } of shells.reverse()) {
      const { status, stderr } = outside("sh", ["-euc", text], place);
      expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: expect.any(String) });
      const root = join(place, id);
      for (const file of ["manifest.json", "manifest.json.p7s"])
        cpSync(join(root, "handover", file), join(place, file));
    }
    for (const [name, path] of Object.entries({
      X: "manifest.json",
      "X.p7s": "manifest.json.p7s",
      "ca.pem": "giver.crt",
    }))
      cpSync(join(place, path), join(place, name));
    const [signature] = blocks.filter(({ name }) => name === "docs/signature-profile.md");
    expect(outside("sh", ["-euc", signature!.text], place)).toMatchObject({ status: 0 });

    // Commands within a sentence.
    const [pack] = blocks.filter(({ name, kind }) => name === "docs/rule-packs.md" && kind === "yaml");
    writeFileSync(join(giver.cwd, "rieng.yaml"), pack!.text);
    for (const ours of ["mau-cua-toi.docx", "ours.docx"])
      cpSync(join(templates, "paperwork/vi/bien-ban-ban-giao.docx"), join(giver.cwd, ours));
    for (const { name, line } of commandsInSentences().filter(isConcrete))
      await (name.endsWith("ben-nhan.md") ? receiver : giver).types(line);
    const spoken = [...new Set(commandsInSentences().map(({ line }) => line))];
    for (const line of spoken) await isThere(line);
    expect(spoken.length).toBeGreaterThan(60);
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
