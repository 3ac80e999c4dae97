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
      [labels.kept, key.kept === "file" ? null : text.kept[key.kept]],
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

/** Forms of the result of `key import`. */
export const keyImportReporters: Reporters<{ key: NamedKey }> = {
  text: ({ key }, voice) => {
    const done = voice.messages.signature.key.imported({ name: harmless(key.name) });
    return `${voice.ink.good(done)}\n${keyFacts(key, voice)}\n`;
  },
  json: jsonReporter("bangiao-key/1"),
};

export interface KeyRequestResult {
  name: string;
  /** Where it was written; null when it was not. */
  file: string | null;
  pem: string;
}

/** Forms of the result of `key request`; without a file the request itself is the result. */
export const keyRequestReporters: Reporters<KeyRequestResult> = {
  text: ({ name, file, pem }, { messages, ink, width }) => {
    if (file === null) return pem;
    const { requested, requestNext } = messages.signature.key;
    const done = requested({ name: harmless(name), file: harmless(file) });
    return `${ink.good(done)}\n${wrap(requestNext, width)}\n`;
  },
  json: jsonReporter("bangiao-certificate-request/1"),
};

/** A key and the handovers in which it signed something. */
export interface ListedKey extends NamedKey {
  usedIn: string[];
}

/** Forms of the result of `key list`. */
export const keyListReporters: Reporters<{ keys: ListedKey[] }> = {
  text: ({ keys }, voice) => {
    const { key: text, labels } = voice.messages.signature;
    if (keys.length === 0) return `${text.none}\n`;
    const blocks = keys.map((key) => {
      const used = [...new Set(key.usedIn)].join(", ");
      const lines = used === "" ? "" : `\n${factLines([[labels.usedIn, used]], voice.width)}`;
      return `${voice.ink.strong(harmless(key.name))}\n${keyFacts(key, voice)}${lines}`;
    });
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
