import type { Dossier, DossierDocument, PartialDate } from "../model/dossier.js";
import { countFindings } from "../model/finding.js";
import type { Party } from "../model/handover.js";
import type { Unit } from "../model/unit.js";
import { bagPathsFor } from "./bag-paths.js";
import { defaultResponsibilities, legalBasesFor } from "./default-statements.js";
import { lastNumbers } from "./last-numbers.js";
import {
  DossierLister,
  type DossierToHandOver,
  digestsOfSecretFiles,
  originalPathOf,
  packable,
} from "./list-dossier.js";
import {
  type Manifest,
  type ManifestPriorHandover,
  type ManifestReference,
  type ManifestRemaining,
  manifestFormat,
  type Responsibility,
} from "./manifest.js";
import { partyOf, unitOf } from "./party.js";
import { fitText } from "./shape.js";
import { TotalsCounter } from "./totals.js";

/** Everything a manifest is made from; nothing is looked up while it is made. */
export interface ManifestInput {
  kind: Manifest["kind"];
  id: string;
  uuid: string;
  /** RFC 3339, whole seconds, `+07:00`. */
  createdAt: string;
  tool: Manifest["tool"];
  supplements?: ManifestReference | null;
  rulePacks: Manifest["rulePacks"];
  /** Else those usual for the giver's province. */
  legalBases?: readonly string[];
  /** Else the usual ones of both sides. */
  responsibilities?: readonly Responsibility[];
  giver: Party;
  receiver: Party;
  witnesses: readonly Party[];
  dossiers: readonly DossierToHandOver[];
  /** Dossiers of the inventory that stay out of this handover. */
  remaining: readonly (Omit<ManifestRemaining, "dossier" | "reference" | "status" | "receiver"> & {
    dossier: Dossier;
    receiver: Unit | null;
  })[];
  priorHandovers: readonly ManifestPriorHandover[];
  /** The giver knew of errors and hands over all the same. */
  overridden: boolean;
  /** First day of the term whose numbers count; null counts all. */
  termStart: PartialDate | null;
}

/** Makes the list of what is handed over. Same input, same list. */
export function buildManifest(input: ManifestInput): Manifest {
  const inventory = [
    ...input.dossiers.map((one) => one.dossier),
    ...input.remaining.map((one) => one.dossier),
  ];
  const lister = new DossierLister(
    inventory,
    digestsOfSecretFiles(input.dossiers),
    input.createdAt.slice(0, 10),
  );
  const sorted = [...input.dossiers].sort((a, b) => (a.dossier.id < b.dossier.id ? -1 : 1));
  const parts = sorted.map((one) => lister.prepare(one));
  const paths = bagPathsFor(
    parts.map(({ dossier, documents, protect }) => ({
      reference: fitText(protect(dossier.reference)),
      documents: documents.map(({ document, files, withheld }) => ({
        ordinal: document.ordinal,
        slot: document.slot,
        number: document.number,
        typeName: document.typeName === null ? null : protect(document.typeName),
        files: withheld
          ? []
          : packable(files).map((file) => ({
              originalPath: originalPathOf(file, protect),
              format: file.format,
            })),
      })),
    })),
  );

  const totals = new TotalsCounter();
  const listed = parts.map((part, at) => lister.list(part, paths[at]!));
  for (const { dossier } of listed) totals.add(dossier);

  const counts = countFindings(input.dossiers.flatMap((one) => one.findings));
  return {
    format: manifestFormat,
    kind: input.kind,
    id: input.id,
    uuid: input.uuid,
    createdAt: input.createdAt,
    tool: input.tool,
    supplements: input.supplements ?? null,
    rulePacks: [...input.rulePacks].sort((a, b) => (a.name < b.name ? -1 : 1)),
    legalBases: [...(input.legalBases ?? legalBasesFor(input.giver.unit.province))].map(fitText),
    giver: partyOf(input.giver),
    receiver: partyOf(input.receiver),
    witnesses: input.witnesses.map(partyOf),
    responsibilities: [
      ...(input.responsibilities ?? defaultResponsibilities(input.giver.person, input.receiver.person)),
    ],
    checked: { ...counts, overridden: input.overridden },
    totals: totals.totals(),
    openCases: listed.flatMap(({ openCase }) => openCase ?? []),
    obligations: listed.flatMap(({ obligations }) => obligations),
    withheld: listed.flatMap(({ withheld }) => withheld),
    exceptions: listed.flatMap(({ exceptions }) => exceptions),
    remaining: [...input.remaining]
      .sort((a, b) => (a.dossier.id < b.dossier.id ? -1 : 1))
      .map(({ dossier, reason, receiver, handover }) => ({
        dossier: dossier.id,
        reference: lister.referenceOf(dossier),
        status: dossier.status,
        reason,
        receiver: receiver === null ? null : unitOf(receiver),
        handover,
      })),
    lastNumbers: lastNumbers(ownDocuments(input), input.termStart),
    priorHandovers: [...input.priorHandovers].sort((a, b) => (a.uuid < b.uuid ? -1 : 1)),
    dossiers: listed.map(({ dossier }) => dossier),
  };
}

function* ownDocuments(input: ManifestInput): Generator<DossierDocument> {
  const { code, until } = input.giver.unit;
  for (const { dossier, documents } of input.dossiers) {
    if (dossier.origin.code !== code || dossier.origin.until !== until) continue;
    for (const { document } of documents) yield document;
  }
}
