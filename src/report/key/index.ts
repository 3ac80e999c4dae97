import { vietnamDay } from "../../messages/vietnam-time.js";
import { formatFingerprint } from "../../model/fingerprint.js";
import type { NamedKey } from "../../signing/index.js";
import { factLines } from "../facts.js";
import { harmless, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";

function keyFacts(key: NamedKey, { messages, width }: Voice): string {
  const { labels, selfMade, unnamed, key: text } = messages.signature;
  return factLines(
    [
      [labels.subject, `${key.commonName ?? unnamed}${key.selfMade ? ` (${selfMade})` : ""}`],
      [labels.organisation, key.organisation],
      [labels.fingerprint, formatFingerprint(key.fingerprint)],
      [labels.validUntil, `${vietnamDay(key.notAfter)} (${text.states[key.state]})`],
    ],
    width,
  );
}

/** Forms of the result of `key create`. */
export const keyReporters: Reporters<{ key: NamedKey }> = {
  text: ({ key }, voice) => {
    const { messages, ink, width } = voice;
    const text = messages.signature.key;
    return `${[
      ink.good(text.made({ name: harmless(key.name) })),
      keyFacts(key, voice),
      "",
      wrap(text.keepFingerprint, width),
      `${text.next}: ${ink.command(`bangiao key export "${harmless(key.name)}" --out "${harmless(key.name)}.crt"`)}`,
    ].join("\n")}\n`;
  },
  json: jsonReporter("bangiao-key/1"),
};

/** Forms of the result of `key list`. */
export const keyListReporters: Reporters<{ keys: NamedKey[] }> = {
  text: ({ keys }, voice) => {
    if (keys.length === 0) return `${voice.messages.signature.key.none}\n`;
    const blocks = keys.map((key) => `${voice.ink.strong(harmless(key.name))}\n${keyFacts(key, voice)}`);
    return `${blocks.join("\n\n")}\n`;
  },
  json: jsonReporter("bangiao-keys/1"),
};

export interface KeyExportResult {
  key: NamedKey;
  /** Where it was written; null when it was not. */
  file: string | null;
  pem: string;
}

/** Forms of the result of `key export`; without a file the certificate itself is the result. */
export const keyExportReporters: Reporters<KeyExportResult> = {
  text: ({ key, file, pem }, voice) => {
    if (file === null) return pem;
    const done = voice.messages.signature.key.exported({ name: harmless(key.name), file: harmless(file) });
    return `${voice.ink.good(done)}\n${keyFacts(key, voice)}\n`;
  },
  json: jsonReporter("bangiao-certificate/1"),
};
