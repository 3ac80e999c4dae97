import type {
  Dossier,
  DossierDocument,
  Explanation,
  InventoryFile,
  PartialDate,
  Secrecy,
} from "../model/dossier.js";
import { highestSecrecy } from "../model/dossier.js";
import { countFindings, type Finding } from "../model/finding.js";
import type { Party } from "../model/handover.js";
import { type Protect, protectedCode, protectNames } from "../model/protected-names.js";
import type { Unit } from "../model/unit.js";
import { bagPathsFor } from "./bag-paths.js";
import { defaultResponsibilities, legalBasesFor } from "./default-statements.js";
import { lastNumbers } from "./last-numbers.js";
import {
  type Manifest,
  type ManifestDocument,
  type ManifestDossier,
  type ManifestException,
  type ManifestFile,
  type ManifestObligation,
  type ManifestOpenCase,
  type ManifestParty,
  type ManifestPriorHandover,
  type ManifestReference,
  type ManifestRemaining,
  type ManifestUnit,
  type ManifestWithheld,
  manifestFormat,
  type Responsibility,
} from "./manifest.js";
import { obligationsOf } from "./obligations.js";
import { fitText } from "./shape.js";
import { TotalsCounter } from "./totals.js";

/** A dossier with all that belongs to it, as it is to be handed over. */
export interface DossierToHandOver {
  dossier: Dossier;
  documents: { document: DossierDocument; files: InventoryFile[] }[];
  explanations: Explanation[];
  /** What the check noticed in it. */
  findings: Finding[];
  /** Who continues it, for an open case. */
  successor: Unit | null;
  /** UUIDs of the handovers it came through, oldest first. */
  custody: string[];
}

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
  // Names are protected by all dossiers of the inventory: what stays behind may name whom a list must not.
  const byId = [...inventory].sort((a, b) => (a.id < b.id ? -1 : 1));
  const protectorOf = protectNames(byId);
  const codeOf = protectedCode(byId);
  const secretDigests = digestsOfSecretFiles(input.dossiers);
  const sorted = [...input.dossiers].sort((a, b) => (a.dossier.id < b.dossier.id ? -1 : 1));

  const parts = sorted.map((one) => {
    const { dossier } = one;
    const protect = protectorOf(dossier);
    const level = dossier.secrecy;
    const documents = [...one.documents]
      .sort((a, b) => a.document.ordinal - b.document.ordinal || (a.document.id < b.document.id ? -1 : 1))
      .map(({ document, files }) => {
        const secrecy = secrecyOf(document, files, level, secretDigests);
        return { document, files, secrecy, withheld: secrecy !== "none" || document.state === "withheld" };
      });
    return { ...one, protect, documents };
  });

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
          : packable(files).map((file) => ({ originalPath: original(file, protect), format: file.format })),
      })),
    })),
  );

  const totals = new TotalsCounter();
  const dossiers: ManifestDossier[] = [];
  const openCases: ManifestOpenCase[] = [];
  const obligations: ManifestObligation[] = [];
  const withheld: ManifestWithheld[] = [];
  const exceptions: ManifestException[] = [];
  const today = input.createdAt.slice(0, 10);

  parts.forEach((part, at) => {
    const { dossier, protect } = part;
    const secret = dossier.secrecy !== "none";
    const clean = (text: string): string => fitText(protect(text));
    const maybe = (text: string | null): string | null => (text === null ? null : clean(text));
    const named = (subject: Dossier["subjects"][number]): string =>
      fitText(codeOf(dossier, subject) ?? protect(subject.name));
    const reference = clean(dossier.reference);

    const documents = part.documents.map((each, position): ManifestDocument => {
      const { document, files, secrecy } = each;
      const hidden = each.withheld;
      return {
        id: document.id,
        ordinal: document.ordinal,
        slot: maybe(document.slot),
        alsoSlots: document.alsoSlots.map(clean),
        number: maybe(document.number),
        date: document.date,
        typeName: maybe(document.typeName),
        issuer: maybe(document.issuer),
        abstract: hidden ? null : maybe(document.abstract),
        signer: hidden ? null : maybe(document.signer),
        sheets: document.sheets,
        pages: document.pages,
        extent: maybe(document.extent),
        original: document.original,
        // Somebody withheld it without naming a level: the lowest is the least that can be said.
        secrecy: hidden && secrecy === "none" ? "mat" : secrecy,
        carrier: document.carrier,
        state: hidden ? "withheld" : document.state,
        notes: hidden ? null : maybe(document.notes),
        files: hidden
          ? []
          : packable(files).map((file, index): ManifestFile => {
              return {
                path: paths[at]![position]![index]!,
                originalPath: original(file, protect),
                size: file.size,
                sha256: file.sha256!,
                format: file.format,
                pages: file.pages,
              };
            }),
      };
    });

    const listed: ManifestDossier = {
      id: dossier.id,
      reference,
      origin: unitOf(dossier.origin),
      type: dossier.type,
      title: secret ? null : clean(dossier.title),
      issuer: maybe(dossier.issuer),
      opened: dossier.opened,
      closed: dossier.closed,
      status: dossier.status,
      subjects: secret
        ? []
        : dossier.subjects.map((subject) => ({
            kind: subject.kind,
            role: subject.role,
            name: named(subject),
          })),
      outcome: secret ? null : maybe(dossier.outcome),
      discipline:
        secret || dossier.discipline === null
          ? null
          : { form: clean(dossier.discipline.form), published: dossier.discipline.published },
      rectificationDeadline: dossier.rectificationDeadline,
      facts: secret
        ? []
        : [...dossier.facts]
            .sort((a, b) => (`${a.condition} ${a.origin}` < `${b.condition} ${b.origin}` ? -1 : 1))
            .map(({ condition, value, origin }) => ({ condition, value, origin })),
      retention: maybe(dossier.retention),
      secrecy: dossier.secrecy,
      language: clean(dossier.language),
      sheets: dossier.sheets,
      pages: dossier.pages,
      carrier: dossier.carrier,
      warehouse: maybe(dossier.place.warehouse),
      shelf: maybe(dossier.place.shelf),
      box: maybe(dossier.place.box),
      condition: secret ? null : maybe(dossier.condition),
      notes: secret ? null : maybe(dossier.notes),
      custody: [...part.custody],
      documents,
    };
    dossiers.push(listed);
    totals.add(listed);

    for (const document of documents) {
      if (document.state !== "withheld" || document.secrecy === "none") continue;
      const { number, date, sheets } = document;
      withheld.push({ dossier: dossier.id, reference, number, date, level: document.secrecy, sheets });
    }
    if (dossier.status === "open") {
      openCases.push({
        dossier: dossier.id,
        reference,
        step: secret ? null : maybe(dossier.openCase?.step ?? null),
        nextStep: secret ? null : maybe(dossier.openCase?.nextStep ?? null),
        deadline: dossier.openCase?.deadline ?? null,
        team: secret ? null : maybe(dossier.openCase?.team ?? null),
        successor: part.successor === null ? null : unitOf(part.successor),
      });
    }
    // A paper that is only listed, without a file and not on paper, remedies and answers nothing.
    const slots = new Set(
      documents.flatMap(({ slot, alsoSlots, files, state, carrier }) => {
        const shown = files.length > 0 || state !== "present" || (carrier ?? dossier.carrier) === "paper";
        return shown ? [...(slot ? [slot] : []), ...alsoSlots] : [];
      }),
    );
    for (const one of obligationsOf(dossier, slots, today, named)) {
      obligations.push({ ...one, reference, ...(secret ? { subject: null, form: null } : {}) });
    }
    exceptions.push(...exceptionsOf(part, reference, clean));
  });

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
    openCases,
    obligations,
    withheld,
    exceptions,
    remaining: [...input.remaining]
      .sort((a, b) => (a.dossier.id < b.dossier.id ? -1 : 1))
      .map(({ dossier, reason, receiver, handover }) => ({
        dossier: dossier.id,
        reference: fitText(protectorOf(dossier)(dossier.reference)),
        status: dossier.status,
        reason,
        receiver: receiver === null ? null : unitOf(receiver),
        handover,
      })),
    lastNumbers: lastNumbers(ownDocuments(input), input.termStart),
    priorHandovers: [...input.priorHandovers].sort((a, b) => (a.uuid < b.uuid ? -1 : 1)),
    dossiers,
  };
}

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

/** Files whose bytes are known and there. Empty, encrypted and damaged ones travel as they are. */
function packable(files: readonly InventoryFile[]): InventoryFile[] {
  return files.filter((file) => file.present && file.sha256 !== null && file.ignored === null);
}

/** Original path without protected names: they are replaced, the rest of the path stays. */
function original(file: InventoryFile, protect: Protect): string {
  return fitText(protect(file.path));
}

/** Bytes once recognised as secret are secret wherever else they lie. */
function digestsOfSecretFiles(dossiers: readonly DossierToHandOver[]): Map<string, Secrecy> {
  const digests = new Map<string, Secrecy>();
  for (const { dossier, documents } of dossiers) {
    for (const { document, files } of documents) {
      const level = highestSecrecy(
        dossier.secrecy,
        document.secrecy,
        ...files.map((file) => file.secrecy),
        document.state === "withheld" ? "mat" : "none",
      );
      if (level === "none") continue;
      // An empty file has the digest of every empty file and says nothing.
      for (const file of files) {
        if (file.sha256 === null || file.size === 0) continue;
        digests.set(file.sha256, highestSecrecy(level, digests.get(file.sha256) ?? "none"));
      }
    }
  }
  return digests;
}

function secrecyOf(
  document: DossierDocument,
  files: readonly InventoryFile[],
  dossier: Secrecy,
  secretDigests: ReadonlyMap<string, Secrecy>,
): Secrecy {
  const ofFiles = files.flatMap((file) => [file.secrecy, secretDigests.get(file.sha256 ?? "") ?? "none"]);
  return highestSecrecy(dossier, document.secrecy, ...(ofFiles as Secrecy[]));
}

function* ownDocuments(input: ManifestInput): Generator<DossierDocument> {
  const { code, until } = input.giver.unit;
  for (const { dossier, documents } of input.dossiers) {
    if (dossier.origin.code !== code || dossier.origin.until !== until) continue;
    for (const { document } of documents) yield document;
  }
}

type Part = Omit<DossierToHandOver, "documents"> & {
  documents: { document: DossierDocument; files: InventoryFile[]; withheld: boolean }[];
};

/** Missing, damaged, held elsewhere, unanswered: each with who answers for it. */
function exceptionsOf(part: Part, reference: string, clean: (text: string) => string): ManifestException[] {
  const { dossier, documents, explanations } = part;
  const hiddenPaths = new Set(
    documents.filter((one) => one.withheld).flatMap((one) => one.files.map((file) => file.path)),
  );
  const answer = (slot: string | null, own?: Finding["explained"]): ManifestException["explanation"] => {
    const found =
      own ??
      explanations.find((one) => slot !== null && one.slot === slot) ??
      explanations.find((one) => one.slot === null && !one.documentId);
    return found
      ? { reason: clean(found.reason), person: clean(found.person), due: found.due ?? null }
      : null;
  };
  const exceptions: ManifestException[] = [];
  const add = (
    kind: ManifestException["kind"],
    slot: string | null,
    name: string,
    explained?: Finding["explained"],
  ): void => {
    const explanation = kind === "unanswered" ? null : answer(slot, explained);
    exceptions.push({ kind, dossier: dossier.id, reference, slot, name: clean(name), explanation });
  };
  for (const one of part.findings) {
    if (one.code === "document-missing") add("missing", one.details.slot, one.details.name.vi, one.explained);
    else if (one.code === "document-without-file") {
      const { slot, name, label, reason } = one.details;
      const kind = reason === "no-file" || reason === "vanished" ? "missing" : "damaged";
      add(
        kind,
        slot ?? null,
        name === undefined || name.vi === label ? label : `${name.vi} (${label})`,
        one.explained,
      );
    } else if (one.code === "slot-unknown") add("unanswered", one.details.slot, one.details.name.vi);
    else if (damageCodes.has(one.code)) {
      const path = one.place.file ?? "";
      const named = hiddenPaths.has(path) || dossier.secrecy !== "none" ? (one.place.document ?? "") : path;
      add("damaged", null, named, one.explained);
    }
  }
  for (const { document, withheld } of documents) {
    if (document.state !== "held-elsewhere" || withheld) continue;
    const name = document.number ?? document.typeName ?? document.slot ?? String(document.ordinal);
    add("held-elsewhere", document.slot, name);
  }
  const seen = new Set<string>();
  return exceptions.filter((one) => {
    const key = JSON.stringify([one.kind, one.slot, one.name]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const damageCodes: ReadonlySet<Finding["code"]> = new Set([
  "file-missing",
  "file-changed",
  "file-damaged",
  "file-empty",
  "file-encrypted",
  "file-unreadable",
  "file-unstable",
]);
