import { sha256Hex } from "../crypto/digest.js";
import type { Manifest, ManifestFile } from "../manifest/index.js";
import type { FileFormat, Secrecy } from "../model/dossier.js";
import { compareFindings, type Finding, finding } from "../model/finding.js";
import { writeBagCount } from "./bag/bag-count.js";
import { writeBagInfo } from "./bag/bag-info.js";
import { writeOxum } from "./bag/oxum.js";
import { writeDigestList } from "./bag/payload.js";
import { bagInfoName, declarationName, writeDeclaration } from "./bag/tag-files.js";

/** Where the bytes of a listed file lie on the giver's disk, and how secret they are known to be. */
export interface PayloadSource {
  /** Absolute path. */
  from: string;
  secrecy: Secrecy;
}

/** A file that we make ourselves, by its path from the root of the bag. */
export interface TagFile {
  path: string;
  bytes: Uint8Array;
}

export interface PlannedTagFile extends TagFile {
  kind: "tag";
}

export interface PlannedPayload {
  kind: "payload";
  path: string;
  /** Absolute path on the giver's disk, and the path below the scanned folder as the list names it. */
  from: string;
  originalPath: string;
  size: number;
  sha256: string;
  compress: boolean;
  dossier: string;
}

/** Which bytes go where, in the order of the archive. */
export interface PackagePlan {
  id: string;
  /** Name of the folder in the archive, and of the archive without its ending. */
  root: string;
  /** Stands on every entry; its UTC fields are the giver's wall clock. */
  date: Date;
  entries: (PlannedTagFile | PlannedPayload)[];
  dossiers: number;
  files: number;
  payloadBytes: number;
  /** Whatever stands in the way; a plan with errors is not carried out. */
  findings: Finding[];
}

export interface PackageParts {
  manifest: Manifest;
  manifestBytes: Uint8Array;
  signature: Uint8Array;
  /** By bag path. */
  sources: ReadonlyMap<string, PayloadSource>;
  /** Papers and whatever else lies under `handover/`. */
  extras?: readonly TagFile[];
  toolVersion: string;
}

/** Where the list of the handover lies in a bag, and the signature over it. */
export const handoverManifestPath = "handover/manifest.json";
export const handoverSignaturePath = "handover/manifest.json.p7s";

/** Formats whose bytes deflating would not shrink. */
const dense: ReadonlySet<FileFormat> = new Set([
  "pdf",
  "jpeg",
  "png",
  "docx",
  "xlsx",
  "odt",
  "ods",
  "zip",
  "empty",
]);

/** Place of a bag among those that together hold a handover. */
export interface VolumeMark {
  number: number;
  count: number;
}

/** Lays out the bag of a handover. Pure: digests and sizes of the payload come from the manifest. */
export function planPackage(parts: PackageParts): PackagePlan {
  const { payload, findings } = planPayload(parts);
  return layOut(parts, payload, findings, null);
}

/** Which listed files go into the payload, and what stands in the way. */
export function planPayload(parts: PackageParts): { payload: PlannedPayload[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const payload: PlannedPayload[] = [];
  for (const dossier of parts.manifest.dossiers)
    for (const document of dossier.documents)
      for (const file of document.files) {
        const place = { dossier: dossier.reference, file: file.originalPath };
        const source = parts.sources.get(file.path);
        const level = [dossier.secrecy, document.secrecy, source?.secrecy].find(
          (one) => one && one !== "none",
        );
        // The last guard: whatever went wrong before, nothing classified is packed.
        if (level || document.state === "withheld")
          findings.push(finding("package-secret-refused", "error", place, { level: level ?? "mat" }));
        else if (!source) findings.push(finding("file-missing", "error", place, { sha256: file.sha256 }));
        else payload.push(planned(file, source, dossier.reference));
      }
  return { payload, findings: findings.sort(compareFindings) };
}

/** A bag around a payload, which is all of it or one volume's share. */
export function layOut(
  parts: PackageParts,
  payload: readonly PlannedPayload[],
  findings: Finding[],
  volume: VolumeMark | null,
): PackagePlan {
  const { manifest } = parts;
  const payloadBytes = payload.reduce((sum, { size }) => sum + size, 0);
  const tags = tagFiles(parts, payload, payloadBytes, volume);
  return {
    id: manifest.id,
    root: volume ? `${manifest.id}-${volume.number}of${volume.count}` : manifest.id,
    date: wallClock(manifest.createdAt),
    entries: [...tags.map((file) => ({ kind: "tag" as const, ...file })), ...payload],
    dossiers: volume ? new Set(payload.map(({ dossier }) => dossier)).size : manifest.dossiers.length,
    files: payload.length,
    payloadBytes,
    findings,
  };
}

function planned(file: ManifestFile, source: PayloadSource, dossier: string): PlannedPayload {
  const { path, originalPath, size, sha256, format } = file;
  const compress = !dense.has(format);
  return { kind: "payload", path, from: source.from, originalPath, size, sha256, compress, dossier };
}

function tagFiles(
  parts: PackageParts,
  payload: readonly PlannedPayload[],
  payloadBytes: number,
  volume: VolumeMark | null,
): TagFile[] {
  const { manifest } = parts;
  const text = (path: string, content: string): TagFile => ({ path, bytes: Buffer.from(content) });
  const { giver } = manifest;
  const oxum = { bytes: payloadBytes, files: payload.length };
  const info = writeBagInfo([
    { label: "Source-Organization", value: giver.committee ?? giver.organisation ?? giver.name },
    { label: "External-Identifier", value: manifest.id },
    { label: "Bagging-Date", value: manifest.createdAt.slice(0, 10) },
    { label: "Payload-Oxum", value: writeOxum(oxum) },
    ...(volume
      ? [
          { label: "Bag-Group-Identifier", value: manifest.id },
          { label: "Bag-Count", value: writeBagCount(volume) },
        ]
      : []),
    { label: "Bag-Software-Agent", value: `bangiao ${parts.toolVersion}` },
  ]);
  const list = writeDigestList(payload.map(({ sha256, path }) => ({ digest: sha256, path })));
  const head = [
    text(declarationName, writeDeclaration()),
    text(bagInfoName, info),
    text("manifest-sha256.txt", list),
  ];
  const handover = [
    { path: handoverManifestPath, bytes: parts.manifestBytes },
    { path: handoverSignaturePath, bytes: parts.signature },
    ...(parts.extras ?? []),
  ];
  const digests = [...head, ...handover].map(({ path, bytes }) => ({
    digest: sha256Hex(bytes),
    path,
  }));
  // A bag has a payload folder even when everything is on paper.
  const folder = payload.length === 0 ? [{ path: "data/", bytes: new Uint8Array() }] : [];
  return [...head, text("tagmanifest-sha256.txt", writeDigestList(digests)), ...handover, ...folder];
}

/** A moment with its zone, such as `2025-06-28T09:00:00+07:00`, as a date whose UTC fields show the local time. */
function wallClock(moment: string): Date {
  return new Date(`${moment.slice(0, 19)}Z`);
}
