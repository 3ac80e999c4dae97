import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auditFolder } from "../dist/audit/index.js";
import * as custody from "../dist/custody/index.js";
import * as manifest from "../dist/manifest/index.js";
import * as signing from "../dist/signing/index.js";
import { makeProvince } from "./province.js";

/** A province of 171 units and 60,000 dossiers with faults planted in it: whether all are found, in what time and memory. */
export async function run(args, print) {
  const folder = mkdtempSync(join(tmpdir(), "bangiao-audit-"));
  try {
    const table = readFileSync(new URL("../templates/plans/quang-ninh-2025.csv", import.meta.url), "utf8");
    const plan = custody.readPlan(table, "Quảng Ninh", "2025-07-01");
    const perUnit = args.includes("--small") ? 20 : 353;
    const lib = { ...custody, ...manifest, ...signing };
    const { root, trust, expected, dossiers } = await makeProvince(lib, folder, plan, perUnit);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 50);
    const began = process.hrtime.bigint();
    const result = await auditFolder({ folder: root, plan, trust, now: new Date("2025-07-10T02:00:00Z") });
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    clearInterval(watch);
    const found = result.gaps.map(({ kind, unit }) => `${kind}|${unit ?? ""}`).sort();
    const missed = expected.filter((one) => !found.includes(one));
    const invented = found.filter((one) => !expected.includes(one));
    const megabytes = (bytes) => (bytes / 1024 / 1024).toFixed(0);
    // The planted receiver that no plan knows is none of them.
    const known = new Set(result.plan.flatMap(({ successors }) => successors));
    const receivers = new Set(
      result.handovers.map(({ receiver }) => receiver).filter((one) => known.has(one)),
    );
    print(
      `${result.units.planned} units, ${receivers.size} receivers, ${result.handovers.length} handovers, ${dossiers} dossiers`,
    );
    print(
      `  audit: ${seconds.toFixed(2)} s, peak ${megabytes(peak)} MB (${megabytes(before)} MB before it began)`,
    );
    print(`  planted gaps found: ${expected.length - missed.length} of ${expected.length}`);
    if (missed.length > 0) print(`  not found: ${missed.join("; ")}`);
    if (invented.length > 0) print(`  found and not planted: ${invented.join("; ")}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
