import { createPrivateKey, webcrypto } from "node:crypto";
import { fromBER } from "asn1js";
import { ContentInfo, CryptoEngine, SignedData, setEngine } from "pkijs";
import { expect, it } from "vitest";
import { makeCertificate, makeKeyPair } from "../../src/crypto/certificate-make.js";
import { readCertificate } from "../../src/crypto/certificates.js";
import { checkCms } from "../../src/crypto/cms-check.js";
import { makeCms } from "../../src/crypto/cms-make.js";
import { digest } from "../../src/crypto/digest.js";
import { memorySigner } from "../../src/crypto/signing-key.js";
import { edited, elementAt } from "../support/der-edit.js";
import { Pki } from "../support/pki.js";

const now = new Date("2025-06-28T02:00:00Z");
const content = new TextEncoder().encode("bản kê\n");

async function signature(): Promise<Uint8Array> {
  const key = makeKeyPair();
  const certificate = await makeCertificate(key, { commonName: "Hồng Gai" }, now, 10);
  return makeCms(memorySigner(key, certificate), digest(content), now);
}

/** Numbers that are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Changes, removes, inserts, repeats or cuts off a few octets. */
function mutated(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const at = random(bytes.length);
  const size = 1 + random(4);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const noise = Uint8Array.from({ length: size }, () => random(256));
  const forms = [
    () => Buffer.concat([before, noise, after.subarray(size)]),
    () => Buffer.concat([before, after.subarray(size)]),
    () => Buffer.concat([before, noise, after]),
    () => Buffer.concat([before, after.subarray(0, size), after]),
    () => before,
  ];
  return new Uint8Array(forms[random(forms.length)]!());
}

/** Whether only the issuer's name beside the signature is spelled otherwise, in case or blanks: nothing signs that copy. */
function sameButName(changed: Uint8Array, p7s: Uint8Array): boolean {
  const name = [1, 0, 4, 0, 1, 0];
  const restored = edited(changed, name, () => elementAt(p7s, name).raw);
  return Buffer.compare(restored, p7s) === 0;
}

async function librarySays(p7s: Uint8Array, over: Uint8Array = content): Promise<boolean> {
  setEngine("node", new CryptoEngine({ name: "node", crypto: webcrypto as never }));
  try {
    const info = new ContentInfo({ schema: fromBER(Uint8Array.from(p7s).buffer).result });
    const signed = new SignedData({ schema: info.content });
    return await signed.verify({ signer: 0, data: Uint8Array.from(over).buffer });
  } catch {
    return false;
  }
}

it.runIf(process.env.CI)(
  "of 20,000 mutations none is accepted, and none ends in an untyped error",
  async () => {
    const p7s = await signature();
    const random = numbers(20_250_628);
    for (let round = 0; round < 20_000; round += 1) {
      const changed = mutated(p7s, random);
      if (Buffer.compare(changed, p7s) === 0) continue;
      const { intact, faults } = await checkCms(changed, content, []);
      if (intact) expect([round, sameButName(changed, p7s)]).toEqual([round, true]);
      else expect(faults.length).toBeGreaterThan(0);
    }
  },
);

it("what we accept, the library accepts too", async () => {
  const p7s = await signature();
  expect((await checkCms(p7s, content, [])).intact).toBe(true);
  expect(await librarySays(p7s)).toBe(true);
  const random = numbers(7);
  for (let round = 0; round < 300; round += 1) {
    const changed = mutated(p7s, random);
    const { intact } = await checkCms(changed, content, []);
    // Not the other way round: it takes what no signature should be, such as trailing bytes.
    if (intact && !sameButName(changed, p7s)) expect(await librarySays(changed)).toBe(true);
  }
});

it.each(["ec", "ec384", "rsa"] as const)(
  "the library and we agree on %s signatures, ours and OpenSSL's, over the right content and over another",
  async (kind) => {
    const pki = new Pki();
    try {
      const one = pki.signer("one", { kind });
      const key = createPrivateKey(Buffer.from(pki.read(one.key)));
      const signer = memorySigner(key, readCertificate(one.der));
      const digested = digest(content, signer.algorithm.digest);
      const pss =
        kind === "rsa" ? [["-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32"]] : [];
      const theirs = [[], ["-md", "sha512"], ...pss].map((flags) =>
        pki.sign(content, one, "-cades", ...flags),
      );
      for (const p7s of [await makeCms(signer, digested, now), ...theirs]) {
        for (const [over, expected] of [
          [content, true],
          [new TextEncoder().encode("khác"), false],
        ] as const) {
          expect((await checkCms(p7s, over, [])).intact).toBe(expected);
          expect(await librarySays(p7s, over)).toBe(expected);
        }
      }
    } finally {
      pki.remove();
    }
  },
);
