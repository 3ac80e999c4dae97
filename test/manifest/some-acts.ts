import { type KeyObject, randomBytes } from "node:crypto";
import { makeCertificate, makeKeyPair } from "../../src/crypto/certificate-make.js";
import { sha256Hex } from "../../src/crypto/digest.js";
import { memorySigner, type Signer } from "../../src/crypto/signing-key.js";
import { type Act, type ActInput, type ActKind, buildAct, serialiseAct } from "../../src/manifest/act.js";
import type { ActsSubject } from "../../src/manifest/act-chain.js";
import type { ActFile } from "../../src/manifest/check-act-files.js";
import type { Manifest } from "../../src/manifest/manifest.js";
import {
  buildReceipt,
  type PreviousAct,
  type Receipt,
  type SignedManifest,
  serialiseReceipt,
} from "../../src/manifest/receipt.js";
import { serialiseManifest } from "../../src/manifest/serialise-manifest.js";
import { checkSignature, emptyTrust, signBytes } from "../../src/signing/index.js";
import { hongGai, newHongGai } from "./a-dossier.js";
import { aManifest } from "./a-manifest.js";

/** When everything here is signed. */
export const signingTime = new Date("2025-07-02T02:00:00Z");

/** A signer with a key of their own. */
export async function aSigner(commonName: string): Promise<Signer> {
  const key: KeyObject = makeKeyPair();
  return memorySigner(key, await makeCertificate(key, { commonName }, signingTime, 10));
}

/** Something signed, with what whoever follows it has to name. */
export type Signed<T> = ActFile & { p7s: Uint8Array; statement: T; marks: PreviousAct };

async function signed<T>(file: string, statement: T, bytes: Buffer, signer: Signer): Promise<Signed<T>> {
  const p7s = await signBytes(bytes, signer, signingTime);
  const { signatureSha256 } = await checkSignature({
    ...{ p7s, content: bytes, trust: emptyTrust, now: signingTime, place: {} },
  });
  const marks = {
    file: sha256Hex(bytes),
    signature: signatureSha256!,
    certificate: signer.certificate.fingerprint,
  };
  return { file, bytes, p7s, statement, marks };
}

/** A list that the giver has signed. */
export async function aSignedList(
  signer: Signer,
  manifest: Manifest = aManifest(),
): Promise<Signed<Manifest> & { sent: SignedManifest & ActsSubject }> {
  const bytes = serialiseManifest(manifest);
  const list = await signed("manifest.json", manifest, bytes, signer);
  const { file: sha256, signature, certificate } = list.marks;
  return { ...list, sent: { manifest, sha256, size: bytes.length, signature, certificate } };
}

type List = Awaited<ReturnType<typeof aSignedList>>;
const nextNonce = (): string => randomBytes(16).toString("hex");

/** An act over a list, following `previous`. */
export function anAct(
  { sent }: List,
  kind: ActKind,
  previous: PreviousAct,
  signer: Signer,
  changes: Partial<Act> = {},
): Promise<Signed<Act>> {
  const { manifest } = sent;
  const input: ActInput = {
    ...{ kind, previous, statement: null, items: [{ reference: "01.KTCH", what: "Biên bản họp" }] },
    handover: { id: manifest.id, uuid: manifest.uuid },
    manifest: { sha256: sent.sha256, size: sent.size },
    ...{ totals: manifest.totals, giver: manifest.giver, receiver: manifest.receiver },
    signer: { unit: hongGai, person: "Lê Văn C", position: "Chánh Văn phòng" },
    ...{ nonce: nextNonce(), createdAt: "2025-07-02T09:00:00+07:00" },
    tool: { name: "bangiao", version: "0.1.0" },
  };
  const act = { ...buildAct(input), ...changes };
  return signed(`act-${kind}-${act.nonce.slice(-4)}.json`, act, serialiseAct(act), signer);
}

/** The receiver's receipt for a list, accepting all of it. */
export function aReceipt(
  { sent }: List,
  signer: Signer,
  changes: Partial<Receipt> = {},
): Promise<Signed<Receipt>> {
  const decisions = new Map(
    sent.manifest.dossiers.map(({ id }) => [id, { outcome: "accepted" as const, remarks: [] }]),
  );
  const receipt = buildReceipt({
    answers: sent,
    receiver: { unit: newHongGai, person: "Lê Văn Bảy", position: "Chủ nhiệm" },
    ...{ decisions, replaces: null, nonce: nextNonce(), createdAt: "2025-07-02T09:00:00+07:00" },
    tool: { name: "bangiao", version: "0.1.0" },
  });
  const changed = { ...receipt, ...changes };
  return signed("receipt.json", changed, serialiseReceipt(changed), signer);
}
