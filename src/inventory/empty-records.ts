import type { Dossier, DossierDocument } from "../model/dossier.js";
import type { Unit } from "../model/unit.js";
import { typeOfReference } from "./vocabulary.js";

/** A dossier of which only its reference is known. */
export function emptyDossier(id: string, origin: Unit, reference: string): Dossier {
  return {
    id,
    origin,
    reference,
    type: typeOfReference(reference),
    title: "",
    issuer: null,
    opened: null,
    closed: null,
    status: "closed",
    subjects: [],
    outcome: null,
    discipline: null,
    rectificationDeadline: null,
    facts: [],
    retention: null,
    secrecy: "none",
    language: "vi",
    sheets: null,
    pages: null,
    carrier: null,
    place: { warehouse: null, shelf: null, box: null },
    condition: null,
    notes: null,
    openCase: null,
    folder: null,
  };
}

/** A document of which nothing is known but its place. */
export function emptyDocument(id: string, dossierId: string, ordinal: number): DossierDocument {
  return {
    id,
    dossierId,
    ordinal,
    slot: null,
    alsoSlots: [],
    number: null,
    date: null,
    typeName: null,
    issuer: null,
    abstract: null,
    signer: null,
    sheets: null,
    pages: null,
    extent: null,
    original: null,
    secrecy: "none",
    carrier: null,
    state: "present",
    notes: null,
    fileName: null,
    source: "stated",
  };
}
