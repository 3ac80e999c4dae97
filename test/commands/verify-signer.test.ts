import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { VerificationResult } from "../../src/package/index.js";
import { createKey } from "../../src/signing/index.js";
import { hongGaiOffice } from "../custody/offices.js";
import { sandbox } from "../support/sandbox.js";

/** What verify says of the signer when the key that signed the list names this organisation. */
async function saidOf(organisation: string): Promise<[verdict: string, findings: string[], text: string]> {
  const office = await hongGaiOffice(join(sandbox(), "giao"));
  const { fingerprint } = await createKey(
    join(office.folder, ".bangiao/keys"),
    {
      ...{ name: "khac", passphrase: "mật khẩu thử", commonName: "Uỷ ban Kiểm tra", organisation },
      rounds: 1000,
    },
    office.now,
  );
  await office.must("manifest", "create", "--to", "06685");
  await office.must("manifest", "sign", "--key", "khac");
  await office.must("package", "create", "--out", office.folder);
  const words = ["verify", join(office.folder, "BG-06691-20250628-01.zip"), "--fingerprint", fingerprint];
  const { verdict, findings } = await office.json<VerificationResult>(...words);
  const codes = findings.map(({ code, severity }) => `${code} ${severity}`);
  return [verdict, codes, await office.must(...words)];
}

describe("the organisation in the signer's certificate", () => {
  it("is worth a question when it is not the party that the list names", async () => {
    const [verdict, codes, text] = await saidOf("Đảng uỷ xã Quảng La");
    expect(verdict).toBe("valid");
    expect(codes).toContain("signer-other-organisation warning");
    expect(text.replace(/\s+/gu, " ")).toContain("chứng thư ghi tổ chức “Đảng uỷ xã Quảng La”");
  });

  it("agrees however its tones are placed and whatever stands around it", async () => {
    const [, codes] = await saidOf("ĐẢNG ỦY PHƯỜNG HỒNG GAI");
    expect(codes).not.toContain("signer-other-organisation warning");
  });
});
