import type { ManifestMessages } from "./messages.js";

export const manifestEn: ManifestMessages = {
  findings: {},
  commands: {},
};
