export * from "./act.js";
export { type ActsSubject, checkActs, type ExpectedAct, type SignedAct } from "./act-chain.js";
export { bagPathsFor, type DossierForPaths } from "./bag-paths.js";
export { buildManifest, type ManifestInput } from "./build-manifest.js";
export {
  type ActFile,
  type ActsCheck,
  type ActsQuestion,
  type CheckedAct,
  checkActFiles,
  isReceiptFile,
  whenListExisted,
} from "./check-act-files.js";
export {
  type Answer,
  type AnsweredDossier,
  compareReceipt,
  type ReceiptComparison,
} from "./compare-receipt.js";
export { type CustodyBreak, checkCustodyOrder, checkEarlierHandover } from "./custody-chain.js";
export { legalBasesFor, legalBasisInEnglish, responsibilityInEnglish } from "./default-statements.js";
export { type ComparedList, diffManifests, diffStreams } from "./diff-manifests.js";
export type { FieldChange } from "./field-changes.js";
export { hasOwnRun } from "./last-numbers.js";
export {
  DossierLister,
  type DossierToHandOver,
  digestsOfSecretFiles,
  type ListedParts,
} from "./list-dossier.js";
export * from "./manifest.js";
export * from "./manifest-diff.js";
export { obligationsOf } from "./obligations.js";
export { type PaperCode, readPaperCode, writePaperCode } from "./paper-code.js";
export { partyOf, unitOf } from "./party.js";
export {
  type FileDigest,
  largestManifest,
  type ManifestStream,
  type ReadManifestResult,
  readManifest,
  readManifestDossiers,
} from "./read-manifest.js";
export {
  buildReceipt,
  checkReceipt,
  type Decision,
  largestReceipt,
  type PreviousAct,
  type Receipt,
  type ReceiptCounts,
  type ReceiptDossier,
  type ReceiptInput,
  type Remark,
  readReceipt,
  receiptFormat,
  type SignedManifest,
  serialiseReceipt,
} from "./receipt.js";
export { serialiseManifest } from "./serialise-manifest.js";
export { isHandoverId } from "./shape.js";
