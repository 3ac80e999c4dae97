import { readSync } from "node:fs";
import type { Entry, RandomAccessReader, ZipFile } from "yauzl";
import type { ZipDamage } from "../model/findings/package.js";

/** A record of the central directory as the library gives it. */
export type DirectoryEntry = Entry;

/** The central directory as the library reads it, entry by entry, with the disc field it skips. */
export interface ListedEntry {
  entry: Entry;
  disk: number;
}

const windowSize = 1 << 20;

/**
 * Reads the central directory of the archive that lies at `start` … `end` of the file. Stops where it is torn.
 * Reading is synchronous, out of a window of 1 MiB: through the thread pool each entry would cost two round trips.
 */
export async function listDirectory(
  fd: number,
  start: number,
  end: number,
  take: (listed: ListedEntry) => void,
): Promise<{ damage: ZipDamage | null; encrypted: boolean; consumed: number }> {
  const { default: yauzl } = await import("yauzl");
  const reader = windowReader(yauzl.RandomAccessReader, fd, start);
  const options = {
    lazyEntries: true,
    autoClose: false,
    decodeStrings: false,
    validateEntrySizes: false,
  } as const;
  const zip = await new Promise<ZipFile | null>((resolve) => {
    yauzl.fromRandomAccessReader(reader, end - start, options, (error, file) =>
      resolve(error ? null : file!),
    );
  });
  if (!zip) return { damage: "end-record-torn", encrypted: false, consumed: 0 };
  let cursor = Number(zip.readEntryCursor);
  const first = cursor;
  let failed: Error | null = null;
  let arrived: Entry | null = null;
  let wake: (() => void) | null = null;
  const news = () => wake?.();
  zip.on("entry", (entry: Entry) => {
    arrived = entry;
    news();
  });
  zip.on("error", (error: Error) => {
    failed = error;
    news();
  });
  for (let count = 0; count < zip.entryCount; count += 1) {
    arrived = null;
    zip.readEntry();
    if (!arrived && !failed)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    wake = null;
    if (failed || !arrived) break;
    const entry: Entry = arrived;
    const disk = reader.peek(cursor + 34);
    cursor += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    take({ entry, disk });
  }
  const message = (failed as Error | null)?.message ?? "";
  return {
    damage: failed ? "directory-torn" : null,
    encrypted: message.includes("strong encryption"),
    consumed: cursor - first,
  };
}

function windowReader(
  Base: typeof RandomAccessReader,
  fd: number,
  start: number,
): RandomAccessReader & { peek(at: number): number } {
  class WindowReader extends Base {
    private readonly window = Buffer.allocUnsafe(windowSize);
    private readonly two = Buffer.alloc(2);
    private windowAt = 0;
    private filled = 0;

    override read(
      into: Buffer,
      offset: number,
      length: number,
      position: number,
      callback: (error: Error | null, bytesRead?: number) => void,
    ): void {
      callback(null, this.copy(into, offset, length, position));
    }

    override close(callback: (error: Error | null) => void): void {
      callback(null);
    }

    /** Two bytes at a position, as a number. */
    peek(at: number): number {
      this.copy(this.two, 0, 2, at);
      return this.two.readUInt16LE(0);
    }

    private copy(into: Buffer, offset: number, length: number, position: number): number {
      let done = 0;
      while (done < length) {
        const at = position + done;
        if (at < this.windowAt || at >= this.windowAt + this.filled) {
          this.windowAt = at;
          this.filled = readSync(fd, this.window, 0, windowSize, start + at);
          if (this.filled === 0) break;
        }
        const from = at - this.windowAt;
        const count = Math.min(this.filled - from, length - done);
        // A record is some hundred bytes: byte by byte is faster than a call for a copy.
        for (let byte = 0; byte < count; byte += 1) into[offset + done + byte] = this.window[from + byte]!;
        done += count;
      }
      return done;
    }
  }
  return new WindowReader();
}
