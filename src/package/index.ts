export type { BagCount } from "./bag/bag-count.js";
export { actsInPackage, largestActs, mostActs, readPackagedActs } from "./check-acts.js";
export { checkCustody, custodyFolder, custodyPaths } from "./check-custody.js";
export { encryptedEnding, encryptPackage, isEncrypted, withDecrypted } from "./encryption.js";
export { type ExtractResult, extractPackage } from "./extract-package.js";
export { findSources } from "./find-sources.js";
export { type ListedVolume, listPackage, type PackageListing } from "./list-package.js";
export {
  type Extraction,
  extractPayload,
  type OpenPackage,
  openPackage,
} from "./open-package.js";
export {
  handoverManifestPath,
  handoverSignaturePath,
  type PackageParts,
  type PackagePlan,
  type PayloadSource,
  planPackage,
  type TagFile,
} from "./plan-package.js";
export { planVolumes } from "./plan-volumes.js";
export type {
  ManifestSummary,
  SkipReason,
  StagedFinding,
  StageResult,
  Verdict,
  VerificationResult,
  VerificationStage,
  VerifiedSigner,
  VolumeSummary,
} from "./verification.js";
export { verificationStages } from "./verification.js";
export {
  type CheckSignature,
  type SignatureAnswer,
  type VerifyOptions,
  verifyPackage,
} from "./verify-package.js";
export { bagCountOf } from "./volumes.js";
export {
  type PackageResult,
  packageFileName,
  type VolumesResult,
  volumesPlanned,
  writePackage,
  writeVolumes,
} from "./write-package.js";
