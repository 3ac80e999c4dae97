import type { Dossier, DossierDocument, InventoryFile } from "../../src/model/dossier.js";
import type { Unit } from "../../src/model/unit.js";

export const hongGai: Unit = {
  code: "06691",
  name: "Phường Hồng Gai",
  kind: "phuong",
  organisation: "Đảng uỷ phường Hồng Gai",
  committee: "Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai",
  province: "Quảng Ninh",
  fonds: "03",
  from: null,
  until: "2025-06-30",
};

/** A dossier that is like any other, but for what the test names. */
export function aDossier(special: Partial<Dossier>): Dossier {
  return {
    id: "5b0f2d1e-0000-4000-8000-000000000001",
    origin: hongGai,
    reference: "01.KTCH",
    type: "KTCH",
    title: "Hồ sơ kiểm tra Chi bộ khu 3",
    issuer: "UBKTĐU",
    opened: "2020-05",
    closed: "2020-06",
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
    carrier: null,
    place: { warehouse: null, shelf: null, box: "Hộp 01" },
    condition: null,
    notes: null,
    openCase: null,
    folder: null,
    ...special,
  };
}

/** A document of `aDossier`, but for what the test names. */
export function aDocument(special: Partial<DossierDocument>): DossierDocument {
  return {
    id: "5b0f2d1e-0000-4000-8000-0000000000d1",
    dossierId: "5b0f2d1e-0000-4000-8000-000000000001",
    ordinal: 1,
    slot: "KTCH.QD",
    alsoSlots: [],
    number: "61-QĐ/UBKTĐU",
    date: "2020-05-04",
    typeName: "Quyết định",
    issuer: "UBKT Đảng uỷ",
    abstract: "Quyết định kiểm tra Chi bộ khu 3",
    signer: null,
    sheets: null,
    pages: 2,
    extent: null,
    original: null,
    secrecy: "none",
    carrier: null,
    state: "present",
    notes: null,
    fileName: null,
    source: "register",
    ...special,
  };
}

/** A scanned file, but for what the test names. */
export function aFile(special: Partial<InventoryFile>): Omit<InventoryFile, "id"> {
  return {
    root: "/ho-so",
    path: "01.KTCH/01-QĐ.pdf",
    size: 1000,
    sha256: "a".repeat(64),
    format: "pdf",
    pages: 2,
    textLayer: "yes",
    dpi: 200,
    modified: 0,
    damage: null,
    secrecy: "none",
    ignored: null,
    present: true,
    ...special,
  };
}
