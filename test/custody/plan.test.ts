import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { findReceiver, namedUnit, newUnit, readPlan, successorsOf } from "../../src/custody/index.js";
import { looseKey } from "../../src/model/names.js";
import type { Unit } from "../../src/model/unit.js";

const text = readFileSync(new URL("../../templates/plans/quang-ninh-2025.csv", import.meta.url), "utf8");
const plan = readPlan(text, "Quảng Ninh", "2025-07-01")!;
const names = (units: Unit[]): string[] => units.map(({ code, name }) => `${code} ${name}`);
const old = (code: string, name: string): Unit => namedUnit(code, name, { until: "2025-06-30" });

it("knows the 171 old and 54 new units of Quảng Ninh", () => {
  expect(new Set(plan.rows.map((row) => row.oldCode)).size).toBe(171);
  expect(new Set(plan.rows.map((row) => row.newCode)).size).toBe(54);
});

it("tells the old unit of a code from the new one", () => {
  expect(names(successorsOf(plan, old("06691", "Phường Hồng Gai")))).toEqual(["06685 Phường Hồng Gai"]);
  expect(names(successorsOf(plan, old("06685", "Phường Trần Hưng Đạo")))).toEqual(["06685 Phường Hồng Gai"]);
  expect(successorsOf(plan, namedUnit("06685", "Phường Hồng Gai", { from: "2025-07-01" }))).toEqual([]);
  expect(newUnit(plan, "06685")).toMatchObject({
    name: "Phường Hồng Gai",
    kind: "phuong",
    from: "2025-07-01",
    until: null,
    committee: "Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai",
  });
});

it("names all successors of a split unit, the one with the whole population first", () => {
  expect(names(successorsOf(plan, old("06655", "Phường Hà Khẩu"))).sort()).toEqual([
    "06661 Phường Việt Hưng",
    "06706 Phường Tuần Châu",
  ]);
  const haiHoa = plan.rows.filter((row) => looseKey(row.oldName) === "hai hoa" && row.oldType === "Xã");
  const [first] = successorsOf(plan, old(haiHoa[0]!.oldCode, "Xã Hải Hoà"));
  // The people went to Hải Lạng, while the name went with the area.
  expect(first?.name).toBe("Xã Hải Lạng");
});

it("does not take one unit for another of the same name", () => {
  const ward = plan.rows.find((row) => looseKey(row.oldName) === "hai hoa" && row.oldType === "Phường")!;
  expect(successorsOf(plan, old(ward.oldCode, "Xã Hải Hoà"))).toEqual([]);
});

it("finds a receiver by code, by code and name, and says when a code is not enough", () => {
  const today = "2025-06-28";
  const oldTran = old("06685", "Phường Trần Hưng Đạo");
  expect(findReceiver("06685", null, [], [plan], today)).toMatchObject({ name: "Phường Hồng Gai" });
  expect(findReceiver("06685", null, [oldTran], [plan], today)).toMatchObject({ ambiguous: [{}, {}] });
  expect(findReceiver("06685", null, [oldTran], [plan], "2025-07-01")).toMatchObject({
    name: "Phường Hồng Gai",
  });
  expect(findReceiver("06685", "hồng gai", [oldTran], [plan], today)).toMatchObject({ from: "2025-07-01" });
  expect(findReceiver("99999", null, [], [plan], today)).toBeNull();
  expect(findReceiver("99999", "Xã Mới", [], [plan], today)).toMatchObject({ code: "99999", kind: "xa" });
});

it("takes nothing for a table that is none", () => {
  expect(readPlan("a,b\n1,2\n", "X", "2025-07-01")).toBeNull();
  expect(readPlan(`${text}1,2,3\n`, "X", "2025-07-01")).toBeNull();
});
