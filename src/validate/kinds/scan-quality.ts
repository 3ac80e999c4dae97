import { isUsable, secrecyOf } from "../case-view.js";
import { defineKind, type Noticed } from "./define-kind.js";

/** Scans can be read and searched, as far as the last scan of the folders has told. */
export const scanQuality = defineKind({
  name: "scan-quality",
  finds: ["scan-resolution-low", "text-layer-missing"],
  /** `dpi`: resolution wanted; below `poor` it is more than a remark. `text`: whether files should have a text layer. */
  read: (rule) => ({
    dpi: rule.count("dpi", 200),
    poor: rule.count("poor", 140),
    text: rule.flag("text", true),
  }),
  check: ({ dossier, documents }, { dpi: wanted, poor, text }) => {
    if (dossier.secrecy !== "none") return [];
    // A file may hold several papers, and the name of a classified one is not to be told.
    const files = new Map(
      documents
        .filter((document) => secrecyOf(document) === "none" && document.state !== "withheld")
        .flatMap((document) => document.files.map((file) => [file.path, file] as const)),
    );
    const usable = [...files.values()].filter((file) => isUsable(file) && file.damage === null);
    const noticed: Noticed[] = [];
    // One dot in a hundred is the rounding of scanners.
    const coarse = usable
      .filter((file) => file.dpi !== null && file.dpi < wanted * 0.97)
      .sort((a, b) => a.dpi! - b.dpi!);
    const [worst] = coarse;
    if (worst)
      noticed.push({
        code: "scan-resolution-low",
        file: worst.path,
        details: {
          dpi: worst.dpi!,
          required: wanted,
          ...(coarse.length > 1 ? { files: coarse.length } : {}),
        },
        ...(worst.dpi! < poor ? {} : { severity: "info" as const }),
      });
    const mute = usable.filter(
      ({ format, textLayer }) => text && format === "pdf" && (textLayer === "no" || textLayer === "partial"),
    );
    if (mute[0])
      noticed.push({
        code: "text-layer-missing",
        file: mute[0].path,
        details: mute.length > 1 ? { files: mute.length } : {},
        severity: "info",
      });
    return noticed;
  },
});
