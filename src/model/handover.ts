import type { Unit } from "./unit.js";

/** A unit with the people who act for it in a handover. */
export interface Party {
  unit: Unit;
  /** Person and position that sign for it, where stated. */
  person: string | null;
  position: string | null;
}

export type HandoverState = "drafted" | "signed" | "packed" | "sent" | "received" | "answered";

/** One handover as a workspace knows it; `direction` is seen from the workspace's own unit. */
export interface Handover {
  /** `BG-<code>-<yyyymmdd>-<nn>` */
  id: string;
  uuid: string;
  direction: "outgoing" | "incoming";
  giver: Unit;
  receiver: Unit;
  /** RFC 3339 with `+07:00`. */
  createdAt: string;
  state: HandoverState;
  manifestSha256: string | null;
}

export const receiptOutcomes = ["accepted", "accepted-with-reservation", "refused"] as const;
export type ReceiptOutcome = (typeof receiptOutcomes)[number];
