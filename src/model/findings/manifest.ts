/** The signed lists that travel: a manifest, a receipt, and other acts. */
export type SignedList = "manifest" | "receipt" | "act";

/** Findings of reading manifests and receipts, and of holding one against the other. Lines count from 1. */
export interface ManifestFindings {
  "list-empty": { list: SignedList };
  "list-too-large": { list: SignedList; what: "file" | "line" | "list"; limit: number; line?: number };
  "list-byte-order-mark": { list: SignedList };
  "list-line-ending": { list: SignedList; line: number; ending: "crlf" | "cr" | "missing" };
  "list-not-utf8": { list: SignedList; line: number };
  "list-format-unknown": { list: SignedList; found: string | null; known: string };
  /** A line that is not where or how the format prescribes it. Reading stops there. */
  "list-framing": { list: SignedList; line: number; expected: string };
  "list-json-broken": { list: SignedList; line: number; column: number };
  "list-key-duplicate": { list: SignedList; line: number; field: string };
  "list-key-unknown": { list: SignedList; line: number; field: string };
  "list-key-missing": { list: SignedList; line: number; field: string };
  "list-key-order": { list: SignedList; line: number; field: string };
  "list-not-nfc": { list: SignedList; line: number; field: string };
  /** `expected` is a stable word: text, date, count, sha256, uuid, time, a choice of words … */
  "list-value-wrong": { list: SignedList; line: number; field: string; expected: string };
  /** All values right, but spelled otherwise than the one canonical way. */
  "list-not-canonical": { list: SignedList; line: number; column: number };
  /** More was wrong than is worth listing. */
  "list-findings-cut": { list: SignedList; limit: number };

  /** Totals or counts that do not agree with what is listed. */
  "manifest-total-differs": { field: string; declared: number; counted: number };
  "manifest-dossier-repeated": { what: "id" | "order" };
  "manifest-document-repeated": { id: string };
  "manifest-path-repeated": { path: string };
  /** A withheld paper that shows its abstract, its signer, notes or a file. */
  "manifest-secret-shown": { what: "title" | "abstract" | "signer" | "notes" | "files" };
  "manifest-parties-same": Record<string, never>;
  /** A list names a dossier that the manifest does not hold, or one that it should not hold. */
  "manifest-reference-wrong": { list: string; reference: string };

  "receipt-other-handover": { expected: string; found: string };
  "receipt-other-manifest": { expected: string; found: string };
  "receipt-other-signature": { what: "signature" | "certificate"; expected: string; found: string };
  "receipt-other-party": { side: "giver" | "receiver"; expected: string; found: string };
  "receipt-dossier-unknown": { reference: string };
  "receipt-dossier-unanswered": { reference: string };
  "receipt-dossier-repeated": { reference: string };
  "receipt-reference-differs": { expected: string; found: string };
  "receipt-count-differs": { field: string; declared: number; counted: number };
  /** A reservation or refusal without a word of why. */
  "receipt-reason-missing": { outcome: string };
  "receipt-earlier-than-manifest": { manifest: string; receipt: string };
  /** Giver's manifest and receiver's receipt bear one signature key. */
  "receipt-same-signer": { certificate: string };

  /** An act signed in a role that does not go with its kind. */
  "act-role-wrong": { kind: string; role: string };
  /** What an act follows is not there, or its signature does not hold. */
  "act-previous-missing": { previous: string };
  /** Two acts follow one and the same. */
  "act-forked": { previous: string };
  "act-repeated": { nonce: string };
  "act-earlier-than-previous": { previous: string; act: string };
  /** One certificate on two sides. */
  "act-two-roles": { certificate: string };
  /** A co-signature by somebody who has signed already. */
  "act-signed-twice": { certificate: string };
  /** A supplement by somebody who did not sign for the giver. */
  "act-signer-not-giver": { certificate: string };
  /** An act that this workspace has a record of is not there. */
  "act-known-missing": { kind: string; sha256: string };
  /** An act, or the list, is signed by another certificate than the records of this workspace say. */
  "act-signer-changed": { kind: string; expected: string; found: string };

  /** Somebody who is not known here signed an act that came with a package. */
  "act-signer-untrusted": { kind: string; name: string; fingerprint: string };
  "acts-too-many": { acts: number; limit: number };
  /** All acts of a package together, in bytes. */
  "acts-too-large": { limit: number };

  /** A paper of an earlier handover, which an onward package has to carry, is not in it. */
  "custody-paper-missing": {
    handover: string;
    what: "manifest" | "signature" | "receipt" | "receipt-signature";
  };
  /** A paper of an earlier handover is not the one that the list names, or tells of another handover. */
  "custody-paper-differs": {
    handover: string;
    what: "manifest" | "receipt" | "id" | "giver" | "receiver" | "time";
    expected: string;
    found: string;
  };
  /** Who signed in an earlier handover is not known here; whoever hands over now answers for it. */
  "custody-signer-untrusted": { handover: string; name: string; fingerprint: string };
  /** A dossier cannot have come through an earlier handover as is said. `gap`: giver and receiver do not follow upon each other. */
  "custody-dossier-broken": {
    handover: string;
    problem: "gap" | "not-listed" | "other-reference" | "other-origin" | "earlier-way" | "refused";
  };
}
