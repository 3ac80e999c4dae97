import { type Condition, type Dossier, type Fact, factOrigins } from "../model/dossier.js";

/** What holds of a condition: the stated fact, else the register's, else the inferred one; null when nobody said. */
export function factOf(dossier: Pick<Dossier, "facts">, condition: Condition): Fact | null {
  for (const origin of factOrigins) {
    const found = dossier.facts.find((fact) => fact.condition === condition && fact.origin === origin);
    if (found) return found;
  }
  return null;
}
