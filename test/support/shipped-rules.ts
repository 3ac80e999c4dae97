import { fileURLToPath } from "node:url";

/** Folder of the rule packs that come with the program. */
export const shippedRules = fileURLToPath(new URL("../../templates/rules", import.meta.url));
