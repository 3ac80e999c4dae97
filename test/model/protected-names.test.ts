import { expect, test } from "vitest";
import { protectNames } from "../../src/model/protected-names.js";
import { aDossier } from "../manifest/a-dossier.js";

const denounced = aDossier(1, {
  subjects: [
    { kind: "member", role: "inspected", name: "Vũ Văn Thắng", code: null },
    { kind: "member", role: "denouncer", name: "Bà Ngô Thị Hoà", code: "NTC-01" },
  ],
});
const protect = protectNames([denounced])(denounced);

test.each([
  ["Đơn của bà Ngô Thị Hoà", "Đơn của bà NTC-01"],
  ["ĐƠN CỦA BÀ NGÔ THỊ HÒA", "ĐƠN CỦA BÀ NTC-01"],
  ["Đơn của bà Ngô Thị Hoà".normalize("NFD"), "Đơn của bà NTC-01"],
  ["Don cua ba Ngo Thi Hoa.pdf", "Don cua ba NTC-01.pdf"],
  ["don-ngo-thi-hoa_2025.pdf", "don-NTC-01_2025.pdf"],
  ["DonNgoThiHoaKhu5.pdf", "DonNTC-01Khu5.pdf"],
  ["donngothihoa.pdf", "donNTC-01.pdf"],
  ["Don NgoThiHoa.pdf", "Don NTC-01.pdf"],
  ["don_NGOTHIHOA.pdf", "don_NTC-01.pdf"],
  ["đơn của Ngo Thị Hoa", "đơn của NTC-01"],
  ["Ngô Thị Hoá không phải là người đó", "Ngô Thị Hoá không phải là người đó"],
  ["Ngô Thị Hoàng", "Ngô Thị Hoàng"],
  ["Vũ Văn Thắng", "Vũ Văn Thắng"],
])("in %j a denouncer's name becomes the code", (text, expected) => {
  expect(protect(text)).toBe(expected);
});

test.each([
  ["Đơn của Lý Thị Mỹ Quý", "Đơn của NTC-01"],
  ["đơn của Lí Thị Mĩ Quí", "đơn của NTC-01"],
  ["don-li-thi-my-qui.pdf", "don-NTC-01.pdf"],
  ["LyThiMiQuy.pdf", "NTC-01.pdf"],
  ["Lý Thị Mỹ Quỳ", "Lý Thị Mỹ Quỳ"],
])("in %j i and y are one letter", (text, expected) => {
  const named = aDossier(1, {
    subjects: [{ kind: "member", role: "denouncer", name: "Lý Thị Mỹ Quý", code: "NTC-01" }],
  });
  expect(protectNames([named])(named)(text)).toBe(expected);
});

test("another dossier that mentions the denouncer shows the code too", () => {
  const other = aDossier(2, {});
  expect(protectNames([denounced, other])(other)("theo đơn của Ngô Thị Hoà")).toBe("theo đơn của NTC-01");
});

test("a dossier in which somebody of the same name is inspected keeps that name", () => {
  const other = aDossier(2, {
    subjects: [{ kind: "member", role: "inspected", name: "Ngô Thị Hoà", code: null }],
  });
  const text = "Kỷ luật đồng chí Ngô Thị Hoà";
  expect(protectNames([denounced, other])(other)(text)).toBe(text);
});

test("a denouncer for whom nobody chose a code gets a free one", () => {
  const second = aDossier(2, {
    subjects: [{ kind: "member", role: "denouncer", name: "Trần Văn Bình", code: null }],
  });
  expect(protectNames([denounced, second])(second)("Trần Văn Bình")).toBe("NTC-02");
});
