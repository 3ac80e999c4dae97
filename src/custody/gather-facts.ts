import { hasFindingsAt } from "../model/finding.js";
import type { Store } from "../store/index.js";
import { checkDossiers, type PackShelf } from "../validate/index.js";
import type { OfficeFacts } from "./where-things-stand.js";

/** Reads from a store what must be known to say what comes next; it checks the dossiers anew and keeps nothing. */
export function gatherFacts(
  store: Store,
  shelf: PackShelf,
  { unit, keys, at }: { unit: OfficeFacts["unit"]; keys: number; at: string },
): OfficeFacts {
  const received = store.dossiers.receivedIn();
  const all = store.dossiers.references();
  const own = all.filter(({ id }) => !received.has(id));
  const stock = store.documents.stock();
  const attached = new Set(store.files.attachments().map(({ fileId }) => fileId));
  const files = store.files.all().filter(({ ignored, present }) => ignored === null && present);
  const check = own.length === 0 ? null : checkDossiers(store, shelf, { at });
  const open = (check?.dossiers ?? []).flatMap(({ findings }) =>
    // Who continues a case is settled by the handover itself.
    findings.filter((one) => one.code !== "case-without-successor" && hasFindingsAt([one], "error")),
  );
  const handovers = store.handovers.all();
  const outgoing = handovers.filter(({ direction }) => direction === "outgoing");
  const promised = new Set(
    outgoing.flatMap(({ id }) =>
      store.handovers
        .dossiers(id)
        .filter(({ outcome }) => outcome !== "refused")
        .map(({ dossierId }) => dossierId),
    ),
  );
  return {
    unit,
    dossiers: own.length,
    received: received.size,
    documents: [...stock.values()].reduce((sum, { documents }) => sum + documents, 0),
    files: files.length,
    unassigned: files.filter(({ id }) => !attached.has(id)).length,
    checked: store.checks.last() !== null,
    openErrors: open.length,
    unknown: (check?.dossiers ?? []).filter(({ findings }) =>
      findings.some(({ code }) => code === "slot-unknown"),
    ).length,
    keys,
    waiting: all.filter(({ id }) => !promised.has(id)).length,
    outgoing: outgoing.map(({ id, state }) => ({ id, state })),
    incoming: handovers.length - outgoing.length,
  };
}
