/** A field whose value differs; values as they stand in the lists, `undefined` where a list item has no counterpart. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** Every field that differs between two values of one shape, by path, in the order of the fields. */
export function fieldChanges<T extends object>(
  before: T,
  after: T,
  leaveOut: readonly (keyof T & string)[] = [],
): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const key of Object.keys(after) as (keyof T & string)[]) {
    if (!leaveOut.includes(key)) collect(before[key], after[key], key, changes);
  }
  return changes;
}

function collect(before: unknown, after: unknown, field: string, changes: FieldChange[]): void {
  if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      collect(before[key], after[key], `${field}.${key}`, changes);
    }
  } else if (!same(before, after)) changes.push({ field, before, after });
}

/** Whether two values of a list are the same, whatever the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  }
  if (isRecord(a) && isRecord(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => same(a[key], b[key]));
  }
  return Object.is(a, b);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
