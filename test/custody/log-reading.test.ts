import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { transcript } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";
import { anOffice, handOver, type Office } from "./offices.js";

/** An office where every command that changes something has been typed once. */
async function busyOffice(): Promise<Office> {
  const folder = sandbox();
  const init = ["--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"];
  const office = await anOffice(join(folder, "giao"), init, new Date("2025-06-28T02:00:00Z"));
  const register = join(office.folder, "danh-muc.csv");
  writeFileSync(register, "Số hồ sơ;Tiêu đề hồ sơ;Số tờ\n01;Hồ sơ kiểm tra chi bộ khu 1;10\n");
  mkdirSync(join(office.folder, "quet"));
  writeFileSync(join(office.folder, "quet/ghi chu.txt"), "ghi chú\n");
  await office.type("inventory", "import", register);
  await office.must("inventory", "add", "dossier", "02", "title=Hồ sơ thêm");
  await office.must("inventory", "scan", "quet");
  await office.must("inventory", "assign", "quet/ghi chu.txt", "--dossier", "01");
  await office.must("inventory", "edit", "dossier", "01", "box=Hộp 02", "twin=true");
  await office.must("key", "create", "rieng", "--common-name", "Khoá thử");
  await office.must("key", "export", "rieng", "--out", "rieng.crt");
  const { keys } = await office.json<{ keys: { name: string; fingerprint: string }[] }>("key", "list");
  const print = keys.find(({ name }) => name === "rieng")!.fingerprint;
  const paper = ["--confirmed-by", "Lan", "--paper", "biên bản 01"];
  await office.must("trust", "add", "rieng.crt", "--fingerprint", print, ...paper);
  await office.must("trust", "remove", print);
  await handOver(office, join(folder, "usb"), "--to", "06685", "--with-errors");
  return office;
}

it("tells every change in words, in both languages, and leaves out what says nothing", async () => {
  const office = await busyOffice();
  for (const lang of ["vi", "en"]) {
    const options = { cwd: office.folder, now: office.now };
    // A signature is a byte longer or shorter each time.
    const text = (await transcript(["log", "--lang", lang], options))
      .replace(/[0-9a-f]{12}…/gu, "<digest>…")
      .replace(/(bytes?): \d+/gu, "$1: <size>");
    expect(text).not.toMatch(/null|\?|[0-9a-f]{8}-[0-9a-f]{4}/u);
    await expect(text).toMatchFileSnapshot(`../golden/log.${lang}.txt`);
  }
});

it("exports the chain so that another program can compute it again", async () => {
  const office = await busyOffice();
  await office.must("log", "export", "nhat-ky.json");
  const { entries } = JSON.parse(readFileSync(join(office.folder, "nhat-ky.json"), "utf8")) as {
    entries: Record<string, string | number>[];
  };
  expect(entries.length).toBeGreaterThan(8);
  let previous = "0".repeat(64);
  for (const { seq, at, actor, action, details, previous: stated, sha256 } of entries) {
    expect(stated).toBe(previous);
    const chained = JSON.stringify([seq, at, actor, action, details, previous]);
    previous = createHash("sha256").update(chained).digest("hex");
    expect(sha256).toBe(previous);
  }
  await office.must("log", "export", "nhat-ky.csv");
  const rows = readFileSync(join(office.folder, "nhat-ky.csv"), "utf8").trimEnd().split("\r\n");
  expect(rows).toHaveLength(entries.length + 1);
  expect((await office.type("log", "export", "nhat-ky.csv")).exitCode).toBe(3);
  expect((await office.type("log", "export", "nhat-ky.pdf")).exitCode).toBe(2);
});
