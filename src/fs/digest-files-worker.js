// @ts-check
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { parentPort } from "node:worker_threads";

/**
 * @typedef {{ path: string, size: number, modified: number }} Task `path` is absolute; size and time as the walk saw them.
 * @typedef {{ sha256: string | null, size: number, modified: number, head: Uint8Array, tail: Uint8Array,
 *   trouble: string | null }} Answer
 */

const chunk = Buffer.allocUnsafeSlow(1024 * 1024);
/** How much of the beginning and the end goes back for recognising the format. */
const enough = { head: 8 * 1024, tail: 16 * 1024 };
/** Pictures and the old office files keep what matters further inside. */
const ample = { head: 64 * 1024, tail: 64 * 1024 };

/** @param {Buffer} part the first bytes of a file */
function sampleOf(part) {
  const [a, b] = [part[0], part[1]];
  const deep =
    (a === 0xff && b === 0xd8) ||
    (a === 0x49 && b === 0x49) ||
    (a === 0x4d && b === 0x4d) ||
    (a === 0xd0 && b === 0xcf);
  return deep ? ample : enough;
}
// A name that became a pipe or a link since the walk must neither hang nor lead elsewhere.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** @param {unknown} error */
function troubleOf(error) {
  const code = /** @type {{ code?: unknown }} */ (error)?.code;
  if (code === "ENOENT") return "disappeared";
  if (code === "ELOOP") return "changed";
  return typeof code === "string" ? code : "UNKNOWN";
}

/**
 * Reads one file. Its samples go into `room`, one buffer for all files of a batch: many small ones would cost more than
 * the digesting.
 * @param {Task} task
 * @param {{ bytes: Buffer, used: number }} room
 * @returns {Answer}
 */
function digest(task, room) {
  const empty = room.bytes.subarray(0, 0);
  let handle = -1;
  try {
    handle = openSync(task.path, flags);
    const before = fstatSync(handle);
    const { size } = before;
    const answer = { sha256: null, size, modified: before.mtimeMs, head: empty, tail: empty };
    if (!before.isFile()) return { ...answer, trouble: "changed" };
    const hash = createHash("sha256");
    let wanted = enough;
    let head = empty;
    let tail = empty;
    let read = 0;
    while (read < size) {
      const count = readSync(handle, chunk, 0, chunk.length, null);
      if (count === 0) break;
      const part = chunk.subarray(0, count);
      hash.update(part);
      if (read === 0) {
        wanted = sampleOf(part);
        head = keep(room, part.subarray(0, wanted.head));
      }
      // The end may lie across two chunks.
      const from = Math.max(size - wanted.tail - read, 0);
      if (from < count && size > head.length) {
        const piece = keep(room, part.subarray(from));
        tail =
          tail.length === 0
            ? piece
            : room.bytes.subarray(tail.byteOffset, tail.byteOffset + tail.length + piece.length);
      }
      read += count;
    }
    const after = fstatSync(handle);
    if (read !== size || after.size !== size || after.mtimeMs !== before.mtimeMs)
      return { ...answer, size: after.size, modified: after.mtimeMs, trouble: "changed" };
    return { ...answer, sha256: hash.digest("hex"), head, tail, trouble: null };
  } catch (error) {
    return {
      sha256: null,
      size: task.size,
      modified: task.modified,
      head: empty,
      tail: empty,
      trouble: troubleOf(error),
    };
  } finally {
    if (handle !== -1) closeSync(handle);
  }
}

/**
 * @param {{ bytes: Buffer, used: number }} room
 * @param {Buffer} part
 */
function keep(room, part) {
  const start = room.used;
  room.used += part.copy(room.bytes, start);
  return room.bytes.subarray(start, room.used);
}

parentPort?.on("message", (/** @type {{ batch: number, tasks: Task[] }} */ { batch, tasks }) => {
  const room = { bytes: Buffer.allocUnsafeSlow(tasks.length * (ample.head + ample.tail)), used: 0 };
  const answers = tasks.map((task) => digest(task, room));
  parentPort?.postMessage({ batch, answers }, [/** @type {ArrayBuffer} */ (room.bytes.buffer)]);
});
