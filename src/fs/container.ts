import type { Finding } from "../model/finding.js";
import type { Job } from "../model/progress.js";

/** A file in an archive or a folder, by its path with `/` between the parts. */
export interface ContainerFile {
  index: number;
  /** As stored, decoded; two files may claim one path. */
  path: string;
  size: number;
  /** Whether its bytes may be looked at: not encrypted, not overlapping, no link, no absurd ratio. */
  readable: boolean;
}

/** Digests of all files, as lower-case hex. */
export interface DigestTable {
  /** Null where the bytes could not be read, or the algorithm was not asked for. */
  digestOf(index: number, algorithm: string): string | null;
  /** Whether it is the one that lies in `digests` from `at` on; the quicker question. */
  isDigestOf(index: number, algorithm: string, digests: Buffer, at: number): boolean;
  findings: Finding[];
}

/** Something that holds the files of a bag: a ZIP read in place, or a folder. Nothing is ever unpacked. */
export interface Container {
  kind: "zip" | "folder";
  /** Size of the archive, or of all files. */
  bytes: number;
  /** Every file, in the order of the archive. */
  files: ContainerFile[];
  /** What listing it showed to be wrong. */
  findings: Finding[];
  /** Whether it is laid out exactly as our own writer does it; known after `digest`. */
  foreign(): number;
  /** All bytes of a small file; null when it is not readable or larger than `limit`. */
  read(file: ContainerFile, limit: number): Promise<Buffer | null>;
  /** Reads everything once. `algorithms` are names of node:crypto. */
  digest(algorithms: readonly string[], job?: Job): Promise<DigestTable>;
  /** The bytes of one file in pieces, as they are stored; the caller compares digests. */
  stream(file: ContainerFile): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** How a path is shown: characters that steer a terminal or turn the text around are replaced. */
export function shownPath(path: string): string {
  return path.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/gu, "\ufffd");
}
