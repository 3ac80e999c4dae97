// A thread that checks ranges of a ZIP; see zip-check.js.

import { openSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { checkRange } from "./zip-check.js";

/**
 * @typedef {import("./zip-check.js").CheckOrder} CheckOrder
 * @typedef {import("./zip-check.js").CheckSetup} CheckSetup
 */

if (parentPort) {
  const port = parentPort;
  /** @type {{ setup: CheckSetup, fd: number, range: Buffer } | null} */
  let work = null;
  /** @type {CheckOrder[]} */
  const orders = [];
  let working = false;
  port.on("message", async (/** @type {CheckOrder | CheckSetup} */ order) => {
    if (!("job" in order)) {
      // The thread is ended from outside, and the file with it.
      work = { setup: order, fd: openSync(order.path, "r"), range: Buffer.allocUnsafeSlow(order.rangeLimit) };
      return;
    }
    orders.push(order);
    if (working || !work) return;
    working = true;
    for (let next = orders.shift(); next; next = orders.shift()) {
      const answer = await checkRange(next, work.setup, work.fd, work.range);
      port.postMessage(answer, [/** @type {ArrayBuffer} */ (answer.digests.buffer)]);
    }
    working = false;
  });
}
