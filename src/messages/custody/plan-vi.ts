import type { PlanMessages } from "./plan.js";

export const planVi: PlanMessages = {
  commands: {
    plan: { summary: "phương án sắp xếp đơn vị: đơn vị nào kế tiếp đơn vị nào", words: {} },
    import: {
      summary: "nhập bảng sắp xếp đơn vị hành chính, dùng thay bảng có sẵn của tỉnh",
      words: {
        file: "tệp .csv có các cột old_code, old_name, old_type, old_district, new_code, new_name, new_type, share, share_detail",
        "--province": "tên tỉnh, thành phố",
        "--from": "ngày đơn vị mới bắt đầu hoạt động, ví dụ 2025-07-01",
      },
    },
    show: {
      summary: "xem đơn vị cũ về đâu, đơn vị mới gồm những đâu",
      words: { unit: "mã hoặc tên đơn vị; không ghi thì liệt kê tất cả đơn vị cũ" },
    },
    status: {
      summary: "đối chiếu các lần bàn giao với phương án: còn đơn vị nào chưa giao",
      words: {},
    },
  },
  imported: ({ province, from, rows, before, after }) =>
    `Đã nhập phương án ${province} (từ ${from}): ${rows} dòng, ${before} đơn vị cũ, ${after} đơn vị mới.`,
  before: ({ from }) => `đơn vị cũ, trước ${from}`,
  after: ({ from }) => `đơn vị mới, từ ${from}`,
  shares: {
    whole: "toàn bộ",
    unchanged: "giữ nguyên",
    renamed: "đổi tên",
    retyped: "đổi loại hình",
    part: "một phần",
    part_area_only: "một phần diện tích, không có dân",
    part_population_only: "một phần dân số",
    part_area_whole_population: "một phần diện tích, toàn bộ dân số",
    part_renamed: "một phần, đổi tên",
  },
  because: {
    "only-one": ({ name }) => `Đề xuất nhận hồ sơ: ${name}, đơn vị kế tiếp duy nhất.`,
    "whole-population": ({ name }) =>
      `Đề xuất nhận hồ sơ: ${name}, vì toàn bộ dân số về đó. Địa bàn có chia, phải có người quyết định.`,
    split:
      "Không đề xuất được: dân số và địa bàn chia cho nhiều đơn vị. Nơi nhận do cấp uỷ cấp trên quyết định.",
  },
  confirm: "Bảng chỉ nói về đơn vị hành chính; đảng uỷ nào nhận hồ sơ do cấp có thẩm quyền quyết định.",
  nothing: ({ words }) => `Trong phương án không có đơn vị “${words}”.`,
  unknown: "Phương án không có đơn vị của kho làm việc này.",
  summary: ({ units, split }) => `${units} đơn vị cũ, ${split} đơn vị bị chia.`,
  handedOver: ({ ids }) => `đã bàn giao: ${ids}`,
  notYet: "chưa bàn giao",
  complete: "Đủ theo phương án.",
};
