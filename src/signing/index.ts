/** Named keys, the trust store, signing a file and checking a signature: all that other folders may use of this one. */
export { digestsNeeded, type SignedContent } from "../crypto/cms-check.js";
export type { Signer } from "../crypto/signing-key.js";
export {
  checkSignature,
  type SignatureCheck,
  type SignatureEvidence,
  type SignatureQuestion,
} from "./check-signature.js";
export { requireFitToSign } from "./fit-to-sign.js";
export { keepEvidence } from "./keep-evidence.js";
export {
  addCommandKey,
  addTokenKey,
  importCertificate,
  importKey,
  isCertificateFile,
  keyForCertificate,
  requestCertificate,
} from "./key-import.js";
export {
  createKey,
  exportCertificate,
  type KeyPlace,
  keyPlace,
  leastPassphrase,
  listKeys,
  type NamedKey,
  type NewKey,
  openKey,
} from "./named-keys.js";
export { signBytes } from "./sign-bytes.js";
export {
  askAuthority,
  askForTimestamp,
  type StampedTime,
  takeTimestamp,
} from "./timestamps.js";
export {
  addRevocationList,
  addTrust,
  emptyTrust,
  isRevocationList,
  isTrustedAt,
  loadTrust,
  needsConfirmation,
  readTrustCandidate,
  retireTrust,
  type TrustCandidate,
  type TrustConfirmation,
  type TrustDetails,
  type TrustEntry,
  type TrustedCertificate,
  type TrustKind,
  type TrustListEntry,
  type TrustStore,
} from "./trust-store.js";
