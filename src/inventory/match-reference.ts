/** A reference cut into what orders it and what follows: `12a.GSCD` is 12, `a`, `GSCD`. */
interface ReferenceParts {
  number: string;
  rest: string;
}

/** The key under which spellings of one reference meet: no zeros in front, no case, no blanks. `12` and `12a` differ. */
export function referenceKey(reference: string): string {
  const { number, rest } = partsOf(reference);
  return number === "" ? rest : `${number}|${rest}`;
}

function partsOf(reference: string): ReferenceParts {
  const folded = reference
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[đĐ]/gu, "D")
    .toUpperCase();
  const match = /^\s*(?:HO SO|HS)?\s*(?:SO)?\s*[:.]?\s*0*(\d+)\s*([A-Z](?![A-Z]))?(.*)$/u.exec(folded);
  if (!match) return { number: "", rest: folded.replace(/[^A-Z0-9]+/gu, "") };
  return { number: `${match[1]}${match[2] ?? ""}`, rest: match[3]!.replace(/[^A-Z0-9]+/gu, "") };
}

/** What a reference leads to among those that are known. */
export type ReferenceMatch<Value> = { kind: "found"; value: Value } | { kind: "none" } | { kind: "several" };

/** References of dossiers, found by their full form or by their bare number where that is one dossier only. */
export class References<Value> {
  readonly #byKey = new Map<string, Value>();
  readonly #byNumber = new Map<string, Map<string, Value>>();

  add(reference: string, value: Value): void {
    const { number, rest } = partsOf(reference);
    this.#byKey.set(referenceKey(reference), value);
    if (number === "") return;
    const sameNumber = this.#byNumber.get(number) ?? new Map<string, Value>();
    sameNumber.set(rest, value);
    this.#byNumber.set(number, sameNumber);
  }

  exact(reference: string): Value | undefined {
    return this.#byKey.get(referenceKey(reference));
  }

  /** `nearby` is the dossier of the row before: a bare number means it before any other of that number. */
  find(reference: string, nearby?: string): ReferenceMatch<Value> {
    const exact = this.exact(reference);
    if (exact !== undefined) return { kind: "found", value: exact };
    const { number, rest } = partsOf(reference);
    const candidates = this.#byNumber.get(number);
    if (number === "" || !candidates) return { kind: "none" };
    if (rest !== "") {
      // The list may say `01.KTCH` where the dossier is known as `01`.
      const bare = candidates.get("");
      return bare === undefined ? { kind: "none" } : { kind: "found", value: bare };
    }
    if (nearby !== undefined && partsOf(nearby).number === number) {
      const same = this.exact(nearby);
      if (same !== undefined) return { kind: "found", value: same };
    }
    const values = [...new Set(candidates.values())];
    return values.length === 1 ? { kind: "found", value: values[0]! } : { kind: "several" };
  }
}
