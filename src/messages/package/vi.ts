import type { PackageMessages } from "./messages.js";

export const packageVi: PackageMessages = {
  findings: {},
  commands: {},
};
