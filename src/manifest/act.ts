import { compareFindings, type Finding, finding } from "../model/finding.js";
import type { Party } from "../model/handover.js";
import { canonicalBytes, type LinedForm } from "./canonical-json.js";
import type { ManifestParty } from "./manifest.js";
import { partyShape } from "./manifest-shape.js";
import { partyOf } from "./party.js";
import { feedAll, LinedReader } from "./read-lined.js";
import type { PreviousAct } from "./receipt.js";
import {
  count,
  fitText,
  handoverId,
  moment,
  nonce,
  nullable,
  record,
  sha256,
  someText,
  text,
  uuid,
  word,
} from "./shape.js";

/** First field of every act; readers refuse any other. */
export const actFormat = "bangiao-act/1";

/** Largest act that is read. */
export const largestAct = 16 * 1024 * 1024;

/**
 * Signed statements besides the manifest and its receipt. `co-signature`: one more signer of the giver's side; `witness`:
 * somebody who was there; `supplement`: the giver supplies later what was missing; `renewal`: whoever keeps the acts holds them together
 * for the years to come.
 */
export const actKinds = ["co-signature", "witness", "supplement", "renewal"] as const;
export type ActKind = (typeof actKinds)[number];

/** On which side the signer of an act stands. */
export const actRoles = ["giver", "receiver", "witness", "keeper"] as const;
export type ActRole = (typeof actRoles)[number];

/** The role in which each kind is signed. */
export const roleOf: Record<ActKind, ActRole> = {
  "co-signature": "giver",
  witness: "witness",
  supplement: "giver",
  renewal: "keeper",
};

/** Something that a supplement supplies, or an exception that the signer makes. */
export interface ActItem {
  /** Number of the dossier that it concerns; null for the handover as a whole. */
  reference: string | null;
  what: string;
}

export interface Act {
  format: typeof actFormat;
  kind: ActKind;
  handover: { id: string; uuid: string };
  manifest: { sha256: string; size: number };
  previous: PreviousAct;
  giver: ManifestParty;
  receiver: ManifestParty;
  signer: {
    role: ActRole;
    organisation: string | null;
    person: string | null;
    position: string | null;
  };
  nonce: string;
  createdAt: string;
  tool: { name: string; version: string };
  statement: string;
  counts: { dossiers: number; documents: number; files: number; bytes: number; items: number };
  items: ActItem[];
}

const actForm: LinedForm<Act> = {
  format: actFormat,
  fields: {
    format: { line: word(actFormat) },
    kind: { line: word(...actKinds) },
    handover: { line: record<Act["handover"]>({ id: handoverId, uuid }) },
    manifest: { line: record<Act["manifest"]>({ sha256, size: count }) },
    previous: { line: record<PreviousAct>({ file: sha256, signature: sha256, certificate: sha256 }) },
    giver: { line: partyShape },
    receiver: { line: partyShape },
    signer: {
      line: record<Act["signer"]>({
        role: word(...actRoles),
        organisation: nullable(text),
        person: nullable(text),
        position: nullable(text),
      }),
    },
    nonce: { line: nonce },
    createdAt: { line: moment },
    tool: { line: record<Act["tool"]>({ name: someText, version: someText }) },
    statement: { line: someText },
    counts: {
      line: record<Act["counts"]>({
        dossiers: count,
        documents: count,
        files: count,
        bytes: count,
        items: count,
      }),
    },
    items: { lines: record<ActItem>({ reference: nullable(someText), what: someText }) },
  },
};

/** The words that are signed when nobody gives others. */
const statements: Record<ActKind, string> = {
  "co-signature": "Cùng ký xác nhận bản kê bàn giao nêu trên với tư cách bên giao.",
  witness: "Đã chứng kiến việc bàn giao theo bản kê nêu trên.",
  supplement: "Bên giao bổ sung những nội dung còn thiếu của lần bàn giao nêu trên như danh sách kèm theo.",
  renewal: "Xác nhận các văn bản đã ký trước đó của lần bàn giao nêu trên còn nguyên vẹn tại thời điểm này.",
};

export interface ActInput {
  kind: ActKind;
  handover: Act["handover"];
  manifest: Act["manifest"];
  totals: Omit<Act["counts"], "items">;
  previous: PreviousAct;
  giver: ManifestParty;
  receiver: ManifestParty;
  /** Who signs, and for whom. */
  signer: Party;
  statement: string | null;
  items: readonly ActItem[];
  /** 128 random bits, lower-case hex. */
  nonce: string;
  createdAt: string;
  tool: Act["tool"];
}

/** Makes an act. Same input, same act. */
export function buildAct(input: ActInput): Act {
  const { kind, handover, manifest, previous, giver, receiver, nonce, createdAt, tool } = input;
  const { committee, organisation, name, person, position } = partyOf(input.signer);
  const items = input.items.map(({ reference, what }) => ({ reference, what: fitText(what) }));
  const { dossiers, documents, files, bytes } = input.totals;
  return {
    ...{ format: actFormat, kind, handover, manifest, previous, giver, receiver },
    signer: { role: roleOf[kind], organisation: committee ?? organisation ?? name, person, position },
    ...{ nonce, createdAt, tool },
    statement: input.statement === null ? statements[kind] : fitText(input.statement),
    counts: { dossiers, documents, files, bytes, items: items.length },
    items,
  };
}

/** The bytes of an act: what is signed. */
export function serialiseAct(act: Act): Buffer {
  return canonicalBytes(act, actForm);
}

/** Reads an act as strictly as a manifest. */
export function readAct(bytes: Uint8Array, file?: string): { act: Act | null; findings: Finding[] } {
  const place = file === undefined ? {} : { file };
  if (bytes.length > largestAct) {
    const details = { list: "act", what: "file", limit: largestAct } as const;
    return { act: null, findings: [finding("list-too-large", "error", place, details)] };
  }
  const items: ActItem[] = [];
  const reader = new LinedReader("act", actForm, file, ({ value }) => items.push(value as ActItem));
  feedAll(reader, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const { findings } = reader;
  if (findings.length > 0) return { act: null, findings: findings.sort(compareFindings) };
  const act = { ...Object.fromEntries(reader.values), items } as unknown as Act;
  if (act.counts.items !== items.length) {
    const details = { field: "items", declared: act.counts.items, counted: items.length };
    reader.add(finding("receipt-count-differs", "error", place, details));
  }
  if (act.signer.role !== roleOf[act.kind]) {
    reader.add(finding("act-role-wrong", "error", place, { kind: act.kind, role: act.signer.role }));
  }
  return { act: findings.length === 0 ? act : null, findings };
}
