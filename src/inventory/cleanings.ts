import { type Finding, finding } from "../model/finding.js";
import { PackedList } from "./packed-list.js";

/** A value that entered otherwise than it was written, where, and why. Protected names are codes in it. */
export interface CleanedValue {
  register: string;
  sheet: string;
  row: number;
  dossier: string | null;
  document: string | null;
  field: string;
  raw: string;
  clean: string;
  reasons: string[];
}

/**
 * Every value that an import cleaned, in the order of the registers. In an old font each cell of a register is one, close
 * to a million of them; so they are held packed and counted as they come.
 */
export class Cleanings implements Iterable<CleanedValue> {
  readonly #values = new PackedList<CleanedValue>();
  readonly #reasons = new Map<string, number>();

  push(value: CleanedValue): void {
    this.#values.push(value);
    for (const reason of value.reasons) this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
  }

  get length(): number {
    return this.#values.length;
  }

  /** How many values were cleaned for each reason, the most frequent first. */
  get byReason(): [reason: string, count: number][] {
    return [...this.#reasons].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  }

  [Symbol.iterator](): Iterator<CleanedValue> {
    return this.#values[Symbol.iterator]();
  }

  /** The same as findings, made as they are asked for. */
  *findings(): Generator<Finding> {
    for (const value of this) yield asFinding(value);
  }
}

function asFinding(value: CleanedValue): Finding {
  const { register, sheet, row, dossier, document, field, raw, clean, reasons } = value;
  const place = {
    ...(dossier === null ? {} : { dossier }),
    ...(document === null ? {} : { document }),
    register: { file: register, sheet, row },
  };
  return finding("value-cleaned", "info", place, { field, raw, clean, reasons });
}
