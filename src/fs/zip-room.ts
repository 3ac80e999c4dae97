import { localHeaderLength } from "./archive-headers.js";

/** The most that an entry adds to an archive: its bytes, its local header, its record in the directory. */
export function zipEntryRoom(name: string, size: number): number {
  return size + localHeaderLength(name, size) + 46 + Buffer.byteLength(name) + 28;
}

/** The most that the end records of an archive take. */
export const zipFrameRoom = 56 + 20 + 22;
