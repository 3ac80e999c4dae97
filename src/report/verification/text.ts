import type { FindingCode } from "../../model/finding.js";
import { vietnamTime } from "../../model/vietnam-time.js";
import type { ManifestSummary, StageResult, VerificationResult } from "../../package/index.js";
import { bytes, dateTime, figure, fingerprintGroups } from "../figures.js";
import { findingLines } from "../finding-lines.js";
import { columns, harmless, wrap } from "../plain-text.js";
import type { Voice } from "../reporter.js";
import { judgementLines } from "../signature/index.js";

/** A command as it was typed: up to the packages, and its options. */
export interface TypedCommand {
  start: string;
  flags: readonly string[];
}

/** Findings of one code that are shown in full; the rest are counted. */
const shownOfEach = 10;

/**
 * The verdict first, then what was handed over by whom, the stages, what was found, and what to do. `again` is what was
 * typed, where it was another command than `verify`.
 */
export function verificationText(
  result: VerificationResult,
  voice: Voice,
  again: TypedCommand | null = null,
): string {
  const { verify } = voice.messages.package;
  const parts = [
    verdict(result, voice),
    about(result, voice),
    [voice.ink.strong(verify.headings.stages), ...stages(result, voice)],
    details(result, voice),
    [voice.ink.strong(verify.headings.next), ...nextSteps(result, voice, again)],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function verdict(
  { verdict: given, bagOnly, path, volumes, kind, receipt }: VerificationResult,
  { messages, ink, width }: Voice,
): string[] {
  const { verify } = messages.package;
  const paint = given === "valid" ? ink.good : given === "untrusted" ? ink.doubtful : ink.bad;
  const ofPackage = bagOnly && given !== "untrusted" ? verify.bagVerdicts[given] : verify.verdicts[given];
  const ofReceipt =
    given === "invalid"
      ? verify.receiptVerdicts[given]
      : `${verify.receiptVerdicts[given]} ${verify.receiptCompared[receipt?.list ? "yes" : "no"]}`;
  const words = kind === "receipt" ? ofReceipt : ofPackage;
  return [
    ...wrap(words, width)
      .split("\n")
      .map((line) => paint(line)),
    ...(volumes.length > 0 ? volumeLines(volumes, { messages, ink }) : [ink.faint(harmless(path))]),
  ];
}

function volumeLines(
  volumes: VerificationResult["volumes"],
  { messages, ink }: Pick<Voice, "messages" | "ink">,
): string[] {
  const { verify } = messages.package;
  const figureOf = (value: number | null): string =>
    value === null ? "?" : figure(value, messages.language);
  return volumes.map(({ path, number, count }) => {
    const which = verify.volume({ number: figureOf(number), count: figureOf(count) });
    return ink.faint(`${harmless(path)} (${which})`);
  });
}

function about(result: VerificationResult, voice: Voice): string[] {
  const { messages, ink } = voice;
  const { language } = messages;
  const { verify } = messages.package;
  const { manifest, signer, bag } = result;
  const lines: string[] = [];
  if (manifest) lines.push(...handover(manifest, voice));
  if (result.receipt) {
    const { id, createdAt, receiver, accepted, acceptedWithReservation, refused } = result.receipt;
    lines.push(
      verify.receipt({ id, created: dateTime(createdAt) }),
      `  ${verify.receiver}: ${verify.unit({ name: receiver.name, code: receiver.code, until: null })}`,
      `  ${verify.receiptCounts({
        accepted: figure(accepted, language),
        reserved: figure(acceptedWithReservation, language),
        refused: figure(refused, language),
      })}`,
      `  ${verify.manifestDigest}: ${result.receipt.manifest}`,
      ...(result.receipt.list === null ? [] : [`  ${verify.receiptList({ path: result.receipt.list })}`]),
    );
  }
  if (signer) {
    const name = signer.commonName ?? signer.subject;
    lines.push(verify.signer({ name, at: signer.signedAt && vietnamTime(signer.signedAt) }));
    if (signer.stampedAt)
      lines.push(`  ${messages.signature.labels.stampedAt}: ${vietnamTime(signer.stampedAt)}`);
    if (signer.provedAt && signer.provedAt !== signer.stampedAt)
      lines.push(`  ${messages.signature.labels.provedAt}: ${vietnamTime(signer.provedAt)}`);
    if (signer.trustedAs) lines.push(`  ${verify.trustedAs({ label: signer.trustedAs })}`);
    if (signer.selfMade) lines.push(`  ${verify.selfMade}`);
    lines.push(`  ${verify.fingerprint}:`, `  ${ink.command(fingerprintGroups(signer.fingerprint))}`);
  }
  if (result.signature) lines.push(...judgementLines(result.signature, voice).map((line) => `  ${line}`));
  if (bag)
    lines.push(
      verify.bag({
        version: bag.version ?? "?",
        files: figure(bag.files, language),
        size: bytes(bag.bytes, language),
        algorithms: bag.algorithms.join(", ") || "–",
      }),
    );
  return lines.map((line) => (line.includes("\u001b") ? line : harmless(line)));
}

function handover(manifest: ManifestSummary, { messages }: Voice): string[] {
  const { language } = messages;
  const { verify } = messages.package;
  const unit = ({ name, code, until }: ManifestSummary["giver"]): string =>
    verify.unit({ name, code, until: until?.split("-").reverse().join("/") ?? null });
  const count = (value: number): string => figure(value, language);
  const lines = [
    verify.handover({ id: manifest.id, created: dateTime(manifest.createdAt) }),
    `  ${verify.giver}: ${unit(manifest.giver)}`,
    `  ${verify.receiver}: ${unit(manifest.receiver)}`,
    `  ${verify.contents({
      dossiers: count(manifest.dossiers),
      closed: count(manifest.closed),
      open: count(manifest.open),
      documents: count(manifest.documents),
      files: count(manifest.files),
      size: bytes(manifest.bytes, language),
    })}`,
  ];
  if (manifest.withheld > 0) lines.push(`  ${verify.withheld({ count: count(manifest.withheld) })}`);
  lines.push(`  ${verify.manifestDigest}: ${manifest.sha256}`);
  return lines;
}

/** What a stage is called; of a receipt two of them are about the receipt. */
function nameOf(stage: StageResult["stage"], kind: VerificationResult["kind"], { messages }: Voice): string {
  const { verify } = messages.package;
  if (kind === "receipt" && (stage === "signature" || stage === "manifest"))
    return verify.receiptStages[stage];
  return verify.stages[stage];
}

function stages({ stages: results, kind }: VerificationResult, voice: Voice): string[] {
  const { messages, ink } = voice;
  const { verify } = messages.package;
  const names = results.map(({ stage }) => nameOf(stage, kind, voice));
  const widest = Math.max(...names.map(columns));
  return results.map(({ outcome, why, findings }, index) => {
    const name = names[index]!;
    const paint = { passed: ink.good, failed: ink.bad, untrusted: ink.doubtful, skipped: ink.faint }[outcome];
    const count = (value: number): string | null => (value > 0 ? figure(value, messages.language) : null);
    const remark = why
      ? verify.skipped[why]
      : verify.counts({
          error: count(findings.error),
          warning: count(findings.warning),
          info: count(findings.info),
        });
    const gap = " ".repeat(widest - columns(name) + 2);
    return `  ${name}${gap}${paint(verify.outcomes[outcome])}${remark === "" ? "" : ink.faint(` (${remark})`)}`;
  });
}

function details({ findings, stages: results, kind }: VerificationResult, voice: Voice): string[] {
  const { messages, ink } = voice;
  const { verify } = messages.package;
  const lines: string[] = [];
  for (const { stage } of results) {
    const ofStage = findings.filter((one) => one.stage === stage);
    if (ofStage.length === 0) continue;
    lines.push(ink.strong(nameOf(stage, kind, voice)));
    const shown = new Map<FindingCode, number>();
    for (const one of ofStage) {
      const before = shown.get(one.code) ?? 0;
      shown.set(one.code, before + 1);
      if (before < shownOfEach) lines.push(...findingLines(one, voice));
      const total = before === shownOfEach ? ofStage.filter(({ code }) => code === one.code).length : 0;
      if (total > 0)
        lines.push(
          ink.faint(`      ${verify.more({ count: figure(total - shownOfEach, messages.language) })}`),
        );
    }
  }
  return lines.length > 0 ? [ink.strong(verify.headings.findings), ...lines] : [];
}

function nextSteps(
  result: VerificationResult,
  { messages, ink, width }: Voice,
  again: TypedCommand | null,
): string[] {
  const { next } = messages.package.verify;
  const given = result.volumes.length > 0 ? result.volumes.map((one) => one.path) : [result.path];
  const path = given.map((one) => quoted(harmless(one))).join(" ");
  const step = (text: string, command?: string): string[] => [
    ...wrap(`- ${text}${command ? ":" : ""}`, width - 4, "  ")
      .split("\n")
      .map((line) => `  ${line}`),
    ...(command ? [`    ${ink.command(command)}`] : []),
  ];
  const ofReceipt = result.kind === "receipt";
  const { start, flags } = again ?? { start: `bangiao verify ${path}`, flags: [] };
  const retry = (...more: string[]): string => [start, ...flags, ...more].join(" ");
  if (result.verdict === "untrusted")
    return step(
      ofReceipt ? next.compareReceiver : next.compareFingerprint,
      retry(`--fingerprint "<${messages.package.verify.fingerprint}>"`),
    );
  if (result.verdict === "valid") {
    if (ofReceipt) {
      const text = result.receipt?.list ? next.fileReceipt : next.acceptReceipt;
      return step(text, `bangiao manifest accept-receipt ${path}`);
    }
    if (result.kind === "manifest" || result.bagOnly) return step(next.keepPackage);
    return step(next.receive, `bangiao receive ${path}`);
  }
  const foreign = result.findings.some(({ code }) => code === "handover-manifest-missing");
  // Whoever signed, the other volumes are what is asked for.
  const errors = result.findings.filter(({ severity, stage }) => severity === "error" && stage !== "trust");
  if (errors.every(({ code }) => code === "volume-missing"))
    return step(next.allVolumes, [start, "…", ...flags].join(" "));
  if (ofReceipt) return [...step(next.askReceiver), ...step(next.keepReceipt)];
  return [
    ...step(next.askSender),
    ...step(next.keepPackage),
    ...(foreign && !result.bagOnly ? step(next.bagOnly, `bangiao verify ${path} --bag`) : []),
  ];
}

function quoted(path: string): string {
  return /[\s"]/u.test(path) ? `"${path}"` : path;
}
