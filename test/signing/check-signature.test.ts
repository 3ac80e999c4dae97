import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCertificate, makeKeyPair } from "../../src/crypto/certificate-make.js";
import { memorySigner, type Signer } from "../../src/crypto/signing-key.js";
import {
  addTrust,
  checkSignature,
  emptyTrust,
  loadTrust,
  readTrustCandidate,
  retireTrust,
  type SignatureCheck,
  type SignatureQuestion,
  signBytes,
  type TrustStore,
} from "../../src/signing/index.js";
import { Pki, type PkiSigner } from "../support/pki.js";
import { sandbox } from "../support/sandbox.js";

const now = new Date("2025-06-28T02:00:00Z");
const later = new Date("2025-07-02T02:00:00Z");
const content = new TextEncoder().encode('{"format":"bangiao-manifest/1"}\n');
let pki: Pki;
let own: Signer;
beforeAll(async () => {
  pki = new Pki();
  const key = makeKeyPair();
  own = memorySigner(key, await makeCertificate(key, { commonName: "Hồng Gai" }, now, 10));
});
afterAll(() => pki.remove());

function check(p7s: Uint8Array | null, special: Partial<SignatureQuestion> = {}): Promise<SignatureCheck> {
  const place = { file: "handover/manifest.json.p7s" };
  return checkSignature({ p7s, content, trust: emptyTrust, now: later, place, ...special });
}

async function trusting(...files: { path: string; asAuthority?: boolean }[]): Promise<TrustStore> {
  const folder = sandbox();
  for (const { path, asAuthority } of files) {
    const candidate = await readTrustCandidate(path);
    const { fingerprint } = candidate;
    await addTrust(folder, candidate, { fingerprint }, { label: candidate.commonName!, asAuthority }, now);
  }
  return loadTrust(folder);
}

const codes = (result: SignatureCheck): string[] => result.findings.map(({ code }) => code);
const outcome = (result: SignatureCheck, step: string): string | undefined =>
  result.steps.find((one) => one.step === step)?.outcome;

describe("a self-made key", () => {
  test("is untrusted until its certificate is in the trust store, then valid, and always named as self-made", async () => {
    const p7s = await signBytes(content, own, now);
    const stranger = await check(p7s);
    expect(stranger).toMatchObject({
      verdict: "untrusted",
      indication: "indeterminate",
      subIndication: "no-certificate-chain-found",
      signer: { commonName: "Hồng Gai", fingerprint: own.certificate.fingerprint, selfMade: true },
      signingTime: "2025-06-28T02:00:00Z",
    });
    expect(codes(stranger)).toEqual(["signer-untrusted", "signer-key-self-made"]);

    const path = pki.write("own.crt", own.certificate.raw);
    const trusted = await check(p7s, { trust: await trusting({ path }) });
    expect(trusted).toMatchObject({ verdict: "valid", indication: "total-passed", trustedAs: "Hồng Gai" });
    expect(codes(trusted)).toEqual(["signer-key-self-made"]);
    expect(trusted.steps.map(({ step }) => step)).toEqual([
      ...["size", "encoding", "shape", "algorithms", "attributes", "digest", "certificate", "signature"],
      ...["timestamp", "path", "revocation", "signer"],
    ]);
  });

  test("is valid under the fingerprint that was given, and not under another", async () => {
    const p7s = await signBytes(content, own, now);
    const { fingerprint } = own.certificate;
    expect((await check(p7s, { expectedFingerprint: fingerprint })).verdict).toBe("valid");
    const path = pki.write("own.crt", own.certificate.raw);
    const other = await check(p7s, { expectedFingerprint: "0".repeat(64), trust: await trusting({ path }) });
    expect(other.verdict).toBe("untrusted");
    expect(codes(other)).toContain("signer-not-expected");
  });

  test("of the same name is not the trusted one", async () => {
    const key = makeKeyPair();
    const impostor = memorySigner(key, await makeCertificate(key, { commonName: "Hồng Gai" }, now, 10));
    const path = pki.write("own.crt", own.certificate.raw);
    const result = await check(await signBytes(content, impostor, now), { trust: await trusting({ path }) });
    expect(result.verdict).toBe("untrusted");
    expect(codes(result)).toContain("signer-untrusted");
  });

  test("that was retired is named as retired", async () => {
    const folder = sandbox();
    const candidate = await readTrustCandidate(pki.write("own.crt", own.certificate.raw));
    await addTrust(folder, candidate, { fingerprint: candidate.fingerprint }, {}, now);
    await retireTrust(folder, "hong gai", new Date("2025-07-01T00:00:00Z"));
    const trust = await loadTrust(folder);
    const p7s = await signBytes(content, own, now);
    const result = await check(p7s, { trust });
    expect(result.verdict).toBe("untrusted");
    expect(codes(result)).toContain("signer-retired");
    expect((await check(p7s, { trust, now })).verdict).toBe("valid");
  });

  test("that has expired is said to be so", async () => {
    const p7s = await signBytes(content, own, now);
    const path = pki.write("own.crt", own.certificate.raw);
    const result = await check(p7s, {
      now: new Date("2040-01-01T00:00:00Z"),
      trust: await trusting({ path }),
    });
    expect(result).toMatchObject({ verdict: "untrusted", subIndication: "out-of-bounds-no-poe" });
    expect(codes(result)).toContain("certificate-expired");
  });
});

describe("a key under an authority", () => {
  const sign = (signer: PkiSigner, ...flags: string[]): Uint8Array =>
    pki.sign(content, signer, "-cades", ...flags);

  test("is valid under a trusted root, with its intermediate from the signature or from the store", async () => {
    const root = pki.authority("root");
    const middle = pki.authority("middle", { issuer: root });
    const leaf = pki.signer("leaf", { issuer: middle });
    const roots = await trusting({ path: pki.path(root.crt) });
    const full = await check(sign(leaf, "-certfile", middle.crt), { trust: roots });
    expect(full).toMatchObject({ verdict: "valid", trustedAs: "root", signer: { selfMade: false } });
    expect(full.path).toHaveLength(3);
    // Nobody has asked whether it was revoked, and that is always said.
    expect(codes(full)).toContain("revocation-unknown");
    expect(outcome(full, "revocation")).toBe("unknown");

    expect((await check(sign(leaf), { trust: roots })).verdict).toBe("untrusted");
    const both = await trusting({ path: pki.path(root.crt) }, { path: pki.path(middle.crt) });
    expect((await check(sign(leaf), { trust: both })).verdict).toBe("valid");
    const onlyMiddle = await trusting({ path: pki.path(middle.crt) });
    expect((await check(sign(leaf), { trust: onlyMiddle })).verdict).toBe("untrusted");
    const confirmed = await trusting({ path: pki.path(middle.crt), asAuthority: true });
    expect((await check(sign(leaf), { trust: confirmed })).verdict).toBe("valid");
  });

  test.each([
    [
      "another root of the same name",
      "signer-untrusted",
      () => {
        const leaf = pki.signer("twin-leaf", { issuer: pki.authority("twin-a", { subject: "/CN=Twin" }) });
        return { leaf, root: pki.authority("twin-b", { subject: "/CN=Twin" }) };
      },
    ],
    [
      "an issuer that is no authority",
      "certificate-path-wrong",
      () => {
        const root = pki.authority("no-ca-root");
        const end = pki.signer("no-ca-end", { issuer: root });
        return { root, middle: end, leaf: pki.signer("no-ca-leaf", { issuer: end }) };
      },
    ],
    [
      "an issuer of the same name with another key",
      "signer-untrusted",
      () => {
        const root = pki.authority("same-root");
        const middle = pki.authority("same-middle", { issuer: root });
        const impostor = pki.authority("same-impostor", {
          issuer: root,
          subject: "/C=VN/O=Thử nghiệm/CN=same-middle",
        });
        return { root, middle, leaf: pki.signer("same-leaf", { issuer: impostor }) };
      },
    ],
    [
      "a path longer than its root allows",
      "certificate-path-wrong",
      () => {
        const root = pki.authority("short-root", {
          extensions: ["basicConstraints=critical,CA:TRUE,pathlen:0", "keyUsage=critical,keyCertSign"],
        });
        const middle = pki.authority("short-middle", { issuer: root });
        return { root, middle, leaf: pki.signer("short-leaf", { issuer: middle }) };
      },
    ],
    [
      "an authority that may not issue",
      "certificate-path-wrong",
      () => {
        const root = pki.authority("crl-root", {
          extensions: ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,cRLSign"],
        });
        return { root, leaf: pki.signer("crl-leaf", { issuer: root }) };
      },
    ],
    [
      "a key that may not sign documents",
      "certificate-path-wrong",
      () => {
        const root = pki.authority("usage-root");
        return {
          root,
          leaf: pki.signer("usage-leaf", { issuer: root, extensions: ["keyUsage=critical,keyAgreement"] }),
        };
      },
    ],
    [
      "a key for time stamps only",
      "certificate-path-wrong",
      () => {
        const root = pki.authority("tsa-root");
        const extensions = ["keyUsage=digitalSignature", "extendedKeyUsage=critical,timeStamping"];
        return { root, leaf: pki.signer("tsa-leaf", { issuer: root, extensions }) };
      },
    ],
    [
      "a critical extension that nobody knows",
      "certificate-path-wrong",
      () => {
        const root = pki.authority("odd-root");
        const extensions = ["keyUsage=digitalSignature", "1.2.3.4=critical,ASN1:NULL"];
        return { root, leaf: pki.signer("odd-leaf", { issuer: root, extensions }) };
      },
    ],
    ...(
      [
        ["name constraints", "nameConstraints=permitted;dirName:permitted"],
        ["critical name constraints", "nameConstraints=critical,permitted;dirName:permitted"],
        ["policy constraints", "policyConstraints=requireExplicitPolicy:0"],
        ["a limit to any policy", "inhibitAnyPolicy=0"],
        ["a policy that must be understood", "certificatePolicies=critical,1.2.3.4"],
      ] as const
    ).map(([what, line]): [string, string, () => { root: PkiSigner; middle: PkiSigner; leaf: PkiSigner }] => [
      `${what} in the authority above, which nobody evaluates`,
      "certificate-path-wrong",
      () => {
        const root = pki.authority("limits-root");
        const section = ["[permitted]", "C=VN"];
        const limits = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign", line];
        const middle = pki.authority("limits-middle", { issuer: root, extensions: [...limits, ...section] });
        return { root, middle, leaf: pki.signer("limits-leaf", { issuer: middle }) };
      },
    ]),
    [
      "a certificate signed with SHA-1",
      "certificate-path-wrong",
      () => {
        const root = pki.authority("sha1-root");
        return { root, leaf: pki.signer("sha1-leaf", { issuer: root, digest: "sha1" }) };
      },
    ],
    [
      "an expired authority",
      "certificate-expired",
      () => {
        const root = pki.authority("old-root", { notAfter: "20250601000000Z" });
        return { root, leaf: pki.signer("old-leaf", { issuer: root }) };
      },
    ],
    [
      "a certificate of tomorrow",
      "certificate-not-yet-valid",
      () => {
        const root = pki.authority("young-root");
        return { root, leaf: pki.signer("young-leaf", { issuer: root, notBefore: "20300101000000Z" }) };
      },
    ],
  ] as [string, string, () => { root: PkiSigner; middle?: PkiSigner; leaf: PkiSigner }][])(
    "is not valid: %s",
    async (_, code, make) => {
      const { root, middle, leaf } = make();
      const trust = await trusting({ path: pki.path(root.crt) });
      const result = await check(sign(leaf, ...(middle ? ["-certfile", middle.crt] : [])), { trust });
      expect(result.verdict).not.toBe("valid");
      expect(codes(result).filter((one) => one !== "revocation-unknown")).toContain(code);
    },
  );
});

describe("findings that are only said", () => {
  test.each([
    ["local-time", "2025-07-02T08:59:00Z"],
    ["future", "2025-08-02T02:00:00Z"],
  ])("a signing time ahead of the clock: %s", async (problem, time) => {
    const p7s = await signBytes(content, own, new Date(time));
    const result = await check(p7s, { expectedFingerprint: own.certificate.fingerprint });
    expect(result.verdict).toBe("valid");
    expect(result.findings).toContainEqual(
      expect.objectContaining({
        code: "signing-time-odd",
        severity: "warning",
        details: expect.objectContaining({ problem }),
      }),
    );
  });

  test("a missing signature is an answer, not an error", async () => {
    expect(await check(null)).toMatchObject({
      verdict: "invalid",
      findings: [{ code: "signature-missing" }],
    });
  });

  test("an expired key signs nothing", async () => {
    await expect(signBytes(content, own, new Date("2040-01-01T00:00:00Z"))).rejects.toMatchObject({
      code: "signer-failed",
    });
  });

  test("a name with control characters is shown escaped", async () => {
    const key = makeKeyPair();
    const odd = memorySigner(key, await makeCertificate(key, { commonName: "A\u001b[2J\u202eB" }, now, 1));
    const result = await check(await signBytes(content, odd, now));
    expect(result.signer?.commonName).toBe("A\\u{1b}[2J\\u{202e}B");
  });
});
