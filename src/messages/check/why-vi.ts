import type { CheckMessages } from "./messages.js";

/** Why each finding of the check matters, in Vietnamese. */
export const whyVi: CheckMessages["why"] = {
  "document-missing": {
    why: "Thiếu giấy tờ phải có thì bên nhận không biết vụ việc đã làm đúng trình tự hay chưa; sau khi sắp xếp đơn vị, gần như không tìm lại được.",
    right: "Có tệp, có bản giấy, hoặc biết rõ cơ quan khác đang giữ.",
    wrong: "Điều kiện đã đúng mà giấy tờ không có ở đâu, cũng chưa ai giải trình.",
  },
  "document-without-file": {
    why: "Mục lục nói có mà không đưa ra được thì bên nhận không thể ký nhận; chuyện mất mát sẽ thành tranh cãi về sau.",
    right: "Tài liệu trong mục lục có tệp mở được, hoặc ghi là bản giấy.",
    wrong: "Có trong mục lục, không có tệp, không ghi là bản giấy; hoặc tệp rỗng, hỏng.",
  },
  "slot-unknown": {
    why: "“Chưa rõ” không phải là “thiếu”. Trả lời một câu thì biết có phải có giấy tờ này hay không.",
    right: "Đã ghi là không lập đoàn: quyết định thành lập đoàn không phải có.",
    wrong: "Chưa ai ghi có lập đoàn hay không.",
  },
  "paper-not-listed": {
    why: "Hồ sơ giấy chưa có mục lục thì không ai biết trong hộp có gì; mất một tờ cũng không biết.",
    right: null,
    wrong: null,
  },
  "documents-out-of-order": {
    why: "Ngày đi ngược trình tự thường là gõ nhầm; để nguyên thì người đọc sau nghi vụ việc làm sai quy trình.",
    right: null,
    wrong: null,
  },
  "date-outside-period": {
    why: "Ngày nằm ngoài thời gian của hồ sơ thường là gõ nhầm năm, hoặc tài liệu xếp nhầm hồ sơ.",
    right: null,
    wrong: null,
  },
  "issued-after-closing": {
    why: "Đơn vị đã kết thúc thì không còn thẩm quyền ban hành; văn bản như vậy có thể bị coi là không có giá trị.",
    right: null,
    wrong: null,
  },
  "number-duplicate": {
    why: "Hai văn bản cùng số thì không trích dẫn được văn bản nào cho chắc chắn.",
    right: null,
    wrong: null,
  },
  "number-gap": {
    why: "Số trống có thể là văn bản mật, văn bản để nơi khác, hoặc văn bản thất lạc; nên biết là trường hợp nào trước khi bàn giao.",
    right: null,
    wrong: null,
  },
  "page-count-differs": {
    why: "Số trang khác nhau thường là quét thiếu trang, có khi mất đúng trang có chữ ký.",
    right: null,
    wrong: null,
  },
  "sheet-count-differs": {
    why: "Số tờ là căn cứ để hai bên đếm khi giao nhận hồ sơ giấy; lệch một tờ là có tờ bị rút, để lẫn hoặc chưa đánh số. Một tờ có một hoặc hai trang.",
    right: null,
    wrong: null,
  },
  "original-missing": {
    why: "Bản sao không thay được bản chính khi có khiếu nại hoặc phải xác nhận; nên biết bản chính ở đâu khi người làm còn nhớ.",
    right: null,
    wrong: null,
  },
  "retention-missing": {
    why: "Không ghi thời hạn bảo quản thì bên nhận không biết giữ đến bao giờ, dễ huỷ nhầm.",
    right: null,
    wrong: null,
  },
  "case-without-next-step": {
    why: "Vụ việc dở dang không ghi việc tiếp theo thì bị quên, quá thời hạn mà không ai hay.",
    right: null,
    wrong: null,
  },
  "case-without-successor": {
    why: "Không ghi đơn vị làm tiếp thì vụ việc rơi vào khoảng trống giữa hai đơn vị.",
    right: "Vụ việc đang giải quyết có ghi mã đơn vị làm tiếp khi lập bản kê.",
    wrong: "Vụ việc đang giải quyết đưa vào bản kê mà không ghi đơn vị nào làm tiếp.",
  },
  "obligation-open": {
    why: "Báo cáo khắc phục, hiệu lực kỷ luật, khiếu nại vẫn còn sau khi hồ sơ đóng lại; không ghi vào biên bản thì bên nhận không biết để theo dõi.",
    right: null,
    wrong: null,
  },
  "secret-withheld": {
    why: "Tài liệu mật giao theo thủ tục riêng; kê ở đây để hai bên biết là có, không để lộ nội dung.",
    right: null,
    wrong: null,
  },
  "secret-file-present": {
    why: "Tệp mật nằm trên máy thường dễ bị chép theo; bản quét tài liệu Tuyệt mật thì không được có.",
    right: null,
    wrong: null,
  },
  "denouncer-exposed": {
    why: "Để lộ người tố cáo là vi phạm quy định bảo vệ họ; tên tệp thì ai mở thư mục cũng thấy.",
    right: null,
    wrong: null,
  },
  "scan-resolution-low": {
    why: "Quét quá mờ thì con dấu, chữ ký, bút tích không đọc được, khi bản giấy đã vào kho thì khó quét lại.",
    right: null,
    wrong: null,
  },
  "text-layer-missing": {
    why: "Không có lớp chữ thì không tìm được trong tài liệu; đây chỉ là lưu ý.",
    right: null,
    wrong: null,
  },
  "file-missing": {
    why: "Tệp đã quét mà nay không còn thì không đóng gói được; tìm lại lúc này dễ hơn về sau.",
    right: "Tệp vẫn ở chỗ lần quét trước đã thấy.",
    wrong: "Tệp đã bị xoá hoặc chuyển đi; chuyển đi thì quét lại thư mục mới.",
  },
  "file-changed": {
    why: "Nội dung khác lần quét trước thì không chắc còn là văn bản đã kiểm tra; phải xem lại rồi quét lại.",
    right: "Nội dung tệp đúng như lần quét trước.",
    wrong: "Có người sửa hoặc ghi đè tệp sau lần quét.",
  },
  "file-damaged": {
    why: "Tệp hỏng bàn giao đi cũng không ai mở được; còn bản giấy thì quét lại ngay.",
    right: "Tệp mở được, nội dung đúng như lần quét trước.",
    wrong: "Tệp bị cắt cụt, hoặc ngày sửa không đổi mà nội dung đã khác (đĩa bắt đầu hỏng).",
  },
  "file-empty": {
    why: "Tệp rỗng trông như có tài liệu mà thật ra không có gì.",
    right: "Tệp có nội dung.",
    wrong: "Tệp dài 0 byte, thường do quét hoặc chép bị ngắt giữa chừng.",
  },
  "file-unreadable": {
    why: "Không đọc được thì không kiểm tra và không đóng gói được.",
    right: "Người dùng máy này có quyền đọc tệp.",
    wrong: "Tệp bị khoá quyền, hoặc đĩa có chỗ hỏng.",
  },
  "folder-unreadable": {
    why: "Không mở được thư mục đã quét (USB chưa cắm, ổ mạng chưa nối) thì các tệp trong đó chưa được kiểm tra; chưa phải là mất.",
    right: "Thư mục đã quét mở được.",
    wrong: "USB chứa thư mục chưa cắm vào máy.",
  },
  "type-unknown": {
    why: "Chưa biết loại thì không biết hồ sơ phải có những giấy tờ gì.",
    right: "Hồ sơ có ghi loại, ví dụ KTCH.",
    wrong: "Danh mục không ghi loại, tiêu đề cũng không cho biết.",
  },
  "pack-not-found": {
    why: "Loại này chưa có bộ quy tắc nên chỉ kiểm tra được ngày, số, thời hạn; đơn vị có thể tự viết một bộ.",
    right: "Loại KTCH có bộ quy tắc kèm theo chương trình.",
    wrong: "Loại GSTX chưa có bộ quy tắc nào.",
  },
};
