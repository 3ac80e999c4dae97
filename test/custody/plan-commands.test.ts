import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  findInPlan,
  type PlannedUnit,
  type PlanStanding,
  planOf,
  readPlan,
} from "../../src/custody/index.js";
import { run } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";
import { handOver, hongGaiOffice, newHongGaiOffice } from "./offices.js";

const table = new URL("../../templates/plans/quang-ninh-2025.csv", import.meta.url);
const text = readFileSync(table, "utf8");
const plan = readPlan(text, "Quảng Ninh", "2025-07-01")!;
const unitsBefore = (words: string): PlannedUnit[] =>
  findInPlan(plan, words).filter(({ period }) => period === "before");

describe("the plan", () => {
  it("proposes for every unit that was not split, and never decides for one of the twelve that were", () => {
    const units = findInPlan(plan, null);
    expect(units).toHaveLength(171);
    expect(units.filter(({ because }) => because === "only-one")).toHaveLength(159);
    const split = units.filter(({ because }) => because !== "only-one");
    expect(split).toHaveLength(12);
    expect(
      split
        .filter(({ because }) => because === "whole-population")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["Xã Hải Hòa", "Xã Liên Hòa"]);
    expect(
      split.filter(({ because }) => because === "split").every(({ proposal }) => proposal === null),
    ).toBe(true);
  });

  it("follows the people, not the name: Hải Hoà goes to Hải Lạng", () => {
    const commune = unitsBefore("Xã Hải Hoà");
    expect(commune).toHaveLength(1);
    const proposed = commune[0]!.parts.find(({ code }) => code === commune[0]!.proposal);
    expect(proposed?.name).toBe("Xã Hải Lạng");
    expect(commune[0]!.parts.at(-1)).toMatchObject({ name: "Xã Hải Hòa", shareDetail: "part_area_only" });
  });

  it.each([
    ["Hải Hoà", 2],
    ["Bắc Sơn", 2],
    ["Thanh Sơn", 2],
    ["Đầm Hà", 2],
    ["Thị trấn Đầm Hà", 1],
    ["Xã Hải Hoà", 1],
    ["xã hải hòa", 1],
  ])("finds %s before the restructuring %i times, each with its district", (name, count) => {
    const found = unitsBefore(name);
    expect(found).toHaveLength(count);
    expect(new Set(found.map(({ district, name: full }) => `${full} ${district}`)).size).toBe(count);
  });

  it("sends old xã Hạ Long to Vân Đồn, not to the ward of that name", () => {
    expect(unitsBefore("Xã Hạ Long")[0]?.parts.map(({ name }) => name)).toEqual(["Đặc khu Vân Đồn"]);
  });

  it("tells apart the two units of one code", () => {
    expect(findInPlan(plan, "06685").map(({ period, name }) => [period, name])).toEqual([
      ["before", "Phường Trần Hưng Đạo"],
      ["after", "Phường Hồng Gai"],
    ]);
  });

  it("does not take a part for a whole because its note says “toàn bộ dân số”", () => {
    const parts = findInPlan(plan, null).flatMap((unit) => unit.parts);
    const people = parts.filter(({ shareDetail }) => shareDetail === "part_area_whole_population");
    expect(people.length).toBeGreaterThan(0);
    expect(people.every(({ share }) => share === "part")).toBe(true);
  });

  it("cleans the cells of a dirty table and names the first row it cannot use", () => {
    const [heading, row] = text.split("\n").map((line) => line.split(","));
    const dirty = row!.map((cell) => ` ${cell.normalize("NFD")}\n`);
    const records = (rows: string[][]) => rows.map((cells, index) => ({ row: index + 1, cells }));
    expect(planOf(records([heading!, dirty]), "Quảng Ninh", "2025-07-01")).toMatchObject({
      rows: [plan.rows[0]],
    });
    const wrong = row!.map((cell, index) => (index === 0 ? "6652" : cell));
    expect(planOf(records([heading!, row!, wrong]), "Quảng Ninh", "2025-07-01")).toEqual({ wrong: 3 });
  });
});

describe("plan commands", () => {
  it.each(["vi", "en"])(
    "show a unit without a workspace, and why nobody can say who receives (%s)",
    async (lang) => {
      const cwd = sandbox();
      const parts = [];
      for (const unit of ["06685", "Xã Hải Hoà", "Phường Hà Khẩu", "Xã Nào Đó"]) {
        const { stdout, exitCode } = await run(["plan", "show", unit, "--lang", lang], { cwd });
        parts.push(`$ bangiao plan show "${unit}"\n${stdout}[exit ${exitCode}]\n`);
      }
      await expect(parts.join("\n")).toMatchFileSnapshot(`../golden/plan-show.${lang}.txt`);
    },
  );

  it("import a table that stands instead of the shipped one, and refuse one that is none", async () => {
    const office = await hongGaiOffice(join(sandbox(), "giao"));
    const file = join(office.folder, "bang.csv");
    const changed = text.replace(/^(06691,.*?,)06685,Hồng Gai,Phường/mu, "$106676,Bãi Cháy,Phường");
    expect(changed).not.toBe(text);
    writeFileSync(file, `\uFEFF${changed.replaceAll(",", ";").replaceAll("\n", "\r\n")}`);
    const options = ["--province", "Quảng Ninh", "--from", "2025-07-01"];
    expect(await office.must("plan", "import", file, ...options)).toContain("171");
    const shown = await office.json<{ units: PlannedUnit[] }>("plan", "show", "06691");
    expect(shown.units[0]?.parts.map(({ code }) => code)).toEqual(["06676"]);
    writeFileSync(file, "a;b\n1;2\n");
    const refused = await office.type("plan", "import", file, ...options);
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain("dòng 1");
    expect((await office.type("plan", "import", file)).exitCode).toBe(2);
  });

  it("tell which predecessors have not handed over", async () => {
    const folder = sandbox();
    const giver = await hongGaiOffice(join(folder, "giao"));
    const receiver = await newHongGaiOffice(join(folder, "nhan"));
    expect((await giver.type("plan", "status")).exitCode).toBe(1);
    const handed = await handOver(giver, join(folder, "usb"), "--to", "06685");
    expect((await giver.type("plan", "status")).exitCode).toBe(0);
    await receiver.must(...handed.receive, "--accept-all");
    const { exitCode, stdout } = await receiver.type("plan", "status");
    expect(exitCode).toBe(1);
    expect(stdout).toContain(handed.id);
    expect(stdout).toContain("chưa bàn giao");
    const standing = await receiver.json<PlanStanding>("plan", "status");
    expect(standing.parts.filter(({ handovers }) => handovers.length > 0).map(({ code }) => code)).toEqual([
      "06691",
    ]);
  });
});
