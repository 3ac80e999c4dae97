import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { sha256Hex } from "../crypto/digest.js";
import { writeWhole } from "../fs/write-whole.js";
import {
  buildManifest,
  type DossierToHandOver,
  type Manifest,
  type ManifestInput,
  type ManifestPriorHandover,
  type ManifestReference,
  serialiseManifest,
  unitOf,
} from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import { type Finding, hasFindingsAt } from "../model/finding.js";
import type { Handover, Party } from "../model/handover.js";
import type { Job } from "../model/progress.js";
import { type Unit, unitKey } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { checkDossiers, type PackShelf } from "../validate/index.js";
import { type Choice, chooseDossiers } from "./choose-dossiers.js";
import { handoverPaths, readKeptManifest } from "./handover-files.js";
import { appendLog } from "./log.js";
import { stepOrders, withStep } from "./open-step.js";
import { grownDossiers } from "./supplement.js";

/** Who hands over what to whom, and when. */
export interface CreateRequest {
  giver: Party;
  receiver: Party;
  witnesses?: readonly Party[];
  cases: Choice["cases"];
  casesOnly: boolean;
  /** See `Choice.successors`. */
  successors: readonly Unit[];
  /** Hand over in spite of unexplained errors. */
  withErrors: boolean;
  /** Refuse an open case that nobody continues even with errors: somebody can be asked. */
  everyCase?: boolean;
  /** List dossiers again that an earlier handover holds. */
  again: boolean;
  /** The handover that this one completes. */
  supplements: Handover | null;
  legalBases?: readonly string[];
  termStart: string | null;
  /** RFC 3339, `+07:00`. */
  now: string;
  actor: string;
  tool: Manifest["tool"];
  /** Folder of all handovers. */
  handovers: string;
}

/** A manifest that was made and lies in the workspace. */
export interface CreatedHandover {
  handover: Handover;
  path: string;
  sha256: string;
  size: number;
  manifest: Manifest;
}

/**
 * Makes the list of a handover from the inventory: checks it, decides what goes along, writes the list whole and
 * records it. Throws `manifest-has-errors`, `manifest-empty`, `receiver-is-giver` and what choosing throws.
 */
export async function createHandover(
  store: Store,
  shelf: PackShelf,
  request: CreateRequest,
  job: Job = {},
): Promise<CreatedHandover> {
  const { giver, receiver, now } = request;
  if (unitKey(giver.unit) === unitKey(receiver.unit)) {
    throw new Failure("receiver-is-giver", { code: receiver.unit.code, name: receiver.unit.name });
  }
  const dossiers = store.dossiers.all();
  const first = request.supplements;
  const promised = request.again ? new Map() : promisedDossiers(store);
  const cases = new Map(request.cases);
  if (first) {
    for (const id of await grownDossiers(store, request.handovers, first)) promised.delete(id);
    // Who continues a case was settled with the first list, unless it is said anew.
    for (const { dossierId, successor } of store.handovers.dossiers(first.id)) {
      const dossier = dossiers.find(({ id }) => id === dossierId);
      if (successor && dossier?.status === "open" && !cases.has(dossier.reference)) {
        cases.set(dossier.reference, successor);
      }
    }
  }
  const { included, remaining } = chooseDossiers(
    dossiers,
    {
      receiver: receiver.unit,
      cases,
      casesOnly: request.casesOnly,
      successors: request.successors,
      promised,
    },
    request.withErrors && !request.everyCase,
  );
  if (included.length === 0) throw new Failure("manifest-empty", { waiting: remaining.length });

  const only = new Set(included.map(({ dossier }) => dossier.id));
  const check = checkDossiers(store, shelf, { only, at: now }, job);
  const results = new Map(check.dossiers.map((one) => [one.id, one]));
  // Who continues a case is settled here, so that finding is answered.
  const findingsOf = (id: string): Finding[] =>
    (results.get(id)?.findings ?? []).filter((one) => one.code !== "case-without-successor");
  const overridden = refuseErrors(
    included.map(({ dossier }) => ({ dossier, findings: findingsOf(dossier.id) })),
    request,
  );

  const documents = store.documents.byDossier();
  const files = store.files.byDocument();
  const explanations = store.dossiers.explanationsByDossier();
  const custody = await readCustody(store, request.handovers, only);
  const orders = stepOrders(shelf);
  const items = included.map(
    ({ dossier, successor }): DossierToHandOver => ({
      dossier: {
        ...dossier,
        facts: results.get(dossier.id)?.facts ?? dossier.facts,
        openCase: withStep(dossier, results.get(dossier.id)?.slots ?? [], orders),
      },
      documents: (documents.get(dossier.id) ?? []).map((document) => ({
        document,
        files: files.get(document.id) ?? [],
      })),
      explanations: explanations.get(dossier.id) ?? [],
      findings: findingsOf(dossier.id),
      successor,
      custody: custody.ofDossier.get(dossier.id) ?? [],
    }),
  );
  const used = new Set(check.dossiers.flatMap(({ pack }) => (pack === null ? [] : [pack])));
  const input: ManifestInput = {
    kind: first ? "supplement" : "handover",
    supplements: first ? await referenceTo(request.handovers, first) : null,
    id: nextId(store, giver.unit.code, now),
    uuid: "00000000-0000-0000-0000-000000000000",
    createdAt: now,
    tool: request.tool,
    rulePacks: check.packs.filter(({ name }) => used.has(name)),
    ...(request.legalBases ? { legalBases: request.legalBases } : {}),
    giver,
    receiver,
    witnesses: request.witnesses ?? [],
    dossiers: items,
    remaining,
    priorHandovers: custody.handovers,
    overridden,
    termStart: request.termStart,
  };
  const draft = buildManifest(input);
  const manifest: Manifest = { ...draft, uuid: uuidFor(serialiseManifest(draft)) };
  const bytes = serialiseManifest(manifest);
  const sha256 = sha256Hex(bytes);

  job.signal?.throwIfAborted();
  const paths = handoverPaths(request.handovers, manifest.id);
  await mkdir(paths.folder, { recursive: true });
  await writeWhole(paths.manifest, bytes);
  const handover: Handover = {
    id: manifest.id,
    uuid: manifest.uuid,
    direction: "outgoing",
    giver: giver.unit,
    receiver: receiver.unit,
    createdAt: now,
    state: "drafted",
    manifestSha256: sha256,
  };
  store.together(() => {
    store.handovers.save(handover);
    for (const { dossier, successor } of included) {
      const role = dossier.status;
      store.handovers.saveDossier(handover.id, { dossierId: dossier.id, role, successor, outcome: null });
    }
    appendLog(store, {
      at: now,
      actor: request.actor,
      action: "manifest-created",
      details: {
        handover: handover.id,
        receiver: receiver.unit.code,
        dossiers: manifest.totals.dossiers,
        files: manifest.totals.files,
        sha256,
      },
    });
  });
  return { handover, path: paths.manifest, sha256, size: bytes.length, manifest };
}

/** Whether errors are overridden; throws `manifest-has-errors` where they are not. */
function refuseErrors(
  dossiers: { dossier: { reference: string }; findings: Finding[] }[],
  { withErrors }: CreateRequest,
): boolean {
  const wrong = dossiers.filter(({ findings }) => hasFindingsAt(findings, "error"));
  if (wrong.length === 0) return false;
  if (withErrors) return true;
  const isOpen = (one: Finding): boolean => one.severity === "error" && !one.explained;
  const errors = wrong.reduce((sum, { findings }) => sum + findings.filter(isOpen).length, 0);
  throw new Failure("manifest-has-errors", {
    errors,
    dossiers: wrong.map(({ dossier }) => dossier.reference),
  });
}

/** Dossiers that an earlier handover holds and that the receiver has not refused. */
function promisedDossiers(store: Store): Map<string, { handover: string; receiver: Unit }> {
  const promised = new Map<string, { handover: string; receiver: Unit }>();
  for (const { id, direction, receiver } of store.handovers.all()) {
    if (direction !== "outgoing") continue;
    for (const { dossierId, outcome } of store.handovers.dossiers(id)) {
      if (outcome !== "refused") promised.set(dossierId, { handover: id, receiver });
    }
  }
  return promised;
}

/** How a supplement names the list that it completes. */
async function referenceTo(handovers: string, first: Handover): Promise<ManifestReference> {
  const { sha256, bytes } = await readKeptManifest(handovers, first);
  return { id: first.id, sha256, size: bytes.length };
}

/** `BG-<code>-<yyyymmdd>-<nn>`, with the first number that is free. */
function nextId(store: Store, code: string, now: string): string {
  const known = new Set(store.handovers.all().map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const id = `BG-${code}-${now.slice(0, 10).replaceAll("-", "")}-${String(number).padStart(2, "0")}`;
    if (!known.has(id)) return id;
  }
}

/** A UUID that follows from the content (RFC 9562, version 8), so that one inventory and one clock give one list. */
function uuidFor(bytes: Uint8Array): string {
  const octets = createHash("sha256").update(bytes).digest().subarray(0, 16);
  octets[6] = (octets[6]! & 0x0f) | 0x80;
  octets[8] = (octets[8]! & 0x3f) | 0x80;
  const hex = octets.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * Where dossiers that were received have been before, as the manifests they came with tell: every handover that brought something of
 * them here, supplements too.
 */
async function readCustody(
  store: Store,
  handovers: string,
  only: ReadonlySet<string>,
): Promise<{ ofDossier: Map<string, string[]>; handovers: ManifestPriorHandover[] }> {
  const ofDossier = new Map<string, string[]>();
  const prior = new Map<string, ManifestPriorHandover>();
  const received = new Set([...store.dossiers.receivedIn().keys()].filter((id) => only.has(id)));
  for (const handover of store.handovers.all()) {
    if (handover.direction !== "incoming") continue;
    const through = store.handovers
      .dossiers(handover.id)
      .filter(({ dossierId, outcome }) => outcome !== "refused" && received.has(dossierId));
    if (through.length === 0) continue;
    const kept = await readKeptManifest(handovers, handover);
    const before = new Map(kept.manifest.dossiers.map((one) => [one.id, one.custody]));
    for (const one of kept.manifest.priorHandovers) prior.set(one.uuid, one);
    const receipt = store.handovers.acts(handover.id).findLast(({ kind }) => kind === "receipt");
    prior.set(handover.uuid, {
      id: handover.id,
      uuid: handover.uuid,
      manifestSha256: kept.sha256,
      receiptSha256: receipt?.sha256 ?? null,
      giver: unitOf(kept.manifest.giver),
      receiver: unitOf(kept.manifest.receiver),
      createdAt: handover.createdAt,
    });
    for (const { dossierId } of through) {
      const way = [...(ofDossier.get(dossierId) ?? []), ...(before.get(dossierId) ?? []), handover.uuid];
      ofDossier.set(dossierId, [...new Set(way)]);
    }
  }
  const named = new Set([...ofDossier.values()].flat());
  return { ofDossier, handovers: [...prior.values()].filter(({ uuid }) => named.has(uuid)) };
}
