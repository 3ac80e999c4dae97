import { drawQrCode } from "../fs/qr-code.js";
import type { TemplateValues } from "../fs/template-values.js";
import { type Manifest, type Receipt, writePaperCode } from "../manifest/index.js";
import type { ReceiptOutcome } from "../model/handover.js";
import { writtenDate } from "../model/partial-date.js";
import type { PaperSigner } from "./handover-minutes.js";
import {
  amount,
  counted,
  figure,
  fullDay,
  grouped,
  groupedCode,
  inReadingOrder,
  partyFields,
  titleOf,
} from "./spelling.js";
import type { PaperWords } from "./words.js";

/** A receipt with what binds a paper to it. */
export interface ReceiptOnPaper {
  receipt: Receipt;
  sha256: string;
  /** Who signed the receipt. */
  receiver: PaperSigner;
  /** Name of who signed the list, where it is known; the fingerprint stands in the receipt. */
  giverSigner: string | null;
  /** The list that is answered, for titles; null where only the receipt is at hand. */
  manifest: Manifest | null;
}

/** Values of the receipt minutes: what was accepted, with which reservations, what was refused and why. */
export async function receiptMinutes(on: ReceiptOnPaper, words: PaperWords): Promise<TemplateValues> {
  const { receipt, sha256, receiver, manifest } = on;
  const { counts } = receipt;
  const number = (value: number): string => figure(value, words);
  const listed = new Map(manifest?.dossiers.map((one) => [one.id, one]) ?? []);
  const rows = (outcome: ReceiptOutcome) =>
    inReadingOrder(receipt.dossiers.filter((one) => one.outcome === outcome)).map((one, index) => {
      const dossier = listed.get(one.dossier);
      return {
        n: index + 1,
        reference: one.reference,
        title: dossier ? titleOf(dossier, words) : "",
        reasons: one.remarks.map(({ what, why }) => (what === null ? why : `${what}: ${why}`)).join("; "),
      };
    });
  const [reserved, refused] = [rows("accepted-with-reservation"), rows("refused")];
  const code = writePaperCode({
    handover: receipt.handover.id,
    manifest: receipt.manifest.sha256,
    certificate: receipt.previous.certificate,
    receipt: { sha256, certificate: receiver.fingerprint },
    box: null,
  });
  return {
    id: receipt.handover.id,
    created: fullDay(receipt.createdAt, words),
    createdDate: writtenDate(receipt.createdAt),
    createdTime: receipt.createdAt.slice(11, 16),
    giver: partyFields(receipt.giver, words),
    receiver: partyFields(receipt.receiver, words),
    statement: receipt.statement,
    replaces: receipt.replaces !== null,
    replacedDigest: receipt.replaces === null ? "" : grouped(receipt.replaces),
    counts: {
      dossiers: number(counts.dossiers),
      accepted: number(counts.accepted),
      reserved: number(counts.acceptedWithReservation),
      refused: number(counts.refused),
      documents: number(counts.documents),
      files: number(counts.files),
      bytes: amount(counts.bytes, words),
    },
    hasReserved: reserved.length > 0,
    reserved,
    hasRefused: refused.length > 0,
    refused,
    manifestDigest: grouped(receipt.manifest.sha256),
    manifestSize: number(receipt.manifest.size),
    receiptDigest: grouped(sha256),
    giverSigner: on.giverSigner ?? "",
    giverFingerprint: grouped(receipt.previous.certificate),
    receiverSigner: receiver.name,
    receiverFingerprint: grouped(receiver.fingerprint),
    code: groupedCode(code),
    qr: { png: (await drawQrCode(code)).png, millimetres: 36 },
    copies: counted(2, words),
  };
}
