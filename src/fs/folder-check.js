// Digests files of a folder, for the worker threads and for a folder that is too small for threads. Plain JavaScript.

import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { readFully } from "./zip-local.js";

/**
 * @typedef {{ job: number, paths: string[] }} FolderOrder absolute paths; an empty one stands for a file not to be read
 * @typedef {{ job: number, digests: Uint8Array, bytes: number, troubles: { file: number, reason: string }[] }} FolderAnswer
 * @typedef {{ algorithms: string[], digestLength: number }} FolderSetup
 */

// A name that became a link or a pipe since it was listed leads nowhere, and never hangs.
export const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * @param {FolderOrder} order @param {FolderSetup} setup @param {Buffer} piece
 * @returns {FolderAnswer}
 */
export function digestPaths(order, setup, piece) {
  const { digestLength } = setup;
  /** @type {FolderAnswer} */
  const answer = {
    job: order.job,
    digests: new Uint8Array(order.paths.length * digestLength),
    bytes: 0,
    troubles: [],
  };
  for (const [file, path] of order.paths.entries()) {
    try {
      if (path === "") throw Object.assign(new Error("refused"), { code: "refused" });
      answer.bytes += digestPath(path, setup.algorithms, piece, answer.digests, file * digestLength);
    } catch (error) {
      const reason = String(/** @type {{ code?: unknown }} */ (error).code ?? "unknown");
      answer.troubles.push({ file, reason });
    }
  }
  return answer;
}

/**
 * @param {string} path @param {string[]} algorithms @param {Buffer} piece @param {Uint8Array} into @param {number} at
 * @returns {number} bytes read
 */
function digestPath(path, algorithms, piece, into, at) {
  const fd = openSync(path, openFlags);
  try {
    if (!fstatSync(fd).isFile()) throw Object.assign(new Error("not a file"), { code: "ENOTFILE" });
    const hashes = algorithms.map((name) => createHash(name));
    let size = 0;
    for (;;) {
      const bytes = readFully(fd, piece, size);
      for (const one of hashes) one.update(bytes);
      size += bytes.length;
      if (bytes.length < piece.length) break;
    }
    let place = at;
    for (const one of hashes) {
      const digest = one.digest();
      into.set(digest, place);
      place += digest.length;
    }
    return size;
  } finally {
    closeSync(fd);
  }
}
