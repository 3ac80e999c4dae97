import { createHash } from "node:crypto";
import { readLines } from "../fs/read-lines.js";
import { compareFindings, type Finding, finding } from "../model/finding.js";
import type { ManifestFindings } from "../model/findings/manifest.js";
import { unitKey } from "../model/unit.js";
import type { Manifest, ManifestDossier, ManifestHeader } from "./manifest.js";
import { manifestForm } from "./manifest-shape.js";
import { feedAll, LinedReader, longestLine } from "./read-lined.js";
import { TotalsCounter } from "./totals.js";

/** Largest manifest that is read into memory as a whole; longer ones are read dossier by dossier. */
export const largestManifest = 512 * 1024 * 1024;

/** What reading a manifest gave: the manifest, when nothing at all was wrong, and everything that was. */
export interface ReadManifestResult {
  manifest: Manifest | null;
  findings: Finding[];
}

/** Reads a manifest strictly: the bytes must be exactly what this program would write for the same content. */
export function readManifest(bytes: Uint8Array, file?: string): ReadManifestResult {
  if (bytes.length > largestManifest) {
    const details = { list: "manifest", what: "file", limit: largestManifest } as const;
    return { manifest: null, findings: [finding("list-too-large", "error", place(file), details)] };
  }
  const dossiers: ManifestDossier[] = [];
  const reading = new ManifestReading(file, (dossier) => dossiers.push(dossier), true);
  feedAll(reading.reader, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const header = reading.finish();
  return {
    manifest: header && reading.findings.length === 0 ? { ...header, dossiers } : null,
    findings: reading.findings.sort(compareFindings),
  };
}

/** What tells one file from every other: SHA-256 in hex, and its size in bytes. */
export interface FileDigest {
  sha256: string;
  size: number;
}

/** A manifest that is being read from a file: its head first, then dossier by dossier. */
export interface ManifestStream {
  /** Null when the head could not be understood; `findings` says why. */
  header: ManifestHeader | null;
  /** Can be walked once. Afterwards `findings` is complete. */
  dossiers: AsyncIterable<ManifestDossier>;
  findings: Finding[];
  /** Of the bytes read so far: of the file, once everything was walked. */
  digest: () => FileDigest;
}

/**
 * Reads a manifest of any length in bounded memory, from a file or from bytes that come in pieces: one dossier at a time,
 * with every check of `readManifest` but the one for bag paths that stand twice. `name` is what findings call it.
 */
export async function readManifestDossiers(
  source: string | AsyncIterable<Buffer>,
  name = typeof source === "string" ? source : undefined,
): Promise<ManifestStream> {
  const ready: ManifestDossier[] = [];
  const reading = new ManifestReading(name, (dossier) => ready.push(dossier), false);
  const lines = readLines(source, longestLine);
  const hash = createHash("sha256");
  let size = 0;
  const step = async (): Promise<boolean> => {
    const next = reading.reader.stopped ? ({ done: true } as const) : await lines.next();
    if (!next.done) {
      const { bytes, ended } = next.value;
      hash.update(bytes);
      if (ended) hash.update("\n");
      size += bytes.length + (ended ? 1 : 0);
      reading.reader.feed(bytes, ended);
      return true;
    }
    reading.reader.end();
    reading.finish();
    await lines.return();
    return false;
  };
  while (!reading.reader.lines.has("dossiers") && (await step()));
  async function* dossiers(): AsyncGenerator<ManifestDossier> {
    try {
      for (;;) {
        yield* ready.splice(0);
        if (!(await step())) break;
      }
      yield* ready.splice(0);
    } finally {
      await lines.return();
    }
  }
  const digest = (): FileDigest => ({ sha256: hash.copy().digest("hex"), size });
  return { header: reading.header(), dossiers: dossiers(), findings: reading.findings, digest };
}

function place(file: string | undefined): { file?: string } {
  return file === undefined ? {} : { file };
}

type Lists = Record<string, unknown[]>;
const listNames = [
  "responsibilities",
  "openCases",
  "obligations",
  "withheld",
  "exceptions",
  "remaining",
  "lastNumbers",
  "priorHandovers",
] as const;

/** Puts a manifest together while its lines are read, and holds its parts against each other. */
class ManifestReading {
  readonly reader: LinedReader<Manifest>;
  readonly #lists = Object.fromEntries(listNames.map((name) => [name, []])) as Lists;
  readonly #counter = new TotalsCounter();
  readonly #documents = new Set<string>();
  readonly #paths = new Set<string>();
  readonly #open = new Set<string>();
  readonly #closed = new Set<string>();
  /** Every earlier handover that a dossier names, with the first dossier that does. */
  readonly #custody = new Map<string, string>();
  #previousId = "";
  #finished = false;

  constructor(
    readonly file: string | undefined,
    readonly onDossier: (dossier: ManifestDossier) => void,
    readonly comparePaths: boolean,
  ) {
    this.reader = new LinedReader("manifest", manifestForm, file, (item) => {
      if (item.list === "dossiers") this.#takeDossier(item.value as ManifestDossier);
      else this.#lists[item.list]!.push(item.value);
    });
  }

  get findings(): Finding[] {
    return this.reader.findings;
  }

  /** The head, once all its lines were read and right. */
  header(): ManifestHeader | null {
    const names = Object.keys(manifestForm.fields).filter((name) => name !== "dossiers");
    const { values, lines } = this.reader;
    if (!lines.has("dossiers") || !names.every((name) => values.has(name) || name in this.#lists))
      return null;
    const entries = names.map((name) => [name, values.has(name) ? values.get(name) : this.#lists[name]]);
    return Object.fromEntries(entries) as ManifestHeader;
  }

  /** Says that all lines were read; gives the head. */
  finish(): ManifestHeader | null {
    const header = this.header();
    if (this.#finished || !header) return header;
    this.#finished = true;
    // Counting what could not be read would only repeat what is already said.
    if (this.findings.length === 0) this.#compare(header);
    return header;
  }

  #takeDossier(dossier: ManifestDossier): void {
    const { reference, id } = dossier;
    if (id <= this.#previousId) {
      const what = id === this.#previousId ? "id" : "order";
      this.#report("manifest-dossier-repeated", { what }, { dossier: reference });
    }
    this.#previousId = id;
    (dossier.status === "open" ? this.#open : this.#closed).add(id);
    for (const uuid of dossier.custody) if (!this.#custody.has(uuid)) this.#custody.set(uuid, reference);
    this.#counter.add(dossier);
    this.onDossier(dossier);
    const secretWhole = dossier.secrecy !== "none";
    if (secretWhole && dossier.title !== null) this.#shown("title", reference);
    if (secretWhole && (dossier.notes !== null || dossier.outcome !== null)) this.#shown("notes", reference);
    for (const document of dossier.documents) {
      const at = { dossier: reference, document: document.number ?? document.slot ?? undefined };
      if (this.comparePaths) {
        if (this.#documents.has(document.id)) {
          this.#report("manifest-document-repeated", { id: document.id }, at);
        }
        this.#documents.add(document.id);
        for (const file of document.files) {
          // Names that differ only by case meet on Windows and macOS.
          const key = file.path.toLowerCase();
          if (this.#paths.has(key)) this.#report("manifest-path-repeated", { path: file.path }, at);
          this.#paths.add(key);
        }
      }
      if (document.state !== "withheld" && document.secrecy === "none" && !secretWhole) continue;
      if (document.abstract !== null) this.#shown("abstract", reference, at.document);
      if (document.signer !== null) this.#shown("signer", reference, at.document);
      if (document.notes !== null) this.#shown("notes", reference, at.document);
      if (document.files.length > 0) this.#shown("files", reference, at.document);
    }
  }

  #compare(header: ManifestHeader): void {
    const counted = this.#counter.totals();
    const declared = header.totals;
    for (const key of Object.keys(counted) as (keyof typeof counted)[]) {
      if (key === "byType") continue;
      if (declared[key] !== counted[key]) {
        const details = { field: key, declared: declared[key], counted: counted[key] };
        this.#report("manifest-total-differs", details, {});
      }
    }
    if (JSON.stringify(declared.byType) !== JSON.stringify(counted.byType)) {
      const details = {
        field: "byType",
        declared: declared.byType.length,
        counted: counted.byType.length,
      };
      this.#report("manifest-total-differs", details, {});
    }
    if (header.withheld.length !== counted.withheld) {
      const details = { field: "withheld", declared: header.withheld.length, counted: counted.withheld };
      this.#report("manifest-total-differs", details, {});
    }
    if ((header.kind === "supplement") !== (header.supplements !== null)) {
      const reference = header.supplements?.id ?? header.id;
      this.#report("manifest-reference-wrong", { list: "supplements", reference }, {});
    }
    if (unitKey(header.giver) === unitKey(header.receiver)) {
      this.#report("manifest-parties-same", {}, {});
    }
    const known = (id: string): boolean => this.#open.has(id) || this.#closed.has(id);
    const demand = (
      list: string,
      items: { dossier: string; reference: string }[],
      right: (id: string) => boolean,
    ): void => {
      for (const item of items) {
        if (right(item.dossier)) continue;
        this.#report("manifest-reference-wrong", { list, reference: item.reference }, {});
      }
    };
    demand("openCases", header.openCases, (id) => this.#open.has(id));
    demand("obligations", header.obligations, known);
    demand("withheld", header.withheld, known);
    demand("exceptions", header.exceptions, known);
    demand("remaining", header.remaining, (id) => !known(id));
    const prior = new Set(header.priorHandovers.map(({ uuid }) => uuid));
    for (const [uuid, reference] of this.#custody) {
      if (!prior.has(uuid)) this.#report("manifest-reference-wrong", { list: "custody", reference }, {});
    }
    if (header.openCases.length !== this.#open.size) {
      const details = { field: "openCases", declared: header.openCases.length, counted: this.#open.size };
      this.#report("manifest-total-differs", details, {});
    }
  }

  #shown(
    what: ManifestFindings["manifest-secret-shown"]["what"],
    dossier: string,
    document?: string | undefined,
  ): void {
    this.#report("manifest-secret-shown", { what }, { dossier, document });
  }

  #report<C extends keyof ManifestFindings>(
    code: C,
    details: ManifestFindings[C],
    at: { dossier?: string; document?: string | undefined },
  ): void {
    const whole = {
      ...(at.dossier === undefined ? {} : { dossier: at.dossier }),
      ...(at.document === undefined ? {} : { document: at.document }),
      ...place(this.file),
    };
    this.reader.add(finding(code, "error", whole, details as never));
  }
}
