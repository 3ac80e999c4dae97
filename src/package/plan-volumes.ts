import { zipEntryRoom, zipFrameRoom } from "../fs/zip-room.js";
import { type Finding, finding } from "../model/finding.js";
import { encodePath } from "./bag/payload.js";
import {
  handoverManifestPath,
  layOut,
  type PackageParts,
  type PackagePlan,
  type PlannedPayload,
  planPayload,
} from "./plan-package.js";

/** Room in a volume for the tag files that we make for it, besides its list of digests. */
const tagRoom = 16 << 10;
/** Longest that the mark of a volume makes its name: `-99999of99999`. */
const markRoom = 13;

/**
 * Cuts a handover into bags whose archives are no larger than `size` bytes each, every one with the whole signed list.
 * Dossiers keep their order and stay in one volume, unless a single one is larger than a volume. What fits into one is
 * one plain package. Pure; a file that no volume can hold is a finding of the first plan, and nothing is then written.
 */
export function planVolumes(parts: PackageParts, size: number): PackagePlan[] {
  const { payload, findings } = planPayload(parts);
  const frame = frameBytes(parts);
  const troubles: Finding[] = [];
  const room = size - frame;
  const volumes: PlannedPayload[][] = [];
  let current: PlannedPayload[] = [];
  let left = room;
  const close = () => {
    if (current.length > 0) volumes.push(current);
    current = [];
    left = room;
  };
  for (const dossier of byDossier(payload)) {
    const needs = dossier.map((file) => fileBytes(parts.manifest.id, file));
    const whole = needs.reduce((sum, bytes) => sum + bytes, 0);
    if (whole > left) close();
    for (const [index, file] of dossier.entries()) {
      const bytes = needs[index]!;
      if (bytes > room) {
        const place = { dossier: file.dossier, file: file.originalPath };
        troubles.push(finding("volume-too-small", "error", place, { size, needed: bytes + frame }));
        continue;
      }
      if (bytes > left) close();
      current.push(file);
      left -= bytes;
    }
  }
  close();
  if (payload.length === 0 && room < 0) {
    const place = { file: handoverManifestPath };
    troubles.push(finding("volume-too-small", "error", place, { size, needed: frame }));
  }
  if (troubles.length > 0) return [layOut(parts, payload, [...findings, ...troubles], null)];
  if (volumes.length <= 1) return [layOut(parts, payload, findings, null)];
  const count = volumes.length;
  return volumes.map((files, index) =>
    layOut(parts, files, index === 0 ? findings : [], { number: index + 1, count }),
  );
}

/** Files of one dossier together, in the order of the list. */
function byDossier(payload: readonly PlannedPayload[]): PlannedPayload[][] {
  const groups: PlannedPayload[][] = [];
  for (const file of payload) {
    const last = groups.at(-1);
    if (last?.[0]?.dossier === file.dossier) last.push(file);
    else groups.push([file]);
  }
  return groups;
}

/** The most that a file adds to an archive: its entry, and its line in the list of digests. */
function fileBytes(id: string, { path, size }: PlannedPayload): number {
  const name = `${id}/${path}`;
  return zipEntryRoom(name, size) + 2 * markRoom + 64 + 2 + Buffer.byteLength(encodePath(path)) + 1;
}

/** The most that everything but the payload takes. */
function frameBytes({ manifest, manifestBytes, signature, extras = [] }: PackageParts): number {
  const files = [
    { path: handoverManifestPath, bytes: manifestBytes },
    { path: `${handoverManifestPath}.p7s`, bytes: signature },
    ...extras,
  ];
  return files.reduce(
    (sum, { path, bytes }) =>
      // Its own entry, and its line in the list of tag files.
      sum + zipEntryRoom(`${manifest.id}/${path}`, bytes.byteLength) + 2 * markRoom + 80 + path.length * 3,
    tagRoom + zipFrameRoom,
  );
}
