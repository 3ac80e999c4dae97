import type { Carrier, DocumentState, DossierDocument, Secrecy } from "../model/dossier.js";
import type { DocumentField } from "../model/stated-fields.js";
import type { FieldOf } from "./dossier-fields.js";

type TextKey = "number" | "typeName" | "issuer" | "abstract" | "signer" | "extent" | "notes" | "fileName";

function text(key: TextKey, vietnamese: string, telling = false): FieldOf<DossierDocument> {
  return {
    vietnamese,
    kind: "text",
    telling,
    get: (document) => document[key],
    set: (document, value) => ({ ...document, [key]: value }),
  };
}

function count(key: "sheets" | "pages", vietnamese: string): FieldOf<DossierDocument> {
  return {
    vietnamese,
    kind: "count",
    get: (document) => (document[key] === null ? null : String(document[key])),
    set: (document, value) => ({ ...document, [key]: value === null ? null : Number(value) }),
  };
}

/** The fields of a document. */
export const documentFieldTable: Record<DocumentField, FieldOf<DossierDocument>> = {
  ordinal: {
    vietnamese: "thứ tự",
    kind: "count",
    required: true,
    get: (document) => String(document.ordinal),
    set: (document, value) => ({ ...document, ordinal: Number(value) }),
  },
  slot: {
    vietnamese: "vị trí",
    kind: "slot",
    get: (document) => document.slot,
    set: (document, value) => ({ ...document, slot: value }),
  },
  "also-slots": {
    vietnamese: "vị trí khác",
    kind: "slots",
    get: (document) => document.alsoSlots.join("; ") || null,
    set: (document, value) => ({ ...document, alsoSlots: value?.split("; ") ?? [] }),
  },
  number: text("number", "số và ký hiệu"),
  date: {
    vietnamese: "ngày",
    kind: "date",
    get: (document) => document.date,
    set: (document, value) => ({ ...document, date: value }),
  },
  "type-name": text("typeName", "tên loại"),
  issuer: text("issuer", "tác giả"),
  abstract: text("abstract", "trích yếu", true),
  signer: text("signer", "người ký", true),
  sheets: count("sheets", "số tờ"),
  pages: count("pages", "số trang"),
  extent: text("extent", "tờ số"),
  original: {
    vietnamese: "bản chính hay bản sao",
    kind: "original",
    get: (document) => document.original,
    set: (document, value) => ({ ...document, original: value as DossierDocument["original"] }),
  },
  secrecy: {
    vietnamese: "độ mật",
    kind: "secrecy",
    get: (document) => document.secrecy,
    // A paper marked secret is withheld at once; one declassified is there again.
    set: (document, value) => {
      const secrecy = (value ?? "none") as Secrecy;
      const { state } = document;
      if (secrecy !== "none" && state === "present") return { ...document, secrecy, state: "withheld" };
      if (secrecy === "none" && document.secrecy !== "none" && state === "withheld")
        return { ...document, secrecy, state: "present" };
      return { ...document, secrecy };
    },
  },
  carrier: {
    vietnamese: "vật mang tin",
    kind: "carrier",
    get: (document) => document.carrier,
    set: (document, value) => ({ ...document, carrier: value as Carrier | null }),
  },
  state: {
    vietnamese: "tình trạng",
    kind: "state",
    required: true,
    get: (document) => document.state,
    set: (document, value) => ({ ...document, state: value as DocumentState }),
  },
  notes: text("notes", "ghi chú", true),
  "file-name": text("fileName", "tên tệp", true),
};
