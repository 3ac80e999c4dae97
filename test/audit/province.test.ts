import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type AuditResult, auditFolder } from "../../src/audit/index.js";
import * as custody from "../../src/custody/index.js";
import * as manifest from "../../src/manifest/index.js";
import * as signing from "../../src/signing/index.js";
import { fileReceipt, fingerprintOf, handOver, hongGaiOffice, newHongGaiOffice } from "../custody/offices.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

const table = new URL("../../templates/plans/quang-ninh-2025.csv", import.meta.url);
const plan = custody.readPlan(readFileSync(table, "utf8"), "Quảng Ninh", "2025-07-01")!;

interface Province {
  root: string;
  trust: signing.TrustStore;
  expected: string[];
  dossiers: number;
}

/** The same province that the bench measures, with few dossiers in each unit. */
async function aProvince(folder: string): Promise<Province> {
  const address = new URL("../../bench/province.js", import.meta.url).href;
  const { makeProvince } = (await import(address)) as {
    makeProvince: (lib: object, folder: string, of: custody.Plan, perUnit: number) => Promise<Province>;
  };
  return makeProvince({ ...custody, ...manifest, ...signing }, folder, plan, 3);
}

describe("an audit", () => {
  it("finds every fault planted in a province, and nothing else", async () => {
    const { root, trust, expected } = await aProvince(sandbox());
    const request = { folder: root, plan, trust, now: new Date("2025-07-10T02:00:00Z") };
    const { gaps, units, clean } = await auditFolder(request);
    expect(gaps.map(({ kind, unit }) => `${kind}|${unit ?? ""}`).sort()).toEqual(expected);
    expect(units).toMatchObject({ planned: 171, handedOver: 170 });
    expect(clean).toBe(false);
  });

  it("is clean when all is handed over, countersigned and trusted, wherever copies lie", async () => {
    const folder = sandbox();
    const stick = join(folder, "usb");
    const giver = await hongGaiOffice(join(folder, "giao"));
    const receiver = await newHongGaiOffice(join(folder, "nhan"));
    const handed = await handOver(giver, stick, "--to", "06685");
    const missing = await receiver.type("audit", stick);
    expect(missing.exitCode).toBe(1);
    expect(missing.stdout).toContain("chưa có biên nhận");
    expect(missing.stdout).toContain("chưa tin chứng thư");
    await receiver.must(...handed.receive, "--accept-all");
    await fileReceipt(giver, receiver, stick, handed.id);
    for (const office of [giver, receiver]) {
      await office.must("key", "export", "khoa", "--out", join(stick, "khoa.crt"));
      const print = await fingerprintOf(office);
      const paper = [
        "--confirmed-by",
        "Lan",
        "--paper",
        "biên bản",
        "--label",
        print.slice(0, 8),
        "--fingerprint",
        print,
      ];
      await receiver.must("trust", "add", join(stick, "khoa.crt"), ...paper);
    }
    // The stick holds the package and the receipt; the offices hold the list and the receipt once more.
    const out = join(folder, "ra-soat.xlsx");
    const { exitCode, stdout } = await receiver.type("audit", folder, "--out", out);
    expect(stdout).toContain("Không còn chỗ hở nào");
    expect(exitCode).toBe(0);
    expect(existsSync(out)).toBe(true);
    const result = await receiver.json<AuditResult>("audit", folder);
    expect(result.handovers).toMatchObject([
      { id: handed.id, signed: "valid", receipt: { signed: "valid", accepted: 3, refused: 0 } },
    ]);
    await giver.must("log", "export", join(stick, "nhat-ky.json"));
    expect((await receiver.type("audit", folder)).exitCode).toBe(0);
    // What the audit keeps of the log shows another day whether entries were cut off.
    const { logs } = await receiver.json<AuditResult>("audit", folder);
    expect(logs).toMatchObject([{ file: "usb/nhat-ky.json", whole: true }]);
    expect((await giver.type("log", "verify", "--noted", logs[0]!.last!)).exitCode).toBe(0);
    const log = join(stick, "nhat-ky.json");
    writeFileSync(log, readFileSync(log, "utf8").replace("06691", "06692"));
    expect((await receiver.type("audit", folder)).stdout).toContain("nhật ký bị sửa");
    const silent = await receiver.type("audit", folder, "--plan", table.pathname);
    expect(silent.stdout).toContain("171 đơn vị cũ: 1 đơn vị đã bàn giao");
  });

  it.each(["vi", "en"])("reads as a report in %s", async (lang) => {
    const folder = sandbox();
    const giver = await hongGaiOffice(join(folder, "giao"));
    await handOver(giver, join(folder, "usb"), "--to", "06685");
    writeFileSync(join(folder, "usb/khac.json"), '{\n"format": "bangiao-manifest/1"\n');
    writeFileSync(join(folder, "usb/BG-06694-20250628-01.zip.age"), "age-encryption.org/v1\n");
    const { stdout, exitCode } = await run(["audit", join(folder, "usb"), "--lang", lang], { cwd: folder });
    expect(exitCode).toBe(1);
    const text = stdout.replace(/[0-9a-f]{16}…/gu, "<fingerprint>…");
    await expect(text).toMatchFileSnapshot(`../golden/audit.${lang}.txt`);
  });

  it("says so when there is no such folder", async () => {
    expect((await run(["audit", "khong-co"], { cwd: sandbox() })).exitCode).toBe(3);
  });
});
