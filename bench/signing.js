// Big revocation lists: from the file to the answer about one certificate, beside OpenSSL on the same list. Also signatures checked a second.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeCertificate, makeKeyPair } from "../dist/crypto/certificate-make.js";
import { memorySigner } from "../dist/crypto/signing-key.js";
import { checkSignature, emptyTrust, signBytes } from "../dist/signing/index.js";
import { compare, has, table } from "./measure.js";

const reader = fileURLToPath(new URL("./read-revocation-list.js", import.meta.url));

/** @param {string[]} args  @param {(line: string) => void} print */
export async function run(args, print) {
  if (has("openssl")) bigLists(args.includes("--full") ? [50_000, 200_000] : [50_000], print);
  else print("openssl is not here: no revocation lists");
  await signatures(print);
}

/** @param {number[]} sizes  @param {(line: string) => void} print */
function bigLists(sizes, print) {
  const folder = mkdtempSync(join(tmpdir(), "bangiao-bench-"));
  try {
    const openssl = (/** @type {string[]} */ ...words) => {
      const { status, stderr } = spawnSync("openssl", words, { cwd: folder });
      if (status !== 0) throw new Error(String(stderr));
    };
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key"];
    openssl("req", "-x509", ...key, "-out", "ca.crt", "-subj", "/CN=bench", "-days", "3650");
    writeFileSync(join(folder, "ca.cnf"), "[ca]\ndefault_ca=d\n[d]\ndatabase=ca.db\ncrlnumber=ca.num\n");
    for (const size of sizes) {
      const lines = Array.from(
        { length: size },
        (_, at) =>
          `R\t350101000000Z\t250601120000Z,superseded\t${(0x100000 + at).toString(16).toUpperCase()}\tunknown\t/CN=x\n`,
      );
      writeFileSync(join(folder, "ca.db"), lines.join(""));
      writeFileSync(join(folder, "ca.num"), "01\n");
      const made = ["-cert", "ca.crt", "-keyfile", "ca.key", "-md", "sha256", "-crldays", "30"];
      openssl("ca", "-gencrl", "-config", "ca.cnf", ...made, "-out", "list.pem");
      openssl("crl", "-in", "list.pem", "-outform", "DER", "-out", "list.crl");
      const bytes = readFileSync(join(folder, "list.crl")).length;
      print(
        `a list of ${size} entries, ${(bytes / 1e6).toFixed(1)} MB: read, its signature checked, its last entry found`,
      );
      const last = (0x100000 + size - 1).toString(16);
      const best = compare([
        {
          name: "bangiao",
          argv: [process.execPath, reader, "list.crl", "ca.crt", last],
          options: { cwd: folder },
        },
        { name: "node, nothing read", argv: [process.execPath, "-e", "0"], options: { cwd: folder } },
        {
          name: "openssl crl -text",
          argv: [
            "openssl",
            "crl",
            "-inform",
            "DER",
            "-in",
            "list.crl",
            "-CAfile",
            "ca.crt",
            "-text",
            "-noout",
          ],
          options: { cwd: folder },
        },
      ]);
      table(best, "bangiao", print, "at most 2 s for 50,000 entries");
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {(line: string) => void} print */
async function signatures(print) {
  const now = new Date();
  const content = Buffer.from("bản kê\n".repeat(1000));
  const key = makeKeyPair();
  const signer = memorySigner(key, await makeCertificate(key, { commonName: "bench" }, now, 10));
  const p7s = await signBytes(content, signer, now);
  const expectedFingerprint = signer.certificate.fingerprint;
  const rounds = 500;
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1)
    await checkSignature({ p7s, content, trust: emptyTrust, expectedFingerprint, now, place: {} });
  const { user, system } = process.cpuUsage(before);
  print(`one signature checked: ${((user + system) / 1000 / rounds).toFixed(2)} ms of processor`);
}
