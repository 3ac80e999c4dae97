// A thread that checks ranges of a ZIP; see zip-check.js.

import { closeSync, openSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { checkRange } from "./zip-check.js";

/**
 * @typedef {import("./zip-check.js").CheckOrder} CheckOrder
 * @typedef {import("./zip-check.js").CheckSetup} CheckSetup
 */

if (parentPort) {
  const port = parentPort;
  const setup = /** @type {CheckSetup} */ (workerData);
  const fd = openSync(setup.path, "r");
  const range = Buffer.allocUnsafeSlow(setup.rangeLimit);
  /** @type {CheckOrder[]} */
  const orders = [];
  let working = false;
  port.on("message", async (/** @type {CheckOrder | "stop"} */ order) => {
    if (order === "stop") {
      closeSync(fd);
      port.close();
      return;
    }
    orders.push(order);
    if (working) return;
    working = true;
    for (let next = orders.shift(); next; next = orders.shift()) {
      const answer = await checkRange(next, setup, fd, range);
      port.postMessage(answer, [/** @type {ArrayBuffer} */ (answer.digests.buffer)]);
    }
    working = false;
  });
}
