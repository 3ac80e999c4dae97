import { catalogueVi } from "./catalogue/vi.js";
import { checkVi } from "./check/vi.js";
import { custodyVi } from "./custody/vi.js";
import { guideVi } from "./guide/vi.js";
import { houseVi } from "./house/vi.js";
import { inventoryVi } from "./inventory/vi.js";
import { manifestVi } from "./manifest/vi.js";
import type { Messages } from "./messages.js";
import { packageVi } from "./package/vi.js";
import { paperVi } from "./paper/vi.js";
import { signatureVi } from "./signature/vi.js";

export const vi: Messages = {
  language: "vi",
  house: houseVi,
  guide: guideVi,
  inventory: inventoryVi,
  catalogue: catalogueVi,
  check: checkVi,
  manifest: manifestVi,
  package: packageVi,
  signature: signatureVi,
  custody: custodyVi,
  paper: paperVi,
};
