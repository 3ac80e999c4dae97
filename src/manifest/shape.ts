import { isPartialDate } from "../model/partial-date.js";

/** Something about a value that its shape does not allow; `field` is a path such as `documents[2].files[0].size`. */
export interface ShapeProblem {
  kind: "key-unknown" | "key-missing" | "key-order" | "value-wrong" | "not-nfc";
  field: string;
  /** A stable word for what would have been right: `text`, `date`, `integer` … */
  expected: string;
}

/** A value's allowed form: `check` tells every deviation, `write` spells a right value in the one canonical way. */
export interface Shape<T> {
  readonly expected: string;
  check(value: unknown, field: string, report: (problem: ShapeProblem) => void): void;
  write(value: T): string;
}

type Report = (problem: ShapeProblem) => void;

/** Longest text of one field, in UTF-16 units. */
export const longestText = 20_000;
/** Most items of one list inside a line. */
export const longestList = 100_000;

/**
 * Characters that no field may hold: controls, which could steer a terminal, the marks that reverse the direction of
 * writing, which could make one name look like another, and halves of surrogate pairs, which UTF-8 cannot spell.
 */
const forbidden = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\p{Cs}]/u;
const forbiddenAll = new RegExp(forbidden.source, "gu");

/** Text made fit for a field: NFC, forbidden characters shown as U+FFFD, cut at the longest length. */
export function fitText(raw: string): string {
  const text = raw.normalize("NFC").replace(forbiddenAll, "\uFFFD");
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText - 1).replace(/\p{Cs}$/u, "")}…`;
}

function stringShape(expected: string, allowed: (text: string) => boolean): Shape<string> {
  return {
    expected,
    check(value, field, report) {
      if (typeof value !== "string") return report({ kind: "value-wrong", field, expected });
      if (value.normalize("NFC") !== value) report({ kind: "not-nfc", field, expected });
      if (value.length > longestText || forbidden.test(value) || !allowed(value)) {
        report({ kind: "value-wrong", field, expected });
      }
    },
    write: (value) => JSON.stringify(value),
  };
}

/** Any text, possibly empty. */
export const text = stringShape("text", () => true);
/** Text with at least one visible character. */
export const someText = stringShape("some-text", (value) => /\S/u.test(value));
/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` of the calendar. */
export const partialDate = stringShape("date", isPartialDate);
/** SHA-256 in lower-case hex. */
export const sha256 = stringShape("sha256", (value) => /^[0-9a-f]{64}$/u.test(value));
/** UUID, lower case. */
export const uuid = stringShape("uuid", (value) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u.test(value),
);
/** 128 random bits as lower-case hex. */
export const nonce = stringShape("nonce", (value) => /^[0-9a-f]{32}$/u.test(value));
/** RFC 3339, whole seconds, in Vietnamese time: `2025-06-28T08:00:00+07:00`. */
export const moment = stringShape("time", (value) => {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\+07:00$/u.exec(value);
  return match !== null && isPartialDate(match[1]!);
});
/** Id of a handover: `BG-<code>-<yyyymmdd>-<nn>`. */
export const handoverId = stringShape("handover-id", isHandoverId);
/** Path in the bag: `data/…`, `/` between the parts, no part empty, `.` or `..`. */
export const bagPath = stringShape(
  "bag-path",
  (value) =>
    value.startsWith("data/") &&
    value.split("/").every((part) => part !== "" && part !== "." && part !== "..") &&
    !value.includes("\\"),
);

/** Whether `id` has the form of a handover's id; such an id is also safe as a folder name. */
export function isHandoverId(id: string): boolean {
  return /^BG-[0-9A-Za-z]{1,16}-\d{8}-\d{2,4}$/u.test(id);
}

/** A count or a size: a whole number from 0 to 2^53 − 1. */
export const count: Shape<number> = {
  expected: "count",
  check(value, field, report) {
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0 || Object.is(value, -0)) {
      report({ kind: "value-wrong", field, expected: "count" });
    }
  },
  write: (value) => String(value),
};

export const truth: Shape<boolean> = {
  expected: "boolean",
  check(value, field, report) {
    if (typeof value !== "boolean") report({ kind: "value-wrong", field, expected: "boolean" });
  },
  write: (value) => String(value),
};

/** One word of a closed list. */
export function word<const W extends string>(...words: readonly W[]): Shape<W> {
  const expected = words.join("|");
  return {
    expected,
    check(value, field, report) {
      if (!words.includes(value as W)) report({ kind: "value-wrong", field, expected });
    },
    write: (value) => JSON.stringify(value),
  };
}

export function nullable<T>(inner: Shape<T>): Shape<T | null> {
  return {
    expected: inner.expected,
    check(value, field, report) {
      if (value !== null) inner.check(value, field, report);
    },
    write: (value) => (value === null ? "null" : inner.write(value)),
  };
}

export function list<T>(inner: Shape<T>): Shape<T[]> {
  return {
    expected: "list",
    check(value, field, report) {
      if (!Array.isArray(value) || value.length > longestList) {
        return report({ kind: "value-wrong", field, expected: "list" });
      }
      value.forEach((item, index) => {
        inner.check(item, `${field}[${index}]`, report);
      });
    },
    write: (value) => `[${value.map((item) => inner.write(item)).join(",")}]`,
  };
}

/** Fields by name, in the order in which they are written. */
export type Fields<T> = { [K in keyof T]-?: Shape<T[K]> };

export function record<T extends object>(fields: Fields<T>): Shape<T> {
  const entries = Object.entries(fields) as [keyof T & string, Shape<unknown>][];
  const keys: string[] = entries.map(([key]) => key);
  return {
    expected: "record",
    check(value, field, report) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return report({ kind: "value-wrong", field, expected: "record" });
      }
      const prefix = field === "" ? "" : `${field}.`;
      checkKeys(Object.keys(value), keys, prefix, report);
      for (const [key, shape] of entries) {
        if (Object.hasOwn(value, key)) {
          shape.check((value as Record<string, unknown>)[key], prefix + key, report);
        }
      }
    },
    write: (value) =>
      `{${entries.map(([key, shape]) => `${JSON.stringify(key)}:${shape.write(value[key])}`).join(",")}}`,
  };
}

function checkKeys(actual: string[], allowed: string[], prefix: string, report: Report): void {
  const known = actual.filter((key) => allowed.includes(key));
  for (const key of actual) {
    if (!allowed.includes(key)) report({ kind: "key-unknown", field: prefix + key, expected: "" });
  }
  for (const key of allowed) {
    if (!known.includes(key)) report({ kind: "key-missing", field: prefix + key, expected: "" });
  }
  const ordered = allowed.filter((key) => known.includes(key));
  const stray = known.findIndex((key, index) => key !== ordered[index]);
  if (stray >= 0) {
    report({ kind: "key-order", field: prefix + known[stray]!, expected: ordered[stray]! });
  }
}
