import { contradictsName, extensionOf } from "../fs/file-format.js";
import type { InventoryFile } from "../model/dossier.js";
import { type Finding, finding } from "../model/finding.js";
import type { IgnoredReason } from "../model/findings/inventory.js";
import { secrecyInPath } from "./recognise-secrecy.js";

/** The resolution that scans of paper should have, in dots per inch. */
export const requiredDpi = 200;
/** Below this a scan is hard to read, and the finding a warning; between the two it is a remark. */
const poorDpi = 140;

/** What the inventory has to say of files by themselves: damage, format, resolution, secrecy, duplicates. */
export function findingsOfFiles(
  files: readonly InventoryFile[],
  dossierOf: (file: InventoryFile) => string | undefined = () => undefined,
): Finding[] {
  const findings: Finding[] = [];
  const byDigest = new Map<string, InventoryFile[]>();
  for (const file of files) {
    if (!file.present) continue;
    const path = file.path.normalize("NFC");
    const dossier = dossierOf(file);
    const place = { ...(dossier === undefined ? {} : { dossier }), file: path };
    if (file.ignored !== null) {
      findings.push(finding("file-ignored", "info", place, { reason: file.ignored as IgnoredReason }));
      continue;
    }
    if (file.damage === "empty") findings.push(finding("file-empty", "error", place, {}));
    if (file.damage === "damaged")
      findings.push(finding("file-damaged", "error", place, { format: file.format, reason: "structure" }));
    if (file.damage === "encrypted")
      findings.push(finding("file-encrypted", "error", place, { format: file.format }));
    if (file.damage === "unreadable")
      findings.push(finding("file-unreadable", "error", place, { reason: "" }));
    if (file.sha256 !== null && contradictsName(path, file.format))
      findings.push(
        finding("format-mismatch", "warning", place, { extension: extensionOf(path), format: file.format }),
      );
    if (file.secrecy !== "none") {
      const where = secrecyInPath(path)
        ? "file-name"
        : file.textLayer === "yes" || file.textLayer === "partial"
          ? "first-page"
          : "register";
      findings.push(finding("secret-file-present", "warning", place, { level: file.secrecy, where }));
    }
    // One dot in a hundred is the rounding of scanners.
    if (file.dpi !== null && file.dpi < requiredDpi * 0.97)
      findings.push(
        finding("scan-resolution-low", file.dpi < poorDpi ? "warning" : "info", place, {
          dpi: file.dpi,
          required: requiredDpi,
        }),
      );
    if (file.format === "pdf" && file.damage === null && file.textLayer !== "yes" && file.textLayer !== null)
      findings.push(finding("text-layer-missing", "info", place, {}));
    if (file.sha256 !== null && file.size > 0) {
      const group = byDigest.get(file.sha256);
      if (group) group.push(file);
      else byDigest.set(file.sha256, [file]);
    }
  }
  for (const group of byDigest.values()) {
    if (group.length < 2) continue;
    for (const file of group) {
      const same = group
        .filter((other) => other !== file)
        .map((other) => other.path.normalize("NFC"))
        .sort();
      const dossier = dossierOf(file);
      const place = { ...(dossier === undefined ? {} : { dossier }), file: file.path.normalize("NFC") };
      findings.push(finding("content-duplicate", "info", place, { same }));
    }
  }
  return findings;
}
