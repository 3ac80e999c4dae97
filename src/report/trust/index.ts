import { formatFingerprint } from "../../model/fingerprint.js";
import { vietnamDay, vietnamTime } from "../../model/vietnam-time.js";
import type { TrustCandidate, TrustEntry, TrustListEntry } from "../../signing/index.js";
import { factLines } from "../facts.js";
import { harmless, wrap } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";

/** An entry with the name in its certificate. */
export interface ListedTrust extends TrustEntry {
  subject: string;
}

/** What a person compares with the paper before a certificate is trusted. */
export function candidateText(candidate: TrustCandidate, { messages, ink, width }: Voice): string {
  const { labels, selfMade, trust } = messages.signature;
  const facts = factLines(
    [
      [labels.subject, `${candidate.subject}${candidate.selfMade ? ` (${selfMade})` : ""}`],
      [labels.kind, trust.kinds[candidate.kind]],
      [labels.validUntil, vietnamDay(candidate.notAfter)],
      [labels.fingerprint, formatFingerprint(candidate.fingerprint)],
    ],
    width,
  );
  return `${ink.strong(wrap(trust.compare, width))}\n${facts}\n`;
}

function entryFacts(entry: TrustEntry & { subject?: string }, { messages, width }: Voice): string {
  const { labels, trust } = messages.signature;
  return factLines(
    [
      [labels.subject, entry.subject ?? null],
      [labels.kind, trust.kinds[entry.kind]],
      [labels.fingerprint, formatFingerprint(entry.sha256)],
      [labels.group, entry.group],
      [labels.confirmedBy, entry.confirmedBy],
      [labels.paper, entry.paper],
      [labels.addedAt, vietnamTime(entry.addedAt)],
      [labels.retiredAt, entry.retiredAt === null ? null : vietnamTime(entry.retiredAt)],
    ],
    width,
  );
}

/** Forms of the result of `trust add`. */
export const trustAddReporters: Reporters<{ entry: TrustEntry }> = {
  text: ({ entry }, voice) =>
    `${voice.ink.good(voice.messages.signature.trust.added({ label: harmless(entry.label) }))}\n${entryFacts(entry, voice)}\n`,
  json: jsonReporter("bangiao-trust-entry/1"),
};

function listText({ issuer, thisUpdate, nextUpdate, entries }: TrustListEntry, { messages }: Voice): string {
  const from = vietnamDay(thisUpdate);
  const until = nextUpdate && vietnamDay(nextUpdate);
  return `${harmless(issuer)}: ${messages.signature.trust.listDates({ from, until, entries })}`;
}

/** Forms of the result of `trust add` with a revocation list. */
export const listAddReporters: Reporters<{ entry: TrustListEntry; again: boolean }> = {
  text: ({ entry, again }, voice) => {
    const { listAdded, listKnown } = voice.messages.signature.trust;
    const said = (again ? listKnown : listAdded)({ issuer: harmless(entry.issuer) });
    return `${voice.ink.good(wrap(said, voice.width))}\n${wrap(listText(entry, voice), voice.width)}\n`;
  },
  json: jsonReporter("bangiao-trust-revocation-list/1"),
};

/** Forms of the result of `trust remove`. */
export const trustRemoveReporters: Reporters<{ entry: TrustEntry }> = {
  text: ({ entry }, voice) =>
    `${voice.messages.signature.trust.retired({ label: harmless(entry.label) })}\n${entryFacts(entry, voice)}\n`,
  json: jsonReporter("bangiao-trust-entry/1"),
};

/** Forms of the result of `trust list`. */
export const trustListReporters: Reporters<{ entries: ListedTrust[]; lists: TrustListEntry[] }> = {
  text: ({ entries, lists }, voice) => {
    if (entries.length === 0) return `${voice.messages.signature.trust.none}\n`;
    const blocks = entries.map((entry) => {
      const label = harmless(entry.label);
      const heading = entry.retiredAt === null ? voice.ink.strong(label) : voice.ink.faint(label);
      return `${heading}\n${entryFacts(entry, voice)}`;
    });
    if (lists.length > 0) {
      const lines = lists.map((list) => wrap(listText(list, voice), voice.width));
      blocks.push([voice.ink.strong(voice.messages.signature.trust.lists), ...lines].join("\n"));
    }
    return `${blocks.join("\n\n")}\n`;
  },
  json: jsonReporter("bangiao-trust-list/1"),
};
