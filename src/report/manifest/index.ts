import type { AcceptResult, CreatedHandover, SignedHandover } from "../../custody/index.js";
import { bytes, figure, fingerprintGroups } from "../figures.js";
import { findingLines } from "../finding-lines.js";
import { folded, harmless, indented, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters } from "../reporter.js";
import { type ManifestView, showText, unitWords } from "./show.js";

export type { ManifestView } from "./show.js";
export { unitWords } from "./show.js";
export { type ManifestTableName, manifestTables, tablesOf } from "./tables.js";

/** Forms of the result of `manifest show`. */
export const showReporters: Reporters<ManifestView> = {
  text: showText,
  json: ({ manifest, sha256, signed, signedBy }, voice) =>
    jsonReporter<Omit<ManifestView, "full" | "slotNames">>("bangiao-manifest-view/1")(
      { sha256, signed, signedBy, manifest },
      voice,
    ),
};

/** Forms of the result of `manifest create`. */
export const createdReporters: Reporters<CreatedHandover> = {
  text: ({ handover, manifest }, { messages, ink, width }) => {
    const { create, show } = messages.manifest;
    const { totals, remaining, checked } = manifest;
    const lines = [
      ink.good(harmless(create.done({ id: handover.id, receiver: unitWords(manifest.receiver) }))),
      show.totals({
        dossiers: figure(totals.dossiers, messages.language),
        closed: figure(totals.closed, messages.language),
        open: figure(totals.open, messages.language),
        documents: figure(totals.documents, messages.language),
        files: figure(totals.files, messages.language),
        bytes: bytes(totals.bytes, messages.language),
      }),
    ];
    if (remaining.length > 0) lines.push(create.remaining({ count: remaining.length }));
    if (checked.overridden) lines.push(ink.bad(show.overridden({ errors: String(checked.error) })));
    const { id } = handover;
    lines.push(
      `${create.next}:`,
      `  ${ink.command(`bangiao manifest show ${id}`)}`,
      `  ${ink.command(`bangiao manifest sign ${id} --key <…>`)}`,
    );
    return `${lines.map((line) => (line.startsWith(" ") ? line : wrap(line, width))).join("\n")}\n`;
  },
  json: ({ handover, path, sha256, size, manifest }, voice) =>
    jsonReporter<object>("bangiao-manifest-created/1")(
      {
        id: handover.id,
        uuid: handover.uuid,
        receiver: manifest.receiver,
        path,
        sha256,
        size,
        totals: manifest.totals,
        checked: manifest.checked,
        remaining: manifest.remaining,
      },
      voice,
    ),
};

/** Forms of the result of `manifest sign`. */
export const signedReporters: Reporters<SignedHandover> = {
  text: ({ handover, signer, fingerprint }, { messages, ink, width }) => {
    const { sign } = messages.manifest;
    const lines = [
      ink.good(harmless(sign.done({ id: handover.id, signer }))),
      `${sign.fingerprint}:`,
      `  ${fingerprintGroups(fingerprint)}`,
      `${sign.next}: ${ink.command(`bangiao package create ${handover.id} --out <…>`)}`,
    ];
    return `${folded(lines.join("\n"), width)}\n`;
  },
  json: ({ handover, path, manifestSha256, signer, fingerprint, signatureSha256 }, voice) =>
    jsonReporter<object>("bangiao-manifest-signed/1")(
      { id: handover.id, path, manifestSha256, signer, fingerprint, signatureSha256 },
      voice,
    ),
};

/** Forms of the result of `manifest accept-receipt`. */
export const acceptedReporters: Reporters<AcceptResult> = {
  text: (result, voice) => {
    const { messages, ink, width } = voice;
    const { acceptReceipt } = messages.manifest;
    const lines: string[] = [];
    const { id, receiver } = result;
    if (id === null || receiver === null) lines.push(ink.bad(acceptReceipt.notReadable));
    else if (result.filed) {
      const words = result.again ? acceptReceipt.again({ id }) : acceptReceipt.accepted({ id, receiver });
      lines.push(ink.good(harmless(words)));
    } else if (result.findings.some(({ code }) => code === "signer-untrusted")) {
      const fingerprint = fingerprintGroups(result.signer?.fingerprint ?? "");
      lines.push(ink.doubtful(harmless(acceptReceipt.untrusted({ fingerprint }))));
    } else lines.push(ink.bad(harmless(acceptReceipt.refused({ id }))));
    for (const one of result.findings) {
      if (result.filed && one.severity === "info") continue;
      lines.push(...findingLines(one, voice));
    }
    if (result.counts) {
      const { accepted, acceptedWithReservation: reserved, refused } = result.counts;
      lines.push(acceptReceipt.counts({ accepted, reserved, refused }));
    }
    for (const { reference, remarks } of result.remarks) {
      const words = remarks.map((one) => acceptReceipt.remark(one)).join("; ");
      lines.push(indented("  ", harmless(`${reference}  ${words}`), width));
    }
    return `${folded(lines.join("\n"), width)}\n`;
  },
  json: jsonReporter("bangiao-receipt-check/1"),
};

/** Forms of the result of `manifest export`. */
export const exportedReporters: Reporters<{ id: string; path: string; rows: number }> = {
  text: ({ path, rows }, { messages, ink }) =>
    `${ink.good(harmless(messages.manifest.export.done({ path, rows })))}\n`,
  json: jsonReporter("bangiao-manifest-exported/1"),
};
