import type { FailureDetails } from "../model/failure.js";
import type { FindingDetails } from "../model/finding.js";
import type { CatalogueMessages } from "./catalogue/messages.js";
import type { CheckMessages } from "./check/messages.js";
import type { CustodyMessages } from "./custody/messages.js";
import type { GuideMessages } from "./guide/messages.js";
import type { HouseMessages } from "./house/messages.js";
import type { InventoryMessages } from "./inventory/messages.js";
import type { ManifestMessages } from "./manifest/messages.js";
import type { PackageMessages } from "./package/messages.js";
import type { PaperMessages } from "./paper/messages.js";
import type { SignatureMessages } from "./signature/messages.js";
import type { FailureTexts, FindingTexts } from "./texts.js";

export type Language = "vi" | "en";
export const languages = ["vi", "en"] as const satisfies readonly Language[];

/** Everything the program says, area by area. `vi.ts` and `en.ts` both fill it. */
export interface Messages {
  language: Language;
  house: HouseMessages;
  guide: GuideMessages;
  inventory: InventoryMessages;
  catalogue: CatalogueMessages;
  check: CheckMessages;
  manifest: ManifestMessages;
  package: PackageMessages;
  signature: SignatureMessages;
  custody: CustodyMessages;
  paper: PaperMessages;
}

/** Put together once for each language: a report may ask a hundred thousand times. */
const findingTables = new WeakMap<Messages, FindingTexts<FindingDetails>>();

/** All finding texts of a language as one table; a code without a text does not compile. */
export function findingTexts(messages: Messages): FindingTexts<FindingDetails> {
  const known = findingTables.get(messages);
  if (known) return known;
  const table: FindingTexts<FindingDetails> = {
    ...messages.inventory.findings,
    ...messages.check.findings,
    ...messages.manifest.findings,
    ...messages.package.findings,
    ...messages.signature.findings,
  };
  findingTables.set(messages, table);
  return table;
}

/** All failure texts of a language as one table; a code without a text does not compile. */
export function failureTexts(messages: Messages): FailureTexts<FailureDetails> {
  return {
    ...messages.house.failures,
    ...messages.inventory.failures,
    ...messages.catalogue.failures,
    ...messages.check.failures,
    ...messages.signature.failures,
    ...messages.custody.failures,
    ...messages.paper.failures,
  };
}
