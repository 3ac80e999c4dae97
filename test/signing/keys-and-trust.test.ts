import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  addTrust,
  createKey,
  exportCertificate,
  listKeys,
  loadTrust,
  openKey,
  readTrustCandidate,
  retireTrust,
  signBytes,
} from "../../src/signing/index.js";
import { sandbox } from "../support/sandbox.js";

const now = new Date("2025-06-28T02:00:00Z");
const aKey = { name: "ủy ban", commonName: "Uỷ ban Kiểm tra", passphrase: "mật khẩu dài", rounds: 1000 };

describe("named keys", () => {
  test("are made, listed without a passphrase, exported and opened", async () => {
    const folder = join(sandbox(), "keys");
    expect(await listKeys(folder, now)).toEqual([]);
    const made = await createKey(folder, aKey, now);
    expect(made).toMatchObject({
      name: "ủy ban",
      commonName: "Uỷ ban Kiểm tra",
      selfMade: true,
      state: "valid",
    });
    expect(await listKeys(folder, now)).toEqual([made]);
    expect((await listKeys(folder, new Date("2036-01-01T00:00:00Z")))[0]?.state).toBe("expired");
    const { pem } = await exportCertificate(folder, "ủy ban", now);
    expect(pem).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    const signer = await openKey(folder, "ủy ban".normalize("NFD"), "mật khẩu dài");
    expect(signer.certificate.fingerprint).toBe(made.fingerprint);
    expect((await signBytes(new Uint8Array(), signer, now)).length).toBeGreaterThan(500);
  });

  test("keep the private half to their owner", async () => {
    const folder = join(sandbox(), "keys");
    await createKey(folder, aKey, now);
    expect(statSync(join(folder, "ủy ban.p12")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, "ủy ban.crt"), "utf8")).not.toContain("PRIVATE");
  });

  test("say what is wrong with a name, a passphrase or a file", async () => {
    const folder = join(sandbox(), "keys");
    await createKey(folder, aKey, now);
    for (const name of ["../x", "a/b", "", ".hidden", "con", "a\u0000b"]) {
      await expect(createKey(folder, { ...aKey, name }, now)).rejects.toMatchObject({
        code: "key-name-malformed",
      });
    }
    await expect(createKey(folder, aKey, now)).rejects.toMatchObject({ code: "key-exists" });
    await expect(createKey(folder, { ...aKey, name: "b", passphrase: "ngắn" }, now)).rejects.toMatchObject({
      code: "passphrase-too-short",
    });
    await expect(openKey(folder, "ủy ban", "sai mật khẩu")).rejects.toMatchObject({
      code: "passphrase-wrong",
    });
    await expect(openKey(folder, "khác", "x")).rejects.toMatchObject({
      code: "key-not-found",
      details: { known: ["ủy ban"] },
    });
    writeFileSync(join(folder, "ủy ban.p12"), "not a key");
    await expect(openKey(folder, "ủy ban", "x")).rejects.toMatchObject({ code: "key-damaged" });
    expect(readdirSync(folder).sort()).toEqual(["ủy ban.crt", "ủy ban.p12"]);
  });
});

describe("the trust store", () => {
  async function candidate() {
    const keys = sandbox();
    await createKey(keys, aKey, now);
    return readTrustCandidate(join(keys, "ủy ban.crt"));
  }

  test("takes a certificate only under its own fingerprint, whole or by both ends", async () => {
    const folder = join(sandbox(), "trust");
    const one = await candidate();
    const wrong = { code: "fingerprint-differs" };
    await expect(addTrust(folder, one, { fingerprint: "0".repeat(64) }, {}, now)).rejects.toMatchObject(
      wrong,
    );
    const first = one.fingerprint.slice(0, 8);
    await expect(addTrust(folder, one, { first, last: "00000000" }, {}, now)).rejects.toMatchObject(wrong);
    await expect(addTrust(folder, one, { fingerprint: "abc" }, {}, now)).rejects.toMatchObject({
      code: "fingerprint-malformed",
    });
    expect((await loadTrust(folder)).entries).toEqual([]);

    const last = `${one.fingerprint.slice(-8, -4)} ${one.fingerprint.slice(-4)}`.toUpperCase();
    const details = {
      label: "Hồng Gai",
      confirmedBy: "Nguyễn Văn A",
      paper: "Biên bản 01/BB",
      group: "Quảng Ninh",
    };
    const entry = await addTrust(folder, one, { first, last }, details, now);
    expect(entry).toMatchObject({
      kind: "signer",
      ...details,
      addedAt: "2025-06-28T02:00:00Z",
      retiredAt: null,
    });
    expect((await loadTrust(folder)).entries).toMatchObject([entry]);
    await expect(addTrust(folder, one, { first, last }, {}, now)).rejects.toMatchObject({
      code: "trust-entry-exists",
    });
  });

  test("retires an entry and keeps it; the same certificate can be trusted anew", async () => {
    const folder = join(sandbox(), "trust");
    const one = await candidate();
    const { fingerprint } = one;
    await addTrust(folder, one, { fingerprint }, {}, now);
    await expect(retireTrust(folder, "Khác", now)).rejects.toMatchObject({ code: "trust-entry-not-found" });
    const later = new Date("2025-07-01T00:00:00Z");
    await retireTrust(folder, fingerprint.slice(0, 8), later);
    expect((await loadTrust(folder)).entries).toMatchObject([{ retiredAt: "2025-07-01T00:00:00Z" }]);
    await addTrust(folder, one, { fingerprint }, {}, later);
    expect((await loadTrust(folder)).entries).toHaveLength(2);
  });

  test("notices a certificate or an index that somebody has changed", async () => {
    const folder = join(sandbox(), "trust");
    const one = await candidate();
    const other = await candidate();
    const entry = await addTrust(folder, one, { fingerprint: one.fingerprint }, {}, now);
    writeFileSync(join(folder, entry.file), other.certificate.raw);
    const damaged = { code: "trust-store-damaged" };
    await expect(loadTrust(folder)).rejects.toMatchObject({
      ...damaged,
      details: { reason: "certificate-differs" },
    });
    const index = readFileSync(join(folder, "index.json"), "utf8");
    writeFileSync(join(folder, "index.json"), index.replace(`${entry.sha256}.crt`, "../../etc/passwd"));
    await expect(loadTrust(folder)).rejects.toMatchObject({
      ...damaged,
      details: { reason: "not-readable" },
    });
  });
});
