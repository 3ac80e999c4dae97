import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Manifest } from "../../src/manifest/manifest.js";
import {
  buildReceipt,
  checkReceipt,
  type Decision,
  type Receipt,
  readReceipt,
  type SignedManifest,
  serialiseReceipt,
} from "../../src/manifest/receipt.js";
import { serialiseManifest } from "../../src/manifest/serialise-manifest.js";
import { newHongGai } from "./a-dossier.js";
import { aManifest, anItem } from "./a-manifest.js";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

function sent(manifest: Manifest): SignedManifest {
  const bytes = serialiseManifest(manifest);
  return {
    manifest,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    size: bytes.length,
    signature: digest(`signature of ${manifest.id} ${bytes.length}`),
    certificate: digest("giver"),
  };
}

const manifest = aManifest({ dossiers: [anItem(1), anItem(2), anItem(3)] });
const decisions = new Map<string, Decision>([
  [manifest.dossiers[0]!.id, { outcome: "accepted", remarks: [] }],
  [
    manifest.dossiers[1]!.id,
    { outcome: "accepted-with-reservation", remarks: [{ what: "02-KH/UBKTĐU", why: "bản quét mờ" }] },
  ],
  [manifest.dossiers[2]!.id, { outcome: "refused", remarks: [{ what: null, why: "không thuộc địa bàn" }] }],
]);

function receiptFor(answers: SignedManifest, changes: Partial<Receipt> = {}): Receipt {
  const all = new Map(
    answers.manifest.dossiers.map(({ id }) => [
      id,
      decisions.get(id) ?? { outcome: "accepted" as const, remarks: [] },
    ]),
  );
  return {
    ...buildReceipt({
      answers,
      receiver: { unit: newHongGai, person: "Lê Văn Bảy", position: "Chủ nhiệm" },
      decisions: all,
      replaces: null,
      nonce: "00112233445566778899aabbccddeeff",
      createdAt: "2025-07-02T09:00:00+07:00",
      tool: { name: "bangiao", version: "0.1.0" },
    }),
    ...changes,
  };
}

const answers = sent(manifest);
const receipt = receiptFor(answers);
const codesOf = (one: Receipt, against = answers, certificate = digest("receiver")): string[] =>
  checkReceipt(one, against, certificate).map(({ code }) => code);

test("a receipt has these bytes and is read back as it was", async () => {
  const bytes = serialiseReceipt(receipt);
  await expect(bytes.toString("utf8")).toMatchFileSnapshot("../golden/receipt--three-answers.json");
  expect(readReceipt(bytes)).toEqual({ receipt, findings: [] });
});

test("it answers its own manifest and nothing is found", () => {
  expect(checkReceipt(receipt, answers, digest("receiver"))).toEqual([]);
});

test("documents, files and bytes are those of the dossiers that were not refused", () => {
  expect(receipt.counts).toEqual({
    dossiers: 3,
    accepted: 1,
    acceptedWithReservation: 1,
    refused: 1,
    documents: 4,
    files: 4,
    bytes: 1101 + 1102 + 1201 + 1202,
  });
});

test("a receipt replayed to another handover of the same dossiers is refused", () => {
  const other = sent({
    ...manifest,
    id: "BG-06691-20250628-02",
    uuid: "7f1e0c9a-3b5d-8a2e-9c47-1d2f3a4b5c6d",
  });
  expect(codesOf(receipt, other)).toEqual(
    expect.arrayContaining(["receipt-other-handover", "receipt-other-manifest", "receipt-other-signature"]),
  );
});

test("a receipt for a manifest that was swapped after signing is refused", () => {
  const swapped = sent({
    ...manifest,
    dossiers: manifest.dossiers.map((one) => ({ ...one, notes: "khác" })),
  });
  expect(codesOf(receipt, swapped)).toContain("receipt-other-manifest");
});

test("the same manifest signed again with another key is not what was answered", () => {
  expect(codesOf(receipt, { ...answers, signature: digest("again") })).toEqual(["receipt-other-signature"]);
  expect(codesOf(receipt, { ...answers, certificate: digest("other") })).toEqual(["receipt-other-signature"]);
});

test("one key on both sides is found", () => {
  expect(codesOf(receipt, answers, answers.certificate)).toEqual(["receipt-same-signer"]);
});

test("another receiver's receipt is refused", () => {
  const stranger = { ...receipt.receiver, code: "06706", name: "Phường Tuần Châu" };
  expect(codesOf({ ...receipt, receiver: stranger })).toEqual(["receipt-other-party"]);
});

test("the new ward of the same name and the old one are two parties", () => {
  const old = { ...receipt.receiver, until: "2025-06-30" };
  expect(codesOf({ ...receipt, receiver: old })).toEqual(["receipt-other-party"]);
});

test("dossiers left out, added or renamed are named", () => {
  const [first, ...rest] = receipt.dossiers;
  expect(codesOf({ ...receipt, dossiers: rest })).toEqual(["receipt-dossier-unanswered"]);
  const extra = { ...first!, dossier: "eeeeeeee-0000-4000-8000-000000000009", reference: "99.KTCH" };
  expect(codesOf({ ...receipt, dossiers: [...receipt.dossiers, extra] })).toEqual([
    "receipt-dossier-unknown",
  ]);
  expect(codesOf({ ...receipt, dossiers: [{ ...first!, reference: "77" }, ...rest] })).toEqual([
    "receipt-reference-differs",
  ]);
});

test("a receipt older than its manifest is found", () => {
  expect(codesOf({ ...receipt, createdAt: "2025-06-01T09:00:00+07:00" })).toEqual([
    "receipt-earlier-than-manifest",
  ]);
});

test("counts in figures must agree with the answers", () => {
  expect(codesOf({ ...receipt, counts: { ...receipt.counts, bytes: 1 } })).toEqual(["receipt-count-differs"]);
  const bytes = serialiseReceipt({ ...receipt, counts: { ...receipt.counts, refused: 0 } });
  expect(readReceipt(bytes).findings.map((one) => one.code)).toEqual(["receipt-count-differs"]);
});

test("a refusal without a reason is not a receipt", () => {
  const silent = receipt.dossiers.map((one) => ({ ...one, remarks: [] }));
  expect(
    readReceipt(serialiseReceipt({ ...receipt, dossiers: silent })).findings.map((one) => one.code),
  ).toEqual(["receipt-reason-missing", "receipt-reason-missing"]);
});

test("a dossier answered twice is found", () => {
  const twice = [...receipt.dossiers, receipt.dossiers[0]!];
  expect(
    readReceipt(serialiseReceipt({ ...receipt, dossiers: twice })).findings.map((one) => one.code),
  ).toContain("receipt-dossier-repeated");
});

test("a manifest is no receipt", () => {
  expect(readReceipt(serialiseManifest(manifest)).findings.map((one) => one.code)).toEqual([
    "list-format-unknown",
  ]);
});
