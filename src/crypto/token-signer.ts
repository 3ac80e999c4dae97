import { Failure } from "../model/failure.js";
import type { SignatureAlgorithm } from "./algorithms.js";
import { type Certificate, readCertificate } from "./certificates.js";
import { DerError } from "./der.js";
import { digest } from "./digest.js";
import { checkedSignature, type Signer, signingAlgorithm } from "./signing-key.js";

/** Where a key lies on a token (PKCS#11). */
export interface TokenKey {
  /** The manufacturer's library, absolute. */
  library: string;
  /** Label of the token, in case several are plugged in. */
  token: string;
  /** CKA_ID of the key, lower-case hexadecimal digits. */
  id: string;
}

/** The part of pkcs11js that is used. It is no dependency: it compiles when it is installed, and few offices need it. */
interface Pkcs11 {
  load(library: string): void;
  C_Initialize(): void;
  C_Finalize(): void;
  close(): void;
  C_GetSlotList(withToken: boolean): Buffer[];
  C_GetTokenInfo(slot: Buffer): { label: string; flags: number };
  C_OpenSession(slot: Buffer, flags: number): Buffer;
  C_CloseSession(session: Buffer): void;
  C_Login(session: Buffer, user: number, pin: string): void;
  C_Logout(session: Buffer): void;
  C_FindObjectsInit(session: Buffer, template: object[]): void;
  C_FindObjects(session: Buffer, most: number): Buffer[];
  C_FindObjectsFinal(session: Buffer): void;
  C_GetAttributeValue(session: Buffer, object: Buffer, template: object[]): { value: Buffer }[];
  C_GetMechanismList(slot: Buffer): number[];
  C_SignInit(session: Buffer, mechanism: object, key: Buffer): void;
  C_Sign(session: Buffer, data: Buffer, out: Buffer): Buffer;
}
interface Pkcs11Library extends Record<string, unknown> {
  PKCS11: new () => Pkcs11;
}

/** Numbers of the standard (PKCS #11 v2.40, `pkcs11t.h`). */
const flags = { finalTry: 0x20000, locked: 0x40000, serial: 0x4 };
const attribute = { class: 0x0, value: 0x11, id: 0x102, modulus: 0x120, point: 0x181 };
const object = { certificate: 1, publicKey: 2, privateKey: 3 };
const mechanism = { rsaPkcs: 0x1, rsaPss: 0xd, ecdsa: 0x1041 };
const sha256Mechanism = 0x250;
const mgf1Sha256 = 2;
/** The number under which pkcs11js knows the parameters of PSS. */
const pssParameters = 5;
const user = 1;
const pinWrong = new Set([0xa0, 0xa1, 0xa2]);
const pinLocked = 0xa4;

/** DigestInfo before a SHA-256 digest (RFC 8017 §9.2). */
const sha256Info = Buffer.from("3031300d060960864801650304020105000420", "hex");

async function withToken<T>(
  { library, token }: Pick<TokenKey, "library" | "token">,
  work: (module: Pkcs11, slot: Buffer, session: Buffer) => T,
): Promise<T> {
  const fail = (reason: "library-missing" | "token-missing" | "token-failed", cause?: unknown): never => {
    throw new Failure("signer-failed", { reason }, { cause });
  };
  const name = "pkcs11js";
  const loaded = await import(name).catch((cause: unknown) => fail("library-missing", cause));
  const Module = ((loaded as { default?: Pkcs11Library }).default ?? (loaded as Pkcs11Library)).PKCS11;
  const module = new Module();
  try {
    module.load(library);
    module.C_Initialize();
  } catch (cause) {
    fail("library-missing", cause);
  }
  try {
    const slot = module.C_GetSlotList(true).find((one) => labelOf(module, one) === token);
    if (!slot) return fail("token-missing");
    const session = module.C_OpenSession(slot, flags.serial);
    try {
      return work(module, slot, session);
    } finally {
      module.C_CloseSession(session);
    }
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    return fail("token-failed", cause);
  } finally {
    module.C_Finalize();
    module.close();
  }
}

/** Labels are padded with blanks to 32 octets. */
function labelOf(module: Pkcs11, slot: Buffer): string {
  return module.C_GetTokenInfo(slot).label.replace(/[\0 ]+$/u, "");
}

function find(module: Pkcs11, session: Buffer, template: object[]): Buffer[] {
  module.C_FindObjectsInit(session, template);
  try {
    return module.C_FindObjects(session, 64);
  } finally {
    module.C_FindObjectsFinal(session);
  }
}

/** The certificates on a token, which can be read without its PIN, with the ids that their keys share. */
export async function tokenCertificates(
  library: string,
  token: string,
): Promise<{ id: string; certificate: Certificate }[]> {
  return withToken({ library, token }, (module, _slot, session) =>
    find(module, session, [{ type: attribute.class, value: object.certificate }]).flatMap((one) => {
      const [value, id] = module.C_GetAttributeValue(session, one, [
        { type: attribute.value },
        { type: attribute.id },
      ]);
      try {
        const certificate = readCertificate(new Uint8Array(value!.value));
        return [{ id: id!.value.toString("hex"), certificate }];
      } catch (error) {
        if (error instanceof DerError) return [];
        throw error;
      }
    }),
  );
}

/** The id of the key on a token that a certificate was issued for; null when the token shows no such public key. */
export async function tokenKeyId(
  library: string,
  token: string,
  certificate: Certificate,
): Promise<string | null> {
  const { n, x, y } = certificate.publicKey.export({ format: "jwk" });
  const part = (text: string): Buffer => Buffer.from(text, "base64url");
  const [type, wanted] = n
    ? [attribute.modulus, part(n)]
    : [attribute.point, Buffer.concat([Uint8Array.of(4), part(x ?? ""), part(y ?? "")])];
  return withToken({ library, token }, (module, _slot, session) => {
    for (const one of find(module, session, [{ type: attribute.class, value: object.publicKey }])) {
      try {
        const [value, id] = module.C_GetAttributeValue(session, one, [{ type }, { type: attribute.id }]);
        // A point may stand in an OCTET STRING, a modulus may have leading zeros: the end decides.
        const rest = value!.value.subarray(0, -wanted.length);
        const same = value!.value.subarray(-wanted.length).equals(wanted) && rest.length <= 4;
        if (same) return id!.value.toString("hex");
      } catch {
        // A key of another kind does not have this attribute.
      }
    }
    return null;
  });
}

/**
 * A signer on a token. The PIN is given to the token once for each signature and never again after it was wrong: tokens lock
 * themselves after three. A token that is on its last try is not asked at all unless `lastTry` says so: its own
 * program may take that risk, and counts anew after the right PIN.
 */
export function tokenSigner(
  key: TokenKey,
  certificate: Certificate,
  chain: readonly Certificate[],
  pin: string,
  { lastTry = false }: { lastTry?: boolean } = {},
): Signer {
  const algorithm = signingAlgorithm(certificate.publicKey);
  return {
    certificate,
    chain,
    algorithm,
    async sign(message) {
      const signature = await withToken(key, (module, slot, session) => {
        const { flags: state } = module.C_GetTokenInfo(slot);
        if (state & flags.locked) throw new Failure("signer-failed", { reason: "pin-locked" });
        if (state & flags.finalTry && !lastTry) {
          throw new Failure("signer-failed", { reason: "pin-last-try" });
        }
        login(module, session, pin);
        try {
          const [found] = find(module, session, [
            { type: attribute.class, value: object.privateKey },
            { type: attribute.id, value: Buffer.from(key.id, "hex") },
          ]);
          if (!found) throw new Failure("signer-failed", { reason: "token-key-missing" });
          const { how, data } = mechanismFor(algorithm, message);
          module.C_SignInit(session, how, found);
          return new Uint8Array(module.C_Sign(session, data, Buffer.alloc(1024)));
        } finally {
          module.C_Logout(session);
        }
      });
      return checkedSignature(algorithm, certificate, message, signature);
    },
  };
}

function login(module: Pkcs11, session: Buffer, pin: string): void {
  try {
    module.C_Login(session, user, pin);
  } catch (cause) {
    const { code } = cause as { code?: number };
    if (code === pinLocked) throw new Failure("signer-failed", { reason: "pin-locked" }, { cause });
    if (code !== undefined && pinWrong.has(code)) {
      throw new Failure("signer-failed", { reason: "pin-wrong" }, { cause });
    }
    throw cause;
  }
}

function mechanismFor(algorithm: SignatureAlgorithm, message: Uint8Array): { how: object; data: Buffer } {
  const digested = Buffer.from(digest(message, algorithm.digest));
  switch (algorithm.kind) {
    case "ecdsa":
      return { how: { mechanism: mechanism.ecdsa }, data: digested };
    case "rsa":
      return { how: { mechanism: mechanism.rsaPkcs }, data: Buffer.concat([sha256Info, digested]) };
    case "rsa-pss": {
      const parameter = {
        type: pssParameters,
        hashAlg: sha256Mechanism,
        mgf: mgf1Sha256,
        saltLen: algorithm.saltLength,
      };
      return { how: { mechanism: mechanism.rsaPss, parameter }, data: digested };
    }
  }
}
