import { describe, expect, it } from "vitest";
import { readRemarks } from "../../src/inventory/read-remarks.js";

const context = { type: "KLDV", status: "closed", today: "2025-06-29" } as const;
const facts = (
  remarks: string | null,
  outcome: string | null = null,
  more: Partial<Parameters<typeof readRemarks>[2]> = {},
): Record<string, string> =>
  Object.fromEntries(
    readRemarks(remarks, outcome, { ...context, ...more }).facts.map((fact) => [fact.condition, fact.value]),
  );

describe("remarks", () => {
  it.each([
    ["Gia hạn 01 lần", { extended: "true" }],
    ["có gia hạn", { extended: "true" }],
    ["gia hạn thời gian kiểm tra 10 ngày", { extended: "true" }],
    ["Không gia hạn", { extended: "false" }],
    ["Gia hạn: không", { extended: "false" }],
    ["Đúng thời hạn", { extended: "false" }],
    ["trong thời hạn quy định", { extended: "false" }],
    ["không phải thẩm tra, xác minh", { verified: "false" }],
    ["Đã tiến hành thẩm tra xác minh tại khu 2", { verified: "true" }],
    ["co tham tra, xac minh", { verified: "true" }],
    ["không tiến hành xác minh", { verified: "false" }],
    ["không thay đổi nội dung, thành viên", { scope_changed: "false", members_changed: "false" }],
    ["có bổ sung thành viên tổ kiểm tra", { members_changed: "true" }],
    ["không lập tổ", { team: "false" }],
    ["Thành lập đoàn kiểm tra", { team: "true" }],
    ["không làm việc riêng với đối tượng", { held: "false" }],
    ["đối tượng không cung cấp tài liệu", { supplied: "false" }],
    ["có trưng cầu giám định", { expertise: "true" }],
    ["không kết hợp kỷ luật", { twin: "false" }],
    ["thực hiện theo quy trình kép", { twin: "true" }],
    ["đã chuyển hồ sơ sang cơ quan điều tra", { transferred: "true" }],
    ["không chuyển cơ quan khác", { transferred: "false" }],
    ["không có khiếu nại", { appeal: "false" }],
    ["có khiếu nại, xem hồ sơ 22.GQKN", { appeal: "true" }],
    ["Người tố cáo đã rút đơn", { withdrawn: "true" }],
    ["Không thụ lý", { not_accepted: "true" }],
    ["đã thụ lý", { not_accepted: "false" }],
    ["khiếu nại lần hai", { prior_decision: "true" }],
    ["không yêu cầu báo cáo khắc phục", { rectification_due: "false" }],
    ["Hồ sơ do chi bộ khu 8 lập", { issuer_not_cell: "false" }],
  ])("“%s” states %j", (text, expected) => {
    expect(facts(text)).toEqual(expected);
    expect(readRemarks(text, null, context).rest).toEqual([]);
  });

  it.each([
    "nếu cần thì gia hạn",
    "dự kiến thẩm tra, xác minh",
    "không phải không xác minh",
    "Bản chính biên bản xác minh đã chuyển Cơ quan CSĐT",
    "Vụ việc dở dang, chuyển phường Việt Hưng",
    "đề nghị gia hạn",
    "chưa rõ có gia hạn hay không",
    "chưa lập mục lục văn bản",
    "Quyết định gia hạn để ở hộp 5, chưa thấy",
    "quá hạn 15 ngày",
    "xem thêm hồ sơ 12",
  ])("“%s” states nothing and stays a note", (text) => {
    expect(facts(text)).toEqual({});
    expect(readRemarks(text, null, context).rest).toEqual([text]);
  });

  it("not yet, in a case that goes on, is not no", () => {
    expect(facts("chưa thẩm tra, xác minh", null, { status: "open" })).toEqual({});
    expect(facts("chưa thẩm tra, xác minh")).toEqual({ verified: "false" });
  });

  it("that contradict each other make a fact unknown", () => {
    expect(facts("có gia hạn; đúng thời hạn")).toEqual({ extended: "unknown" });
  });

  it("keep a deadline, and know whether it has passed", () => {
    const passed = readRemarks("hạn báo cáo khắc phục 30/01/2022", null, context);
    expect(passed).toMatchObject({
      rectificationDeadline: "2022-01-30",
      facts: [{ condition: "rectification_due", value: "true" }],
    });
    const ahead = readRemarks("Hạn khắc phục: ngày 30 tháng 9 năm 2025", null, context);
    expect(ahead).toMatchObject({ rectificationDeadline: "2025-09-30", facts: [] });
  });

  it("name a folder with whatever signs it has", () => {
    expect(readRemarks("Có lập tổ; thư mục: KY LUAT đ.c Hải khu 4 (2022)", null, context)).toMatchObject({
      folder: "KY LUAT đ.c Hải khu 4 (2022)",
      rest: [],
    });
    expect(readRemarks("Thư mục: 26. Dinh chi; đúng thời hạn", null, context)).toMatchObject({
      folder: "26. Dinh chi",
      facts: [{ condition: "extended" }],
    });
  });

  it("tell paper that was never scanned", () => {
    expect(readRemarks("Hồ sơ giấy, chưa số hoá", null, context).paperOnly).toBe(true);
    expect(readRemarks("chỉ có bản giấy", null, context).paperOnly).toBe(true);
    expect(readRemarks("đã số hoá bản giấy", null, context).paperOnly).toBe(false);
  });

  it("carry the words they were read from", () => {
    expect(readRemarks("Đúng thời hạn; Không lập tổ", null, context).facts).toEqual([
      { condition: "extended", value: "false", origin: "register", evidence: "Đúng thời hạn" },
      { condition: "team", value: "false", origin: "register", evidence: "Không lập tổ" },
    ]);
  });
});

describe("results", () => {
  it.each([
    ["Chưa phát hiện dấu hiệu vi phạm", { signs_found: "false" }],
    ["Không có dấu hiệu vi phạm", { signs_found: "false" }],
    ["Phát hiện dấu hiệu vi phạm", { signs_found: "true" }],
    ["Không xử lý kỷ luật", { discipline_imposed: "false", no_discipline: "true" }],
    [
      "Có khuyết điểm, chưa đến mức xem xét kỷ luật",
      { discipline_considered: "false", discipline_imposed: "false", discipline_proposed: "false" },
    ],
    ["Đề nghị khai trừ", { discipline_proposed: "true" }],
    ["Tố cáo đúng một phần", {}],
    ["Chuyển UBND phường", { transferred: "true" }],
    ["Không thụ lý", { not_accepted: "true" }],
  ])("“%s” states %j", (text, expected) => {
    expect(facts(null, text)).toEqual(expected);
  });

  it.each([
    ["Khiển trách (UBKT ĐU quyết định); công bố 26/10/2020", "khiển trách", "2020-10-26", "false"],
    [
      "Khai trừ (UBKT đề nghị, cấp trên quyết định); công bố ngày 05 tháng 8 năm 2024",
      "khai trừ",
      "2024-08-05",
      "true",
    ],
    ["Kỷ luật bằng hình thức cảnh cáo", "cảnh cáo", null, undefined],
    ["Cách chức, công bố 3/2021", "cách chức", "2021-03", undefined],
  ])("“%s” is a discipline", (text, form, published, proposed) => {
    const read = readRemarks(null, text, context);
    expect(read.discipline).toEqual({ form, published });
    const stated = Object.fromEntries(read.facts.map((fact) => [fact.condition, fact.value]));
    expect(stated).toMatchObject({ discipline_imposed: "true", no_discipline: "false" });
    expect(stated.discipline_proposed).toBe(proposed);
  });
});
