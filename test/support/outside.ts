import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built program, as a user's shell starts it. */
export const builtProgram = fileURLToPath(new URL("../../bin/bangiao.js", import.meta.url));

/** Runs another program and gives back what it said; a missing one fails the test by name. */
export function outside(command: string, argv: string[], cwd?: string): SpawnSyncReturns<string> {
  const result = spawnSync(command, argv, { cwd, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
  if (result.error) throw new Error(`${command} does not run here: ${result.error.message}`);
  return result;
}

/** Runs lines of Python with arguments; what they print is returned, and an exception fails the test. */
export function python(lines: string, ...argv: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "bangiao-python-"));
  const script = join(folder, "judge.py");
  writeFileSync(script, lines);
  const { status, stdout, stderr } = outside("python3", [script, ...argv]);
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
