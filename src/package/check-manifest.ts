import type { DigestTable } from "../fs/container.js";
import type { Manifest } from "../manifest/index.js";
import { type Finding, finding } from "../model/finding.js";
import { infoValue } from "./bag/bag-info.js";
import type { Spellings } from "./check-bag.js";
import { handoverManifestPath } from "./plan-package.js";
import type { JoinedBag } from "./volumes.js";

/** Compares the list of the handover with the payload, both ways: name, size, digest, and nothing besides. */
export function checkManifestAgainstPayload(
  manifest: Manifest,
  bag: JoinedBag,
  spellings: Spellings,
  table: DigestTable,
): Finding[] {
  const findings: Finding[] = [];
  const listed = new Set<string>();
  for (const dossier of manifest.dossiers)
    for (const document of dossier.documents)
      for (const file of document.files) {
        const place = { dossier: dossier.reference, file: file.path };
        const level = document.secrecy !== "none" ? document.secrecy : dossier.secrecy;
        if (level !== "none" || document.state === "withheld")
          findings.push(finding("handover-secret-file", "error", place, { level }));
        const found = spellings.find(file.path);
        if (!found) {
          findings.push(finding("handover-file-missing", "error", place, {}));
          continue;
        }
        if (listed.has(found.path)) findings.push(finding("handover-file-repeated", "error", place, {}));
        listed.add(found.path);
        if (found.file.size !== file.size) {
          const details = { expected: file.size, actual: found.file.size };
          findings.push(finding("handover-size-differs", "error", place, details));
        }
        const actual = table.digestOf(found.file.index, "sha256") ?? "";
        if (actual !== file.sha256)
          findings.push(
            finding("handover-digest-differs", "error", place, { expected: file.sha256, actual }),
          );
      }
  for (const path of bag.files.keys())
    if (path.startsWith("data/") && !listed.has(path))
      findings.push(finding("handover-file-unlisted", "error", { file: path }, {}));
  const identifier = infoValue(bag.info, "External-Identifier");
  if (identifier !== null && identifier !== manifest.id) {
    const details = { manifest: manifest.id, bag: identifier.slice(0, 200) };
    findings.push(finding("handover-id-differs", "error", { file: handoverManifestPath }, details));
  }
  return findings;
}
