import { readManifestDossiers } from "../manifest/index.js";
import type { DossierStatus } from "../model/dossier.js";
import type { Handover, HandoverState } from "../model/handover.js";
import { protectNames } from "../model/protected-names.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { handoverPaths } from "./handover-files.js";

/** Where one dossier stands on its way out; `remaining` is in no handover at all. */
export type DossierFate = "promised" | "sent" | "received" | "reserved" | "refused" | "remaining";

/** One handover of this workspace, with what became of its dossiers. */
export interface HandoverLine {
  id: string;
  direction: Handover["direction"];
  /** The other side. */
  unit: Unit;
  createdAt: string;
  state: HandoverState;
  /** Id of the handover that it completes. */
  supplements: string | null;
  dossiers: number;
  accepted: number;
  reserved: number;
  refused: number;
  waiting: number;
}

/** A dossier that still needs somebody's hand. */
export interface UnsettledDossier {
  reference: string;
  unit: string;
  status: DossierStatus;
  title: string;
  /** The handovers that hold it, or that it was refused in. */
  handovers: string[];
}

/** What is promised, sent, received, refused and remaining; every dossier is in one of the counts. */
export interface HandoverStatus {
  handovers: HandoverLine[];
  total: number;
  counts: Record<DossierFate, number>;
  refused: UnsettledDossier[];
  remaining: UnsettledDossier[];
  /** Dossiers that two handovers signed here hold, and neither completes the other. */
  twice: UnsettledDossier[];
}

/** Tells for every dossier of the inventory in which handover it is, and how that handover stands. */
export async function handoverStatus(store: Store, handovers: string): Promise<HandoverStatus> {
  const lines: HandoverLine[] = [];
  const fates = new Map<string, DossierFate>();
  const holders = new Map<string, string[]>();
  const refusals = new Map<string, string[]>();
  for (const handover of store.handovers.all()) {
    const parts = store.handovers.dossiers(handover.id);
    const count = (...outcomes: (string | null)[]): number =>
      parts.filter(({ outcome }) => outcomes.includes(outcome)).length;
    const supplements = await supplementOf(handovers, handover.id);
    lines.push({
      id: handover.id,
      direction: handover.direction,
      unit: handover.direction === "outgoing" ? handover.receiver : handover.giver,
      createdAt: handover.createdAt,
      state: handover.state,
      supplements,
      dossiers: parts.length,
      accepted: count("accepted"),
      reserved: count("accepted-with-reservation"),
      refused: count("refused"),
      waiting: count(null),
    });
    if (handover.direction !== "outgoing") continue;
    const sent = handover.state === "packed" || handover.state === "sent";
    for (const { dossierId, outcome } of parts) {
      if (outcome === "refused") {
        refusals.set(dossierId, [...(refusals.get(dossierId) ?? []), handover.id]);
        if (!fates.has(dossierId)) fates.set(dossierId, "refused");
        continue;
      }
      const fate =
        outcome === "accepted"
          ? "received"
          : outcome === "accepted-with-reservation"
            ? "reserved"
            : sent
              ? "sent"
              : "promised";
      // What the receiver has stays received, though a supplement to it is still on its way.
      const before = fates.get(dossierId);
      if (fate === "received" || fate === "reserved" || (before !== "received" && before !== "reserved")) {
        fates.set(dossierId, fate);
      }
      // A draft that nobody signed binds nobody.
      if (handover.state !== "drafted" && supplements === null) {
        holders.set(dossierId, [...(holders.get(dossierId) ?? []), handover.id]);
      }
    }
  }
  const dossiers = store.dossiers.all();
  const protectorOf = protectNames(dossiers);
  const status: HandoverStatus = {
    handovers: lines,
    total: dossiers.length,
    counts: { promised: 0, sent: 0, received: 0, reserved: 0, refused: 0, remaining: 0 },
    refused: [],
    remaining: [],
    twice: [],
  };
  for (const dossier of dossiers) {
    const fate = fates.get(dossier.id) ?? "remaining";
    status.counts[fate] += 1;
    const protect = protectorOf(dossier);
    const named = (ids: string[]): UnsettledDossier => ({
      reference: protect(dossier.reference),
      unit: dossier.origin.name,
      status: dossier.status,
      title: dossier.secrecy === "none" ? protect(dossier.title) : "",
      handovers: ids,
    });
    if (fate === "refused") status.refused.push(named(refusals.get(dossier.id) ?? []));
    if (fate === "remaining") status.remaining.push(named([]));
    const held = holders.get(dossier.id) ?? [];
    if (held.length > 1) status.twice.push(named(held));
  }
  return status;
}

/** The handover that the list of this one completes, as its own head says; only the head is read. */
async function supplementOf(handovers: string, id: string): Promise<string | null> {
  const stream = await readManifestDossiers(handoverPaths(handovers, id).manifest).catch(() => null);
  for await (const _first of stream?.dossiers ?? []) break;
  return stream?.header?.supplements?.id ?? null;
}
