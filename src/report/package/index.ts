import { countFindings } from "../../model/finding.js";
import type { ExtractResult, ListedVolume, PackageListing, PackageResult } from "../../package/index.js";
import { bytes, figure } from "../figures.js";
import { findingLines } from "../finding-lines.js";
import { columns, harmless } from "../plain-text.js";
import { jsonReporter, type Reporters, type Voice } from "../reporter.js";

/** A package that was made, was not made, or would be made. */
export interface PackageCreation extends PackageResult {
  dryRun: boolean;
  /** Paths in the package and their sizes, for a dry run. */
  entries: { path: string; size: number; from?: string }[];
  /** The volumes, where the package was cut; `path` is then their folder. */
  volumes: PackageResult[];
}

/** Forms of the result of `package create`. */
export const creationReporters: Reporters<PackageCreation> = {
  text: (result, voice) => {
    const { messages, ink } = voice;
    const { create } = messages.package;
    const { language } = messages;
    const { id, path, findings } = result;
    const errors = countFindings(findings).error;
    const contents = create.contents({
      dossiers: figure(result.dossiers, language),
      files: figure(result.files, language),
      size: bytes(result.payloadBytes, language),
    });
    const problems = findings.flatMap((one) => [
      ...(one.place.dossier === undefined ? [] : [ink.strong(harmless(one.place.dossier))]),
      ...findingLines(one, voice),
    ]);
    if (errors > 0)
      return lines([
        ink.bad(create.stopped({ id, errors: figure(errors, language) })),
        ...problems,
        `${create.nextAfterStop}.`,
      ]);
    const count = figure(result.volumes.length, language);
    const folder = harmless(path);
    if (result.dryRun)
      return lines([
        result.volumes.length > 0
          ? create.plannedVolumes({ id, count, folder })
          : create.planned({ id, path: folder }),
        `  ${contents}`,
        ...sizes(result.entries, voice),
      ]);
    if (result.volumes.length > 0)
      return lines([
        ink.good(create.writtenVolumes({ count, folder, size: bytes(result.bytes, language) })),
        `  ${contents}`,
        ...sizes(
          result.volumes.map((volume) => ({ path: volume.path, size: volume.bytes })),
          voice,
        ),
        ...problems,
        `${create.next}: ${ink.command(`bangiao verify ${result.volumes.map((one) => quoted(harmless(one.path))).join(" ")}`)}`,
      ]);
    return lines([
      ink.good(create.written({ path: harmless(path), size: bytes(result.bytes, language) })),
      `  ${contents}`,
      ...problems,
      `${create.next}: ${ink.command(`bangiao verify ${quoted(harmless(path))}`)}`,
    ]);
  },
  json: jsonReporter("bangiao-package/1"),
};

/** Forms of the result of `package list`. */
export const listingReporters: Reporters<PackageListing> = {
  text: (result, voice) => {
    const { messages, ink } = voice;
    const { list } = messages.package;
    const { language } = messages;
    const total = list.total({
      files: figure(
        result.volumes.reduce((sum, { files }) => sum + files.length, 0),
        language,
      ),
      size: bytes(result.bytes, language),
    });
    const given = result.volumes.map(({ path }) => quoted(harmless(path))).join(" ");
    return lines([
      ...result.volumes.flatMap((volume) => listed(volume, voice)),
      total,
      ...result.findings.flatMap((one) => findingLines(one, voice)),
      `${list.notVerified}: ${ink.command(`bangiao verify ${given}`)}`,
    ]);
  },
  json: jsonReporter("bangiao-package-listing/1"),
};

function listed({ path, number, count, isBag, files }: ListedVolume, voice: Voice): string[] {
  const { messages, ink } = voice;
  const { list, verify } = messages.package;
  const figureOf = (value: number | null): string =>
    value === null ? "?" : figure(value, messages.language);
  const which =
    number === null ? "" : ` (${verify.volume({ number: figureOf(number), count: figureOf(count) })})`;
  return [
    ink.strong(harmless(`${list.heading({ path })}${which}`)),
    ...sizes(files, voice),
    ...(isBag ? [] : [ink.bad(list.noBag)]),
  ];
}

/** Forms of the result of `package extract`. */
export const extractReporters: Reporters<ExtractResult> = {
  text: (result, voice) => {
    const { messages, ink } = voice;
    const { extract } = messages.package;
    const files = figure(result.copied, messages.language);
    const folder = harmless(result.folder);
    const failed = countFindings(result.findings).error;
    return lines([
      failed > 0
        ? ink.bad(extract.some({ files, folder, failed: figure(failed, messages.language) }))
        : ink.good(extract.done({ files, folder })),
      ...result.findings.flatMap((one) => findingLines(one, voice)),
    ]);
  },
  json: jsonReporter("bangiao-extraction/1"),
};

function sizes(files: readonly { path: string; size: number }[], { messages }: Voice): string[] {
  const shown = files.map(({ path, size }) => [harmless(path), bytes(size, messages.language)] as const);
  const widest = Math.max(0, ...shown.map(([, size]) => columns(size)));
  return shown.map(([path, size]) => `  ${" ".repeat(widest - columns(size))}${size}  ${path}`);
}

function lines(parts: readonly string[]): string {
  return `${parts.join("\n")}\n`;
}

function quoted(path: string): string {
  return /[\s"]/u.test(path) ? `"${path}"` : path;
}
