import type { Dossier, DossierDocument, Explanation, InventoryFile, Secrecy } from "../model/dossier.js";
import { highestSecrecy } from "../model/dossier.js";
import type { Finding } from "../model/finding.js";
import { type Protect, protectedCode, protectNames } from "../model/protected-names.js";
import type { Unit } from "../model/unit.js";
import type {
  ManifestDocument,
  ManifestDossier,
  ManifestException,
  ManifestFile,
  ManifestObligation,
  ManifestOpenCase,
  ManifestWithheld,
} from "./manifest.js";
import { obligationsOf } from "./obligations.js";
import { unitOf } from "./party.js";
import { fitText } from "./shape.js";

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

/** A dossier made ready for a list: its papers in order, and which of them stay out. */
export interface PreparedDossier extends Omit<DossierToHandOver, "documents"> {
  protect: Protect;
  documents: { document: DossierDocument; files: InventoryFile[]; secrecy: Secrecy; withheld: boolean }[];
}

/** A dossier as a list shows it, with what the other lists say of it. */
export interface ListedParts {
  dossier: ManifestDossier;
  openCase: ManifestOpenCase | null;
  obligations: ManifestObligation[];
  withheld: ManifestWithheld[];
  exceptions: ManifestException[];
}

/** Puts dossiers into a list one by one, with names and secrets protected as all of the inventory demands. */
export class DossierLister {
  readonly #protectorOf: (dossier: Dossier) => Protect;
  readonly codeOf: ReturnType<typeof protectedCode>;

  /** `inventory`: every dossier there is, for what stays behind may name whom a list must not. `today`: `YYYY-MM-DD`. */
  constructor(
    inventory: readonly Dossier[],
    readonly secretDigests: ReadonlyMap<string, Secrecy>,
    readonly today: string,
  ) {
    const byId = [...inventory].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#protectorOf = protectNames(byId);
    this.codeOf = protectedCode(byId);
  }

  /** A dossier's own reference without protected names. */
  referenceOf(dossier: Dossier): string {
    return fitText(this.#protectorOf(dossier)(dossier.reference));
  }

  prepare(one: DossierToHandOver): PreparedDossier {
    const { dossier } = one;
    const documents = [...one.documents]
      .sort((a, b) => a.document.ordinal - b.document.ordinal || (a.document.id < b.document.id ? -1 : 1))
      .map(({ document, files }) => {
        const secrecy = secrecyOf(document, files, dossier.secrecy, this.secretDigests);
        return { document, files, secrecy, withheld: secrecy !== "none" || document.state === "withheld" };
      });
    return { ...one, protect: this.#protectorOf(dossier), documents };
  }

  /** `paths`: place in the bag of every file, by document; left empty where there is no bag. */
  list(part: PreparedDossier, paths?: readonly (readonly string[])[]): ListedParts {
    const { dossier, protect } = part;
    const { codeOf, today } = this;
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
                path: paths?.[position]?.[index] ?? "",
                originalPath: originalPathOf(file, protect),
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
    const withheld: ManifestWithheld[] = [];
    for (const document of documents) {
      if (document.state !== "withheld" || document.secrecy === "none") continue;
      const { number, date, sheets } = document;
      withheld.push({ dossier: dossier.id, reference, number, date, level: document.secrecy, sheets });
    }
    const openCase: ManifestOpenCase | null =
      dossier.status !== "open"
        ? null
        : {
            dossier: dossier.id,
            reference,
            step: secret ? null : maybe(dossier.openCase?.step ?? null),
            nextStep: secret ? null : maybe(dossier.openCase?.nextStep ?? null),
            deadline: dossier.openCase?.deadline ?? null,
            team: secret ? null : maybe(dossier.openCase?.team ?? null),
            successor: part.successor === null ? null : unitOf(part.successor),
          };
    // A paper that is only listed, without a file and not on paper, remedies and answers nothing.
    const slots = new Set(
      documents.flatMap(({ slot, alsoSlots, files, state, carrier }) => {
        const shown = files.length > 0 || state !== "present" || (carrier ?? dossier.carrier) === "paper";
        return shown ? [...(slot ? [slot] : []), ...alsoSlots] : [];
      }),
    );
    const obligations = obligationsOf(dossier, slots, today, (subject) =>
      fitText(codeOf(dossier, subject) ?? protect(subject.name)),
    ).map((one) => ({ ...one, reference, ...(secret ? { subject: null, form: null } : {}) }));
    const exceptions = exceptionsOf(part, reference, clean);
    return { dossier: listed, openCase, obligations, withheld, exceptions };
  }
}

/** Files whose bytes are known and there. Empty, encrypted and damaged ones travel as they are. */
export function packable(files: readonly InventoryFile[]): InventoryFile[] {
  return files.filter((file) => file.present && file.sha256 !== null && file.ignored === null);
}

/** Original path without protected names: they are replaced, the rest of the path stays. */
export function originalPathOf(file: InventoryFile, protect: Protect): string {
  return fitText(protect(file.path));
}

/** Bytes once recognised as secret are secret wherever else they lie. */
export function digestsOfSecretFiles(
  dossiers: Iterable<Pick<DossierToHandOver, "dossier" | "documents">>,
): Map<string, Secrecy> {
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

/** Missing, damaged, held elsewhere, unanswered: each with who answers for it. */
function exceptionsOf(
  part: PreparedDossier,
  reference: string,
  clean: (text: string) => string,
): ManifestException[] {
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
