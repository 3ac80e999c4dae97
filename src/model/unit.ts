import { looseKey } from "./names.js";

export const unitKinds = ["xa", "phuong", "thi-tran", "dac-khu"] as const;
export type UnitKind = (typeof unitKinds)[number];

/**
 * A commune-level unit. A code alone is ambiguous: `06685` is one ward until 30/6/2025 and another from 1/7/2025,
 * so a unit is always code, name and period. Dates are ISO 8601; `until` is the last day, null while it works.
 */
export interface Unit {
  code: string;
  name: string;
  kind: UnitKind | null;
  /** Đảng uỷ phường … */
  organisation: string | null;
  /** Uỷ ban Kiểm tra Đảng uỷ phường … */
  committee: string | null;
  province: string | null;
  /** Phông số. */
  fonds: string | null;
  from: string | null;
  until: string | null;
}

/** Identity of a unit as one string, for maps and comparisons: code, period and name. */
export function unitKey(unit: Pick<Unit, "code" | "name" | "until">): string {
  return `${unit.code}/${unit.until ?? ""}/${unit.name.normalize("NFC")}`;
}

/**
 * Whether two mentions are of one unit: the same code, the same last day, and names that differ at most in accents or in the word for the
 * kind of unit. One office may type its name otherwise than the other wrote it.
 */
export function sameUnit(
  a: Pick<Unit, "code" | "name" | "until">,
  b: Pick<Unit, "code" | "name" | "until">,
): boolean {
  const [one, other] = [looseKey(a.name), looseKey(b.name)];
  return a.code === b.code && a.until === b.until && (one.endsWith(other) || other.endsWith(one));
}
