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
const sample = 64 * 1024;
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
 * @param {Task} task
 * @returns {Answer}
 */
function digest(task) {
  const empty = new Uint8Array(0);
  let handle = -1;
  try {
    handle = openSync(task.path, flags);
    const before = fstatSync(handle);
    const answer = { sha256: null, size: before.size, modified: before.mtimeMs, head: empty, tail: empty };
    if (!before.isFile()) return { ...answer, trouble: "changed" };
    const hash = createHash("sha256");
    /** @type {Uint8Array} */
    let head = empty;
    /** @type {Uint8Array} */
    let tail = empty;
    let read = 0;
    for (;;) {
      const count = readSync(handle, chunk, 0, chunk.length, null);
      if (count === 0) break;
      const part = chunk.subarray(0, count);
      hash.update(part);
      if (head.length < sample) head = joined(head, part.subarray(0, sample - head.length));
      // Only the chunks that can hold the last 64 KB are worth keeping.
      if (read + count > before.size - sample && before.size > sample)
        tail = joined(tail, part).subarray(-sample);
      read += count;
      if (read > before.size) break;
    }
    const after = fstatSync(handle);
    const changed = read !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs;
    if (changed) return { ...answer, size: after.size, modified: after.mtimeMs, trouble: "changed" };
    // Copies of their own length, so that no larger buffer travels along.
    return { ...answer, sha256: hash.digest("hex"), head: head.slice(), tail: tail.slice(), trouble: null };
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
 * @param {Uint8Array} a
 * @param {Uint8Array} b
 */
function joined(a, b) {
  if (b.length === 0) return a;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

parentPort?.on("message", (/** @type {{ batch: number, tasks: Task[] }} */ { batch, tasks }) => {
  const answers = tasks.map(digest);
  const buffers = new Set(answers.flatMap(({ head, tail }) => [head.buffer, tail.buffer]));
  parentPort?.postMessage({ batch, answers }, /** @type {ArrayBuffer[]} */ ([...buffers]));
});
