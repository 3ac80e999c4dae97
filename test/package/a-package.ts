import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildManifest, type ManifestInput } from "../../src/manifest/build-manifest.js";
import type { Manifest } from "../../src/manifest/manifest.js";
import { serialiseManifest } from "../../src/manifest/serialise-manifest.js";
import type { InventoryFile } from "../../src/model/dossier.js";
import { finding } from "../../src/model/finding.js";
import {
  type PackageParts,
  type PackagePlan,
  type PayloadSource,
  planPackage,
  writePackage,
} from "../../src/package/index.js";
import type { CheckSignature } from "../../src/package/verify-package.js";
import { aDocument, aDossier } from "../manifest/a-dossier.js";
import { anInput } from "../manifest/a-manifest.js";

/** A scan on the giver's disk below `root`. */
export function aScan(root: string, id: number, path: string, content: string | Buffer): InventoryFile {
  const from = join(root, path);
  mkdirSync(dirname(from), { recursive: true });
  writeFileSync(from, content);
  const bytes = Buffer.from(content as string);
  return {
    id,
    root,
    path,
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    format: path.endsWith(".txt") ? "text" : "pdf",
    pages: 1,
    textLayer: "yes",
    dpi: null,
    modified: 0,
    damage: null,
    secrecy: "none",
    ignored: null,
    present: true,
  };
}

/** The parts of a small handover: two dossiers with five files, one of them empty, one that deflates. */
export function someParts(root: string, changes: Partial<ManifestInput> = {}): PackageParts {
  const scans = [
    aScan(root, 1, "01.KTCH/Quyết định 61.pdf", "%PDF quyết định"),
    aScan(root, 2, "01.KTCH/kế hoạch.pdf", "%PDF kế hoạch"),
    aScan(root, 3, "01.KTCH/ghi chép.txt", "một dòng ghi chép\n".repeat(200)),
    aScan(root, 4, "02.GSCD/rỗng.pdf", ""),
    aScan(root, 5, "02.GSCD/báo cáo.pdf", Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * i) % 251))),
  ];
  const item = (number: number, slots: [string, InventoryFile][]) => ({
    dossier: aDossier(number),
    documents: slots.map(([slot, file], i) => ({
      document: aDocument(number, i + 1, { slot }),
      files: [file],
    })),
    explanations: [],
    findings: [],
    successor: null,
    custody: [],
  });
  const manifest = buildManifest(
    anInput({
      dossiers: [
        item(1, [
          ["KTCH.QD", scans[0]!],
          ["KTCH.KH", scans[1]!],
          ["KTCH.DC", scans[2]!],
        ]),
        item(2, [
          ["GSCD.QD", scans[3]!],
          ["GSCD.BC", scans[4]!],
        ]),
      ],
      ...changes,
    }),
  );
  return partsOf(manifest, scans);
}

export function partsOf(manifest: Manifest, scans: readonly InventoryFile[]): PackageParts {
  const manifestBytes = serialiseManifest(manifest);
  const sources = new Map<string, PayloadSource>();
  for (const dossier of manifest.dossiers)
    for (const document of dossier.documents)
      for (const { path, originalPath } of document.files) {
        const scan = scans.find((one) => one.path.normalize("NFC") === originalPath);
        if (scan) sources.set(path, { from: join(scan.root, scan.path), secrecy: scan.secrecy });
      }
  return { manifest, manifestBytes, signature: testSignature(manifestBytes), sources, toolVersion: "0.1.0" };
}

/** Stands in for a signature where the test is about the package: the digest of what is signed. */
export function testSignature(content: Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}

export const checkTestSignature: CheckSignature = async (content, signature) => {
  const signer = {
    commonName: "Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai",
    organisation: null,
    subject: "CN=Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai",
    issuer: "CN=Uỷ ban Kiểm tra Đảng uỷ phường Hồng Gai",
    notBefore: "2025-01-01T00:00:00Z",
    notAfter: "2030-01-01T00:00:00Z",
    trustedAs: null,
    fingerprint: "ab".repeat(32),
    selfMade: true,
    signedAt: null,
  };
  return signature.equals(testSignature(content))
    ? { verdict: "valid", signer, signature: [], trust: [] }
    : {
        verdict: "invalid",
        signer: null,
        signature: [finding("signature-wrong", "error", {}, {})],
        trust: [],
      };
};

/** The package of `someParts` in `folder`. */
export async function aPackage(
  folder: string,
): Promise<{ path: string; plan: PackagePlan; parts: PackageParts }> {
  const parts = someParts(join(folder, "ho-so"));
  const plan = planPackage(parts);
  const { path, written, findings } = await writePackage(plan, folder);
  if (!written) throw new Error(JSON.stringify(findings));
  return { path, plan, parts };
}
