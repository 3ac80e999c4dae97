import type { Dossier, DossierDocument, InventoryFile } from "../../src/model/dossier.js";
import type { Unit } from "../../src/model/unit.js";

/** Old Phường Hồng Gai, the giver of most tests. */
export const hongGai: Unit = {
  code: "06691",
  name: "Phường Hồng Gai",
  kind: "phuong",
  organisation: "Đảng uỷ phường Hồng Gai",
  committee: "Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai",
  province: "Quảng Ninh",
  fonds: "12",
  from: null,
  until: "2025-06-30",
};

/** New Phường Hồng Gai, which took it over. */
export const newHongGai: Unit = {
  ...hongGai,
  code: "06685",
  fonds: null,
  from: "2025-07-01",
  until: null,
};

/** A UUID that tells its number and what it is for. */
export function anId(kind: "d" | "c" | "b", number: number): string {
  return `${kind.repeat(8)}-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** A plain closed dossier, with what a test cares about changed. */
export function aDossier(number: number, changes: Partial<Dossier> = {}): Dossier {
  return {
    id: anId("d", number),
    origin: hongGai,
    reference: `${String(number).padStart(2, "0")}.KTCH`,
    type: "KTCH",
    title: `Kiểm tra chấp hành chi bộ khu ${number}`,
    issuer: "UBKTĐU",
    opened: "2024-03-01",
    closed: "2024-05-20",
    status: "closed",
    subjects: [],
    outcome: null,
    discipline: null,
    rectificationDeadline: null,
    facts: [],
    retention: "20 năm",
    secrecy: "none",
    language: "vi",
    sheets: null,
    pages: null,
    carrier: "mixed",
    place: { warehouse: "Kho 1", shelf: "A", box: "Hộp 01" },
    condition: null,
    notes: null,
    openCase: null,
    folder: null,
    ...changes,
  };
}

/** A document that is present, of dossier `dossier`, at place `ordinal`. */
export function aDocument(
  dossier: number,
  ordinal: number,
  changes: Partial<DossierDocument> = {},
): DossierDocument {
  return {
    id: anId("c", dossier * 1000 + ordinal),
    dossierId: anId("d", dossier),
    ordinal,
    slot: null,
    alsoSlots: [],
    number: `${String(ordinal).padStart(2, "0")}-QĐ/UBKTĐU`,
    date: "2024-03-05",
    typeName: "Quyết định",
    issuer: "UBKTĐU",
    abstract: "Về việc kiểm tra",
    signer: "Phạm Thị Lan",
    sheets: 1,
    pages: 2,
    extent: null,
    original: "original",
    secrecy: "none",
    carrier: "mixed",
    state: "present",
    notes: null,
    fileName: null,
    source: "register",
    ...changes,
  };
}

/** A file with a digest made from its number. */
export function aFile(number: number, changes: Partial<InventoryFile> = {}): InventoryFile {
  return {
    id: number,
    root: "/giay-to/ho-so",
    path: `thu muc/tep ${number}.pdf`,
    size: 1000 + number,
    sha256: number.toString(16).padStart(64, "0"),
    format: "pdf",
    pages: 2,
    textLayer: "yes",
    dpi: null,
    modified: 0,
    damage: null,
    secrecy: "none",
    ignored: null,
    present: true,
    ...changes,
  };
}
