import type { ActFile, ActsCheck, CheckedAct, SignedManifest } from "../manifest/index.js";
import { compareFindings, type Finding, finding } from "../model/finding.js";

/** Where the acts of the handover lie in a bag: co-signatures, witnesses, supplements, each with its `.p7s`. */
export const actsInPackage = "handover/acts/";

/** Most acts of one handover that are looked at, and most bytes of all of them with their signatures. */
export const mostActs = 200;
export const largestActs = 32 * 1024 * 1024;

/** Larger signatures are not read; what is smaller and still too large, the check of the signature says. */
const signatureLimit = 1 << 20;

/** A bag as the check of its acts needs it. */
export interface ActsSource {
  paths: Iterable<string>;
  /** The bytes of a file of the bag up to a size; null when it is not there or cannot be read. */
  read: (path: string, limit: number) => Promise<Buffer | null>;
}

/** Checks the acts of one handover; trust store, fingerprint and clock are already in it. */
export type CheckTheActs = (sent: SignedManifest, files: readonly ActFile[]) => Promise<ActsCheck>;

/**
 * Reads the acts that a package carries and checks each signature and how they hang together. A signer whom nobody here knows is a
 * warning, for the list stands without that act; everything else that is wrong with an act is wrong with the package. Null where there
 * are no acts.
 */
export async function checkPackagedActs(
  sent: SignedManifest,
  { paths, read }: ActsSource,
  check: CheckTheActs,
): Promise<{ acts: CheckedAct[]; findings: Finding[] } | null> {
  const packed = await readPackagedActs({ paths, read });
  if (!packed) return null;
  const { files, findings } = packed;
  if (!files) return { acts: [], findings };
  const { acts, findings: wrong, trustFindings } = await check(sent, files);
  const strangers = new Map<string, CheckedAct>(
    acts.flatMap((act) => (act.verdict === "untrusted" ? [[`${act.file}.p7s`, act] as const] : [])),
  );
  for (const [file, { kind, signer, fingerprint }] of strangers)
    findings.push(
      finding(
        "act-signer-untrusted",
        "warning",
        { file },
        { kind, name: signer ?? "", fingerprint: fingerprint ?? "" },
      ),
    );
  findings.push(...wrong, ...trustFindings.filter(({ place }) => !strangers.has(place.file ?? "")));
  return { acts, findings: findings.sort(compareFindings) };
}

/**
 * The acts that a package carries, in the order of their names, and what is wrong with reading them. Null where there are none; no
 * files at all where they are too many or too large together, for part of a chain says nothing.
 */
export async function readPackagedActs({
  paths,
  read,
}: ActsSource): Promise<{ files: ActFile[] | null; findings: Finding[] } | null> {
  const names = [...paths].filter((path) => path.startsWith(actsInPackage)).sort();
  if (names.length === 0) return null;
  const { largestAct } = await import("../manifest/index.js");
  const place = { file: actsInPackage };
  const statements = names.filter((path) => path.endsWith(".json"));
  if (statements.length > mostActs) {
    const details = { acts: statements.length, limit: mostActs };
    return { files: null, findings: [finding("acts-too-many", "error", place, details)] };
  }
  const findings: Finding[] = [];
  const files: ActFile[] = [];
  let left = largestActs;
  for (const file of statements) {
    const bytes = await read(file, largestAct);
    if (!bytes) {
      findings.push(finding("entry-unreadable", "error", { file }, { reason: "refused" }));
      continue;
    }
    const p7s = await read(`${file}.p7s`, signatureLimit);
    left -= bytes.length + (p7s?.length ?? 0);
    if (left < 0) {
      return { files: null, findings: [finding("acts-too-large", "error", place, { limit: largestActs })] };
    }
    files.push({ file, bytes, p7s });
  }
  return { files, findings };
}
