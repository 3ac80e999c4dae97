import { join } from "node:path";
import { type Manifest, type ManifestDossier, readManifestDossiers, readReceipt } from "../manifest/index.js";
import type { HandoverState, ReceiptOutcome } from "../model/handover.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { earlierFolder } from "./custody-papers.js";
import { handoverPaths, readIfThere, receiptNames } from "./handover-files.js";

type Side = Pick<Unit, "code" | "name" | "until">;

/** One handover that a dossier has been through, is in, or goes out with. */
export interface CustodyStep {
  handover: string;
  /** `earlier`: before it came to this unit. */
  direction: "earlier" | "incoming" | "outgoing";
  createdAt: string;
  giver: Side;
  receiver: Side;
  /** How far a handover of this unit has come; null for an earlier one. */
  state: HandoverState | null;
  /** What the receiver answered about this dossier, and when; null while nobody has. */
  answer: { outcome: ReceiptOutcome; at: string | null } | null;
}

/** Where a dossier has been, from the first handover on, as the lists and receipts at hand tell. */
export async function custodyOfDossier(
  store: Store,
  handovers: string,
  dossierId: string,
): Promise<CustodyStep[]> {
  const steps = new Map<string, CustodyStep>();
  for (const handover of store.handovers.all()) {
    const part = store.handovers.dossiers(handover.id).find((one) => one.dossierId === dossierId);
    if (!part) continue;
    const { folder, manifest } = handoverPaths(handovers, handover.id);
    if (handover.direction === "incoming" && part.outcome !== "refused") {
      const found = await dossierIn(manifest, dossierId);
      for (const step of await earlierSteps(found, folder, dossierId)) steps.set(step.handover, step);
    }
    const { id, direction, createdAt, giver, receiver, state } = handover;
    const receipt = store.handovers.acts(id).findLast(({ kind }) => kind === "receipt");
    const answer = part.outcome && { outcome: part.outcome, at: receipt?.signedAt ?? null };
    steps.set(id, {
      ...{ handover: id, direction, createdAt, state, answer },
      ...{ giver: sideOf(giver), receiver: sideOf(receiver) },
    });
  }
  return [...steps.values()];
}

interface Found {
  prior: Manifest["priorHandovers"];
  dossier: ManifestDossier;
}

/** A dossier in a kept list, with the earlier handovers that the list names; null when the list is not there. */
async function dossierIn(path: string, dossierId: string): Promise<Found | null> {
  const stream = await readManifestDossiers(path).catch(() => null);
  if (!stream?.header) return null;
  for await (const dossier of stream.dossiers) {
    if (dossier.id === dossierId) return { prior: stream.header.priorHandovers, dossier };
  }
  return null;
}

async function earlierSteps(found: Found | null, folder: string, dossierId: string): Promise<CustodyStep[]> {
  const steps: CustodyStep[] = [];
  for (const uuid of found?.dossier.custody ?? []) {
    const prior = found?.prior.find((one) => one.uuid === uuid);
    if (!prior) continue;
    const papers = receiptNames(join(folder, earlierFolder, prior.id), 0);
    const bytes = await readIfThere(papers.receipt);
    const receipt = bytes && readReceipt(bytes).receipt;
    const outcome = receipt?.dossiers.find(({ dossier }) => dossier === dossierId)?.outcome;
    steps.push({
      handover: prior.id,
      direction: "earlier",
      createdAt: prior.createdAt,
      giver: sideOf(prior.giver),
      receiver: sideOf(prior.receiver),
      state: null,
      answer: receipt && outcome ? { outcome, at: receipt.createdAt } : null,
    });
  }
  return steps;
}

function sideOf({ code, name, until }: Side): Side {
  return { code, name, until };
}
