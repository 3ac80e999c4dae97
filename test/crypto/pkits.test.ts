import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findPath } from "../../src/crypto/certificate-path.js";
import { type Certificate, readCertificate } from "../../src/crypto/certificates.js";
import { DerError } from "../../src/crypto/der.js";
import { checkRevocation } from "../../src/crypto/revocation.js";
import { type RevocationList, readRevocationList } from "../../src/crypto/revocation-list.js";

/** Some of NIST's path validation cases; all of them lie beside the repository, where there is room. */
const some = new URL("../fixtures/pkits/", import.meta.url);
const all = [
  new URL("../../../shared/pkits/", import.meta.url),
  new URL("../../../../shared/pkits/", import.meta.url),
].find((folder) => existsSync(folder));
const pkits = all ?? some;

interface Case {
  name: string;
  ee: string;
  certs: string[];
  crls: string[];
  cls: "MUST_REJECT" | "MUST_ACCEPT" | "MAY_FAIL_CLOSED" | "KNOWN_LIMIT_deltaCRL";
}

const cases: Case[] = JSON.parse(readFileSync(new URL("profile.json", pkits), "utf8"));
const at = new Date("2020-06-01T00:00:00Z");

const bytes = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, pkits)));
const certificate = (name: string): Certificate => readCertificate(bytes(`certs/${name}`));

/** A list that cannot be read is a list that is not there. */
function listsOf(names: readonly string[]): RevocationList[] {
  return names.flatMap((name) => {
    try {
      return [readRevocationList(bytes(`crls/${name}`))];
    } catch (error) {
      if (error instanceof DerError) return [];
      throw error;
    }
  });
}

/** What the program would say when asked to insist on knowing about revocation. */
function accepts({ ee, certs, crls }: Case): boolean {
  try {
    const anchor = certificate("TrustAnchorRootCertificate.crt");
    const leaf = certificate(ee);
    const links = certs.map(certificate);
    const found = findPath({ leaf, intermediates: links, anchors: [anchor], at });
    if (!found.ok) return false;
    const lists = listsOf(crls);
    return (
      checkRevocation({ path: found.path, lists, links: [leaf, ...links], at, now: at }).status === "good"
    );
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

describe(`NIST PKITS, certificate paths with their revocation lists, ${cases.length} cases`, () => {
  test.skipIf(!all)("is all there", () => expect(cases).toHaveLength(174));

  test.each(cases.filter(({ cls }) => cls === "MUST_ACCEPT"))("accepts $name", (one) => {
    expect(accepts(one)).toBe(true);
  });

  test.each(cases.filter(({ cls }) => cls === "MUST_REJECT"))("refuses $name", (one) => {
    expect(accepts(one)).toBe(false);
  });

  // Revoked only in a list of changes: such lists are not merged, but what they revoke is revoked.
  test.each(cases.filter(({ cls }) => cls === "KNOWN_LIMIT_deltaCRL"))("refuses $name", (one) => {
    expect(accepts(one)).toBe(false);
  });
});
