import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findPath } from "../../src/crypto/certificate-path.js";
import { type Certificate, readCertificate } from "../../src/crypto/certificates.js";
import { DerError } from "../../src/crypto/der.js";
import { checkRevocation } from "../../src/crypto/revocation.js";
import { type RevocationList, readRevocationList } from "../../src/crypto/revocation-list.js";

/** NIST's path validation suite, as published, and what must become of each of its cases here. */
const pkits = new URL("../fixtures/pkits/", import.meta.url);

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

const of = (cls: Case["cls"]): Case[] => cases.filter((one) => one.cls === cls);

describe("NIST PKITS, certificate paths with their revocation lists", () => {
  test("is all there", () => {
    const sizes = [of("MUST_ACCEPT"), of("MUST_REJECT"), of("MAY_FAIL_CLOSED"), of("KNOWN_LIMIT_deltaCRL")];
    expect(sizes.map(({ length }) => length)).toEqual([41, 98, 34, 1]);
  });

  test.each(of("MUST_ACCEPT"))("accepts $name", (one) => {
    expect(accepts(one)).toBe(true);
  });

  test.each(of("MUST_REJECT"))("refuses $name", (one) => {
    expect(accepts(one)).toBe(false);
  });

  // Revoked only in a list of changes: such lists are not merged, but what they revoke is revoked.
  test.each(of("KNOWN_LIMIT_deltaCRL"))("refuses $name", (one) => {
    expect(accepts(one)).toBe(false);
  });

  // Valid by RFC 5280, but resting on policies, indirect lists, DSA: refused where that is not evaluated, and always answered.
  test("accepts or refuses, and answers, whatever rests on what is not evaluated", () => {
    const accepted = of("MAY_FAIL_CLOSED").filter(accepts);
    expect(accepted.map(({ name }) => name)).toMatchInlineSnapshot(`
      [
        "41404_valid_distributionpoint_test4",
        "41407_valid_distributionpoint_test7",
      ]
    `);
  });
});
