import type { PackageMessages } from "./messages.js";

export const packageEn: PackageMessages = {
  findings: {},
  commands: {},
};
