import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findPath } from "../../src/crypto/certificate-path.js";
import { type Certificate, readCertificate } from "../../src/crypto/certificates.js";
import { DerError } from "../../src/crypto/der.js";

/** NIST's path validation cases; they lie beside the repository. */
const pkits = [
  new URL("../../../shared/pkits/", import.meta.url),
  new URL("../../../../shared/pkits/", import.meta.url),
].find((folder) => existsSync(folder));

interface Case {
  name: string;
  ee: string;
  certs: string[];
  crls: string[];
  cls: "MUST_REJECT" | "MUST_ACCEPT" | "MAY_FAIL_CLOSED" | "KNOWN_LIMIT_deltaCRL";
}

const cases: Case[] = pkits ? JSON.parse(readFileSync(new URL("profile.json", pkits), "utf8")) : [];
const at = new Date("2020-06-01T00:00:00Z");

const read = (name: string): Certificate =>
  readCertificate(new Uint8Array(readFileSync(new URL(`certs/${name}`, pkits))));

function accepts({ ee, certs }: Case): boolean {
  try {
    const anchors = [read("TrustAnchorRootCertificate.crt")];
    return findPath({ leaf: read(ee), intermediates: certs.map(read), anchors, at }).ok;
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

describe.skipIf(!pkits)("NIST PKITS, certificate paths alone", () => {
  test.each(cases.filter(({ cls }) => cls === "MUST_ACCEPT"))("accepts $name", (one) => {
    expect(accepts(one)).toBe(true);
  });

  // Sections 4.4, 4.14 and 4.15 are about revocation lists, as are these of 4.5 and 4.7; no list is read yet.
  const byListOnly = /^(404|414|415)|^405(02|05|07)|^407(04|05)/;
  const decided = cases.filter(({ cls, name }) => cls === "MUST_REJECT" && !byListOnly.test(name));
  test.each(decided)("refuses $name", (one) => {
    expect(accepts(one)).toBe(false);
  });
});
