// A thread that digests files of a folder; see folder-check.js.

import { parentPort, workerData } from "node:worker_threads";
import { digestPaths } from "./folder-check.js";

/**
 * @typedef {import("./folder-check.js").FolderOrder} FolderOrder
 * @typedef {import("./folder-check.js").FolderSetup} FolderSetup
 */

if (parentPort) {
  const port = parentPort;
  const setup = /** @type {FolderSetup} */ (workerData);
  const piece = Buffer.allocUnsafeSlow(1 << 20);
  port.on("message", (/** @type {FolderOrder} */ order) => {
    const answer = digestPaths(order, setup, piece);
    port.postMessage(answer, [/** @type {ArrayBuffer} */ (answer.digests.buffer)]);
  });
}
