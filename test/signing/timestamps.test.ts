import { createPrivateKey, randomBytes, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findPath } from "../../src/crypto/certificate-path.js";
import { readCertificate } from "../../src/crypto/certificates.js";
import { readRevocationList } from "../../src/crypto/revocation-list.js";
import { memorySigner } from "../../src/crypto/signing-key.js";
import {
  checkToken,
  signatureOctets,
  TimestampError,
  tokenOfResponse,
} from "../../src/crypto/timestamp-token.js";
import {
  askForTimestamp,
  checkSignature,
  emptyTrust,
  signBytes,
  type TrustedCertificate,
  type TrustStore,
  takeTimestamp,
} from "../../src/signing/index.js";
import { der, edited, elementAt } from "../support/der-edit.js";
import { onlyCaseDiffers } from "../support/only-case.js";
import { Pki, type PkiSigner } from "../support/pki.js";

const content = new TextEncoder().encode("bản kê\n");
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const yearLater = new Date(now.getTime() + 365 * 86_400_000);

let pki: Pki;
let root: PkiSigner;
let tsa: PkiSigner;
let person: PkiSigner;
let p7s: Uint8Array;
const asText = (time: Date): string => time.toISOString().replace(/[-:T]/g, "").slice(0, 14);

async function signed(by: PkiSigner, over = content): Promise<Uint8Array> {
  const key = createPrivateKey(Buffer.from(pki.read(by.key)));
  return signBytes(over, memorySigner(key, readCertificate(by.der)), now);
}

beforeAll(async () => {
  pki = new Pki();
  root = pki.authority("Gốc");
  tsa = pki.signer("TSA", { issuer: root, extensions: Pki.stamping });
  const notAfter = `${asText(new Date(now.getTime() + 30 * 86_400_000))}Z`;
  person = pki.signer("Người ký", { issuer: root, notAfter });
  p7s = await signed(person);
});
afterAll(() => pki.remove());

function trusting(...signers: PkiSigner[]): TrustStore {
  const entries = signers.map((signer): TrustedCertificate => {
    const certificate = readCertificate(signer.der);
    const kind = certificate.basicConstraints?.ca ? "authority" : "signer";
    const rest = { group: null, confirmedBy: null, paper: null, retiredAt: null };
    const sha256 = certificate.fingerprint;
    const addedAt = "2025-01-01T00:00:00Z";
    return { ...rest, sha256, file: `${sha256}.crt`, kind, label: signer.name, addedAt, certificate };
  });
  return { entries, lists: [] };
}

function stamped(authority = tsa, trust = trusting(root), over = p7s) {
  const question = askForTimestamp(over, randomBytes(16));
  return takeTimestamp(over, question, pki.stamp(authority, question), trust, now);
}

/** A token that names another certificate over the same key, signed again with that key. */
function renamed(token: Uint8Array, from: PkiSigner, to: PkiSigner): Uint8Array {
  const [before, after] = [from, to].map(({ der: raw }) => readCertificate(raw));
  const replace = (bytes: Uint8Array, old: Uint8Array, by: Uint8Array): Uint8Array =>
    new Uint8Array(Buffer.from(Buffer.from(bytes).toString("hex").replaceAll(hex(old), hex(by)), "hex"));
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
  const printOf = (certificate: typeof before) => Buffer.from(certificate!.fingerprint, "hex");
  const signedData = [1, 0];
  const signer = [...signedData, 4, 0];
  const other = edited(token, [...signedData, 3], () => der(0xa0, to.der));
  const serial = (certificate: typeof before) => der(0x02, certificate!.serial);
  const renumbered = edited(other, signer, ({ raw }) =>
    replace(replace(raw, printOf(before), printOf(after)), serial(before), serial(after)),
  );
  const attributes = elementAt(renumbered, [...signer, 3]).children.map(({ raw }) => raw);
  const set = der(0x31, ...attributes.sort((a, b) => Buffer.compare(a, b)));
  const signature = sign("sha256", set, createPrivateKey(Buffer.from(pki.read(to.key))));
  const sorted = edited(renumbered, [...signer, 3], () => der(0xa0, ...attributes));
  return edited(sorted, [...signer, 5], () => der(0x04, new Uint8Array(signature)));
}

const check = (bytes: Uint8Array, at: Date, trust = trusting(root)) =>
  checkSignature({ p7s: bytes, content, trust, now: at, place: {} });
const codes = async (bytes: Uint8Array, at: Date, trust?: TrustStore) =>
  (await check(bytes, at, trust)).findings.map(({ code }) => code);

describe("a time stamp of an authority that is trusted", () => {
  test("is put in without changing what is signed; OpenSSL takes token and signature", async () => {
    const { p7s: with_, stamp } = stamped();
    expect(stamp).toMatchObject({ trusted: true, authority: expect.stringContaining("TSA") });
    expect(pki.judge(with_, content, root.der).ok).toBe(true);
    pki.write("octets.bin", signatureOctets(with_));
    const words = ["ts", "-verify", "-data", "octets.bin", "-in", "answer.tsr", "-CAfile", root.crt];
    expect(String(pki.openssl(...words, "-untrusted", tsa.crt))).toContain("Verification: OK");
    const asked = ["ts", "-verify", "-queryfile", "question.tsq", "-in", "answer.tsr", "-CAfile", root.crt];
    expect(String(pki.openssl(...asked, "-untrusted", tsa.crt))).toContain("Verification: OK");
  });

  test("keeps a signature valid after its certificate has expired", async () => {
    expect((await check(p7s, yearLater)).verdict).toBe("untrusted");
    const { p7s: with_ } = stamped();
    const result = await check(with_, yearLater);
    expect(result).toMatchObject({ verdict: "valid", stamps: [{ trusted: true }] });
    expect(result.steps.find(({ step }) => step === "timestamp")).toMatchObject({ outcome: "passed" });
  });

  test("tells a revocation after it from one before it", async () => {
    const { p7s: with_ } = stamped();
    const serial = String(pki.openssl("x509", "-in", person.crt, "-noout", "-serial"))
      .trim()
      .split("=")[1]!;
    const dates = { from: `${asText(now)}Z`, until: `${asText(new Date(now.getTime() + 40 * 86_400_000))}Z` };
    const listAt = (time: Date) => {
      const at = `${asText(time).slice(2)}Z`;
      const list = readRevocationList(
        pki.revocationList(root, [{ serial, at, reason: "cessationOfOperation" }], dates),
      );
      return { ...trusting(root), lists: [list as TrustStore["lists"][number]] };
    };
    const soon = new Date(now.getTime() + 2 * 86_400_000);
    const later = await check(with_, soon, listAt(new Date(now.getTime() + 86_400_000)));
    expect(later.verdict).toBe("valid");
    expect(later.findings.map(({ code }) => code)).toContain("certificate-revoked-later");
    const before = listAt(new Date(now.getTime() - 86_400_000));
    expect(await check(with_, soon, before)).toMatchObject({ verdict: "invalid" });
    const unstamped = await check(p7s, soon, listAt(new Date(now.getTime() + 86_400_000)));
    expect(unstamped.verdict).toBe("invalid");
  });
});

describe("a time stamp that proves nothing", () => {
  test("of a stranger is named, and time stays now", async () => {
    const stranger = pki.signer("Lạ", { extensions: Pki.stamping });
    const { p7s: with_, stamp } = stamped(stranger);
    expect(stamp.trusted).toBe(false);
    expect(await codes(with_, now)).toContain("timestamp-untrusted");
    expect((await check(with_, yearLater)).verdict).toBe("untrusted");
  });

  test("of another signature is refused, also when somebody puts it in by hand", async () => {
    const other = await signed(person, new TextEncoder().encode("khác\n"));
    const question = askForTimestamp(other, randomBytes(16));
    const answer = pki.stamp(tsa, question);
    expect(() => takeTimestamp(p7s, question, answer, trusting(root), now)).toThrow(/imprint-differs/);
    const { p7s: moved } = takeTimestamp(other, question, answer, trusting(root), now);
    const token = pki.tokenOf(moved);
    const swapped = pki.withToken(p7s, token);
    expect(await codes(swapped, now)).toContain("timestamp-wrong");
    expect((await check(swapped, yearLater)).verdict).toBe("untrusted");
  });

  test("that answers another question is refused", () => {
    const answer = pki.stamp(tsa, askForTimestamp(p7s, randomBytes(16)));
    const mine = askForTimestamp(p7s, randomBytes(16));
    expect(() => takeTimestamp(p7s, mine, answer, trusting(root), now)).toThrow(/nonce-differs/);
  });

  test.each([
    ["without extKeyUsage", ["keyUsage=critical,digitalSignature"]],
    ["with other usages too", ["extendedKeyUsage=critical,timeStamping,emailProtection"]],
    ["with a usage that is not critical", ["extendedKeyUsage=timeStamping"]],
  ])("of a certificate %s is refused", (_, extensions) => {
    const odd = pki.signer("odd", { issuer: root, extensions });
    const twin = pki.reissued(odd, root, Pki.stamping);
    const anchors = [readCertificate(root.der)];
    const path = (leaf: PkiSigner) =>
      findPath({
        leaf: readCertificate(leaf.der),
        intermediates: [],
        anchors,
        at: yearLater,
        purpose: "timestamps",
      });
    expect(path(twin).ok).toBe(true);
    expect(path(odd)).toMatchObject({ ok: false, fault: { problem: "usage-forbids-signing" } });
  });

  test.each([
    ["critical", ["keyUsage=critical,digitalSignature", "extendedKeyUsage=timeStamping"]],
    ["alone", ["extendedKeyUsage=critical,timeStamping,emailProtection"]],
    ["there", ["keyUsage=critical,digitalSignature"]],
  ])(
    "by a certificate whose usage for time stamps is not %s is refused, in a token that holds otherwise",
    async (_, extensions) => {
      const odd = pki.signer("odd-tsa", { issuer: root, extensions });
      // openssl makes no such token: one by the same key under a good certificate is made to name the other, and signed anew.
      const good = pki.reissued(odd, root, Pki.stamping);
      const question = askForTimestamp(p7s, randomBytes(16));
      const token = renamed(tokenOfResponse(pki.stamp(good, question)), good, odd);
      const { certificate } = checkToken(token, signatureOctets(p7s), []);
      expect(certificate.fingerprint).toBe(readCertificate(odd.der).fingerprint);
      const swapped = pki.withToken(p7s, token);
      expect(await check(swapped, now)).toMatchObject({ stamps: [{ trusted: false }], stampedAt: null });
      expect((await check(swapped, now, trusting(root, odd))).stampedAt).toBeNull();
      expect(await codes(swapped, now)).toContain("timestamp-untrusted");
      const answer = pki.read("answer.tsr");
      const status = elementAt(answer, [0]).raw;
      expect(() => takeTimestamp(p7s, question, der(0x30, status, token), trusting(root), now)).toThrow(
        /certificate-unsuitable/,
      );
    },
  );

  test("of a moment ahead of this computer's clock proves nothing", async () => {
    const { p7s: with_ } = stamped();
    const yesterday = new Date(now.getTime() - 86_400_000);
    expect((await check(with_, yesterday)).stampedAt).toBeNull();
  });

  test("does not hide another that is trusted, and the earliest trusted one counts", async () => {
    const stranger = pki.signer("Lạ hai", { extensions: Pki.stamping });
    const first = stamped(stranger).p7s;
    const both = stamped(tsa, trusting(root), first).p7s;
    const result = await check(both, yearLater);
    expect(result.verdict).toBe("valid");
    expect(result.stamps.map(({ trusted }) => trusted).sort()).toEqual([false, true]);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const third = stamped(tsa, trusting(root), both).p7s;
    const again = await check(third, yearLater);
    expect(again.stamps).toHaveLength(3);
    expect(again.stampedAt).toBe(result.stampedAt);
  });

  test("is remarked upon when the signer declares a time of more than a minute after it", async () => {
    const key = createPrivateKey(Buffer.from(pki.read(person.key)));
    const signer = memorySigner(key, readCertificate(person.der));
    for (const [minutes, problem] of [
      [2, "after-timestamp"],
      [7 * 60, "local-time"],
    ] as const) {
      const declared = new Date(now.getTime() + minutes * 60_000);
      const ahead = await signBytes(content, signer, declared);
      const { p7s: with_ } = stamped(tsa, trusting(root), ahead);
      const { findings } = await check(with_, new Date(now.getTime() + 8 * 3_600_000));
      expect(findings).toContainEqual(
        expect.objectContaining({
          code: "signing-time-odd",
          severity: "warning",
          details: expect.objectContaining({ problem }),
        }),
      );
    }
  });

  test("damaged anywhere is refused with a typed error", () => {
    const answer = pki.stamp(tsa, askForTimestamp(p7s, randomBytes(16)));
    const token = tokenOfResponse(answer);
    const octets = signatureOctets(p7s);
    const { time, certificate } = checkToken(token, octets, []);
    for (let at = 0; at < token.length; at += 1) {
      const damaged = Uint8Array.from(token);
      damaged[at]! ^= 1 << (at % 8);
      try {
        // Nothing signed says in which case the issuer's name is spelled beside the signature.
        expect(checkToken(damaged, octets, []), `byte ${at}`).toMatchObject({
          time,
          certificate: { fingerprint: certificate.fingerprint },
        });
        expect(onlyCaseDiffers(damaged, token, at), `byte ${at}`).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(TimestampError);
      }
    }
  });

  test("is never trusted where nothing is", async () => {
    const { p7s: with_ } = stamped(tsa, emptyTrust);
    expect(await codes(with_, now, emptyTrust)).toEqual(
      expect.arrayContaining(["signer-untrusted", "timestamp-untrusted"]),
    );
  });
});
