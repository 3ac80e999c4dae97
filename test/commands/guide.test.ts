import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { main, type World } from "../../src/main.js";
import { vi } from "../../src/messages/vi.js";
import type { Questions } from "../../src/terminal/questions.js";
import { run, usualNow } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const sample = fileURLToPath(new URL("../../templates/sample/", import.meta.url));
const { guide } = vi.guide;

/** An office that is about to scan, and a person who picks choices by how they begin; null is number 0. */
async function aboutToScan(picks: (string | null)[], whenAsked: (question: string) => void) {
  const cwd = sandbox();
  for (const part of ["danh-muc", "ho-so"]) cpSync(join(sample, part), join(cwd, part), { recursive: true });
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai"], { cwd });
  await run(["inventory", "import", "danh-muc/Muc luc ho so UBKT 2020-2025.xlsx"], { cwd });
  const questions: Questions = {
    possible: true,
    text: async () => "",
    secret: async () => "",
    confirm: async () => true,
    choose: async (question, choices) => {
      whenAsked(question);
      const pick = picks.shift();
      return pick == null ? null : choices.find(({ name }) => name.startsWith(pick))!.value;
    },
  };
  let printed = "";
  let controller = new AbortController();
  const world: World = {
    stdout: { write: (text) => (printed += text), isTTY: true, columns: 80 },
    stderr: { write: (text) => (printed += text) },
    env: { BANGIAO_LANG: "vi", NO_COLOR: "1" },
    cwd,
    now: () => usualNow,
    signal: controller.signal,
    renewSignal: () => {
      if (controller.signal.aborted) controller = new AbortController();
      return controller.signal;
    },
    questions,
  };
  return { world, abort: () => controller.abort(), printed: () => printed };
}

it("Ctrl-C while a command works leads back to the menu, where the same step can be taken again", async () => {
  const { label } = guide.steps.scan;
  const office = await aboutToScan([label, "ho-so", label, "ho-so", null], (question) => {
    // The first time the person breaks off as soon as the scan has begun.
    if (question === guide.ask.scanFolder && !office.printed().includes(guide.stopped))
      setImmediate(office.abort);
  });
  expect(await main([], office.world)).toBe(0);
  const [before = "", after = ""] = office.printed().split(guide.stopped);
  expect(before).toContain(vi.house.interrupted);
  expect(before).not.toContain("72 tệp đọc lần này");
  expect(after).toContain("tệp đã gắn vào tài liệu");
  expect(after).toContain(guide.bye);
});
