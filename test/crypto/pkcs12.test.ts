import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCertificate, makeKeyPair } from "../../src/crypto/certificate-make.js";
import { type DerNode, readDer, tags } from "../../src/crypto/der.js";
import { openPkcs12, Pkcs12Error } from "../../src/crypto/pkcs12-read.js";
import { ordinaryRounds, writePkcs12 } from "../../src/crypto/pkcs12-write.js";
import { der } from "../support/der-edit.js";
import { openssl, Pki, tryOpenssl } from "../support/pki.js";

const now = new Date("2025-06-28T02:00:00Z");
const passphrase = "mật khẩu của Uỷ ban";
let pki: Pki;
beforeAll(() => {
  pki = new Pki();
});
afterAll(() => pki.remove());

async function ours(rounds: number, secret = passphrase) {
  const privateKey = makeKeyPair();
  const certificate = await makeCertificate(privateKey, { commonName: "Hồng Gai" }, now, 10);
  const content = { privateKey, certificate, chain: [], friendlyName: "hong-gai" };
  return { certificate, bytes: await writePkcs12(content, secret, rounds) };
}

describe("files that we write", () => {
  test("open with OpenSSL, which sees the algorithms and rounds that we promise", async () => {
    const { bytes, certificate } = await ours(ordinaryRounds);
    pki.write("ours.p12", bytes);
    pki.write("pass.txt", `${passphrase}\n`);
    const command = ["pkcs12", "-info", "-in", "ours.p12", "-passin", "file:pass.txt", "-noenc"];
    const { ok, says } = tryOpenssl(pki.folder, ...command);
    expect(says).toContain("MAC: sha256, Iteration 600000");
    expect(says).toContain("PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256");
    expect(ok).toBe(true);
    const pem = openssl(pki.folder, ...command).toString();
    pki.write("ours.pem", pem);
    const der = openssl(pki.folder, "x509", "-in", "ours.pem", "-outform", "DER");
    expect(der.equals(certificate.raw)).toBe(true);
    expect((await openPkcs12(bytes, passphrase)).certificate.fingerprint).toBe(certificate.fingerprint);
  });

  test("open with the passphrase in another Unicode form, and not with another passphrase", async () => {
    const { bytes } = await ours(1000);
    expect((await openPkcs12(bytes, passphrase.normalize("NFD"))).privateKey.type).toBe("private");
    await expect(openPkcs12(bytes, "mat khau cua Uy ban")).rejects.toMatchObject({ problem: "passphrase" });
  });

  test("damaged anywhere, end in a typed error and never in another key", async () => {
    const { bytes, certificate } = await ours(10);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at]! ^= change;
        try {
          const opened = await openPkcs12(damaged, passphrase);
          // A byte that nothing rests on, such as the friendly name of an unauthenticated field: same key all the same.
          expect(opened.certificate.fingerprint).toBe(certificate.fingerprint);
        } catch (error) {
          expect(error).toBeInstanceOf(Pkcs12Error);
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** The same in BER: every length of a constructed element indefinite, every long octet string in two pieces. */
function berOf(bytes: Uint8Array): Uint8Array {
  const walk = (node: DerNode): Uint8Array => {
    const end = Uint8Array.of(0, 0);
    if (node.children.length > 0) {
      return Buffer.concat([Uint8Array.of(node.tag, 0x80), ...node.children.map(walk), end]);
    }
    const { content, tag } = node;
    if ((tag !== tags.octetString && tag !== 0x80) || content.length < 40) return node.raw;
    const pieces = [content.subarray(0, 17), content.subarray(17)].map((one) => der(tags.octetString, one));
    return Buffer.concat([Uint8Array.of(tag | 0x20, 0x80), ...pieces, end]);
  };
  return new Uint8Array(walk(readDer(bytes)));
}

describe("files in BER", () => {
  test("open like the same files in DER", async () => {
    const leaf = pki.signer("ber-leaf");
    pki.openssl(
      ...["pkcs12", "-export", "-in", leaf.crt, "-inkey", leaf.key, "-out", "ber.p12", "-passout", "pass:x"],
    );
    const plain = pki.read("ber.p12");
    const loose = berOf(plain);
    expect(loose.length).not.toBe(plain.length);
    expect((await openPkcs12(loose, "x")).certificate.subject.commonName).toBe("ber-leaf");
  });
});

// Where a Java runtime is there it judges; where there is none, OpenSSL is judge enough.
describe.skipIf(spawnSync("keytool", ["-help"]).error !== undefined)("Java's keytool", () => {
  const keytool = (...argv: string[]) =>
    spawnSync("keytool", argv, { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } });

  test.each([
    ["EC", ["-groupname", "secp256r1"], []],
    ["RSA", ["-keysize", "3072"], []],
    ["EC", ["-groupname", "secp256r1"], ["-J-Dkeystore.pkcs12.legacy"]],
  ])("writes %s keys %j %j that open here", async (kind, strength, form) => {
    const file = pki.path(`java-${kind}-${form.length}.p12`);
    const words = [
      "-genkeypair",
      "-keyalg",
      kind,
      "-alias",
      "k",
      "-dname",
      "CN=Java",
      "-storetype",
      "PKCS12",
    ];
    const store = ["-keystore", file, "-storepass", "mat-khau-java"];
    expect(keytool(...form, ...words, ...strength, ...store).status).toBe(0);
    const opened = await openPkcs12(readFileSync(file), "mat-khau-java");
    expect(opened.certificate.subject.commonName).toBe("Java");
    await expect(openPkcs12(readFileSync(file), "mat-khau-khac")).rejects.toMatchObject({
      problem: "passphrase",
    });
  });

  test("reads the files that we write, and signs a request with the key in them", async () => {
    const secret = "mot mat khau dai";
    const { certificate, bytes } = await ours(1000, secret);
    const store = ["-keystore", pki.write("ours-java.p12", bytes), "-storepass", secret];
    const listed = keytool("-list", "-v", ...store).stdout;
    expect(listed.replaceAll(":", "").toLowerCase()).toContain(certificate.fingerprint);
    const request = keytool("-certreq", "-alias", "hong-gai", ...store);
    expect(request.stdout).toContain("BEGIN NEW CERTIFICATE REQUEST");
  });

  test("writes no file under a passphrase with Vietnamese letters: it refuses them itself", () => {
    const words = [
      "-genkeypair",
      "-keyalg",
      "EC",
      "-alias",
      "k",
      "-dname",
      "CN=Java",
      "-storetype",
      "PKCS12",
    ];
    const store = ["-keystore", pki.path("java-vi.p12"), "-storepass:file", pki.write("vi.txt", passphrase)];
    const { status, stdout } = keytool(...words, ...store);
    expect(status).toBe(1);
    expect(stdout).toContain("Password is not ASCII");
  });
});

describe("files that OpenSSL writes", () => {
  test.each([
    ["modern, ASCII passphrase", [], "mat khau"],
    ["RC2-40 and 3DES, ASCII passphrase", ["-legacy"], "mat khau"],
    ["modern", []],
    ["modern with SHA-512 and many rounds", ["-macalg", "sha512", "-iter", "20000"]],
    ["AES-128", ["-keypbe", "AES-128-CBC", "-certpbe", "AES-128-CBC"]],
    ["RC2-40 and 3DES, as old OpenSSL did", ["-legacy"]],
    ["RC2-128", ["-legacy", "-keypbe", "PBE-SHA1-RC2-128", "-certpbe", "PBE-SHA1-RC2-128"]],
    ["RC2-40 for the key, too", ["-legacy", "-keypbe", "PBE-SHA1-RC2-40", "-certpbe", "PBE-SHA1-RC2-40"]],
    ["3DES", ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"]],
  ] as [string, string[], string?][])(
    "open, with a Vietnamese passphrase unless another is named: %s",
    async (_, flags, secret = passphrase) => {
      const root = pki.authority("p12-root");
      const leaf = pki.signer("p12-leaf", { issuer: root, kind: "rsa" });
      pki.write("pass.txt", `${secret}\n`);
      openssl(
        pki.folder,
        ...["pkcs12", "-export", "-in", leaf.crt, "-inkey", leaf.key, "-certfile", root.crt],
        ...["-out", "theirs.p12", "-passout", "file:pass.txt", ...flags],
      );
      const opened = await openPkcs12(pki.read("theirs.p12"), secret);
      expect(opened.certificate.subject.commonName).toBe("p12-leaf");
      expect(opened.chain.map((one) => one.subject.commonName)).toEqual(["p12-root"]);
    },
  );

  test("are refused before any work when they ask for too many rounds", async () => {
    const leaf = pki.signer("bomb");
    const [mac, ...command] = ["2048", "pkcs12", "-export", "-in", leaf.crt, "-inkey", leaf.key];
    openssl(pki.folder, ...command, "-out", "bomb.p12", "-passout", "pass:x", "-iter", mac!);
    const bytes = Buffer.from(pki.read("bomb.p12"));
    // INTEGER 2048 as the iteration count of the MAC, at the very end; grown into 2³¹−1 with all lengths kept right.
    expect(bytes.subarray(-4).toString("hex")).toBe("02020800");
    const grown = Buffer.concat([bytes.subarray(0, -4), Buffer.from("02047fffffff", "hex")]);
    grown.writeUInt16BE(grown.readUInt16BE(2) + 2, 2);
    const macData = grown.lastIndexOf(Buffer.from("30413031", "hex"));
    expect(macData).toBeGreaterThan(0);
    grown[macData + 1]! += 2;
    await expect(openPkcs12(grown, "x")).rejects.toMatchObject({ problem: "too-many-rounds" });
  });
});
