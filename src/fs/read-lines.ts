import { type FileHandle, open } from "node:fs/promises";

/** One line without its LF; `ended` is false for a last line that has none. */
export interface RawLine {
  bytes: Buffer;
  ended: boolean;
}

/**
 * The lines of a file, split at LF only. A line longer than `longest` comes out cut at `longest` + 1 bytes and is the
 * last, so that memory stays bounded whatever the file holds.
 */
export async function* readLines(path: string, longest: number): AsyncGenerator<RawLine, void, void> {
  const handle: FileHandle = await open(path, "r");
  try {
    const chunk = Buffer.allocUnsafe(1 << 18);
    let parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) break;
      let start = 0;
      for (;;) {
        const end = chunk.subarray(0, bytesRead).indexOf(0x0a, start);
        if (end < 0) break;
        const tail = chunk.subarray(start, end);
        const line = parts.length === 0 ? Buffer.from(tail) : Buffer.concat([...parts, tail]);
        [parts, length] = [[], 0];
        yield { bytes: line, ended: true };
        start = end + 1;
      }
      if (start < bytesRead) {
        parts.push(Buffer.from(chunk.subarray(start, bytesRead)));
        length += bytesRead - start;
      }
      if (length > longest) {
        yield { bytes: Buffer.concat(parts).subarray(0, longest + 1), ended: true };
        return;
      }
    }
    if (length > 0) yield { bytes: Buffer.concat(parts), ended: false };
  } finally {
    await handle.close();
  }
}
