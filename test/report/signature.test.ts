import { describe, expect, test } from "vitest";
import { makeCertificate, makeKeyPair } from "../../src/crypto/certificate-make.js";
import { memorySigner } from "../../src/crypto/signing-key.js";
import { describeFinding } from "../../src/messages/describe.js";
import { en } from "../../src/messages/en.js";
import type { Messages } from "../../src/messages/messages.js";
import { vi } from "../../src/messages/vi.js";
import { signatureSteps } from "../../src/model/signature.js";
import type { Voice } from "../../src/report/reporter.js";
import { judgementLines } from "../../src/report/signature/index.js";
import { checkSignature, emptyTrust, signBytes } from "../../src/signing/index.js";

const now = new Date("2025-06-28T02:00:00Z");
const plain = (text: string): string => text;
const ink: Voice["ink"] = {
  good: plain,
  bad: plain,
  doubtful: plain,
  faint: plain,
  strong: plain,
  command: plain,
};

async function aCheck(content: string, over = content) {
  const key = makeKeyPair();
  const signer = memorySigner(key, await makeCertificate(key, { commonName: "Uỷ ban Kiểm tra" }, now, 10));
  const p7s = await signBytes(Buffer.from(content), signer, now);
  return checkSignature({ p7s, content: Buffer.from(over), trust: emptyTrust, now, place: {} });
}

const tell = (check: Awaited<ReturnType<typeof aCheck>>, messages: Messages): string =>
  judgementLines(check, { messages, ink, width: 100 }).join("\n");

describe("a checked signature as text", () => {
  test("says in both languages why that is not enough yet, and how each step ended", async () => {
    const check = await aCheck("x");
    const inVietnamese = tell(check, vi);
    expect(inVietnamese).toContain(
      "Kết luận theo ETSI EN 319 102-1: chưa xác định: không có chuỗi chứng thư",
    );
    expect(inVietnamese).toContain("chữ ký: đạt");
    expect(inVietnamese.replace(/\s+/gu, " ").match(/: (?:đạt|không đạt|không xét|chưa rõ)/gu)).toHaveLength(
      signatureSteps.length,
    );
    expect(tell(check, en)).toContain("indeterminate: no certificate chain found");
  });

  test("says that the content is not what was signed", async () => {
    const check = await aCheck("x", "y");
    expect(tell(check, vi)).toContain("không đạt: nội dung khác với lúc ký");
    expect(describeFinding(check.findings[0]!, en)).toContain("not what was signed");
  });

  test("writes no English word into Vietnamese", async () => {
    const check = await aCheck("x", "y");
    for (const finding of check.findings)
      expect(describeFinding(finding, vi)).not.toMatch(/\b(the|digest|signature|file)\b/);
    expect(tell(check, vi)).not.toMatch(/\b(passed|failed|skipped|unknown|digest|path)\b/);
  });
});
