import type { Party } from "../model/handover.js";
import type { Unit } from "../model/unit.js";
import type { ManifestParty, ManifestUnit } from "./manifest.js";
import { fitText } from "./shape.js";

function fitOrNull(text: string | null): string | null {
  return text === null ? null : fitText(text);
}

/** A unit as it stands in a list. */
export function unitOf(unit: Unit): ManifestUnit {
  const { code, name, kind, organisation, committee, province, fonds, from, until } = unit;
  return {
    code,
    name: fitText(name),
    kind,
    organisation: fitOrNull(organisation),
    committee: fitOrNull(committee),
    province: fitOrNull(province),
    fonds: fitOrNull(fonds),
    from,
    until,
  };
}

/** A party as it stands in a list. */
export function partyOf(party: Party): ManifestParty {
  return { ...unitOf(party.unit), person: fitOrNull(party.person), position: fitOrNull(party.position) };
}
