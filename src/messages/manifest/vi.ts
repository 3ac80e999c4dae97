import type { ManifestMessages } from "./messages.js";

export const manifestVi: ManifestMessages = {
  findings: {},
  commands: {},
};
