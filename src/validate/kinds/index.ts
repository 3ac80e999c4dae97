import type { AnyKind } from "./define-kind.js";

/** Every kind a rule may name, by name. Slots are rules of the kind document-required and name no kind. */
export const kinds: ReadonlyMap<string, AnyKind> = new Map(
  ([] as AnyKind[]).map((kind) => [kind.name, kind]),
);
