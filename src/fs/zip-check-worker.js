// A thread that lists and checks a ZIP; see zip-reader.js and zip-check.js.

import { openSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { checkRange, rangeLimit } from "./zip-check.js";
import { listDirectory } from "./zip-reader.js";

/**
 * @typedef {import("./zip-check.js").CheckAnswer} CheckAnswer
 * @typedef {import("./zip-check.js").CheckOrder} CheckOrder
 * @typedef {import("./zip-check.js").CheckSetup} CheckSetup
 * @typedef {import("./zip-reader.js").DirectoryPart} DirectoryPart
 * @typedef {import("./zip-reader.js").Listed} Listed
 *
 * @typedef {{ kind: "open", path: string }
 *   | { kind: "list", extent: import("./zip-reader.js").Extent }
 *   | { kind: "begin", setup: CheckSetup, claims: Int32Array }
 *   | { kind: "order", order: CheckOrder }} ToThread
 * In this order. A thread that is to list does so before its first order.
 * @typedef {{ kind: "part", part: DirectoryPart } | { kind: "listed", listed: Listed }
 *   | { kind: "answer", answer: CheckAnswer }} FromThread
 */

if (parentPort) {
  const port = parentPort;
  /** @param {FromThread} message @param {ArrayBuffer[]} given */
  const tell = (message, given = []) => port.postMessage(message, given);
  // The thread is ended from outside, and the file with it.
  let fd = -1;
  /** @type {{ setup: CheckSetup, claims: Int32Array, range: Buffer } | null} */
  let work = null;
  const follow = async (/** @type {ToThread} */ message) => {
    if (message.kind === "open") fd = openSync(message.path, "r");
    else if (message.kind === "list") {
      const listed = await listDirectory(fd, message.extent, (part) => tell({ kind: "part", part }));
      tell({ kind: "listed", listed });
    } else if (message.kind === "begin") {
      const { setup, claims } = message;
      work = { setup, claims, range: Buffer.allocUnsafeSlow(rangeLimit) };
    } else if (work && Atomics.compareExchange(work.claims, message.order.job, 0, 1) === 0) {
      const answer = await checkRange(message.order, work.setup, fd, work.range);
      tell({ kind: "answer", answer }, [/** @type {ArrayBuffer} */ (answer.digests.buffer)]);
    }
  };
  let turn = Promise.resolve();
  port.on("message", (message) => {
    turn = turn.then(() => follow(message));
  });
}
