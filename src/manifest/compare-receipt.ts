import { unitKey } from "../model/unit.js";
import { sideOf } from "./diff-manifests.js";
import type { ManifestDossier, ManifestHeader } from "./manifest.js";
import type { DiffSide } from "./manifest-diff.js";
import type { FileDigest } from "./read-manifest.js";
import type { Receipt, ReceiptDossier, Remark } from "./receipt.js";

/** What a receipt says of a dossier; `unanswered`: only the list has it, `unlisted`: only the receipt has it. */
export type Answer = ReceiptDossier["outcome"] | "unanswered" | "unlisted";

/** A dossier of the list or the receipt, and what was answered. */
export interface AnsweredDossier {
  id: string;
  reference: string;
  /** Null for a secret dossier, and for one that the list does not hold. */
  title: string | null;
  answer: Answer;
  remarks: Remark[];
  /** The reference in the receipt, where it is another than in the list. */
  otherReference: string | null;
}

/** A receipt held against a list, dossier by dossier. Signatures play no part in it. */
export interface ReceiptComparison {
  receipt: {
    id: string;
    createdAt: string;
    giver: string;
    receiver: string;
    /** SHA-256 of the list that it answers. */
    manifest: string;
  };
  list: DiffSide & { kind: "list"; sha256: string };
  sameHandover: boolean;
  /** It answers exactly these bytes. */
  sameList: boolean;
  /** Parties that are other units in the receipt than in the list. */
  otherParties: ("giver" | "receiver")[];
  counts: Record<Answer, number>;
  /** In the order of the list, then those that only the receipt has. */
  dossiers: AnsweredDossier[];
  /** It belongs to this list and accepts every dossier without reservation. */
  allAccepted: boolean;
}

/** Compares what a receipt answers with a list that is being read. `digest` is asked when the list was read to its end. */
export async function compareReceipt(
  receipt: Receipt,
  list: { header: ManifestHeader; dossiers: AsyncIterable<ManifestDossier>; digest: () => FileDigest },
): Promise<ReceiptComparison> {
  const { header } = list;
  const open = new Map(receipt.dossiers.map((one) => [one.dossier, one]));
  const dossiers: AnsweredDossier[] = [];
  for await (const { id, reference, title } of list.dossiers) {
    const said = open.get(id);
    open.delete(id);
    dossiers.push({
      ...{ id, reference, title },
      answer: said?.outcome ?? "unanswered",
      remarks: said?.remarks ?? [],
      otherReference: said && said.reference !== reference ? said.reference : null,
    });
  }
  for (const { dossier: id, reference, remarks } of open.values()) {
    dossiers.push({ id, reference, title: null, answer: "unlisted", remarks, otherReference: null });
  }
  const counts = {
    ...{ accepted: 0, "accepted-with-reservation": 0, refused: 0 },
    ...{ unanswered: 0, unlisted: 0 },
  };
  for (const { answer } of dossiers) counts[answer] += 1;

  const digest = list.digest();
  const { handover, manifest } = receipt;
  const sameHandover = handover.id === header.id && handover.uuid === header.uuid;
  const sameList = manifest.sha256 === digest.sha256 && manifest.size === digest.size;
  const otherParties = (["giver", "receiver"] as const).filter(
    (side) => unitKey(receipt[side]) !== unitKey(header[side]),
  );
  return {
    receipt: {
      id: handover.id,
      createdAt: receipt.createdAt,
      giver: `${receipt.giver.name} (${receipt.giver.code})`,
      receiver: `${receipt.receiver.name} (${receipt.receiver.code})`,
      manifest: manifest.sha256,
    },
    list: { ...sideOf(header), sha256: digest.sha256 },
    ...{ sameHandover, sameList, otherParties, counts, dossiers },
    allAccepted:
      sameHandover &&
      sameList &&
      otherParties.length === 0 &&
      dossiers.every(({ answer, otherReference }) => answer === "accepted" && otherReference === null),
  };
}
