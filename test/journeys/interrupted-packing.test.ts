import { execFileSync, spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildManifest } from "../../src/manifest/build-manifest.js";
import type { PackageParts } from "../../src/package/index.js";
import { anOffice, handoverId as id } from "../commands/a-handover.js";
import { aDocument, aDossier } from "../manifest/a-dossier.js";
import { anInput } from "../manifest/a-manifest.js";
import { aScan, partsOf } from "../package/a-package.js";
import { builtProgram } from "../support/outside.js";

/** Three dossiers of one large scan each: packing them takes long enough to be stopped in the middle. */
function largeParts(root: string): PackageParts {
  const scans = [1, 2, 3].map((number) =>
    aScan(root, number, `${number}/bản quét.pdf`, Buffer.alloc(12 << 20, number)),
  );
  const dossiers = scans.map((file, index) => ({
    dossier: aDossier(index + 1),
    documents: [{ document: aDocument(index + 1, 1, { slot: "KTCH.QD" }), files: [file] }],
    ...{ explanations: [], findings: [], successor: null, custody: [] },
  }));
  return partsOf(buildManifest(anInput({ dossiers })), scans);
}

const largeOffice = () => anOffice({ parts: largeParts });
const passphraseFile = (cwd: string): Record<string, string> => {
  writeFileSync(join(cwd, "mật khẩu"), "bốn chữ không ai đoán\n");
  return { BANGIAO_PACKAGE_PASSPHRASE_FILE: join(cwd, "mật khẩu") };
};

/** Starts the program, sends it a signal as soon as `when` holds, and gives back how it ended. */
async function stopped(
  argv: string[],
  cwd: string,
  signal: NodeJS.Signals,
  when: () => boolean,
): Promise<{ code: number | null; signal: string | null; stderr: string }> {
  const env = { ...process.env, ...passphraseFile(cwd) };
  const child = spawn(process.execPath, [builtProgram, ...argv], { cwd, env });
  let stderr = "";
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  child.stdout.resume();
  const watch = setInterval(() => {
    if (!when()) return;
    clearInterval(watch);
    child.kill(signal);
  }, 1);
  return new Promise((resolve) => {
    child.on("exit", (code, by) => {
      clearInterval(watch);
      resolve({ code, signal: by, stderr });
    });
  });
}

function bangiao(cwd: string, ...argv: string[]): string {
  const env = { ...process.env, ...passphraseFile(cwd) };
  return execFileSync(process.execPath, [builtProgram, ...argv], {
    cwd,
    env,
    encoding: "utf8",
    stdio: "pipe",
  });
}

const partial = (folder: string): boolean =>
  readdirSync(folder).some((name) => name.endsWith(".partial") || name.endsWith(".part"));

const ways: [string, string[], string[]][] = [
  ["in one piece", [], [`${id}.zip`]],
  ["in volumes", ["--volume-size", "15M"], [1, 2, 3].map((number) => `${id}-${number}of3.zip`)],
  ["encrypted", ["--encrypt-passphrase"], [`${id}.zip.age`]],
];

describe.each(ways)("packing %s", (_way, options, packages) => {
  const argv = ["package", "create", "--out", "out", ...options];
  /** Everything that packing leaves, but for the list and its signature. */
  const left = (cwd: string) => [
    ...readdirSync(join(cwd, "out")),
    ...readdirSync(join(cwd, ".bangiao/handovers")).filter((name) => name !== id),
  ];
  /** Whether something half done lies there. */
  const begun = (cwd: string) => (): boolean =>
    partial(join(cwd, "out")) ||
    readdirSync(join(cwd, ".bangiao/handovers")).some((name) => name.startsWith(".encrypt-"));

  it("leaves nothing when it is interrupted, and says so", async () => {
    const { cwd } = await largeOffice();
    const ended = await stopped(argv, cwd, "SIGINT", begun(cwd));
    expect(ended).toMatchObject({ code: 130, signal: null });
    expect(ended.stderr.trim()).not.toBe("");
    expect(left(cwd)).toEqual([]);
  }, 60_000);

  it("leaves no package when it is killed, and the next run clears up and starts clean", async () => {
    const { cwd } = await largeOffice();
    const ended = await stopped(argv, cwd, "SIGKILL", begun(cwd));
    expect(ended.signal).toBe("SIGKILL");
    const after = left(cwd);
    expect(after.filter((name) => !name.startsWith("."))).toEqual([]);
    expect(after).not.toEqual([]);
    bangiao(cwd, ...argv);
    expect(left(cwd)).toEqual(packages);
    expect(bangiao(cwd, "package", "list", ...packages.map((name) => join("out", name)))).toContain(
      "/01 KTCH.QD.pdf",
    );
  }, 60_000);
});
