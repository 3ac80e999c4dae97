import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { VerificationResult } from "../../src/package/index.js";
import { createKey } from "../../src/signing/index.js";
import { hongGaiOffice, newHongGaiOffice, type Office } from "../custody/offices.js";
import { Pki, type PkiSigner } from "../support/pki.js";
import { sandbox } from "../support/sandbox.js";

const day = 86_400_000;
/** openssl stamps with the computer's own clock, so the story happens today. */
const today = new Date();
const nextYear = new Date(today.getTime() + 365 * day);

let pki: Pki;
let root: PkiSigner;
let tsa: PkiSigner;
let chairman: PkiSigner;
beforeAll(() => {
  pki = new Pki();
  root = pki.authority("Gốc");
  tsa = pki.signer("Dấu thời gian", { issuer: root, extensions: Pki.stamping });
  const notAfter = `${new Date(today.getTime() + 30 * day).toISOString().replace(/[-:T]/gu, "").slice(0, 14)}Z`;
  chairman = pki.signer("Chủ nhiệm", { issuer: root, notAfter });
});
afterAll(() => pki.remove());

/** A list signed by somebody whose certificate ends in a month, a witness, and a keeper's renewal after it. */
async function signed(): Promise<{ giver: Office; keeper: string; acts: string }> {
  const giver = await hongGaiOffice(join(sandbox(), "giao"));
  giver.now = today;
  await giver.must("manifest", "create", "--to", "06685", "--with-errors");
  const folder = join(giver.folder, ".bangiao/handovers", createdId(await giver.must("manifest", "status")));
  const list = readFileSync(join(folder, "manifest.json"));
  writeFileSync(join(giver.folder, "ky.p7s"), pki.sign(list, chairman, "-cades"));
  await giver.must("manifest", "sign", "--signature", "ky.p7s");
  let keeper = "";
  for (const name of ["chung-kien", "luu-tru"]) {
    const key = { name, passphrase: "mật khẩu thử", commonName: name, rounds: 1000 };
    keeper = (await createKey(join(giver.folder, ".bangiao/keys"), key, giver.now)).fingerprint;
    await giver.must("key", "export", name, "--out", `${name}.crt`);
  }
  await giver.must("manifest", "act", "witness", "--key", "chung-kien");
  await giver.must("manifest", "act", "renewal", "--key", "luu-tru");
  return { giver, keeper, acts: join(folder, "acts") };
}

const createdId = (text: string): string => /BG-06691-\d{8}-\d\d/u.exec(text)![0];

async function stamp(office: Office, path: string): Promise<void> {
  await office.must("manifest", "timestamp", path, "--request", "out.tsq");
  const asked = readFileSync(join(office.folder, "out.tsq"));
  writeFileSync(join(office.folder, "in.tsr"), pki.stamp(tsa, asked));
  await office.must("manifest", "timestamp", path, "--response", "in.tsr");
}

/** What a receiver who trusts the authority says of the package a year later. */
async function nextYearSays(giver: Office, trusted: string[]): Promise<VerificationResult> {
  const created = await giver.json<{ path: string }>("package", "create", "--out", giver.folder);
  const receiver = await newHongGaiOffice(join(sandbox(), "nhan"));
  copyFileSync(pki.path(root.crt), join(receiver.folder, "goc.crt"));
  const fingerprint = createHash("sha256").update(root.der).digest("hex");
  await receiver.must("trust", "add", "goc.crt", "--fingerprint", fingerprint);
  for (const print of trusted)
    await receiver.must("trust", "add", join(giver.folder, "luu-tru.crt"), "--fingerprint", print);
  receiver.now = nextYear;
  return receiver.json<VerificationResult>("verify", created.path);
}

describe("a time stamp on the last act", () => {
  it("keeps everything before it valid after its certificate has expired", async () => {
    const { giver, keeper, acts } = await signed();
    await stamp(giver, join(acts, "act-02-renewal.json.p7s"));
    const result = await nextYearSays(giver, [keeper]);
    expect(result.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(result.verdict).toBe("valid");
    expect(result.signer).toMatchObject({ stampedAt: null, provedAt: expect.stringMatching(/^20/u) });
    const [witness, renewal] = result.acts;
    expect(witness).toMatchObject({ stampedAt: null, provedAt: result.signer!.provedAt });
    expect(renewal).toMatchObject({ verdict: "valid", stampedAt: result.signer!.provedAt });
  });

  it("proves nothing when there is none, or when nobody here trusts who signed that act", async () => {
    const { giver, keeper } = await signed();
    const without = await nextYearSays(giver, [keeper]);
    expect(without).toMatchObject({ verdict: "untrusted", signer: { provedAt: null } });
    expect(without.findings.map(({ code }) => code)).toContain("certificate-expired");

    const again = await signed();
    await stamp(again.giver, join(again.acts, "act-02-renewal.json.p7s"));
    expect(await nextYearSays(again.giver, [])).toMatchObject({
      verdict: "untrusted",
      signer: { provedAt: null },
    });
  });
});
