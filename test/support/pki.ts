import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withToken } from "../../src/crypto/timestamp-token.js";
import { der, edited, elementAt } from "./der-edit.js";

/** Runs openssl in a folder; throws with its own words when it fails. */
export function openssl(folder: string, ...words: string[]): Buffer {
  return execFileSync("openssl", words, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
}

/** Whether openssl succeeds, with what it wrote to stderr. */
export function tryOpenssl(folder: string, ...words: string[]): { ok: boolean; says: string } {
  const run = spawnSync("openssl", words, { cwd: folder, encoding: "utf8" });
  return { ok: run.status === 0, says: run.stderr };
}

export type KeyKind = "ec" | "ec384" | "ec521" | "rsa" | "rsa1024";

export interface PkiSigner {
  name: string;
  /** Paths of key and certificate in PEM, relative to the folder. */
  key: string;
  crt: string;
  der: Uint8Array;
}

export interface SignerOptions {
  kind?: KeyKind;
  issuer?: PkiSigner;
  subject?: string;
  /** Lines of an openssl extension section. */
  extensions?: string[];
  notBefore?: string;
  notAfter?: string;
  digest?: string;
}

const newKey: Record<KeyKind, string[]> = {
  ec: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
  ec384: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
  ec521: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
  rsa: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
  rsa1024: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
};

const authority = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];
const person = ["keyUsage=critical,digitalSignature,nonRepudiation"];

/** A folder with certificates made by openssl: a second implementation that checks ours in both directions. */
export class Pki {
  readonly folder = mkdtempSync(join(tmpdir(), "bangiao-pki-"));
  #serial = 1000;

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  openssl(...words: string[]): Buffer {
    return openssl(this.folder, ...words);
  }

  write(name: string, data: Uint8Array | string): string {
    writeFileSync(this.path(name), data);
    return this.path(name);
  }

  read(name: string): Uint8Array {
    return new Uint8Array(readFileSync(this.path(name)));
  }

  /** A key and a certificate; self-signed without `issuer`. Valid 2025-01-01 to 2035-01-01 unless told otherwise. */
  signer(name: string, options: SignerOptions = {}): PkiSigner {
    const { kind = "ec", issuer } = options;
    openssl(this.folder, "genpkey", ...newKey[kind], "-out", `${name}.key`);
    const subject = options.subject ?? `/C=VN/O=Thử nghiệm/CN=${name}`;
    openssl(
      this.folder,
      ...["req", "-new", "-utf8", "-key", `${name}.key`, "-subj", subject, "-out", `${name}.csr`],
    );
    return this.#issue(
      name,
      options,
      issuer ? ["-cert", issuer.crt, "-keyfile", issuer.key] : ["-selfsign", "-keyfile", `${name}.key`],
    );
  }

  /** A certificate over a request that somebody else made, in PEM. */
  issue(name: string, request: Uint8Array | string, issuer: PkiSigner): PkiSigner {
    this.write(`${name}.csr`, request);
    return this.#issue(name, {}, ["-cert", issuer.crt, "-keyfile", issuer.key]);
  }

  #issue(name: string, options: SignerOptions, by: readonly string[]): PkiSigner {
    const { extensions = person } = options;
    this.write(`${name}.ext`, ["[ext]", "subjectKeyIdentifier=hash", ...extensions, ""].join("\n"));
    this.write(
      `${name}.cnf`,
      [
        "[ca]",
        "default_ca=d",
        "[d]",
        "new_certs_dir=.",
        `database=${name}.db`,
        `serial=${name}.srl`,
        "policy=p",
        "unique_subject=no",
        "string_mask=utf8only",
        "[p]",
        "countryName=optional",
        "organizationName=optional",
        "commonName=supplied",
        "",
      ].join("\n"),
    );
    this.write(`${name}.db`, "");
    this.#serial += 1;
    this.write(`${name}.srl`, `${this.#serial.toString(16).padStart(4, "0")}\n`);
    openssl(
      this.folder,
      ...["ca", "-batch", "-notext", "-preserveDN", "-utf8", "-config", `${name}.cnf`, "-in", `${name}.csr`],
      ...["-out", `${name}.crt`, "-md", options.digest ?? "sha256", "-extfile", `${name}.ext`],
      ...["-extensions", "ext", "-startdate", options.notBefore ?? "20250101000000Z"],
      ...["-enddate", options.notAfter ?? "20350101000000Z", ...by],
    );
    const der = new Uint8Array(openssl(this.folder, "x509", "-in", `${name}.crt`, "-outform", "DER"));
    return { name, key: `${name}.key`, crt: `${name}.crt`, der };
  }

  /** An authority: root without `issuer`. */
  authority(name: string, options: SignerOptions = {}): PkiSigner {
    return this.signer(name, { extensions: authority, ...options });
  }

  /** A signature by `openssl cms -sign`, detached and in DER unless the flags say otherwise. */
  sign(content: Uint8Array | string, signer: PkiSigner, ...flags: string[]): Uint8Array {
    this.write("content.bin", content);
    openssl(
      this.folder,
      ...["cms", "-sign", "-binary", "-in", "content.bin", "-signer", signer.crt, "-inkey", signer.key],
      ...["-outform", "DER", "-out", "out.p7s", "-md", "sha256", ...flags],
    );
    return this.read("out.p7s");
  }

  /**
   * A revocation list by `openssl ca -gencrl`, also left as `list.pem`. Dates of entries are as in a UTCTime; valid 2025-06-20
   * to 2025-07-20 unless told otherwise.
   */
  revocationList(
    issuer: PkiSigner,
    revoked: readonly { serial: string; at: string; reason?: string }[],
    options: { from?: string; until?: string; extensions?: readonly string[] } = {},
  ): Uint8Array {
    const { from = "20250620000000Z", until = "20250720000000Z", extensions = [] } = options;
    const lines = revoked.map(
      ({ serial, at, reason }) =>
        `R\t350101000000Z\t${at}${reason ? `,${reason}` : ""}\t${serial}\tunknown\t/CN=x\n`,
    );
    this.write("list.db", lines.join(""));
    this.write("list.num", "01\n");
    const withNumber = ["crlnumber=list.num", "crl_extensions=e"];
    const section = ["[e]", "authorityKeyIdentifier=keyid:always", ...extensions];
    this.write(
      "list.cnf",
      ["[ca]", "default_ca=d", "[d]", "database=list.db", ...withNumber, ...section, ""].join("\n"),
    );
    openssl(
      this.folder,
      ...[
        "ca",
        "-gencrl",
        "-config",
        "list.cnf",
        "-cert",
        issuer.crt,
        "-keyfile",
        issuer.key,
        "-md",
        "sha256",
      ],
      ...["-crl_lastupdate", from, "-crl_nextupdate", until, "-out", "list.pem"],
    );
    openssl(this.folder, "crl", "-in", "list.pem", "-outform", "DER", "-out", "list.crl");
    return this.read("list.crl");
  }

  /** Certificate extensions of a time-stamping authority. */
  static readonly stamping = ["keyUsage=critical,digitalSignature", "extendedKeyUsage=critical,timeStamping"];

  /** The answer of a time-stamping authority to a question, by `openssl ts`, at the computer's own time. */
  stamp(authority: PkiSigner, question: Uint8Array, chain?: PkiSigner): Uint8Array {
    this.write("question.tsq", question);
    this.write("tsa.num", "01\n");
    this.write(
      "tsa.cnf",
      [
        "[tsa]",
        "default_tsa=t",
        "[t]",
        "serial=tsa.num",
        `signer_cert=${authority.crt}`,
        `signer_key=${authority.key}`,
        "signer_digest=sha256",
        "default_policy=1.2.3.4.1",
        "digests=sha256,sha384,sha512",
        "ess_cert_id_chain=no",
        "ess_cert_id_alg=sha256",
        "accuracy=secs:1",
        "ordering=no",
        "tsa_name=no",
        "",
      ].join("\n"),
    );
    const more = chain ? ["-chain", chain.crt] : [];
    openssl(
      this.folder,
      ...["ts", "-reply", "-config", "tsa.cnf", "-section", "t", "-queryfile", "question.tsq"],
      ...[...more, "-out", "answer.tsr"],
    );
    return this.read("answer.tsr");
  }

  /** The first time stamp of a signature. */
  tokenOf(p7s: Uint8Array): Uint8Array {
    const signer = elementAt(p7s, [1, 0]).children.at(-1)!.children[0]!;
    return signer.children.at(-1)!.children[0]!.children[1]!.children[0]!.raw;
  }

  /** The same signature with any token at all put in. */
  withToken(p7s: Uint8Array, token: Uint8Array): Uint8Array {
    return withToken(p7s, token);
  }

  /** The same key and name under another certificate. */
  reissued(signer: PkiSigner, issuer: PkiSigner, extensions: string[]): PkiSigner {
    this.write("reissued.ext", ["[ext]", ...extensions, ""].join("\n"));
    const name = `${signer.name}-2`;
    openssl(
      this.folder,
      ...["x509", "-req", "-in", `${signer.name}.csr`, "-CA", issuer.crt, "-CAkey", issuer.key],
      ...["-set_serial", "4711", "-days", "3000", "-extfile", "reissued.ext", "-extensions", "ext"],
      ...["-out", `${name}.crt`],
    );
    const der = new Uint8Array(openssl(this.folder, "x509", "-in", `${name}.crt`, "-outform", "DER"));
    return { name, key: signer.key, crt: `${name}.crt`, der };
  }

  /** The same signature with a revocation list inside, which is not signed over. */
  withRevocationList(p7s: Uint8Array, list: Uint8Array): Uint8Array {
    return edited(p7s, [1, 0], (signed) => {
      const parts = signed.children.map(({ raw }) => raw);
      return der(signed.tag, ...parts.slice(0, -1), der(0xa1, list), parts.at(-1)!);
    });
  }

  /** The judge: what every signature of ours must pass. */
  judge(p7s: Uint8Array, content: Uint8Array | string, anchor: Uint8Array): { ok: boolean; says: string } {
    this.write("judge.p7s", p7s);
    this.write("judge.bin", content);
    this.write("judge.der", anchor);
    openssl(this.folder, "x509", "-inform", "DER", "-in", "judge.der", "-out", "judge.pem");
    return tryOpenssl(
      this.folder,
      ...[
        "cms",
        "-verify",
        "-cades",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "judge.p7s",
        "-content",
        "judge.bin",
      ],
      ...["-CAfile", "judge.pem", "-purpose", "any", "-out", "/dev/null"],
    );
  }
}
