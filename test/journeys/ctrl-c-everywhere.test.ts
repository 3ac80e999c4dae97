import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { vi } from "../../src/messages/vi.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";
import { atTerminal } from "../support/terminal.js";

const sample = fileURLToPath(new URL("../../templates/sample/", import.meta.url));
const { guide } = vi.guide;
const { ask, steps } = guide;
const { settle } = vi.inventory.scanning;
const { passphrase, trust } = vi.signature;
const { receive } = vi.custody;
const env = { BANGIAO_LANG: "vi" };
const secret = "một câu dài để khoá\r";
const ctrlC = "\u0003";

type Line = [wait: string, type: string];
/** A step of the menu, and its questions with answers that lead to the next one. */
type Walk = [step: keyof typeof steps, ...questions: Line[]];

/** The menu as it waits: the step is chosen where it is listed, else under the other things. */
const choose = (step: keyof typeof steps, listed: boolean): Line[] =>
  listed
    ? [[guide.leave, `@${steps[step].label}`]]
    : [
        [guide.leave, `@${guide.more.label}`],
        [guide.back, `@${steps[step].label}`],
      ];

/** Leaves each of the questions of a walk in turn, the ones before it answered; each time the menu comes back. */
function leftAtEach([step, ...questions]: Walk, listed = true): Line[] {
  return questions.flatMap(([wait], index): Line[] => [
    ...choose(step, listed),
    ...questions.slice(0, index),
    [wait, ctrlC],
    [guide.stopped, ""],
  ]);
}

/** The same walk to its end. */
const walked = ([step, ...questions]: Walk, listed = true): Line[] => [...choose(step, listed), ...questions];

function expectNoTrace(screen: string): void {
  expect(screen).not.toMatch(/^ {2,}at |\.[jt]s:\d+|ExitPromptError|AbortError|undefined/mu);
  expect(screen).not.toContain(vi.house.bug({ version: "" }).slice(0, 20));
}

async function holdsTogether(cwd: string): Promise<void> {
  expect((await run(["log", "verify"], { cwd })).exitCode).toBe(0);
  expect(existsSync(join(cwd, ".bangiao/lock"))).toBe(false);
}

/** What a sitting asked, for the count of questions at the end. */
const asked: string[] = [];

function sit(lines: readonly Line[], cwd: string): string {
  asked.push(...lines.filter(([, type]) => type === ctrlC).map(([wait]) => wait));
  const { exit, problem, screen } = atTerminal([], [...lines, [guide.leave, "0\r"]], { cwd, env });
  expect({ problem, exit }, screen).toEqual({ problem: null, exit: 0 });
  expectNoTrace(screen);
  return screen;
}

describe("Ctrl-C at every question", () => {
  it("of the giver's guide leads back to the menu, and going on works", { timeout: 180_000 }, async () => {
    const cwd = sandbox();
    for (const part of ["danh-muc", "ho-so"])
      cpSync(join(sample, part), join(cwd, part), { recursive: true });
    mkdirSync(join(cwd, "usb"));
    const init: Walk = [
      "init",
      [ask.code, "06691\r"],
      [ask.name, "Phường Hồng Gai\r"],
      [ask.until, "30/6/2025\r"],
    ];
    const register = "danh-muc/Muc luc ho so UBKT 2020-2025.xlsx\r";
    const key: Walk = [
      "key",
      [ask.keyName, "ben-giao\r"],
      [passphrase.askNew({ name: "ben-giao", least: 8 }), secret],
      [passphrase.askAgain, secret],
    ];
    const volumes: Line[] = [
      [ask.form, `@${ask.forms.volumes.label}`],
      [ask.size, `@${guide.other}`],
      [ask.otherSize, "1500K\r"],
    ];
    const straight: Walk = [
      "handover",
      ...volumes,
      [ask.receivers, `@${guide.other}`],
      [ask.receiver, "06685\r"],
      [ask.receiverName, "Phường Hồng Gai\r"],
      [ask.out, "usb\r"],
      [guide.choose, "2\r"],
      [passphrase.ask({ name: "ben-giao" }), secret],
    ];
    const again: Walk = [
      "pack",
      [ask.form, `@${ask.forms.locked.label}`],
      [ask.out, "usb\r"],
      [passphrase.askNewPackage({ least: 8 }), secret],
      [passphrase.askAgain, secret],
    ];
    const screen = sit(
      [
        ...leftAtEach(init),
        ...walked(init),
        ...leftAtEach(["import", [ask.registers, `@${guide.other}`], [ask.path, register]]),
        ...walked(["import", [ask.registers, "\r"]]),
        ...leftAtEach(["scan", [ask.scanFolder, `@${guide.other}`], [ask.folder, "ho-so\r"]]),
        ...walked(["scan", [ask.scanFolder, "\r"]]),
        ...leftAtEach([
          "assign",
          [settle.question, `@${settle.other}`],
          [settle.whichDossier, "12a.GSCD\r"],
          [settle.whichPaper, "\r"],
        ]),
        ...walked(["check"]),
        ...leftAtEach(["facts", ["Câu 1/", "\r"]]),
        ...leftAtEach([
          "explain",
          [ask.explainIt, "\r"],
          [ask.reason, "Không tìm thấy\r"],
          [ask.person, "Chủ nhiệm\r"],
          [ask.due, "1/8/2025\r"],
        ]),
        ...leftAtEach(key),
        ...walked(key),
        ...leftAtEach(["certificate", [ask.certificate, "\r"]]),
        // At the last question the list is made: what is left of the way is asked again and goes on from there.
        ...leftAtEach(straight),
        ...walked([
          "handover",
          ...volumes,
          [ask.out, "usb\r"],
          [passphrase.ask({ name: "ben-giao" }), secret],
        ]),
        ...leftAtEach(["print", [ask.paper, "\r"]]),
        ...leftAtEach(["receipt", [ask.receipt, "x\r"]]),
        ...leftAtEach(again, false),
        ...leftAtEach(["search", [ask.words, "ho so\r"]], false),
        ...leftAtEach(["plan", [ask.planUnit, "\r"]], false),
        ...leftAtEach(["report", [ask.report, "\r"]], false),
        [guide.leave, `@${guide.more.label}`],
        [guide.back, ctrlC],
      ],
      cwd,
    );
    expect(screen.split(guide.stopped)).toHaveLength(asked.length + 1);
    expect(readdirSync(join(cwd, "usb")).filter((name) => name.endsWith(".zip")).length).toBeGreaterThan(1);
    expect(readdirSync(join(cwd, ".bangiao/handovers"))).toHaveLength(1);
    await holdsTogether(cwd);
  });

  it("of the receiver's guide leads back to the menu, and the answers given are kept", {
    timeout: 180_000,
  }, async () => {
    const { cwd, id, fingerprint } = await arrived();
    const before = asked.length;
    const compare: Walk = [
      "trust",
      [ask.certificate, "ben-giao.crt\r"],
      [ask.label, "Hồng Gai cũ\r"],
      [trust.askFirst, `${fingerprint.slice(0, 8)}\r`],
      [trust.askLast, `${fingerprint.slice(-8)}\r`],
      [trust.askConfirmedBy, "Trần Thị B\r"],
      [trust.askPaper, "01-BB\r"],
    ];
    const reserve = `@${receive.outcomes["accepted-with-reservation"]}`;
    const answering: Walk = [
      "receive",
      [ask.key, "\r"],
      [ask.packages, `@${guide.other}`],
      [ask.package, `${id}-1of9.zip\r`],
      [ask.nextVolume({ have: 1, of: 9 }), "\r"],
    ];
    const answers: Walk = [
      "receive",
      [ask.key, "\r"],
      [ask.packages, "\r"],
      [receive.ask.dossier({ at: 1, of: 12, reference: "01.KTCH" }), reserve],
      [receive.ask.what, "Số trang\r"],
      [receive.ask.why, "Thiếu trang 3\r"],
    ];
    const screen = sit(
      [
        ...leftAtEach([
          "verify",
          [ask.packages, `@${guide.other}`],
          [ask.package, "x\r"],
          [ask.paperCode, "\r"],
        ]),
        ...leftAtEach(compare),
        ...walked(compare),
        ...leftAtEach(answering),
        ...leftAtEach(answers),
        // One dossier answered, left at the second; what was answered is offered again.
        ...walked(answers),
        [receive.ask.dossier({ at: 2, of: 12, reference: "04.KLDV" }), ctrlC],
        [guide.stopped, ""],
        ...leftAtEach([
          "receive",
          [ask.key, "\r"],
          [ask.packages, "\r"],
          [receive.ask.begun({ answered: 1, of: 12 }), "\r"],
        ]),
        ...walked([
          "receive",
          [ask.key, "\r"],
          [ask.packages, "\r"],
          [receive.ask.begun({ answered: 1, of: 12 }), "\r"],
        ]),
        [receive.ask.dossier({ at: 2, of: 12, reference: "04.KLDV" }), `@${receive.ask.rest}`],
        [passphrase.ask({ name: "ben-nhan" }), ctrlC],
        [guide.stopped, ""],
        ...walked([
          "receive",
          [ask.key, "\r"],
          [ask.packages, "\r"],
          [receive.ask.begun({ answered: 12, of: 12 }), "\r"],
        ]),
        [passphrase.ask({ name: "ben-nhan" }), secret],
      ],
      cwd,
    );
    expect(asked.length - before).toBeGreaterThan(15);
    expect(screen).toContain("Thiếu trang 3");
    expect(existsSync(join(cwd, `${id}.receipt.json`))).toBe(true);
    // What was kept until the receipt was signed is not kept longer.
    expect(readdirSync(join(cwd, ".bangiao/begun"))).toEqual([]);
    await holdsTogether(cwd);
  });

  it("of handover ends with 130, keeps what was done, and the next run goes on from there", {
    timeout: 180_000,
  }, async () => {
    const cwd = await listed("06691", "Phường Hồng Gai");
    const start: Line[] = [
      [ask.receivers, `@${guide.other}`],
      [ask.receiver, "06685\r"],
      [ask.receiverName, "Phường Hồng Gai\r"],
      [ask.keyName, "ben-giao\r"],
      [passphrase.askNew({ name: "ben-giao", least: 8 }), secret],
      [passphrase.askAgain, secret],
    ];
    for (const index of start.keys()) {
      interrupt(["handover"], [...start.slice(0, index), [start[index]![0], ctrlC]], cwd);
      expect(existsSync(join(cwd, ".bangiao/keys/ben-giao.p12"))).toBe(false);
    }
    const folder: Line = [ask.out, "usb\r"];
    interrupt(["handover"], [...start, [ask.out, ctrlC]], cwd);
    expect(existsSync(join(cwd, ".bangiao/keys/ben-giao.p12"))).toBe(true);
    // The key is there and not asked for again.
    const to = start.slice(0, 3);
    interrupt(["handover"], [...to, folder, [guide.choose, ctrlC]], cwd);
    expect(existsSync(join(cwd, ".bangiao/handovers"))).toBe(false);
    const go: Line = [ask.goOnWithErrors, "2\r"];
    const sign = passphrase.ask({ name: "ben-giao" });
    interrupt(["handover"], [...to, folder, go, [sign, ctrlC]], cwd);
    const made = readdirSync(join(cwd, ".bangiao/handovers"));
    expect(made).toHaveLength(1);
    // From here it goes on with the list that is made, and then with its signature.
    const going = vi.guide.handover.continues({ id: made[0]! }).slice(0, 30);
    interrupt(
      ["handover"],
      [
        [going, ""],
        [ask.out, ctrlC],
      ],
      cwd,
    );
    const locked = ["handover", "--encrypt-passphrase"];
    const lock = passphrase.askNewPackage({ least: 8 });
    interrupt(locked, [[going, ""], folder, [sign, secret], [lock, ctrlC]], cwd);
    interrupt(locked, [[going, ""], folder, [lock, secret], [passphrase.askAgain, ctrlC]], cwd);
    expect(readdirSync(join(cwd, "usb"))).toEqual([]);
    const { exit, problem, screen } = atTerminal(
      locked,
      [[going, ""], folder, [lock, secret], [passphrase.askAgain, secret]],
      { cwd, env },
    );
    expect({ problem, exit }, screen).toEqual({ problem: null, exit: 0 });
    expect(readdirSync(join(cwd, "usb"))).toEqual([`${made[0]}.zip.age`]);
    expect(readdirSync(join(cwd, ".bangiao/handovers"))).toEqual(made);
    await holdsTogether(cwd);
  });

  it("also where a split unit is asked who continues a case, and which of two keys signs", async () => {
    const cwd = await listed("06655", "Phường Hà Khẩu");
    for (const name of ["ben-giao", "van-phong"])
      await run(["key", "create", name], { cwd, env: passwords(cwd), now: new Date() });
    const options = ["handover", "--to", "06661", "--with-errors", "--out", "usb"];
    interrupt(options, [[ask.key, ctrlC]], cwd);
    const [first] = [ask.successor({ reference: "36.KTCH" })];
    interrupt(
      options,
      [
        [ask.key, "\r"],
        [first!, ctrlC],
      ],
      cwd,
    );
    interrupt(
      options,
      [
        [ask.key, "\r"],
        [first!, `@${guide.other}`],
        [ask.receiver, ctrlC],
      ],
      cwd,
    );
    expect(existsSync(join(cwd, ".bangiao/handovers"))).toBe(false);
    await holdsTogether(cwd);
  });

  it("leaves out no question that the guide has", () => {
    /** Texts that are answers, remarks or proposals. */
    const noQuestions = new Set(
      "allOfThese explainIt explainAlike explainAll sameForAll laterForAll volumes stop goOnWithErrors papers forms sizes reportName onePassword".split(
        " ",
      ),
    );
    /** Those whose words depend on the data. */
    const elsewhere = new Set("fact hole successor withErrors".split(" "));
    const left = Object.entries(ask).filter(
      ([name, text]) =>
        !noQuestions.has(name) && !elsewhere.has(name) && typeof text === "string" && !asked.includes(text),
    );
    expect(left.map(([name]) => name)).toEqual([]);
  });
});

function passwords(folder: string): Record<string, string> {
  writeFileSync(join(folder, "mat-khau.txt"), "một câu dài để khoá\n");
  return { BANGIAO_PASSPHRASE_FILE: join(folder, "mat-khau.txt") };
}

/** An office with the sample's registers, nothing scanned, and a stick. */
async function listed(code: string, name: string): Promise<string> {
  const cwd = sandbox();
  cpSync(join(sample, "danh-muc"), join(cwd, "danh-muc"), { recursive: true });
  mkdirSync(join(cwd, "usb"));
  const registers = readdirSync(join(cwd, "danh-muc")).map((one) => `danh-muc/${one}`);
  const unit = ["--code", code, "--name", name, "--until", "2025-06-30", "--province", "Quảng Ninh"];
  await run(["init", ...unit], { cwd });
  expect((await run(["inventory", "import", ...registers], { cwd })).exitCode).toBe(0);
  return cwd;
}

/** Runs a command of which the last question is left: 130, a word about it, no trace, nothing held. */
function interrupt(argv: readonly string[], lines: readonly Line[], cwd: string): void {
  asked.push(lines.at(-1)![0]);
  const { exit, problem, screen } = atTerminal(argv, lines, { cwd, env });
  expect({ problem, exit }, screen).toEqual({ problem: null, exit: 130 });
  expect(screen).toContain(vi.house.interrupted);
  expectNoTrace(screen);
  expect(existsSync(join(cwd, ".bangiao/lock"))).toBe(false);
}

/** A package that lies with its receiver, who has two keys. */
async function arrived() {
  const giver = await listed("06691", "Phường Hồng Gai");
  const cwd = sandbox();
  const must = async (folder: string, ...argv: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await run(argv, {
      cwd: folder,
      env: passwords(folder),
      now: new Date(),
    });
    expect(exitCode, `${argv.join(" ")}\n${stderr}`).toBe(0);
    return stdout;
  };
  await must(giver, "key", "create", "ben-giao");
  await must(giver, "handover", "--to", "06685", "--with-errors", "--out", cwd);
  await must(giver, "key", "export", "ben-giao", "--public", "--out", join(cwd, "ben-giao.crt"));
  const { keys } = JSON.parse(await must(giver, "key", "list", "--format", "json")) as {
    keys: { fingerprint: string }[];
  };
  await must(cwd, "init", "--code", "06685", "--name", "Phường Hồng Gai", "--from", "2025-07-01");
  await must(cwd, "key", "create", "ben-nhan");
  await must(cwd, "key", "create", "du-phong");
  const [zip] = readdirSync(cwd).filter((name) => name.endsWith(".zip"));
  return { cwd, id: zip!.replace(".zip", ""), fingerprint: keys[0]!.fingerprint };
}
