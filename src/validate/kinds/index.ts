import { caseReady } from "./case-ready.js";
import { datesInPeriod } from "./dates-in-period.js";
import type { AnyKind } from "./define-kind.js";
import { documentsInOrder } from "./documents-in-order.js";
import { issuedInTime } from "./issued-in-time.js";
import { listedAndThere } from "./listed-and-there.js";
import { namesProtected } from "./names-protected.js";
import { numbersUnique, numbersWithoutGaps } from "./numbers.js";
import { obligations } from "./obligations.js";
import { originalsThere } from "./originals-there.js";
import { pagesAgree } from "./pages-agree.js";
import { paperListed } from "./paper-listed.js";
import { retentionStated } from "./retention-stated.js";
import { scanQuality } from "./scan-quality.js";
import { secrecy } from "./secrecy.js";
import { secretFiles } from "./secret-files.js";
import { sheetsAgree } from "./sheets-agree.js";

const all: AnyKind[] = [
  documentsInOrder,
  datesInPeriod,
  issuedInTime,
  listedAndThere,
  paperListed,
  pagesAgree,
  sheetsAgree,
  numbersUnique,
  numbersWithoutGaps,
  retentionStated,
  caseReady,
  obligations,
  originalsThere,
  scanQuality,
  namesProtected,
  secrecy,
  secretFiles,
];

/** Every kind a rule may name, by name. Slots are rules of the kind document-required and name no kind. */
export const kinds: ReadonlyMap<string, AnyKind> = new Map(all.map((kind) => [kind.name, kind]));
