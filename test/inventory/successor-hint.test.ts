import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { successorHint } from "../../src/inventory/successor-hint.js";

describe("who may continue an open case, by the remarks on it", () => {
  it.each([
    ["Vụ việc dở dang, chuyển phường Việt Hưng", "phường Việt Hưng"],
    ["Đang giải quyết; bàn giao cho Đảng uỷ phường Tuần Châu tiếp tục giải quyết", "phường Tuần Châu"],
    ["Giao về UBKT Đảng uỷ xã Hải Hoà theo địa bàn", "xã Hải Hoà"],
    ["chuyển sang Phường 12 giải quyết tiếp", "Phường 12"],
    ["Chuyển hồ sơ về đặc khu Vân Đồn", "đặc khu Vân Đồn"],
    ["chuyển phường Hà Lầm; hồ sơ gốc chuyển phường Hà Lầm", "phường Hà Lầm"],
  ])("reads “%s”", (notes, unit) => expect(successorHint(notes)).toBe(unit));

  it.each([
    [null],
    ["Đúng thời hạn"],
    ["Chưa chuyển phường Việt Hưng"],
    ["Kiểm tra tại phường Việt Hưng"],
    ["chuyển phường Việt Hưng hoặc giao phường Tuần Châu"],
    ["Chuyển cơ quan công an"],
    ["chuyển phường khác giải quyết"],
  ])("finds none in “%s”", (notes) => expect(successorHint(notes)).toBeNull());

  it("never throws, and never takes long", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (notes) => void successorHint(notes)));
    expect(successorHint("chuyển cho ".repeat(100_000))).toBeNull();
  });
});
