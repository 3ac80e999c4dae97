// Reads the files that go into a package, each exactly once, and lays them out as they will lie in the archive:
// a gap for the local header, then the bytes. The parent fills the gaps and writes. Plain JavaScript, so that the
// same file runs from src and from dist. Slabs travel back and forth by transfer: nobody ever shares one.

import { createHash, hash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { crc32, deflateRawSync, constants as zlibConstants } from "node:zlib";

/**
 * @typedef {{ from: string, size: number, sha256: string, compress: boolean, gap: number }} PackFile
 * One file to read: where it lies, the size and digest it must have, whether deflating may help, room for its header.
 *
 * @typedef {{ reason: "changed", actual: string } | { reason: "missing" } | { reason: "unreadable", code: string }} PackTrouble
 * Why a file cannot be packed.
 *
 * @typedef {object} PackPart
 * @property {number} file position in the job
 * @property {number} at where in the slab the header gap starts, or the bytes where there is no gap
 * @property {number} gap
 * @property {number} stored bytes this part adds to the archive, without the gap
 * @property {0 | 8} method
 * @property {number} crc of all bytes so far
 * @property {boolean} last whether the file ends here
 * @property {PackTrouble} [trouble]
 *
 * @typedef {{ job: number, slab: ArrayBuffer, used: number, parts: PackPart[], done: boolean }} PackAnswer
 * @typedef {{ kind: "job", job: number, files: PackFile[] } | { kind: "slab", slab: ArrayBuffer }} PackOrder
 */

const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
/** Deflated bytes must save at least this share, or the file is stored. */
const worthwhile = 0.97;

/**
 * Nothing that we write looks like a trap that fills a disk: our own reader refuses those.
 * @param {number} size @param {number} deflated
 */
function isTooGood(size, deflated) {
  return size > 1 << 20 && deflated * 100 < size;
}

/** @type {{ job: number, files: PackFile[], next: number, large: LargeFile | null }[]} */
const jobs = [];
/** @type {ArrayBuffer[]} */
const slabs = [];
/** @type {Buffer | null} */
let scratch = null;

/**
 * @typedef {object} LargeFile
 * @property {number} fd
 * @property {number} done
 * @property {number} crc
 * @property {0 | 8} method
 * @property {import("node:crypto").Hash} hash
 */

if (parentPort) {
  const port = parentPort;
  port.on("message", (/** @type {PackOrder} */ order) => {
    if (order.kind === "slab") slabs.push(order.slab);
    else jobs.push({ job: order.job, files: order.files, next: 0, large: null });
    while (jobs.length > 0 && slabs.length > 0) {
      const answer = fillSlab(/** @type {ArrayBuffer} */ (slabs.pop()));
      port.postMessage(answer, [answer.slab]);
    }
  });
}

/**
 * Fills one slab from the first job: all its files, or the next piece of a file larger than a slab.
 * @param {ArrayBuffer} slab
 * @returns {PackAnswer}
 */
function fillSlab(slab) {
  const job = /** @type {typeof jobs[number]} */ (jobs[0]);
  const bytes = Buffer.from(slab);
  /** @type {PackPart[]} */
  const parts = [];
  let used = 0;
  while (job.next < job.files.length) {
    const file = /** @type {PackFile} */ (job.files[job.next]);
    const part =
      job.large || file.gap + file.size > bytes.length - used
        ? pieceOfLarge(job, file, bytes, used)
        : wholeFile(file, bytes, used);
    part.file = job.next;
    parts.push(part);
    used += part.gap + part.stored;
    if (!part.last) break;
    job.next += 1;
    job.large = null;
  }
  const done = job.next >= job.files.length;
  if (done) jobs.shift();
  return { job: job.job, slab, used, parts, done };
}

/**
 * @param {PackFile} file @param {Buffer} bytes @param {number} at
 * @returns {PackPart}
 */
function wholeFile(file, bytes, at) {
  /** @type {PackPart} */
  const part = { file: 0, at, gap: file.gap, stored: file.size, method: 0, crc: 0, last: true };
  const start = at + file.gap;
  let fd = -1;
  try {
    fd = open(file);
    const content = bytes.subarray(start, start + file.size);
    const whole = readFully(fd, content, 0) === file.size && fstatSync(fd).size === file.size;
    const digest = whole ? hash("sha256", content, "hex") : digestAll(fd);
    if (!whole || digest !== file.sha256) part.trouble = { reason: "changed", actual: digest };
    else {
      part.crc = crc32(content);
      if (file.compress && file.size > 0) {
        const deflated = deflateRawSync(content, { level: 6 });
        if (deflated.length < file.size * worthwhile && !isTooGood(file.size, deflated.length)) {
          deflated.copy(bytes, start);
          part.method = 8;
          part.stored = deflated.length;
        }
      }
    }
  } catch (error) {
    part.trouble = troubleOf(error);
  } finally {
    if (fd >= 0) closeSync(fd);
  }
  return part;
}

/**
 * @param {typeof jobs[number]} job @param {PackFile} file @param {Buffer} bytes @param {number} at
 * @returns {PackPart}
 */
function pieceOfLarge(job, file, bytes, at) {
  const first = job.large === null;
  /** @type {PackPart} */
  const part = { file: 0, at, gap: first ? file.gap : 0, stored: 0, method: 0, crc: 0, last: false };
  try {
    job.large ??= { fd: open(file), done: 0, crc: 0, method: 0, hash: createHash("sha256") };
    const large = job.large;
    const start = at + part.gap;
    // Deflating may grow a piece by a few bytes in each 16 KiB.
    const room = Math.floor((bytes.length - start) * 0.99) - 64;
    const want = Math.min(room, file.size - large.done);
    scratch ??= Buffer.allocUnsafeSlow(bytes.length);
    const mayDeflate = file.compress && (first || large.method === 8);
    const content = (mayDeflate ? scratch : bytes.subarray(start)).subarray(0, want);
    const got = readFully(large.fd, content, large.done);
    const piece = content.subarray(0, got);
    large.hash.update(piece);
    large.crc = crc32(piece, large.crc);
    large.done += got;
    const ended = large.done === file.size || got < want;
    part.stored = got;
    if (mayDeflate) {
      // Pieces are deflated apart and meet at byte borders: one valid stream, whatever the size of the file.
      const finishFlush = ended ? zlibConstants.Z_FINISH : zlibConstants.Z_FULL_FLUSH;
      /** @type {Buffer} */
      let deflated = deflateRawSync(piece, { level: 6, finishFlush });
      if (isTooGood(got, deflated.length)) {
        if (first) deflated = piece;
        else deflated = deflateRawSync(piece, { level: 0, finishFlush });
      }
      if (first) large.method = deflated.length < got * worthwhile ? 8 : 0;
      const chosen = large.method === 8 ? deflated : piece;
      chosen.copy(bytes, start);
      part.stored = chosen.length;
    }
    part.method = large.method;
    part.crc = large.crc;
    if (ended) {
      const whole = large.done === file.size && fstatSync(large.fd).size === file.size;
      const digest = whole ? large.hash.digest("hex") : digestAll(large.fd);
      if (!whole || digest !== file.sha256) part.trouble = { reason: "changed", actual: digest };
      part.last = true;
    }
  } catch (error) {
    part.trouble = troubleOf(error);
    part.last = true;
  }
  if (part.last && job.large) closeSync(job.large.fd);
  return part;
}

/** @param {PackFile} file */
function open(file) {
  const fd = openSync(file.from, openFlags);
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw Object.assign(new Error("not a file"), { code: "ENOTFILE" });
}

/**
 * Reads until `into` is full or the file ends.
 * @param {number} fd @param {Buffer} into @param {number} from
 */
function readFully(fd, into, from) {
  let done = 0;
  while (done < into.length) {
    const got = readSync(fd, into, done, into.length - done, from + done);
    if (got === 0) break;
    done += got;
  }
  return done;
}

/** Digest of a file whose size is not what it was. @param {number} fd */
function digestAll(fd) {
  const digest = createHash("sha256");
  const piece = Buffer.allocUnsafeSlow(1 << 20);
  for (let at = 0; ; ) {
    const got = readSync(fd, piece, 0, piece.length, at);
    if (got === 0) return digest.digest("hex");
    digest.update(piece.subarray(0, got));
    at += got;
  }
}

/** @param {unknown} error @returns {PackTrouble} */
function troubleOf(error) {
  const code = String(/** @type {{ code?: unknown }} */ (error).code ?? "unknown");
  return code === "ENOENT" || code === "ENOTDIR" ? { reason: "missing" } : { reason: "unreadable", code };
}
