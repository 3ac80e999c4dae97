/** What an audit can find open. `warning`: somebody should look; everything else keeps the audit from being clean. */
export const gapKinds = {
  "unit-silent": "error",
  "list-unreadable": "error",
  "package-unreadable": "error",
  "package-locked": "warning",
  "package-damaged": "error",
  "volume-missing": "error",
  "list-unsigned": "error",
  "signature-invalid": "error",
  "signer-untrusted": "error",
  "list-rivals": "error",
  "receipt-missing": "error",
  "receipt-wrong": "error",
  "receipt-rivals": "error",
  "receipt-orphan": "error",
  "dossier-twice": "error",
  "dossier-promised": "error",
  "dossier-refused": "error",
  "case-without-successor": "error",
  "custody-broken": "error",
  "supplement-without-first": "error",
  "log-broken": "error",
  "receiver-unplanned": "warning",
} as const satisfies Record<string, "error" | "warning">;

export type GapKind = keyof typeof gapKinds;

/** One thing that is open, with where it sits. */
export interface Gap {
  kind: GapKind;
  severity: "error" | "warning";
  /** `06691 Phường Hồng Gai`: who has to answer for it. */
  unit: string | null;
  handover: string | null;
  /** Reference of the dossier. */
  dossier: string | null;
  /** Path below the audited folder. */
  file: string | null;
  /** The other handover, the numbers of volumes, the code of a finding, the fingerprint of a certificate … */
  detail: string | null;
}

/** Makes a gap; what does not concern it stays null. */
export function gap(kind: GapKind, where: Partial<Omit<Gap, "kind" | "severity">>): Gap {
  const nowhere = { unit: null, handover: null, dossier: null, file: null, detail: null };
  return { kind, severity: gapKinds[kind], ...nowhere, ...where };
}
