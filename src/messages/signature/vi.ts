import type { Finding } from "../../model/finding.js";
import type { RevocationReason, SignatureFindings } from "../../model/findings/signature.js";
import { formatFingerprint } from "../../model/fingerprint.js";
import { vietnamDay, vietnamTime } from "../../model/vietnam-time.js";
import type { SignatureMessages } from "./messages.js";

const list = (items: string[]): string => (items.length === 0 ? "chưa có" : items.join(", "));
const who = (name: string | null): string => (name === null ? "(không có tên)" : `“${name}”`);

const malformed = {
  empty: "tệp chữ ký trống",
  "too-large": "tệp chữ ký quá lớn",
  encoding: "tệp chữ ký hỏng hoặc không mã hoá theo chuẩn DER",
  "trailing-bytes": "sau chữ ký còn dữ liệu thừa",
  structure: "cấu trúc chữ ký không đúng chuẩn",
  "not-signed-data": "tệp này không phải là chữ ký số",
  "content-type": "chữ ký dùng cho một loại nội dung khác",
  "content-inside": "chữ ký mang sẵn nội dung riêng bên trong, không phải chữ ký rời cho tệp này",
  "signer-count": "chữ ký không có đúng một người ký",
  "certificate-unreadable": "một chứng thư kèm theo chữ ký không đọc được",
};

const attributes = {
  absent: "không có thuộc tính được ký",
  missing: "thiếu thuộc tính được ký",
  repeated: "thuộc tính được ký bị lặp",
  "several-values": "thuộc tính được ký có nhiều giá trị",
  unsorted: "các thuộc tính được ký không theo thứ tự chuẩn",
  "value-wrong": "giá trị thuộc tính được ký không đúng",
};

const pathProblems = {
  "algorithm-refused": "dùng thuật toán hoặc khoá quá yếu",
  "signature-wrong": "có chữ ký của cơ quan cấp không đúng",
  "not-an-authority": "đứng ra cấp chứng thư nhưng không phải là cơ quan cấp",
  "path-too-long": "không được phép có thêm tầng cấp chứng thư ở dưới",
  "usage-forbids-issuing": "không được phép dùng để cấp chứng thư",
  "usage-forbids-signing": "không được phép dùng để ký văn bản",
  "extension-unknown": "có một điều kiện bắt buộc mà chương trình không hiểu",
};

const gaps = {
  "no-list": "chưa có danh sách thu hồi của cơ quan cấp",
  "list-of-other-certificates": "danh sách thu hồi đang có là của nhóm chứng thư khác",
  "list-not-yet-valid": "danh sách thu hồi đề ngày sau hôm nay",
  "list-not-understood": "danh sách thu hồi có điều kiện bắt buộc mà chương trình không hiểu",
  "list-unsigned": "danh sách thu hồi không phải do cơ quan cấp ký",
  "list-stale": "danh sách thu hồi đã quá hạn",
};

const reasons: Record<RevocationReason, string> = {
  unspecified: "không nêu lý do",
  "key-compromise": "khoá bị lộ",
  "authority-compromise": "khoá của cơ quan cấp bị lộ",
  "affiliation-changed": "người ký đổi đơn vị",
  superseded: "đã cấp chứng thư khác thay thế",
  ceased: "ngừng sử dụng",
  "on-hold": "đang tạm dừng",
  removed: "đã gỡ",
  "privilege-withdrawn": "bị rút quyền",
};

const stampDamage = {
  structure: "nội dung không đúng chuẩn",
  "too-large": "dữ liệu quá lớn",
  "not-granted": "nơi cấp từ chối",
  "nonce-differs": "trả lời cho một yêu cầu khác",
  "imprint-differs": "dấu thời gian của một chữ ký khác",
  "algorithm-refused": "thuật toán không được chấp nhận",
  "attributes-wrong": "các thuộc tính được ký không đúng",
  "certificate-missing": "không tìm thấy chứng thư của nơi cấp",
  "certificate-unsuitable": "chứng thư của nơi cấp không phải loại chỉ dùng để cấp dấu thời gian",
  "signature-wrong": "chữ ký của nơi cấp không đúng",
};

const stampDistrust = {
  "no-path": "nơi cấp chưa được tin",
  "certificate-wrong": "chứng thư của nơi cấp không dùng được cho việc này vào lúc đó",
  revoked: "chứng thư của nơi cấp đã bị thu hồi",
  "revocation-unknown": "chưa biết chứng thư của nơi cấp có bị thu hồi hay không",
  future: "thời điểm ghi trong đó còn ở tương lai",
};

const use = { digest: "hàm băm", signature: "thuật toán ký", key: "loại khoá" };

const keyDamage = {
  structure: "nội dung hỏng hoặc không phải tệp khoá",
  "too-large": "tệp quá lớn",
  "no-key": "trong tệp không có khoá",
  "several-keys": "trong tệp có nhiều khoá",
  "no-certificate": "trong tệp không có chứng thư của khoá",
  "encryption-unsupported": "tệp mã hoá theo cách chưa hỗ trợ",
  "too-many-rounds": "tệp đòi số vòng tính quá lớn",
};

const certificateDamage = {
  empty: "tệp trống",
  structure: "nội dung không phải chứng thư",
  several: "tệp có nhiều chứng thư, chỉ nhận từng chứng thư một",
  "too-large": "tệp quá lớn",
};

const signerProblems = {
  "key-and-certificate-differ": "khoá và chứng thư không đi với nhau",
  "signature-does-not-verify": "chữ ký vừa tạo tự kiểm tra không đạt",
  "key-unsuitable": "loại khoá này không dùng để ký được",
  expired: "chứng thư của khoá không còn hoặc chưa có hiệu lực",
  "command-failed": "chương trình ký bên ngoài không chạy được hoặc báo lỗi",
  "answer-malformed": "chương trình ký bên ngoài không trả lại chữ ký dạng base64",
  "library-missing": "không mở được thư viện của thiết bị ký, hoặc chưa cài gói pkcs11js",
  "token-missing": "chưa cắm thiết bị ký, hoặc thiết bị mang nhãn khác",
  "token-failed": "thiết bị ký báo lỗi",
  "token-key-missing": "trên thiết bị ký không có khoá của chứng thư này",
  "pin-wrong": "mã PIN không đúng; chương trình không tự thử lại",
  "pin-locked": "thiết bị ký đã bị khoá vì nhập sai mã PIN nhiều lần",
  "pin-last-try": "thiết bị ký chỉ còn một lần thử mã PIN, sai nữa là bị khoá",
};

const signerHints: Partial<Record<keyof typeof signerProblems, string>> = {
  "library-missing":
    "Kiểm tra đường dẫn thư viện của nhà cung cấp thiết bị; cài gói đọc thiết bị: npm install pkcs11js",
  "token-missing": "Cắm thiết bị rồi chạy lại; xem nhãn thiết bị trong phần mềm của nhà cung cấp.",
  "pin-wrong": "Hỏi lại người giữ thiết bị trước khi thử lần nữa: sai ba lần, thiết bị tự khoá.",
  "pin-locked": "Nhờ nơi cấp thiết bị mở khoá.",
  "pin-last-try":
    "Mở thiết bị bằng phần mềm của nhà cung cấp với mã PIN đúng một lần, rồi chạy lại. Nếu chắc chắn mã PIN đúng, đặt biến môi trường BANGIAO_TOKEN_LAST_TRY=yes rồi chạy lại.",
};

const textOf = ({ code, details }: Finding): string =>
  (signatureVi.findings[code as keyof SignatureFindings] as (details: unknown) => string)(details);

export const signatureVi: SignatureMessages = {
  findings: {
    "signature-missing": () => "không có chữ ký số",
    "signature-malformed": ({ reason }) => malformed[reason],
    "signature-algorithm-refused": (details) =>
      `${use[details.use]} không được chấp nhận: ${details.algorithm}`,
    "signature-attributes-wrong": ({ problem, attribute }) =>
      `${attributes[problem]}${attribute ? ` (${attribute})` : ""}`,
    "signature-digest-differs": () =>
      "nội dung tệp khác với nội dung đã được ký: tệp bị sửa, hoặc chữ ký là của tệp khác",
    "signature-content-missing": () => "không có tệp mà chữ ký này xác nhận, nên chưa kiểm tra được",
    "signature-certificate-wrong": ({ problem }) =>
      problem === "absent"
        ? "không tìm thấy chứng thư của người ký"
        : "chứng thư kèm theo không phải chứng thư mà chữ ký chỉ định",
    "signature-wrong": () => "chữ ký không đúng: không do khoá của chứng thư này ký ra",
    "signer-other-organisation": ({ organisation, expected }) =>
      `chứng thư ghi tổ chức “${organisation}”, trong khi văn bản ghi bên ký là “${expected}”; hỏi lại xem có đúng người có thẩm quyền ký`,
    "signer-untrusted": ({ commonName, fingerprint }) =>
      `chưa có căn cứ để tin người ký ${who(commonName)}; hãy so mã nhận dạng chứng thư với bản giấy: ${formatFingerprint(fingerprint)}`,
    "signer-not-expected": ({ expected, actual, commonName }) =>
      `người ký là ${who(commonName)}, mã nhận dạng chứng thư ${formatFingerprint(actual)}, không phải ${formatFingerprint(expected)} như yêu cầu`,
    "signer-retired": ({ label, retiredAt }) =>
      `đã thôi tin chứng thư “${label}” từ ${vietnamTime(retiredAt)}`,
    "certificate-expired": ({ subject, notAfter }) =>
      `chứng thư “${subject}” đã hết hạn ngày ${vietnamDay(notAfter)}`,
    "certificate-not-yet-valid": ({ subject, notBefore }) =>
      `chứng thư “${subject}” đến ngày ${vietnamDay(notBefore)} mới có hiệu lực`,
    "certificate-path-wrong": ({ problem, subject, detail }) =>
      `chứng thư “${subject}” ${pathProblems[problem]}${detail ? ` (${detail})` : ""}`,
    "signing-time-odd": ({ problem, signingTime, against }) => {
      const signed = `thời điểm ký ghi là ${vietnamTime(signingTime)}`;
      switch (problem) {
        case "future":
          return `${signed}, sau cả giờ của máy này (${vietnamTime(against)})`;
        case "local-time":
          return `${signed}, sau giờ của máy này (${vietnamTime(against)}); có thể phần mềm ký đã ghi giờ Việt Nam thành giờ quốc tế, lệch 7 giờ`;
        case "after-timestamp":
          return `${signed}, sau cả dấu thời gian (${vietnamTime(against)})`;
        case "before-certificate":
          return `${signed}, trước ngày chứng thư có hiệu lực (${vietnamTime(against)})`;
        case "after-certificate":
          return `${signed}, sau ngày chứng thư hết hạn (${vietnamTime(against)})`;
      }
    },
    "timestamp-wrong": ({ problem }) => `dấu thời gian không có giá trị: ${stampDamage[problem]}`,
    "timestamp-untrusted": ({ authority, time, problem }) =>
      `dấu thời gian ${vietnamTime(time)} của “${authority}” chưa chứng minh được gì: ${stampDistrust[problem]}`,
    "signer-key-self-made": ({ commonName }) =>
      `khoá ký của ${who(commonName)} do đơn vị tự tạo, không có cơ quan nào cấp chứng thư`,
    "certificate-revoked": ({ subject, revokedAt, reason }) =>
      `chứng thư “${subject}” đã bị thu hồi từ ${vietnamTime(revokedAt)} (${reasons[reason]})`,
    "certificate-revoked-later": ({ subject, revokedAt, reason, at }) =>
      `chứng thư “${subject}” còn hiệu lực lúc ${vietnamTime(at)}, đến ${vietnamTime(revokedAt)} mới bị thu hồi (${reasons[reason]})`,
    "revocation-unknown": ({ subject, why }) =>
      `chưa kiểm tra được chứng thư “${subject}” có bị thu hồi hay không: ${gaps[why]}`,
  },
  failures: {
    "key-not-found": ({ name, known }) => ({
      problem: `không có khoá ký “${name}”.`,
      hint:
        known.length > 0
          ? `Các khoá hiện có: ${list(known)}.`
          : `Tạo khoá: bangiao key create ${name || "<tên>"}`,
    }),
    "key-exists": ({ name }) => ({
      problem: `đã có khoá ký “${name}”, không ghi đè.`,
      hint: "Chọn tên khác, hoặc xem các khoá hiện có: bangiao key list",
    }),
    "key-name-malformed": ({ name }) => ({
      problem: `tên khoá “${name}” không dùng được.`,
      hint: "Tên khoá gồm chữ, số, dấu cách, dấu chấm, gạch ngang, gạch dưới; bắt đầu bằng chữ hoặc số; tối đa 64 ký tự.",
    }),
    "key-damaged": ({ path, reason }) => ({
      problem: `không dùng được tệp khoá “${path}”: ${keyDamage[reason]}.`,
      hint: "Lấy lại tệp khoá từ bản sao lưu, hoặc tạo khoá mới: bangiao key create <tên>",
    }),
    "passphrase-wrong": ({ name }) => ({
      problem: `mật khẩu của khoá “${name}” không đúng.`,
      hint: "Gõ lại; chú ý bộ gõ tiếng Việt và phím Caps Lock.",
    }),
    "passphrase-missing": ({ name }) => ({
      problem: `cần mật khẩu của khoá “${name}” nhưng không hỏi được ai.`,
      hint: "Chạy trong cửa sổ dòng lệnh để được hỏi, hoặc ghi mật khẩu vào một tệp và đặt biến BANGIAO_PASSPHRASE_FILE.",
    }),
    "passphrase-too-short": ({ length, least }) => ({
      problem: `mật khẩu có ${length} ký tự, cần ít nhất ${least}.`,
      hint: "Dùng một câu dài, dễ nhớ, chỉ mình biết.",
    }),
    "passphrases-differ": () => ({
      problem: "hai lần gõ mật khẩu không giống nhau.",
      hint: "Chạy lại lệnh và gõ hai lần như nhau.",
    }),
    "certificate-not-readable": ({ path, reason }) => ({
      problem: `không đọc được chứng thư “${path}”: ${certificateDamage[reason]}.`,
      hint: "Xin bên kia xuất lại chứng thư: bangiao key export <tên> --out <tệp.crt>",
    }),
    "fingerprint-differs": ({ given, actual }) => ({
      problem: `mã nhận dạng “${given}” không khớp với chứng thư (${formatFingerprint(actual)}). Không thêm gì vào danh sách tin cậy.`,
      hint: "Đối chiếu lại với bản giấy. Nếu vẫn khác, tệp chứng thư có thể đã bị tráo: hỏi trực tiếp bên kia.",
    }),
    "fingerprint-malformed": ({ given }) => ({
      problem: `“${given}” không phải mã nhận dạng chứng thư.`,
      hint: "Mã nhận dạng gồm đúng 64 ký tự 0–9, A–F; có dấu cách hay dấu hai chấm cũng được.",
    }),
    "trust-entry-not-found": ({ name, known }) => ({
      problem: `trong danh sách tin cậy không có “${name}”.`,
      hint: `Đang tin: ${list(known)}.`,
    }),
    "trust-entry-ambiguous": ({ name, labels }) => ({
      problem: `“${name}” ứng với nhiều chứng thư: ${list(labels)}.`,
      hint: "Ghi mã nhận dạng dài hơn: bangiao trust list",
    }),
    "trust-entry-exists": ({ label, fingerprint }) => ({
      problem: `đã có “${label}” trong danh sách tin cậy (${formatFingerprint(fingerprint)}).`,
      hint: "Đặt nhãn khác bằng --label, hoặc thôi tin chứng thư cũ trước: bangiao trust remove <nhãn>",
    }),
    "trust-store-damaged": ({ path, reason }) => ({
      problem: {
        "not-readable": `danh sách tin cậy “${path}” không đọc được.`,
        "certificate-missing": `thiếu hoặc hỏng chứng thư “${path}” trong danh sách tin cậy.`,
        "list-missing": `danh sách thu hồi “${path}” trong kho tin cậy bị mất hoặc hỏng.`,
        "list-differs": `danh sách thu hồi “${path}” đã bị thay bằng danh sách khác.`,
        "certificate-differs": `chứng thư “${path}” đã bị thay bằng chứng thư khác.`,
      }[reason],
      hint: "Lấy lại thư mục trust từ bản sao lưu; chưa rõ nguyên nhân thì đừng tin chứng thư nào.",
    }),
    "encryption-failed": ({ path, reason }) => ({
      problem: {
        "recipient-malformed": `chưa mã hoá được “${path}”: khoá người nhận viết không đúng.`,
        "identity-malformed": `chưa mở được “${path}”: tệp khoá bí mật viết không đúng.`,
        "wrong-key": `chưa mở được “${path}”: khoá hoặc mật khẩu không đúng.`,
        damaged: `không mở được “${path}”: tệp mã hoá bị hỏng hoặc bị sửa.`,
      }[reason],
      hint: {
        "recipient-malformed":
          "Khoá người nhận bắt đầu bằng age1; nhờ bên nhận gửi lại (lệnh age-keygen in ra).",
        "identity-malformed": "Mỗi khoá trong tệp nằm trên một dòng, bắt đầu bằng AGE-SECRET-KEY-1.",
        "wrong-key": "Dùng đúng khoá mà bên giao đã mã hoá cho (--identity), hoặc gõ lại mật khẩu.",
        damaged: "Đề nghị bên giao chép lại gói; không dùng phần đã mở dở.",
      }[reason],
    }),
    "timestamp-failed": ({ reason }) => ({
      problem: `không lấy được dấu thời gian: ${
        reason === "no-answer"
          ? "nơi cấp không trả lời"
          : reason === "request-missing"
            ? "không tìm thấy yêu cầu đã lập cho chữ ký này"
            : stampDamage[reason]
      }.`,
      hint:
        reason === "no-answer"
          ? "Kiểm tra mạng và địa chỉ; hoặc làm hai bước không cần mạng: bangiao manifest timestamp --request <tệp.tsq>, rồi --response <tệp.tsr>"
          : "Lập yêu cầu mới: bangiao manifest timestamp --request <tệp.tsq>, rồi đưa đúng tệp trả lời vào bằng --response",
    }),
    "revocation-list-not-usable": ({ path, reason }) => ({
      problem: `không dùng được danh sách thu hồi “${path}”: ${
        {
          empty: "tệp trống",
          structure: "nội dung không phải danh sách thu hồi",
          "issuer-unknown": "không có chứng thư nào trong kho tin cậy đã ký danh sách này",
          "not-understood":
            "danh sách có điều kiện bắt buộc mà chương trình không hiểu, hoặc ghi cả chứng thư của cơ quan khác",
        }[reason]
      }.`,
      hint:
        reason === "issuer-unknown"
          ? "Thêm chứng thư của cơ quan cấp trước: bangiao trust add <tệp.crt>"
          : "Tải lại danh sách đầy đủ từ trang của cơ quan cấp chứng thư.",
    }),
    "signer-failed": ({ reason }) => ({
      problem: `không ký được: ${signerProblems[reason]}.`,
      hint: signerHints[reason] ?? "Xem các khoá và hạn dùng: bangiao key list",
    }),
    "key-certificate-unmatched": ({ path, subject }) => ({
      problem: `chứng thư trong “${path}” (${subject}) không phải của khoá nào đang có.`,
      hint: "Xem các khoá hiện có: bangiao key list. Chứng thư phải được cấp theo tệp do bangiao key request tạo ra.",
    }),
    "signature-not-fitting": ({ path, findings }) => ({
      problem: `chữ ký “${path}” không dùng được cho bản kê này: ${findings.map(textOf).join("; ")}.`,
      hint: "Ký lại đúng tệp manifest.json của lần bàn giao này, kiểu chữ ký rời CAdES, rồi đưa tệp .p7s vào.",
    }),
    "certificate-unfit": ({ subject, findings }) => ({
      problem: `không ký bằng chứng thư của “${subject}” được, vì không bên nào chấp nhận: ${findings.map(textOf).join("; ")}.`,
      hint: "Ký bằng khoá khác (xem: bangiao key list), hoặc xin cấp lại chứng thư: bangiao key request <tên>",
    }),
    "token-certificate-unclear": ({ token, subjects }) => ({
      problem:
        subjects.length === 0
          ? `trên thiết bị ký “${token}” không có chứng thư nào đọc được.`
          : `chưa rõ dùng chứng thư nào trên thiết bị ký “${token}”: ${list(subjects)}.`,
      hint: "Nêu tệp chứng thư cần dùng: bangiao key import <tệp.crt> --token <thư viện> --token-label <nhãn> --name <tên>",
    }),
  },
  encryption: {
    caveat:
      "Gói đã được mã hoá. Mã hoá này chỉ để giữ kín trên đường mang đi, không phải biện pháp bảo vệ bí mật nhà nước: tài liệu mật vẫn bàn giao theo quy định riêng. Mất khoá hoặc quên mật khẩu thì không mở lại được.",
    options: {
      "--encrypt-to": "mã hoá gói cho khoá age này (age1…); lặp lại được cho nhiều người nhận",
      "--encrypt-passphrase": "mã hoá gói bằng mật khẩu, được hỏi khi chạy",
      "--identity": "tệp khoá bí mật age để mở gói đã mã hoá; nếu không ghi, mật khẩu được hỏi",
      "--passphrase-fd": "đọc mật khẩu của gói từ bộ mô tả tệp này",
    },
  },
  timestamp: {
    asked: ({ file }) => `Đã ghi yêu cầu dấu thời gian vào ${file}`,
    askedNext:
      "Mang tệp này sang máy có mạng, gửi cho nơi cấp dấu thời gian, rồi chạy: bangiao manifest timestamp --response <tệp.tsr>",
    taken: ({ time, authority }) => `Chữ ký đã có dấu thời gian ${time} của “${authority}”`,
    untrusted: "Nơi cấp dấu thời gian này chưa được tin: thêm chứng thư của họ bằng bangiao trust add.",
  },
  commands: {
    timestamp: {
      summary: "lấy dấu thời gian (RFC 3161) cho một chữ ký",
      more: "Dấu thời gian chứng minh chữ ký đã có từ lúc đó, kể cả khi chứng thư sau này hết hạn hoặc bị thu hồi. Không có mạng thì làm hai bước: --request, rồi --response.",
      words: {
        which: "mã bàn giao, hoặc tệp .p7s; nếu không ghi, lấy bản kê mới nhất",
        "--url": "địa chỉ của nơi cấp dấu thời gian",
        "--request": "ghi yêu cầu ra tệp này, để mang sang máy có mạng",
        "--response": "tệp trả lời của nơi cấp",
      },
    },
    keyCreate: {
      summary: "tạo khoá ký của đơn vị",
      more: "Khoá được cất trong .bangiao/keys, có mật khẩu bảo vệ. Mật khẩu được hỏi khi chạy, hoặc đọc từ tệp ghi trong BANGIAO_PASSPHRASE_FILE; không bao giờ ghi trên dòng lệnh.",
      words: {
        name: "tên ngắn của khoá, dùng khi ký",
        "--common-name": "tên ghi trong chứng thư; nếu không ghi, lấy tên uỷ ban kiểm tra của đơn vị",
        "--organisation": "tổ chức ghi trong chứng thư; nếu không ghi, lấy tên đảng uỷ của đơn vị",
        "--rsa": "tạo khoá RSA 3072 bit thay cho P-256, khi nơi nhận chỉ đọc được RSA",
        "--years": "số năm chứng thư có hiệu lực",
        "--passphrase-fd": "đọc mật khẩu từ bộ mô tả tệp này",
      },
    },
    keyImport: {
      summary: "nhập khoá từ tệp PKCS#12 (.p12, .pfx), từ thiết bị ký, hoặc chứng thư vừa được cấp",
      more: "Tệp chứng thư được gắn vào khoá đã có mang cùng khoá công khai. Với --command hoặc --token, khoá vẫn nằm ở ngoài; ở đây chỉ ghi cách gọi.\nChương trình bên ngoài nhận mã băm qua đầu vào chuẩn và in chữ ký dạng base64; BANGIAO_DIGEST và BANGIAO_SIGNATURE cho biết thuật toán.",
      words: {
        file: "tệp .p12, .pfx, hoặc tệp chứng thư",
        "--name": "tên ngắn của khoá, dùng khi ký; nếu không ghi, lấy tên tệp",
        "--command": "chương trình ký bên ngoài",
        "--argument": "một tham số cho chương trình đó; lặp lại được",
        "--rsa": "kiểu chữ ký của khoá RSA khi chương trình ngoài ký",
        "--token": "tệp thư viện PKCS#11 của thiết bị ký",
        "--token-label": "nhãn của thiết bị ký",
        "--passphrase-fd": "đọc mật khẩu của tệp từ bộ mô tả tệp này",
      },
    },
    keyRequest: {
      summary: "lập đề nghị cấp chứng thư (PKCS#10) cho một khoá",
      words: {
        name: "tên khoá",
        "--out": "tệp đề nghị; nếu không ghi, in ra màn hình",
        "--passphrase-fd": "đọc mật khẩu từ bộ mô tả tệp này",
      },
    },
    keyList: { summary: "liệt kê khoá ký, mã nhận dạng và hạn dùng", words: {} },
    keyExport: {
      summary: "xuất chứng thư công khai để gửi cho bên kia",
      words: {
        name: "tên khoá",
        "--public": "chỉ xuất phần công khai (luôn như vậy)",
        "--out": "tệp chứng thư; nếu không ghi, in ra màn hình",
      },
    },
    trustAdd: {
      summary: "tin chứng thư của đơn vị khác, sau khi so mã nhận dạng với bản giấy",
      more: "Cũng nhận chứng thư của cơ quan trung gian và danh sách thu hồi (CRL): hai loại này tự nó không được tin gì thêm, nên không phải đối chiếu với bản giấy.",
      words: {
        file: "tệp chứng thư bên kia gửi, hoặc danh sách thu hồi của cơ quan cấp",
        "--fingerprint":
          "toàn bộ mã nhận dạng chép từ bản giấy; nếu không ghi, được hỏi 8 ký tự đầu và 8 ký tự cuối",
        "--label": "nhãn để gọi chứng thư này; nếu không ghi, lấy tên trong chứng thư",
        "--group": "nhóm, ví dụ tên tỉnh",
        "--confirmed-by": "người đã đối chiếu mã nhận dạng",
        "--paper": "số, ký hiệu bản giấy dùng để đối chiếu",
        "--as-authority": "tin cả những chứng thư do cơ quan trung gian này cấp",
      },
    },
    trustList: { summary: "liệt kê chứng thư đang tin và đã thôi tin", words: {} },
    trustRemove: {
      summary: "thôi tin một chứng thư kể từ lúc này; không xoá",
      words: { which: "nhãn, hoặc ít nhất 8 ký tự đầu của mã nhận dạng" },
    },
  },
  verdicts: { valid: "hợp lệ", untrusted: "chưa đủ căn cứ tin cậy", invalid: "không hợp lệ" },
  judgement: { verdict: "Kết luận theo ETSI EN 319 102-1", steps: "Các bước" },
  indications: {
    "total-passed": "đạt toàn bộ",
    indeterminate: "chưa xác định",
    "total-failed": "không đạt",
  },
  subIndications: {
    "format-failure": "sai định dạng",
    "hash-failure": "nội dung khác với lúc ký",
    "sig-crypto-failure": "chữ ký không khớp với khoá",
    "sig-constraints-failure": "chữ ký không thoả điều kiện đặt ra",
    "chain-constraints-failure": "chuỗi chứng thư không thoả điều kiện đặt ra",
    "crypto-constraints-failure": "thuật toán hoặc độ dài khoá không được chấp nhận",
    "no-signing-certificate-found": "không tìm thấy chứng thư của người ký",
    "no-certificate-chain-found": "không có chuỗi chứng thư dẫn tới nơi đáng tin",
    "not-yet-valid": "chứng thư chưa có hiệu lực",
    "out-of-bounds-no-poe": "chứng thư hết hạn và không chứng minh được đã ký trước đó",
    "signed-data-not-found": "không có nội dung được ký",
    "revoked-no-poe": "chứng thư đã bị thu hồi và không chứng minh được đã ký trước đó",
    "revoked-ca-no-poe": "chứng thư của cơ quan cấp đã bị thu hồi và không chứng minh được đã ký trước đó",
    "try-later": "chưa biết chứng thư có bị thu hồi hay không",
  },
  steps: {
    size: "kích thước",
    encoding: "mã hoá",
    shape: "cấu trúc",
    algorithms: "thuật toán",
    attributes: "thuộc tính được ký",
    digest: "nội dung tệp",
    certificate: "chứng thư người ký",
    signature: "chữ ký",
    timestamp: "dấu thời gian",
    path: "chuỗi chứng thư",
    revocation: "thu hồi",
    signer: "đúng người ký",
  },
  outcomes: { passed: "đạt", failed: "không đạt", skipped: "không xét", unknown: "chưa rõ" },
  labels: {
    signer: "Người ký",
    organisation: "Tổ chức",
    fingerprint: "Mã nhận dạng chứng thư",
    signedAt: "Thời điểm ký (tự khai)",
    stampedAt: "Dấu thời gian",
    provedAt: "Có từ trước, theo dấu thời gian trên văn bản ký sau",
    trustedAs: "Tin theo",
    path: "Chuỗi chứng thư",
    validUntil: "Hạn dùng",
    kept: "Nơi giữ khoá",
    usedIn: "Đã dùng ký",
    subject: "Chứng thư của",
    kind: "Loại",
    group: "Nhóm",
    confirmedBy: "Người đối chiếu",
    paper: "Bản giấy",
    addedAt: "Tin từ",
    retiredAt: "Thôi tin từ",
  },
  requireRevocation:
    "chỉ công nhận khi có danh sách thu hồi cho biết chứng thư người ký còn tốt (thêm danh sách bằng trust add)",
  evidence: "giữ lại vào thư mục này chứng thư, danh sách thu hồi, dấu thời gian và báo cáo làm căn cứ",
  unnamed: "(không có tên)",
  selfMade: "khoá do đơn vị tự tạo",
  key: {
    made: ({ name }) => `Đã tạo khoá ký “${name}”`,
    none: "Chưa có khoá ký nào. Tạo khoá: bangiao key create <tên>",
    states: { valid: "còn hạn", expired: "đã hết hạn", "not-yet-valid": "chưa có hiệu lực" },
    keepFingerprint:
      "Ghi mã nhận dạng này vào biên bản giấy và trao tay cho bên kia, để bên kia đối chiếu trước khi tin. Sao lưu thư mục .bangiao/keys; mất tệp khoá hoặc quên mật khẩu thì không lấy lại được.",
    imported: ({ name }) => `Đã nhập khoá ký “${name}”`,
    requested: ({ name, file }) => `Đã ghi đề nghị cấp chứng thư cho khoá “${name}” vào ${file}`,
    requestNext:
      "Gửi tệp này cho cơ quan cấp chứng thư; khi nhận được chứng thư, chạy: bangiao key import <tệp.crt>",
    kept: { file: "tệp có mật khẩu", command: "chương trình ký bên ngoài", token: "thiết bị ký" },
    exported: ({ name, file }) => `Đã xuất chứng thư của khoá “${name}” ra ${file}`,
    next: "Bước tiếp theo",
  },
  passphrase: {
    askPin: ({ name }) => `Mã PIN của thiết bị ký giữ khoá “${name}”:`,
    ask: ({ name }) => `Mật khẩu của khoá “${name}”:`,
    askNew: ({ name, least }) => `Đặt mật khẩu cho khoá “${name}” (ít nhất ${least} ký tự):`,
    askPackage: ({ name }) => `Mật khẩu mở gói ${name}:`,
    askNewPackage: ({ least }) => `Đặt mật khẩu để khoá gói (ít nhất ${least} ký tự):`,
    askAgain: "Gõ lại mật khẩu:",
  },
  trust: {
    added: ({ label }) => `Từ nay tin chứng thư “${label}”`,
    retired: ({ label }) => `Đã thôi tin chứng thư “${label}”`,
    listAdded: ({ issuer }) => `Đã cất danh sách thu hồi của “${issuer}”`,
    listKnown: ({ issuer }) => `Danh sách thu hồi này của “${issuer}” đã có từ trước`,
    lists: "Danh sách thu hồi",
    listDates: ({ from, until, entries }) =>
      `lập ngày ${from}${until === null ? "" : `, dùng đến ${until}`}, ${entries} chứng thư bị thu hồi`,
    none: "Chưa tin chứng thư nào. Thêm: bangiao trust add <tệp.crt>",
    kinds: { signer: "người ký", authority: "cơ quan cấp chứng thư", intermediate: "cơ quan trung gian" },
    compare: "Đối chiếu mã nhận dạng dưới đây với bản giấy bên kia đã trao, rồi gõ theo bản giấy:",
    askFirst: "8 ký tự đầu trên bản giấy:",
    askLast: "8 ký tự cuối trên bản giấy:",
    askConfirmedBy: "Họ tên người đối chiếu:",
    askPaper: "Số, ký hiệu bản giấy:",
    eightDigits: "Gõ đúng 8 ký tự 0–9, A–F",
  },
};
