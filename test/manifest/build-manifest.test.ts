import { expect, test } from "vitest";
import { buildManifest } from "../../src/manifest/build-manifest.js";
import { readManifest } from "../../src/manifest/read-manifest.js";
import { serialiseManifest } from "../../src/manifest/serialise-manifest.js";
import { finding } from "../../src/model/finding.js";
import { aDocument, aDossier, aFile, anId, newHongGai } from "./a-dossier.js";
import { aManifest, anInput, anItem } from "./a-manifest.js";

/** A little of everything: closed, open, disciplined, secret, denounced, incomplete. */
function everything() {
  const denunciation = anItem(
    3,
    {
      reference: "03.GQTC",
      type: "GQTC",
      status: "open",
      closed: null,
      title: "Giải quyết tố cáo của bà Đặng Thị Oanh đối với đồng chí Vũ Văn Thắng",
      notes: "Bà ĐẶNG THỊ OANH xin rút đơn",
      subjects: [
        { kind: "member", role: "inspected", name: "Vũ Văn Thắng", code: null },
        { kind: "other", role: "denouncer", name: "Đặng Thị Oanh", code: "NTC-01" },
      ],
      openCase: {
        step: "GQTC.BCGT",
        nextStep: "Thẩm tra",
        deadline: "2025-08-15",
        team: "Tổ của ông Lê Văn Tám",
      },
    },
    { successor: newHongGai },
  );
  denunciation.documents[0]!.files[0] = aFile(301, {
    path: "Tố cáo/Don cua ba Dang Thi Oanh.pdf".normalize("NFD"),
  });
  denunciation.documents[0]!.document = aDocument(3, 1, {
    number: null,
    abstract: "Đơn của Đặng Thị Oanh",
    notes: "bà Oanh ký, Đặng  Thị Oanh",
  });

  const secret = anItem(4, { reference: "04.KTDH", type: "KTDH" });
  secret.documents[0]!.document = aDocument(4, 1, {
    number: "07-BC/UBKTĐU",
    secrecy: "mat",
    abstract: "NOIDUNGMAT một",
    signer: "NOIDUNGMAT hai",
    notes: "NOIDUNGMAT ba",
  });
  secret.documents[0]!.files = [aFile(401, { path: "bao cao NOIDUNGMAT.pdf" })];
  secret.documents[1]!.document = aDocument(4, 2, { abstract: "NOIDUNGMAT bốn", number: "08-BC/UBKTĐU" });
  secret.documents[1]!.files = [aFile(402, { path: "NOIDUNGMAT.pdf", secrecy: "toi-mat" })];
  // The same bytes a third time, where nobody recognised them.
  secret.documents.push({
    document: aDocument(4, 3, { abstract: "NOIDUNGMAT năm", number: null }),
    files: [aFile(403, { path: "sao chup.pdf", sha256: aFile(401).sha256 })],
  });

  const disciplined = anItem(5, {
    reference: "05.KLDV",
    type: "KLDV",
    subjects: [{ kind: "member", role: "inspected", name: "Trần Văn Hải", code: null }],
    discipline: { form: "khiển trách", published: "2024-09-10" },
    rectificationDeadline: "2025-01-31",
  });

  const incomplete = anItem(
    6,
    { reference: "06.KTCH" },
    {
      explanations: [
        {
          dossierId: anId("d", 6),
          slot: "KTCH.TB",
          reason: "thất lạc khi chuyển trụ sở",
          person: "Phạm Thị Lan",
          due: "2025-08-01",
          recordedAt: "2025-06-20T08:00:00+07:00",
        },
      ],
      findings: [
        finding(
          "document-missing",
          "error",
          { dossier: "06.KTCH" },
          {
            slot: "KTCH.TB",
            name: { vi: "Thông báo kết luận kiểm tra", en: "Notice of conclusions" },
          },
        ),
        finding(
          "slot-unknown",
          "warning",
          { dossier: "06.KTCH" },
          {
            slot: "KTCH.LLV",
            name: { vi: "Lịch làm việc", en: "Work schedule" },
            conditions: ["team"],
          },
        ),
      ],
    },
  );
  const wholeSecret = anItem(7, {
    reference: "07.KTDH",
    type: "KTDH",
    secrecy: "mat",
    title: "NOIDUNGMAT sáu",
    outcome: "NOIDUNGMAT bảy",
    subjects: [{ kind: "member", role: "inspected", name: "NOIDUNGMAT tám", code: null }],
  });
  return anInput({
    dossiers: [wholeSecret, incomplete, disciplined, secret, denunciation, anItem(1)],
    remaining: [
      {
        dossier: aDossier(9, { reference: "09.KTCH" }),
        reason: "no-successor",
        receiver: null,
        handover: null,
      },
    ],
  });
}

test("the list of a little of everything has these bytes", async () => {
  const bytes = serialiseManifest(buildManifest(everything()));
  await expect(bytes.toString("utf8")).toMatchFileSnapshot("../golden/manifest--everything.json");
  expect(readManifest(bytes).findings).toEqual([]);
});

test("the order in which dossiers arrive makes no difference to the bytes", () => {
  const input = everything();
  const turned = { ...input, dossiers: [...input.dossiers].reverse() };
  expect(serialiseManifest(buildManifest(turned)).equals(serialiseManifest(buildManifest(input)))).toBe(true);
});

test("nothing of a classified paper but number, date, level and sheets is in the bytes", () => {
  const manifest = buildManifest(everything());
  const text = serialiseManifest(manifest).toString("utf8");
  expect(text).not.toContain("NOIDUNGMAT");
  expect(text).not.toContain(aFile(401).sha256!);
  expect(text).not.toContain(aFile(402).sha256!);
  expect(manifest.withheld.map(({ reference, number, level }) => [reference, number, level])).toEqual([
    ["04.KTDH", "07-BC/UBKTĐU", "mat"],
    ["04.KTDH", "08-BC/UBKTĐU", "toi-mat"],
    ["04.KTDH", null, "mat"],
    ["07.KTDH", "01-QĐ/UBKTĐU", "mat"],
    ["07.KTDH", "02-KH/UBKTĐU", "mat"],
  ]);
  expect(manifest.totals.withheld).toBe(5);
});

test("a denouncer is a code everywhere: title, notes, abstract, subjects, file names, in NFC and NFD", () => {
  const text = serialiseManifest(buildManifest(everything())).toString("utf8");
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D")
    .toLowerCase();
  expect(plain).not.toMatch(/dang\s*thi\s*oanh/u);
  expect(text).toContain("Tố cáo/Don cua ba NTC-01.pdf");
  expect(text).toContain('"role":"denouncer","name":"NTC-01"');
  expect(text).toContain("Vũ Văn Thắng");
});

test("discipline in force is listed with the day it lapses, and not after that day", () => {
  const inForce = buildManifest(everything()).obligations.filter((one) => one.kind === "discipline-in-force");
  expect(inForce).toMatchObject([
    { subject: "Trần Văn Hải", form: "khiển trách", since: "2024-09-10", until: "2025-09-10" },
  ]);
  const of = (
    published: string | null,
    form = "cảnh cáo",
    facts: "true" | "false" = "false",
    closed: string | null = "2020-06",
  ) =>
    aManifest({
      dossiers: [
        anItem(1, {
          type: "KLDV",
          closed,
          discipline: { form, published },
          facts: [{ condition: "appeal", value: facts, origin: "stated", evidence: "" }],
        }),
      ],
    }).obligations.map(({ kind, until }) => [kind, until]);
  expect(of("2024-06-27")).toEqual([]);
  expect(of("2024-06-28")).toEqual([["discipline-in-force", "2025-06-28"]]);
  expect(of("2024-06")).toEqual([["discipline-in-force", "2025-06"]]);
  expect(of("2024-09-10", "Khai trừ khỏi Đảng")).toEqual([]);
  // Published on a day nobody knows, but not after its dossier was closed.
  expect(of(null)).toEqual([]);
  expect(of(null, "cảnh cáo", "false", "2025-03")).toEqual([["discipline-in-force", null]]);
  expect(of("2020-01-01", "cảnh cáo", "true")).toEqual([
    ["discipline-in-force", null],
    ["complaint", null],
  ]);
});

test("a conclusion not reported as remedied is an obligation until its report is there", () => {
  const item = anItem(1, { rectificationDeadline: "2025-03-31" });
  const kinds = () => aManifest({ dossiers: [item] }).obligations.map((one) => one.kind);
  expect(kinds()).toEqual(["rectification"]);
  item.documents[1]!.document.slot = "KTCH.BCKP";
  expect(kinds()).toEqual([]);
});

test("what is missing stands as an exception with its explanation, what nobody answered without", () => {
  expect(buildManifest(everything()).exceptions).toMatchObject([
    {
      kind: "missing",
      reference: "06.KTCH",
      slot: "KTCH.TB",
      name: "Thông báo kết luận kiểm tra",
      explanation: { person: "Phạm Thị Lan", due: "2025-08-01" },
    },
    { kind: "unanswered", slot: "KTCH.LLV", explanation: null },
  ]);
});

test("the last number of each run counts classified papers and leaves other bodies out", () => {
  const item = anItem(1);
  item.documents = [
    ["05-QĐ/UBKTĐU", "2024-01-01", "none"],
    ["12a-QĐ/UBKTĐU", "2024-05-01", "mat"],
    ["3-QĐ/ĐU", "2024-05-01", "none"],
    ["99-QĐ/UBKTTU", "2024-05-01", "none"],
    ["44/QĐ-UBND", "2024-05-01", "none"],
    ["07-BB/CB2", "2024-05-01", "none"],
    ["40-QĐ/UBKTĐU", "2019-05-01", "none"],
  ].map(([number, date, secrecy], at) => ({
    document: aDocument(1, at + 1, { number: number!, date: date!, secrecy: secrecy as "none" | "mat" }),
    files: [],
  }));
  expect(aManifest({ dossiers: [item], termStart: "2020-06" }).lastNumbers).toEqual([
    { issuer: "UBKTĐU", type: "QĐ", number: 12, date: "2024-05-01" },
    { issuer: "ĐU", type: "QĐ", number: 3, date: "2024-05-01" },
  ]);
});

test("files that are gone or could not be read are not promised", () => {
  const item = anItem(1);
  item.documents[0]!.files = [
    aFile(1, { present: false }),
    aFile(2, { sha256: null, damage: "unreadable" }),
    aFile(3),
  ];
  const manifest = aManifest({ dossiers: [item] });
  expect(manifest.dossiers[0]!.documents[0]!.files.map((file) => file.sha256)).toEqual([aFile(3).sha256]);
});

test("control characters in names cannot reach a reader's terminal", () => {
  const item = anItem(1, { title: "Hồ sơ \u001b[31mđỏ\u202E" });
  item.documents[0]!.files = [aFile(1, { path: "a\nb\u0007.pdf" })];
  const bytes = serialiseManifest(aManifest({ dossiers: [item] }));
  expect(readManifest(bytes).findings).toEqual([]);
  expect(bytes.toString("utf8").replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u202e]/u);
});
