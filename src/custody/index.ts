export { type AcceptRequest, type AcceptResult, acceptReceipt } from "./accept-receipt.js";
export { type ActRequest, type ActsResult, addAct, verifyActs, verifyActsBeside } from "./acts.js";
export { BegunAnswers } from "./begun-answers.js";
export type { Choice } from "./choose-dossiers.js";
export { type CreatedHandover, type CreateRequest, createHandover } from "./create-handover.js";
export { type CustodyStep, custodyOfDossier } from "./custody-of-dossier.js";
export { gatherCustodyPapers } from "./custody-papers.js";
export type { Answer } from "./decide.js";
export { type FileActRequest, type FileActResult, fileAct } from "./file-act.js";
export { gatherFacts } from "./gather-facts.js";
export {
  chooseHandover,
  handoverPaths,
  type KeptManifest,
  readKeptManifest,
} from "./handover-files.js";
export {
  type DossierFate,
  type HandoverLine,
  type HandoverStatus,
  handoverStatus,
  type UnsettledDossier,
} from "./handover-status.js";
export { inventoryAsList } from "./inventory-as-list.js";
export { type ClockVerdict, judgeClock } from "./judge-clock.js";
export { gatherActs } from "./kept-acts.js";
export {
  appendLog,
  exportLog,
  type LogAction,
  type LogCheck,
  type LogLine,
  type LogRecord,
  readLog,
  verifyLog,
  verifyLogEntries,
} from "./log.js";
export { shownSteps } from "./open-step.js";
export {
  type LackingDossier,
  type Overview,
  type OverviewRequest,
  overviewOf,
  type TypeCompleteness,
} from "./overview.js";
export {
  findReceiver,
  namedUnit,
  newUnit,
  type Plan,
  type PlanRow,
  planOf,
  readPlan,
  sameName,
  successorsOf,
} from "./plan.js";
export {
  findInPlan,
  type PlannedUnit,
  type PlanPart,
  type PlanStanding,
  planStanding,
} from "./plan-units.js";
export { type AnswerColumn, answerColumns, readAnswers } from "./read-answers.js";
export {
  type ReceiveRequest,
  type ReceiveResult,
  readPackedManifest,
  receivePackage,
} from "./receive-package.js";
export {
  type RunningCase,
  type RunningObligation,
  runningCases,
  runningObligations,
} from "./running-work.js";
export { handoverToSign, type SignedHandover, type SignRequest, signHandover } from "./sign-handover.js";
export { handoverToSupplement } from "./supplement.js";
export { isReceiver, type OfficeFacts, type Step, whereThingsStand } from "./where-things-stand.js";
