import { vietnamTime } from "../../messages/vietnam-time.js";
import type { StampedTime } from "../../signing/index.js";
import { harmless, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters } from "../reporter.js";

/** Forms of the result of `manifest timestamp --request`. */
export const timestampAskedReporters: Reporters<{ path: string; file: string }> = {
  text: ({ file }, { messages, ink, width }) => {
    const { asked, askedNext } = messages.signature.timestamp;
    return `${ink.good(asked({ file: harmless(file) }))}\n${wrap(askedNext, width)}\n`;
  },
  json: jsonReporter("bangiao-timestamp-request/1"),
};

/** Forms of the result of `manifest timestamp` once there is one. */
export const timestampReporters: Reporters<{ path: string; stamp: StampedTime }> = {
  text: ({ stamp }, { messages, ink, width }) => {
    const { taken, untrusted } = messages.signature.timestamp;
    const done = taken({ time: vietnamTime(stamp.time), authority: harmless(stamp.authority) });
    return `${ink.good(wrap(done, width))}\n${stamp.trusted ? "" : `${wrap(untrusted, width)}\n`}`;
  },
  json: jsonReporter("bangiao-timestamp/1"),
};
