import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { makeCertificate, makeKeyPair } from "../../src/crypto/certificate-make.js";
import { memorySigner } from "../../src/crypto/signing-key.js";
import { checkSignature, emptyTrust, signBytes } from "../../src/signing/index.js";

const verifier = fileURLToPath(new URL("../support/third_party_verifier.py", import.meta.url));
const now = new Date("2025-06-28T02:00:00Z");
const content = Buffer.from("danh mục hồ sơ bàn giao\n");

interface Case {
  p7s: Buffer;
  content: Buffer;
  fingerprint: string;
}

async function aSignature(): Promise<Case> {
  const key = makeKeyPair();
  const signer = memorySigner(key, await makeCertificate(key, { commonName: "Uỷ ban Kiểm tra" }, now, 10));
  const p7s = Buffer.from(await signBytes(content, signer, now));
  return { p7s, content, fingerprint: signer.certificate.fingerprint };
}

/** What a program written after docs/signature-profile.md alone says of each case: `ok`, or the step that failed. */
function strangerSays(cases: readonly Case[]): string[] {
  const lines = cases.map((one) =>
    JSON.stringify({
      p7s: one.p7s.toString("hex"),
      content: one.content.toString("hex"),
      fingerprint: one.fingerprint,
    }),
  );
  const told = execFileSync("python3", [verifier], { input: `${lines.join("\n")}\n`, encoding: "utf8" });
  return told.trim().split("\n");
}

async function weSay({ p7s, content: bytes, fingerprint }: Case): Promise<string> {
  const check = await checkSignature({
    ...{ p7s, content: bytes, trust: emptyTrust, expectedFingerprint: fingerprint, now, place: {} },
  });
  return check.verdict === "valid" ? "ok" : "not ok";
}

function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at]! ^= 1 << bit;
  return changed;
}

describe("a verifier that somebody else wrote after the page on signatures", () => {
  test("accepts what we sign, and refuses other content, another signer and trailing bytes at the step the page names", async () => {
    const good = await aSignature();
    const other = await aSignature();
    const told = strangerSays([
      good,
      { ...good, content: Buffer.from("danh mục khác") },
      { ...good, fingerprint: other.fingerprint },
      { ...good, p7s: Buffer.concat([good.p7s, Buffer.from([0])]) },
      { ...good, p7s: Buffer.alloc(0) },
    ]);
    expect(told).toEqual(["ok", "6", "12", "2", "1"]);
  });

  test("agrees with ours on a bit turned anywhere in a signature", { timeout: 120_000 }, async () => {
    const good = await aSignature();
    // Every seventh octet, another bit each time: a few in every field.
    const cases = Array.from({ length: Math.floor(good.p7s.length / 7) }, (_, index) => ({
      ...good,
      p7s: flipped(good.p7s, index * 7, index % 8),
    }));
    const told = strangerSays(cases);
    const ours = await Promise.all(cases.map(weSay));
    // At step 7 the stranger compares the unsigned name beside the signature more narrowly, kinds of strings included.
    const alike = (one: string, other: string): boolean =>
      other === "ok" ? one === "ok" || one === "7" : one !== "ok";
    const differ = cases.flatMap((_, index) =>
      alike(told[index]!, ours[index]!) ? [] : [`octet ${index * 7}: ${told[index]}, ${ours[index]}`],
    );
    expect(differ).toEqual([]);
    expect(ours.filter((one) => one === "ok").length).toBeLessThan(8);
  });
});
