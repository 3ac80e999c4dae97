import { compareFindings, type Finding, finding } from "../model/finding.js";
import type { ManifestFindings } from "../model/findings/manifest.js";
import { unitKey } from "../model/unit.js";
import type { Act, ActRole } from "./act.js";
import type { Receipt, SignedManifest } from "./receipt.js";

/** An act or a receipt with the marks of its signature. */
export interface SignedAct {
  file: string;
  /** SHA-256 of the file. */
  sha256: string;
  statement: Act | Receipt;
  /** SHA-256 of the octets of its signature and of its signer's certificate; null when the signature does not hold. */
  marks: { signature: string; certificate: string } | null;
}

/** A signed list, as far as its acts name it. */
export type ActsSubject = Omit<SignedManifest, "manifest"> & {
  manifest: Pick<SignedManifest["manifest"], "id" | "uuid" | "createdAt" | "giver" | "receiver">;
};

/** An act of which this workspace has a record, or the list itself (`manifest`). */
export interface ExpectedAct {
  kind: string;
  /** Where the record says that it lies. */
  file: string;
  sha256: string;
  /** SHA-256 of the certificate that signed; null where the record does not say. */
  certificate: string | null;
}

/**
 * Holds the acts of one handover against its manifest and against each other: same handover, same manifest, each following one that is
 * there as it was then signed, no two following the same one, nobody in two roles, nothing twice, none missing that is known or signed by
 * another than is known. Receipts follow the manifest itself; so may one other act. The order of `acts` says nothing.
 */
export function checkActs(
  sent: ActsSubject,
  acts: readonly SignedAct[],
  expected: readonly ExpectedAct[] = [],
): Finding[] {
  const findings: Finding[] = [];
  const add = <C extends keyof ManifestFindings>(
    file: string,
    code: C,
    details: ManifestFindings[C],
  ): void => {
    findings.push(finding(code, "error", { file }, details as never));
  };
  const { manifest } = sent;
  const roles = new Map<string, Set<ActRole>>();
  const play = (certificate: string, role: ActRole): Set<ActRole> => {
    const played = roles.get(certificate) ?? new Set<ActRole>();
    roles.set(certificate, played.add(role));
    return played;
  };
  play(sent.certificate, "giver");
  const links = new Map([
    [sent.sha256, { signature: sent.signature, certificate: sent.certificate, at: manifest.createdAt }],
  ]);
  for (const { sha256, marks, statement } of acts) {
    if (marks) links.set(sha256, { ...marks, at: statement.createdAt });
  }
  const givers = new Set([sent.certificate]);
  const coSigned = new Set([sent.certificate]);
  for (const { statement, marks } of acts) {
    if (marks && statement.kind === "co-signature") givers.add(marks.certificate);
  }
  const nonces = new Set<string>();
  const followed = new Set<string>();
  const seen = new Set<string>();
  for (const { file, sha256, statement, marks } of acts) {
    const { kind, handover, previous, signer } = statement;
    if (seen.has(sha256) || nonces.has(statement.nonce))
      add(file, "act-repeated", { nonce: statement.nonce });
    seen.add(sha256);
    nonces.add(statement.nonce);
    if (handover.id !== manifest.id || handover.uuid !== manifest.uuid) {
      const expectedName = `${manifest.id} (${manifest.uuid})`;
      add(file, "receipt-other-handover", {
        expected: expectedName,
        found: `${handover.id} (${handover.uuid})`,
      });
    }
    if (statement.manifest.sha256 !== sent.sha256 || statement.manifest.size !== sent.size) {
      add(file, "receipt-other-manifest", { expected: sent.sha256, found: statement.manifest.sha256 });
    }
    for (const side of ["giver", "receiver"] as const) {
      const [wanted, found] = [unitKey(manifest[side]), unitKey(statement[side])];
      if (wanted !== found) add(file, "receipt-other-party", { side, expected: wanted, found });
    }
    const before = links.get(previous.file);
    if (!before || previous.file === sha256) add(file, "act-previous-missing", { previous: previous.file });
    else {
      for (const what of ["signature", "certificate"] as const) {
        const [wanted, found] = [before[what], previous[what]];
        if (wanted !== found) add(file, "receipt-other-signature", { what, expected: wanted, found });
      }
      if (Date.parse(statement.createdAt) < Date.parse(before.at)) {
        add(file, "act-earlier-than-previous", { previous: before.at, act: statement.createdAt });
      }
    }
    if (kind === "receipt") {
      if (previous.file !== sent.sha256 && statement.manifest.sha256 === sent.sha256) {
        add(file, "receipt-other-manifest", { expected: sent.sha256, found: previous.file });
      }
    } else {
      if (followed.has(previous.file)) add(file, "act-forked", { previous: previous.file });
      followed.add(previous.file);
    }
    if (!marks) continue;
    const { certificate } = marks;
    if (kind === "co-signature") {
      if (coSigned.has(certificate)) add(file, "act-signed-twice", { certificate });
      coSigned.add(certificate);
    }
    // Whoever keeps the acts may be one of the two units; everybody else stands on one side.
    if (signer.role !== "keeper" && play(certificate, signer.role).size > 1) {
      add(file, "act-two-roles", { certificate });
    }
    if (kind === "supplement" && !givers.has(certificate)) add(file, "act-signer-not-giver", { certificate });
  }
  const signers = new Map([[sent.sha256, { file: "manifest.json", certificate: sent.certificate }]]);
  for (const { file, sha256, marks } of acts) {
    if (marks) signers.set(sha256, { file, certificate: marks.certificate });
  }
  for (const { kind, file, sha256, certificate } of expected) {
    const signer = signers.get(sha256);
    if (!seen.has(sha256) && sha256 !== sent.sha256) add(file, "act-known-missing", { kind, sha256 });
    else if (signer && certificate !== null && signer.certificate !== certificate) {
      add(signer.file, "act-signer-changed", { kind, expected: certificate, found: signer.certificate });
    }
  }
  return findings.sort(compareFindings);
}
