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

/** Equal as values, whatever the order of keys. */
export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
