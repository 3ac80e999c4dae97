import { open } from "node:fs/promises";

/** One line without its LF; `ended` is false for a last line that has none. */
export interface RawLine {
  bytes: Buffer;
  ended: boolean;
}

/**
 * The lines of a file, or of bytes that come in pieces, split at LF only. A line longer than `longest` comes out cut at
 * `longest` + 1 bytes and is the last, so that memory stays bounded whatever the file holds.
 */
export async function* readLines(
  source: string | AsyncIterable<Buffer>,
  longest: number,
): AsyncGenerator<RawLine, void, void> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of typeof source === "string" ? chunksOf(source) : source) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(0x0a, start);
      if (end < 0) break;
      const tail = chunk.subarray(start, end);
      const line = parts.length === 0 ? Buffer.from(tail) : Buffer.concat([...parts, tail]);
      [parts, length] = [[], 0];
      yield { bytes: line, ended: true };
      start = end + 1;
    }
    if (start < chunk.length) {
      parts.push(Buffer.from(chunk.subarray(start)));
      length += chunk.length - start;
    }
    if (length > longest) {
      yield { bytes: Buffer.concat(parts).subarray(0, longest + 1), ended: true };
      return;
    }
  }
  if (length > 0) yield { bytes: Buffer.concat(parts), ended: false };
}

/** The bytes of a file in one buffer that is filled again and again. */
async function* chunksOf(path: string): AsyncGenerator<Buffer, void, void> {
  const handle = await open(path, "r");
  try {
    const chunk = Buffer.allocUnsafe(1 << 18);
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) break;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
