import { writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeCertificate, makeKeyPair } from "../../src/crypto/certificate-make.js";
import { memorySigner } from "../../src/crypto/signing-key.js";
import { signBytes } from "../../src/signing/index.js";
import { openStore } from "../../src/store/index.js";
import { aDossier as anOfficeDossier } from "../manifest/a-dossier.js";
import { someParts } from "../package/a-package.js";
import { run, usualNow } from "../support/run.js";
import { sandbox } from "../support/sandbox.js";

/** Number of the handover that `anOffice` has. */
export const handoverId = "BG-06691-20250628-01";

/** A workspace whose one handover is listed, and signed unless told otherwise; gives the signer's fingerprint. */
export async function anOffice({
  signed = true,
  parts = someParts,
} = {}): Promise<{ cwd: string; fingerprint: string }> {
  const cwd = sandbox();
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], { cwd });
  const { manifest, manifestBytes } = parts(join(cwd, "ho-so"));
  const store = openStore(join(cwd, ".bangiao/inventory.db"));
  store.together(() => {
    for (const dossier of manifest.dossiers) {
      store.dossiers.save(anOfficeDossier(Number(dossier.reference.slice(0, 2))));
      for (const { files, ...document } of dossier.documents) {
        store.documents.save({ ...document, dossierId: dossier.id, fileName: null, source: "register" });
        for (const file of files) {
          const root = join(cwd, "ho-so");
          const fileId = store.files.save({
            ...{ root, path: file.originalPath, size: file.size, sha256: file.sha256, format: file.format },
            ...{ pages: 1, textLayer: "yes", dpi: null, modified: 0, damage: null, secrecy: "none" },
            ...{ ignored: null, present: true },
          });
          store.files.attach({ documentId: document.id, fileId, ordinal: 1, assignedBy: "scan" });
        }
      }
    }
    const unit = (one: typeof manifest.giver) => ({ ...one, kind: one.kind });
    store.handovers.save({
      id: handoverId,
      uuid: manifest.uuid,
      direction: "outgoing",
      giver: unit(manifest.giver),
      receiver: unit(manifest.receiver),
      createdAt: manifest.createdAt,
      state: signed ? "signed" : "drafted",
      manifestSha256: null,
    });
  });
  store.close();
  const key = makeKeyPair();
  const signer = memorySigner(key, await makeCertificate(key, { commonName: "UBKT Hồng Gai" }, usualNow, 10));
  const path = join(cwd, ".bangiao/handovers", handoverId, "manifest.json");
  await mkdir(dirname(path), { recursive: true });
  writeFileSync(path, manifestBytes);
  if (signed) writeFileSync(`${path}.p7s`, await signBytes(manifestBytes, signer, usualNow));
  await mkdir(join(cwd, "out"));
  return { cwd, fingerprint: signer.certificate.fingerprint };
}
