export {
  type DocumentView,
  type DossierView,
  type FileView,
  type UnitName,
  unitName,
  type Viewer,
  viewerOf,
} from "./dossier-view.js";
export {
  type Author,
  addDocument,
  addDossier,
  type Change,
  type EditResult,
  editDocument,
  editDossier,
} from "./edit-inventory.js";
export { factOf } from "./facts.js";
export { dossierFinder, findDocument, findDossier, qualifiedReference } from "./find-dossier.js";
export { type DossierList, type ListedDossier, type ListFilter, listDossiers } from "./list-dossiers.js";
export { type Protect, protectedCode, protectNames } from "./protected-names.js";
export { type NamedDossier, type ShownDossier, showDossier } from "./show-dossier.js";
export { readWord, type Vocabulary, wordsOf } from "./stated-values.js";
