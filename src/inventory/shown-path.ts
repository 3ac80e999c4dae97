import type { Dossier } from "../model/dossier.js";
import { protectNames } from "../model/protected-names.js";

/** Shows paths in NFC with the names of denouncers and petitioners as codes, as every list must. */
export function pathShower(dossiers: readonly Dossier[]): (path: string, dossier?: Dossier) => string {
  const protector = protectNames(dossiers);
  const [one] = dossiers;
  const anywhere = one ? protector({ ...one, subjects: [] }) : (text: string) => text;
  return (path, dossier) => (dossier ? protector(dossier) : anywhere)(path.normalize("NFC"));
}
