import type { ManifestDossier } from "./manifest.js";

/** Keeps texts outside memory; the store's spool is one. */
export interface WaitingRoom {
  put(key: string, text: string): void;
  take(key: string): string | null;
  left(beginning: string): IterableIterator<string>;
  close(): void;
}

export type Side = "before" | "after";

/** Dossiers in memory may hold so many documents and files together before they go to the waiting room. */
const mostInMemory = 50_000;

/** Dossiers of either side that wait for their counterpart, in memory while they are few. */
export class WaitingDossiers {
  readonly #few = {
    before: new Map<string, ManifestDossier[]>(),
    after: new Map<string, ManifestDossier[]>(),
  };
  #room: WaitingRoom | null = null;
  #weight = 0;

  /** Without `openRoom` all stay in memory. */
  constructor(private readonly openRoom: (() => WaitingRoom) | null) {}

  add(side: Side, dossier: ManifestDossier): void {
    const key = keyOf(dossier);
    if (this.#room) {
      this.#room.put(`${side} ${key}`, JSON.stringify(dossier));
      return;
    }
    const same = this.#few[side].get(key);
    if (same) same.push(dossier);
    else this.#few[side].set(key, [dossier]);
    this.#weight += weightOf(dossier);
    if (this.openRoom && this.#weight > mostInMemory) this.#moveOut(this.openRoom());
  }

  /** Takes out one of `side` that has the reference and origin of `like`. */
  take(side: Side, like: ManifestDossier): ManifestDossier | null {
    const key = keyOf(like);
    if (this.#room) {
      const text = this.#room.take(`${side} ${key}`);
      return text === null ? null : (JSON.parse(text) as ManifestDossier);
    }
    const same = this.#few[side].get(key);
    // From the end, which costs the same however many there are; that two share a reference is a fault of the list.
    const one = same?.pop();
    if (!one) return null;
    if (same!.length === 0) this.#few[side].delete(key);
    this.#weight -= weightOf(one);
    return one;
  }

  /** Those of one side that are left. */
  *left(side: Side): Generator<ManifestDossier> {
    if (this.#room) for (const text of this.#room.left(`${side} `)) yield JSON.parse(text) as ManifestDossier;
    else for (const same of this.#few[side].values()) yield* same;
  }

  close(): void {
    this.#room?.close();
    this.#room = null;
  }

  #moveOut(room: WaitingRoom): void {
    for (const side of ["before", "after"] as const) {
      for (const [key, same] of this.#few[side]) {
        for (const dossier of same) room.put(`${side} ${key}`, JSON.stringify(dossier));
      }
      this.#few[side].clear();
    }
    this.#room = room;
  }
}

function keyOf({ origin, reference }: ManifestDossier): string {
  return JSON.stringify([origin.code, origin.until, reference]);
}

function weightOf({ documents }: ManifestDossier): number {
  return documents.reduce((sum, { files }) => sum + 1 + files.length, 1);
}
