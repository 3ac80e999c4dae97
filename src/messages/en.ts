import { catalogueEn } from "./catalogue/en.js";
import { checkEn } from "./check/en.js";
import { custodyEn } from "./custody/en.js";
import { guideEn } from "./guide/en.js";
import { houseEn } from "./house/en.js";
import { inventoryEn } from "./inventory/en.js";
import { manifestEn } from "./manifest/en.js";
import type { Messages } from "./messages.js";
import { packageEn } from "./package/en.js";
import { paperEn } from "./paper/en.js";
import { signatureEn } from "./signature/en.js";

export const en: Messages = {
  language: "en",
  house: houseEn,
  guide: guideEn,
  inventory: inventoryEn,
  catalogue: catalogueEn,
  check: checkEn,
  manifest: manifestEn,
  package: packageEn,
  signature: signatureEn,
  custody: custodyEn,
  paper: paperEn,
};
