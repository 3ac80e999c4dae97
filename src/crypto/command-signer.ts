import { spawn } from "node:child_process";
import { Failure } from "../model/failure.js";
import type { SignatureAlgorithm } from "./algorithms.js";
import type { Certificate } from "./certificates.js";
import { digest } from "./digest.js";
import { checkedSignature, type Signer, signingAlgorithm } from "./signing-key.js";

/** Another program that signs: a token's own tool, an office's signing service, the key store of Windows. */
export interface SigningCommand {
  /** The program and its arguments, given to it as they are, through no shell. */
  command: readonly string[];
  /** How it pads an RSA signature. */
  rsa: "rsa" | "rsa-pss";
}

/** Most time a program may take: somebody may have to find a token and type a PIN. */
const longest = 180_000;
const largestAnswer = 65_536;

/**
 * A signer behind another program. The program gets the octets of the digest on its standard input, and in its environment
 * BANGIAO_DIGEST (`sha256`, `sha384`) and BANGIAO_SIGNATURE (`ecdsa`, `rsa`, `rsa-pss`); it prints the signature in base64. ECDSA may
 * come as DER or as two numbers side by side.
 */
export function commandSigner(
  { command, rsa }: SigningCommand,
  certificate: Certificate,
  chain: readonly Certificate[],
): Signer {
  const usual = signingAlgorithm(certificate.publicKey);
  const algorithm: SignatureAlgorithm =
    usual.kind === "rsa-pss" && rsa === "rsa" ? { kind: "rsa", digest: "sha256" } : usual;
  return {
    certificate,
    chain,
    algorithm,
    async sign(message) {
      const answer = await run(command, digest(message, algorithm.digest), {
        BANGIAO_DIGEST: algorithm.digest,
        BANGIAO_SIGNATURE: algorithm.kind,
      });
      const text = answer.replace(/\s+/gu, "");
      if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(text)) {
        throw new Failure("signer-failed", { reason: "answer-malformed" });
      }
      return checkedSignature(algorithm, certificate, message, new Uint8Array(Buffer.from(text, "base64")));
    },
  };
}

function run(
  [program, ...words]: readonly string[],
  input: Uint8Array,
  env: Record<string, string>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown): void =>
      reject(new Failure("signer-failed", { reason: "command-failed" }, cause ? { cause } : undefined));
    const child = spawn(program!, words, {
      env: { ...process.env, ...env },
      // The program may have something to say to the person who waits.
      stdio: ["pipe", "pipe", "inherit"],
      timeout: longest,
      // A program that does not answer is not asked to end.
      killSignal: "SIGKILL",
      windowsHide: true,
    });
    let answer = "";
    child.on("error", fail);
    // A program that does not read its input is no mistake of ours.
    child.stdin.on("error", () => undefined);
    child.stdout.setEncoding("latin1").on("data", (piece: string) => {
      answer += piece;
      if (answer.length <= largestAnswer) return;
      child.kill("SIGKILL");
      // Whatever it started may hold the pipe open for ever.
      child.stdout.destroy();
      fail();
    });
    child.on("close", (code) => (code === 0 && answer.length <= largestAnswer ? resolve(answer) : fail()));
    child.stdin.end(input);
  });
}
