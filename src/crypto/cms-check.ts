import type { FindingCode, FindingDetails } from "../model/finding.js";
import type { SignatureFindings } from "../model/findings/signature.js";
import type { SignatureStep, SignatureStepName, StepOutcome } from "../model/signature.js";
import {
  checkKeyStrength,
  RefusedAlgorithm,
  readDigestAlgorithm,
  readSignatureAlgorithm,
  type SignatureAlgorithm,
  verifySignature,
} from "./algorithms.js";
import type { Certificate } from "./certificates.js";
import { isReferenced, readSignedAttributes, type SignedAttributes } from "./cms-attributes.js";
import { signatureSizeLimit } from "./cms-oids.js";
import { isNamed, ShapeError, type SignatureParts, takeApart } from "./cms-structure.js";
import { DerError, type DerNode, readDer, tags } from "./der.js";
import { type DigestAlgorithm, digest, sha256Hex } from "./digest.js";
import { tokensOf } from "./timestamp-token.js";

/**
 * What a signature is over: the bytes, digests already computed (lower-case hexadecimal) of a file that was streamed
 * elsewhere, or a function that computes one when it is known which is needed. Null when the file is not there.
 */
export type SignedContent =
  | Uint8Array
  | Partial<Record<DigestAlgorithm, string>>
  | ((algorithm: DigestAlgorithm) => Promise<string>)
  | null;

/** Something wrong, as a finding without its place. */
export type SignatureFault = {
  [C in keyof SignatureFindings]: { code: C; details: SignatureFindings[C] };
}[keyof SignatureFindings];

/** What the signature alone shows, before anybody is trusted. */
export interface CmsCheck {
  /** Size to signature, in order. */
  steps: SignatureStep[];
  faults: SignatureFault[];
  /** The certificate that the signature holds under, or would hold under; null when none was found. */
  certificate: Certificate | null;
  embedded: Certificate[];
  /** Revocation lists that came along, not read. */
  revocationLists: Uint8Array[];
  /** As the signer declared it; proved by nobody. */
  signingTime: Date | null;
  /** SHA-256 of the signature octets, which a later act or time stamp refers to. */
  signatureSha256: string | null;
  /** The signature octets, which time stamps are over. */
  signature: Uint8Array | null;
  /** Time stamps that came along; not checked here. */
  tokens: Uint8Array[];
  /** Every step passed: these bytes were signed with the key of `certificate`. */
  intact: boolean;
}

/** Text form of a signature file (RFC 7468 §9 and the older label); anything around it is refused as it stands. */
const pem = /^-----BEGIN (CMS|PKCS7)-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END \1-----\r?\n?$/;

function derOf(p7s: Uint8Array): Uint8Array {
  if (p7s[0] !== 0x2d) return p7s;
  const match = pem.exec(Buffer.from(p7s).toString("latin1"));
  return match ? new Uint8Array(Buffer.from(match[2]!, "base64")) : p7s;
}

/** The digests a caller must compute of the content before the signature can be checked; none if it cannot be read. */
export function digestsNeeded(p7s: Uint8Array): DigestAlgorithm[] {
  if (p7s.length > signatureSizeLimit) return [];
  try {
    const parts = takeApart(readDer(derOf(p7s)));
    return [readDigestAlgorithm(parts.digestAlgorithm, "SignerInfo.digestAlgorithm")];
  } catch (error) {
    if (isExpected(error)) return [];
    throw error;
  }
}

function isExpected(error: unknown): error is DerError | ShapeError | RefusedAlgorithm {
  return error instanceof DerError || error instanceof ShapeError || error instanceof RefusedAlgorithm;
}

/**
 * Checks a detached CAdES-B-B signature against its content, step by step (see docs/signature-profile.md). `known` are
 * certificates at hand for signatures that carry none. Wrong bytes end in faults, never in an error.
 */
export async function checkCms(
  p7s: Uint8Array,
  content: SignedContent,
  known: readonly Certificate[],
): Promise<CmsCheck> {
  const steps: SignatureStep[] = [];
  const faults: SignatureFault[] = [];
  const result: CmsCheck = {
    steps,
    faults,
    certificate: null,
    embedded: [],
    revocationLists: [],
    signingTime: null,
    signatureSha256: null,
    signature: null,
    tokens: [],
    intact: false,
  };
  const step = (name: SignatureStepName, outcome: StepOutcome, facts: SignatureStep["facts"] = {}): void => {
    steps.push({ step: name, outcome, facts });
  };
  const fail = <C extends keyof SignatureFindings>(
    name: SignatureStepName,
    code: C,
    details: FindingDetails[C],
    outcome: StepOutcome = "failed",
  ): void => {
    faults.push({ code, details } as SignatureFault);
    const because: FindingCode = code;
    const last = steps.at(-1);
    if (last?.step !== name) steps.push({ step: name, outcome, because, facts: {} });
  };
  const skipRest = (...names: SignatureStepName[]): CmsCheck => {
    for (const name of names) step(name, "skipped");
    return result;
  };

  // Size
  const afterSize = [
    "encoding",
    "shape",
    "algorithms",
    "attributes",
    "digest",
    "certificate",
    "signature",
  ] as const;
  if (p7s.length === 0 || p7s.length > signatureSizeLimit) {
    fail("size", "signature-malformed", { reason: p7s.length === 0 ? "empty" : "too-large" });
    return skipRest(...afterSize);
  }
  step("size", "passed", { bytes: p7s.length });

  // Encoding
  let tree: DerNode;
  try {
    tree = readDer(derOf(p7s));
    step("encoding", "passed");
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    const reason =
      error.problem === "trailing-bytes" || error.problem === "empty" ? error.problem : "encoding";
    fail("encoding", "signature-malformed", { reason, where: error.where });
    return skipRest(...afterSize.slice(1));
  }

  // Shape
  let parts: SignatureParts;
  try {
    parts = takeApart(tree);
    step("shape", "passed", { certificates: parts.certificates.length });
  } catch (error) {
    if (error instanceof ShapeError) {
      fail("shape", "signature-malformed", { reason: error.problem, where: error.where });
    } else if (error instanceof DerError) {
      fail("shape", "signature-malformed", { reason: "structure", where: error.where });
    } else throw error;
    return skipRest(...afterSize.slice(2));
  }
  result.embedded = parts.certificates;
  result.revocationLists = parts.revocationLists
    .filter(({ tag }) => tag === tags.sequence)
    .map(({ raw }) => raw);
  result.signatureSha256 = sha256Hex(parts.signature);
  result.signature = parts.signature;
  result.tokens = tokensOf(parts.unsignedAttributes);

  // Algorithms
  const algorithms = readAlgorithms(parts);
  if ("fault" in algorithms) {
    fail("algorithms", algorithms.fault.code, algorithms.fault.details);
  } else step("algorithms", "passed", { digest: algorithms.digest, signature: algorithms.signature.kind });

  // Attributes
  let attributes: SignedAttributes = {
    messageDigest: null,
    signingTime: null,
    certificateReference: null,
    faults: [],
  };
  try {
    attributes = readSignedAttributes(parts.signedAttributes);
    for (const fault of attributes.faults) fail("attributes", "signature-attributes-wrong", fault);
    if (attributes.faults.length === 0) step("attributes", "passed");
  } catch (error) {
    if (error instanceof DerError) {
      fail("attributes", "signature-malformed", { reason: "structure", where: error.where });
    } else if (error instanceof RefusedAlgorithm) {
      fail("attributes", "signature-algorithm-refused", { use: error.use, algorithm: error.algorithm });
    } else throw error;
  }
  result.signingTime = attributes.signingTime;

  // Digest of the content
  if ("fault" in algorithms || !attributes.messageDigest) step("digest", "skipped");
  else if (content === null) fail("digest", "signature-content-missing", {}, "unknown");
  else {
    const actual = await digestOf(content, algorithms.digest);
    const signed = Buffer.from(attributes.messageDigest).toString("hex");
    const algorithm = algorithms.digest;
    if (actual === undefined) fail("digest", "signature-content-missing", {}, "unknown");
    else if (actual !== signed) fail("digest", "signature-digest-differs", { algorithm, signed, actual });
    else step("digest", "passed", { algorithm, digest: actual });
  }

  // Certificate of the signer
  const candidates = [...parts.certificates, ...known].filter((one) => isNamed(one, parts.signerIdentifier));
  const reference = attributes.certificateReference;
  const certificate = reference ? candidates.find((one) => isReferenced(one, reference)) : candidates[0];
  if (candidates.length === 0) fail("certificate", "signature-certificate-wrong", { problem: "absent" });
  else if (!certificate) fail("certificate", "signature-certificate-wrong", { problem: "reference-differs" });
  else {
    result.certificate = certificate;
    try {
      checkKeyStrength(certificate.publicKey);
      step("certificate", reference ? "passed" : "unknown", { fingerprint: certificate.fingerprint });
    } catch (error) {
      if (!(error instanceof RefusedAlgorithm)) throw error;
      fail("certificate", "signature-algorithm-refused", { use: "key", algorithm: error.algorithm });
    }
  }

  // Signature over the original bytes of the attributes
  if ("fault" in algorithms || !parts.signedAttributes || !certificate) step("signature", "skipped");
  else if (
    verifySignature(
      algorithms.signature,
      certificate.publicKey,
      retagged(parts.signedAttributes),
      parts.signature,
    )
  ) {
    step("signature", "passed");
  } else fail("signature", "signature-wrong", {});

  result.intact = faults.length === 0 && steps.every(({ outcome }) => outcome === "passed");
  return result;
}

type Algorithms = { digest: DigestAlgorithm; signature: SignatureAlgorithm } | { fault: SignatureFault };

function readAlgorithms(parts: SignatureParts): Algorithms {
  const structure = (where: string): Algorithms => ({
    fault: { code: "signature-malformed", details: { reason: "structure", where } },
  });
  try {
    const name = readDigestAlgorithm(parts.digestAlgorithm, "SignerInfo.digestAlgorithm");
    // One signer, so one digest; it must be the signer's.
    const [listed, ...more] = parts.digestAlgorithms;
    if (!listed || more.length > 0) return structure("SignedData.digestAlgorithms");
    if (readDigestAlgorithm(listed, "SignedData.digestAlgorithms") !== name) {
      return structure("SignedData.digestAlgorithms");
    }
    const signature = readSignatureAlgorithm(parts.signatureAlgorithm, "SignerInfo.signatureAlgorithm", name);
    // Nothing forbids two different digests, and nobody needs them (RFC 5754 §3).
    if (signature.digest !== name) return structure("SignerInfo.signatureAlgorithm");
    return { digest: name, signature };
  } catch (error) {
    if (error instanceof DerError) return structure(error.where);
    if (!(error instanceof RefusedAlgorithm)) throw error;
    const { use, algorithm } = error;
    return { fault: { code: "signature-algorithm-refused", details: { use, algorithm } } };
  }
}

async function digestOf(
  content: Exclude<SignedContent, null>,
  algorithm: DigestAlgorithm,
): Promise<string | undefined> {
  if (content instanceof Uint8Array) return Buffer.from(digest(content, algorithm)).toString("hex");
  if (typeof content === "function") return content(algorithm);
  return content[algorithm];
}

/** The attributes are signed as a SET OF, though they stand in the message as `[0]` (RFC 5652 §5.4). */
function retagged(attributes: DerNode): Uint8Array {
  const bytes = Uint8Array.from(attributes.raw);
  bytes[0] = 0x31;
  return bytes;
}
