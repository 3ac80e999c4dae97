import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AuditResult } from "../../src/audit/index.js";
import type { HandoverStatus, RunningCase } from "../../src/custody/index.js";
import type { ManifestDiff } from "../../src/manifest/index.js";
import { corpusFolder, corpusRegisters, truth } from "../support/corpus.js";
import { sandbox } from "../support/sandbox.js";
import { anOffice, fileReceipt, fingerprintOf, firstOfJuly, handOver, referencesIn } from "./offices.js";

const folder = corpusFolder("ha-khau");
const eve = new Date("2025-06-28T02:00:00Z");

describe.skipIf(folder === null)("the sample of Hà Khẩu, a unit that was split", () => {
  it("goes to both successors: closed block to one, open cases where they continue, nothing left over", async () => {
    const root = sandbox();
    const rows = await truth(folder!, "dossiers.csv");
    const open = rows.filter(({ status }) => status === "open");
    const old = [
      "--code",
      "06655",
      "--name",
      "Phường Hà Khẩu",
      "--until",
      "2025-06-30",
      "--province",
      "Quảng Ninh",
    ];
    const giver = await anOffice(join(root, "giao"), old, eve);
    cpSync(join(folder!, "ho-so"), join(giver.folder, "ho-so"), { recursive: true });
    await giver.type("inventory", "import", ...corpusRegisters(folder!));
    await giver.type("inventory", "scan", "ho-so");

    const { cases } = await giver.json<{ cases: RunningCase[] }>("inventory", "cases");
    expect(cases.map(({ reference, step }) => [reference, step]).sort()).toEqual(
      open.map(({ reference, step_reached }) => [reference, step_reached]).sort(),
    );
    expect(cases.every(({ continues }) => continues === null)).toBe(true);

    const decided = open.flatMap(({ reference, successor_code }) => [
      "--cases",
      `${reference}=${successor_code}`,
    ]);
    const stick = join(root, "usb");
    mkdirSync(stick);
    for (const [code, name] of [
      ["06661", "Phường Việt Hưng"],
      ["06706", "Phường Tuần Châu"],
    ] as const) {
      giver.now = eve;
      const more = [...decided, "--with-errors"];
      const { id, zip, receive } = await handOver(giver, stick, "--to", code, ...more);
      const init = ["--code", code, "--name", name, "--from", "2025-07-01", "--province", "Quảng Ninh"];
      const receiver = await anOffice(join(root, code), init, firstOfJuly);
      await receiver.must(...receive, "--accept-all");
      const expected = rows.filter((one) => one.successor_code === code).map((one) => one.reference!);
      expect(
        referencesIn(receiver)
          .map((one) => one.replace(/ (?:open|closed)$/u, ""))
          .sort(),
      ).toEqual(expected.sort());
      // The receiver sees the cases it has to continue, with the step that the giver's papers showed.
      const own = await receiver.json<{ cases: RunningCase[] }>("inventory", "cases");
      expect(own.cases.map(({ reference, step, continues }) => [reference, step, continues]).sort()).toEqual(
        open
          .filter((one) => one.successor_code === code)
          .map(({ reference, step_reached }) => [reference, step_reached, name])
          .sort(),
      );
      const difference = await receiver.json<ManifestDiff>("diff", zip, ".");
      expect([difference.dossiers, difference.documents, difference.files, difference.same]).toEqual([
        { added: [], removed: [], changed: [], renamed: [], merged: [], split: [] },
        { added: [], removed: [], changed: [], moved: [] },
        { added: [], removed: [], changed: [], moved: [] },
        true,
      ]);
      await fileReceipt(giver, receiver, stick, id);
      for (const office of [giver, receiver]) {
        const certificate = join(stick, `${office === giver ? "giao" : code}-${id}.crt`);
        await office.must("key", "export", "khoa", "--out", certificate);
        const paper = ["--confirmed-by", "Lan", "--paper", "biên bản", "--label", certificate];
        await giver.type("trust", "add", certificate, ...paper, "--fingerprint", await fingerprintOf(office));
      }
    }
    giver.now = firstOfJuly;
    const status = await giver.json<HandoverStatus>("manifest", "status");
    expect([status.total, status.counts.received, status.remaining, status.twice]).toEqual([12, 12, [], []]);
    const audit = await giver.json<AuditResult>("audit", stick);
    expect(audit.gaps).toEqual([]);
    expect(audit.cases).toHaveLength(4);
  }, 120_000);
});
