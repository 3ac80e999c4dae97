import { looseKey } from "./names.js";

/**
 * A text as it is searched, and as references and numbers are compared loosely: no marks, no case, `đ` as `d`, signs as
 * blanks, no zeros in front of a number. `01-QĐ/UBKTĐU` becomes `1 qd ubktdu`.
 */
export function searchKey(text: string): string {
  return looseKey(text).replace(/(?<![\p{L}\p{N}])0+(?=\d)/gu, "");
}
