import { type KeyObject, sign as signWith } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { makeCertificate, makeKeyPair } from "../../src/crypto/certificate-make.js";
import type { Certificate } from "../../src/crypto/certificates.js";
import { tokenSigner } from "../../src/crypto/token-signer.js";

/** A token that counts wrong PINs as real ones do; SoftHSM, which the other tests use, never locks. */
const token = { key: null as KeyObject | null, triesLeft: 3, asked: 0 };
const pin = "123456";

vi.mock("pkcs11js", () => {
  class PKCS11 {
    load(): void {}
    C_Initialize(): void {}
    C_GetSlotList = () => [Buffer.of(1)];
    C_GetTokenInfo = () => ({
      label: "thiết bị".padEnd(32),
      flags: token.triesLeft === 0 ? 0x40000 : token.triesLeft === 1 ? 0x20000 : 0,
    });
    C_OpenSession = () => Buffer.of(2);
    C_CloseSession(): void {}
    C_FindObjectsInit(): void {}
    C_FindObjects = () => [Buffer.of(3)];
    C_FindObjectsFinal(): void {}
    C_Login(_session: Buffer, _user: number, given: string): void {
      token.asked += 1;
      if (given === pin) {
        token.triesLeft = 3;
        return;
      }
      token.triesLeft -= 1;
      throw Object.assign(new Error("CKR"), { code: token.triesLeft === 0 ? 0xa4 : 0xa0 });
    }
    C_SignInit(): void {}
    /** The digest is given; its one preimage here is known to the test. */
    C_Sign = () => signWith("sha256", message, { key: token.key!, dsaEncoding: "ieee-p1363" });
    C_Logout(): void {}
    C_Finalize(): void {}
    close(): void {}
  }
  return { default: { PKCS11 }, PKCS11 };
});

const message = new TextEncoder().encode("bản kê\n");
let certificate: Certificate;
beforeEach(async () => {
  token.key = makeKeyPair();
  Object.assign(token, { triesLeft: 3, asked: 0 });
  certificate = await makeCertificate(token.key, { commonName: "Trên thiết bị" }, new Date(), 1);
});

const sign = (given: string, options = {}): Promise<Uint8Array> => {
  const key = { library: "/x.so", token: "thiết bị", id: "a0" };
  return tokenSigner(key as never, certificate, [], given, options).sign(message);
};

describe("a token", () => {
  it("signs, and is told the PIN once for each signature", async () => {
    expect((await sign(pin)).length).toBeGreaterThan(60);
    expect(token.asked).toBe(1);
  });

  it("is never asked a second time after a wrong PIN", async () => {
    await expect(sign("000000")).rejects.toMatchObject({ details: { reason: "pin-wrong" } });
    expect([token.asked, token.triesLeft]).toEqual([1, 2]);
  });

  it("on its last try is not asked, unless somebody says so", async () => {
    token.triesLeft = 1;
    await expect(sign(pin)).rejects.toMatchObject({ details: { reason: "pin-last-try" } });
    expect(token.asked).toBe(0);
    expect((await sign(pin, { lastTry: true })).length).toBeGreaterThan(60);
    expect([token.asked, token.triesLeft]).toEqual([1, 3]);
    token.triesLeft = 1;
    await expect(sign("000000", { lastTry: true })).rejects.toMatchObject({
      details: { reason: "pin-locked" },
    });
  });

  it("that is locked is said to be so, and is not asked", async () => {
    token.triesLeft = 0;
    await expect(sign(pin, { lastTry: true })).rejects.toMatchObject({ details: { reason: "pin-locked" } });
    expect(token.asked).toBe(0);
  });
});
