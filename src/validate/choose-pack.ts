import { listYamlFiles } from "../fs/yaml.js";
import type { DossierType, PartialDate } from "../model/dossier.js";
import { Failure } from "../model/failure.js";
import { earliestDay, latestDay } from "../model/partial-date.js";
import { loadRulePacks } from "./load-rule-packs.js";
import type { LegalBasis, Rule, RulePack } from "./rule-pack.js";

/** The packs a check may choose from. */
export class PackShelf {
  readonly #byType = new Map<DossierType, RulePack[]>();
  readonly #forEvery: RulePack[] = [];
  readonly #rules = new Map<RulePack | null, { pack: RulePack; rule: Rule }[]>();

  constructor(readonly packs: readonly RulePack[]) {
    for (const pack of packs) {
      if (pack.type === null) this.#forEvery.push(pack);
      else this.#byType.set(pack.type, [...(this.#byType.get(pack.type) ?? []), pack]);
    }
  }

  /**
   * The pack for a type of dossier on its own day: the one in force, the latest to begin where several are; where none
   * was in force, or the day is unknown, the one nearest to it.
   */
  packFor(type: DossierType | null, date: PartialDate | null): RulePack | null {
    const packs = type === null ? [] : (this.#byType.get(type) ?? []);
    if (packs.length < 2) return packs[0] ?? null;
    const day = date === null ? "9999-12-31" : earliestDay(date);
    const inForce = packs.filter((pack) => isInForce(pack, day));
    const candidates = inForce.length > 0 ? inForce : packs;
    return candidates.reduce((best, pack) => (start(pack) >= start(best) ? pack : best));
  }

  /** The rules that apply beside the slots: those of the pack, and those for every dossier. */
  rulesFor(pack: RulePack | null): readonly { pack: RulePack; rule: Rule }[] {
    let rules = this.#rules.get(pack);
    if (!rules) {
      const all = pack ? [...this.#forEvery, pack] : this.#forEvery;
      rules = all.flatMap((from) => from.rules.map((rule) => ({ pack: from, rule })));
      const own = new Set(pack?.rules.map(({ id }) => id));
      // A pack may give a rule for every dossier a meaning of its own.
      rules = rules.filter(({ pack: from, rule }) => from === pack || !own.has(rule.id));
      this.#rules.set(pack, rules);
    }
    return rules;
  }
}

const start = (pack: RulePack): string => (pack.from === null ? "" : earliestDay(pack.from));

function isInForce(period: { from: PartialDate | null; until: PartialDate | null }, day: string): boolean {
  return (
    (period.from === null || earliestDay(period.from) <= day) &&
    (period.until === null || latestDay(period.until) >= day)
  );
}

/** The regulations that were in force at some time between two days, as the pack names them. */
export function basisBetween(
  pack: RulePack,
  from: PartialDate | null,
  until: PartialDate | null,
): LegalBasis[] {
  const [first, last] = [from && earliestDay(from), until && latestDay(until)];
  return pack.basis.filter(
    (law) =>
      (law.from === null || last === null || earliestDay(law.from) <= last) &&
      (law.until === null || first === null || latestDay(law.until) >= first),
  );
}

/**
 * The packs of a folder, with those of an office in their place: a pack given by path comes before a shipped one for the
 * same type. Failures: those of loading packs.
 */
export async function loadShelf(folder: string, own: readonly string[] = []): Promise<PackShelf> {
  const standard = await loadRulePacks(await listYamlFiles(folder));
  if (own.length === 0) return new PackShelf(standard);
  const mine = await loadRulePacks(own, standard);
  const replaced = new Set(mine.map(({ type }) => type));
  const names = new Set(mine.map(({ name }) => name));
  const kept = standard.filter((pack) =>
    pack.type === null ? !names.has(pack.name) : !replaced.has(pack.type),
  );
  return new PackShelf([...kept, ...mine]);
}

/** The pack of that name, or for that type, on a shelf; Failure `rule-pack-not-found`. */
export function findPack(shelf: PackShelf, name: string): RulePack {
  const wanted = name.toLowerCase();
  const found =
    shelf.packs.find((pack) => pack.name.toLowerCase() === wanted) ??
    shelf.packs.find((pack) => pack.type?.toLowerCase() === wanted);
  if (!found) throw new Failure("rule-pack-not-found", { name, known: shelf.packs.map((pack) => pack.name) });
  return found;
}
