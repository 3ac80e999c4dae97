/** One value that a register changed. */
export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
}

/**
 * A register says a thing anew. `current` is what the inventory holds, `before` what the same row said last time, `now`
 * what it says today. Only what the row itself changed is taken over, and nothing that a person has set to something
 * else since; where the row is new, it fills what is empty.
 */
export function mergeDraft<Draft extends object>(
  current: Draft,
  before: Partial<Draft> | null,
  now: Draft,
  emptyValues: Partial<Draft> = {},
): { merged: Draft; changes: FieldChange[] } {
  const merged = { ...current };
  const changes: FieldChange[] = [];
  for (const field of Object.keys(now) as (keyof Draft & string)[]) {
    if (same(current[field], now[field])) continue;
    const empty =
      isEmpty(current[field]) || (field in emptyValues && same(current[field], emptyValues[field]));
    const untouched = before !== null && field in before && same(current[field], before[field]);
    if (!untouched && !empty) continue;
    if (before !== null && field in before && same(before[field], now[field])) continue;
    if (!untouched && isEmpty(now[field])) continue;
    merged[field] = now[field];
    changes.push({ field, from: current[field], to: now[field] });
  }
  return { merged, changes };
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "" || value === "none") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

/** Equal as values, whatever the order of keys; what is not there is null. */
export function same(a: unknown, b: unknown): boolean {
  const [one, other] = [a ?? null, b ?? null];
  if (one === other) return true;
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((part, index) => same(part, other[index]))
    );
  }
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  for (const key of Object.keys(left)) if (!same(left[key], right[key])) return false;
  for (const key of Object.keys(right)) if (!(key in left) && !same(right[key], null)) return false;
  return true;
}
