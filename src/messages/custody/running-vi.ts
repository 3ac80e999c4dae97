import type { RunningMessages } from "./running.js";

export const runningVi: RunningMessages = {
  commands: {
    status: {
      summary: "tình hình bàn giao: đã hứa giao, đã gửi, đã nhận, bị từ chối, còn lại",
      more: "Mỗi hồ sơ nằm trong đúng một lần bàn giao hoặc được nêu tên là còn lại. Mã kết thúc 1 khi còn việc phải làm.",
      words: {},
    },
    cases: {
      summary: "vụ việc đang giải quyết: đến bước nào, bước tiếp theo, thời hạn, ai tiếp tục",
      words: {},
    },
    obligations: {
      summary: "việc kết luận, quyết định còn để lại: khắc phục, kỷ luật còn hiệu lực, khiếu nại",
      words: {},
    },
  },
  status: {
    nothing: "Chưa có lần bàn giao nào.",
    headings: {
      outgoing: "Giao đi",
      incoming: "Nhận về",
      dossiers: "Hồ sơ trong kho",
      refused: "Bị từ chối, chưa giao lại",
      remaining: "Chưa thuộc lần bàn giao nào",
      twice: "Có trong hai lần bàn giao đã ký",
    },
    states: {
      drafted: "đã lập, chưa ký",
      signed: "đã ký, chưa đóng gói",
      packed: "đã đóng gói, chờ biên nhận",
      sent: "đã gửi, chờ biên nhận",
      received: "đã nhận",
      answered: "đã có biên nhận",
    },
    fates: {
      promised: "có trong bản kê, chưa gửi",
      sent: "đã gửi, chưa có biên nhận",
      received: "bên nhận đã nhận",
      reserved: "bên nhận nhận có bảo lưu",
      refused: "bên nhận từ chối",
      remaining: "chưa thuộc lần bàn giao nào",
    },
    line: ({ dossiers, accepted, reserved, refused, waiting }) =>
      [
        `${dossiers} hồ sơ`,
        ...(accepted > 0 ? [`nhận ${accepted}`] : []),
        ...(reserved > 0 ? [`bảo lưu ${reserved}`] : []),
        ...(refused > 0 ? [`từ chối ${refused}`] : []),
        ...(waiting > 0 ? [`chờ trả lời ${waiting}`] : []),
      ].join(", "),
    supplement: ({ id }) => `bổ sung cho ${id}`,
    total: ({ count }) => `tổng cộng ${count}`,
    settled: "Không còn hồ sơ nào bỏ sót.",
    next: ({ id }) => `Giao bổ sung: bangiao manifest create --supplement ${id}`,
    more: ({ count }) => `và ${count} hồ sơ nữa; xem đủ bằng --format json`,
  },
  cases: {
    none: "Không có vụ việc nào đang giải quyết.",
    count: ({ count, late }) =>
      `${count} vụ việc đang giải quyết${late > 0 ? `, ${late} vụ đã quá hạn` : ""}.`,
    step: "đã đến bước",
    nextStep: "bước tiếp theo",
    deadline: "thời hạn",
    team: "tổ, đoàn",
    continues: "tiếp tục giải quyết",
    noted: "danh mục ghi chuyển cho",
    noDeadline: "chưa ghi",
    nobody: "chưa rõ đơn vị nào",
    handedOver: ({ id }) => `đã giao theo ${id}`,
    daysLeft: ({ days }) =>
      days < 0 ? `quá hạn ${-days} ngày` : days === 0 ? "hết hạn hôm nay" : `còn ${days} ngày`,
  },
  obligations: {
    none: "Không còn việc nào phải theo dõi.",
    kinds: {
      rectification: "khắc phục theo kết luận",
      "discipline-in-force": "kỷ luật còn hiệu lực",
      complaint: "khiếu nại chưa giải quyết xong",
    },
    since: "từ",
  },
};
