import type { ActsResult, FileActResult } from "../../custody/index.js";
import type { Act } from "../../manifest/index.js";
import { formatFingerprint } from "../../model/fingerprint.js";
import { vietnamTime } from "../../model/vietnam-time.js";
import { factLines } from "../facts.js";
import { findingLines } from "../finding-lines.js";
import { harmless, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters } from "../reporter.js";
import { judgementLines } from "../signature/index.js";

export interface SignedActResult {
  id: string;
  path: string;
  act: Act;
  signer: string;
  fingerprint: string;
}

/** Forms of the result of `manifest act`. */
export const actReporters: Reporters<SignedActResult> = {
  text: ({ id, path, act, signer, fingerprint }, { messages, ink, width }) => {
    const { act: text } = messages.manifest;
    const { labels } = messages.signature;
    const facts = factLines(
      [
        [labels.signer, harmless(signer)],
        [labels.fingerprint, formatFingerprint(fingerprint)],
      ],
      width,
    );
    const done = ink.good(text.done({ kind: text.kinds[act.kind] ?? act.kind, id }));
    // On lines of their own, unbroken, so that they can be copied.
    const files = [path, `${path}.p7s`].map((one) => `  ${harmless(one)}`);
    return `${[done, facts, text.next, ...files].join("\n")}\n`;
  },
  json: jsonReporter("bangiao-act-signed/1"),
};

/** Forms of the result of `manifest accept-act`; `path` as it was typed. */
export const filedActReporters: Reporters<FileActResult & { path: string }> = {
  text: ({ filed, again, id, act, findings, path }, voice) => {
    const { messages, ink, width } = voice;
    const { act: words, acceptAct } = messages.manifest;
    const { labels } = messages.signature;
    const found = findings.flatMap((one) => findingLines(one, voice));
    if (!act || id === null) return `${[ink.bad(acceptAct.notReadable), ...found].join("\n")}\n`;
    const kind = words.kinds[act.kind] ?? act.kind;
    const done = again ? acceptAct.again({ id, kind }) : acceptAct.filed({ id, kind });
    const facts = factLines(
      [
        [labels.signer, harmless(act.signer ?? messages.signature.unnamed)],
        [labels.fingerprint, act.fingerprint === null ? "" : formatFingerprint(act.fingerprint)],
      ],
      width,
    );
    const lines = [filed ? ink.good(done) : ink.bad(acceptAct.refused), facts, ...found];
    if (!filed && act.verdict === "untrusted")
      lines.push(
        wrap(acceptAct.compare, width),
        `  ${ink.command(`bangiao manifest accept-act "${harmless(path)}" --fingerprint "…"`)}`,
      );
    return `${lines.join("\n")}\n`;
  },
  json: jsonReporter("bangiao-act-filed/1"),
};

/** Forms of the result of `manifest acts`. */
export const actsReporters: Reporters<ActsResult> = {
  text: ({ id, acts, findings }, voice) => {
    const { messages, ink } = voice;
    const { act: text } = messages.manifest;
    const { verdicts, labels } = messages.signature;
    const kinds: Record<string, string> = text.kinds;
    const lines = acts.flatMap(({ kind, verdict, signer, createdAt, stampedAt, provedAt, signature }) => {
      const paint = { valid: ink.good, untrusted: ink.doubtful, invalid: ink.bad }[verdict];
      const who = harmless(signer ?? messages.signature.unnamed);
      const stamped = stampedAt === null ? [] : [`${labels.stampedAt}: ${vietnamTime(stampedAt)}`];
      if (provedAt !== null && provedAt !== stampedAt)
        stamped.push(`${labels.provedAt}: ${vietnamTime(provedAt)}`);
      // Every step of every act would bury the answer: they are told where one failed, and stand in the JSON form.
      const steps = verdict === "invalid" ? signature.steps : [];
      const judged = verdict === "valid" ? [] : judgementLines({ ...signature, steps }, voice);
      const more = [...stamped, ...judged];
      return [
        `  ${vietnamTime(createdAt)}  ${kinds[kind] ?? kind}: ${who} · ${paint(verdicts[verdict])}`,
        ...more.map((line) => `      ${line}`),
      ];
    });
    const found = findings.flatMap((one) => findingLines(one, voice));
    const head = acts.length === 0 ? text.none({ id }) : ink.strong(text.heading({ id }));
    return `${[head, ...lines, ...found].join("\n")}\n`;
  },
  json: jsonReporter("bangiao-acts/1"),
};
