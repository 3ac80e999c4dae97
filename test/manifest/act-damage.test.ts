import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Signer } from "../../src/crypto/signing-key.js";
import { checkActFiles } from "../../src/manifest/check-act-files.js";
import { emptyTrust } from "../../src/signing/index.js";
import { edited, elementAt } from "../support/der-edit.js";
import { anAct, aReceipt, aSignedList, aSigner, type Signed, signingTime } from "./some-acts.js";

// Paths into ContentInfo → [0] → SignedData → signerInfos → SignerInfo.
const signerInfo = [1, 0, 4, 0];
const signedAttributes = [...signerInfo, 3];
const signatureValue = [...signerInfo, 5];
const issuerName = [...signerInfo, 1, 0];

type Kind = "receipt" | "co-signature" | "witness" | "supplement" | "renewal";
const kinds: Kind[] = ["receipt", "co-signature", "witness", "supplement", "renewal"];
let list: Awaited<ReturnType<typeof aSignedList>>;
let acts: Record<Kind, Signed<unknown>>;
beforeAll(async () => {
  const giver = await aSigner("Hồng Gai");
  list = await aSignedList(giver);
  const others = new Map<Kind, Signer>([["supplement", giver]]);
  for (const kind of kinds) if (!others.has(kind)) others.set(kind, await aSigner(kind));
  const one = (kind: Kind): Promise<Signed<unknown>> =>
    kind === "receipt" ? aReceipt(list, others.get(kind)!) : anAct(list, kind, list.marks, others.get(kind)!);
  acts = Object.fromEntries(await Promise.all(kinds.map(async (kind) => [kind, await one(kind)])));
});

/** Whether an act is taken for what its signer signed, when that signer is known. */
async function accepted(kind: Kind, change: { bytes?: Uint8Array; p7s?: Uint8Array } = {}): Promise<boolean> {
  const { file, bytes, p7s, marks } = acts[kind];
  const one = { file, bytes, p7s, ...change };
  const question = { trust: emptyTrust, confirmed: marks.certificate, now: signingTime };
  const { acts: checked, findings } = await checkActFiles(list.sent, [one], question);
  const good = checked.length === 1 && checked[0]!.verdict === "valid" && findings.length === 0;
  if (!good) expect(findings.length + checked.length, "no answer at all").toBeGreaterThan(0);
  return good;
}

/** Whether nothing but the issuer's name beside the signature is spelled otherwise, in case or blanks: nothing signs that copy. */
function onlyNameDiffers(changed: Uint8Array, p7s: Uint8Array): boolean {
  try {
    const restored = edited(changed, issuerName, () => elementAt(p7s, issuerName).raw);
    return Buffer.compare(restored, p7s) === 0;
  } catch {
    return false;
  }
}

function* flips(bytes: Uint8Array, from: number, to: number, bits: "every bit" | "one bit") {
  for (let at = from; at < to; at += 1) {
    for (const bit of bits === "every bit" ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8]) {
      const changed = Uint8Array.from(bytes);
      changed[at]! ^= 1 << bit;
      yield { changed, where: `octet ${at}, bit ${bit}` };
    }
  }
}

interface Mutation {
  what: "set" | "cut" | "insert" | "copy";
  at: number;
  other: number;
  size: number;
}

/** One octet set, or a piece cut out, put in a second time, or written over another. */
function mutated(whole: Uint8Array, { what, at, other, size }: Mutation): Uint8Array {
  if (whole.length === 0) return whole;
  const [from, source] = [at % whole.length, other % whole.length];
  const piece = whole.subarray(source, source + size);
  const head = whole.subarray(0, from);
  const parts = {
    set: [head, Buffer.of(other & 0xff), whole.subarray(from + 1)],
    cut: [head, whole.subarray(from + size)],
    insert: [head, piece, whole.subarray(from)],
    copy: [head, piece, whole.subarray(from + piece.length)],
  };
  return new Uint8Array(Buffer.concat(parts[what]));
}

describe.each(kinds)("a damaged %s", (kind) => {
  test("is told from the sound one, which is accepted", async () => {
    expect(await accepted(kind)).toBe(true);
  });

  test("is never accepted with any bit of its signed attributes or its signature turned", async () => {
    const { p7s } = acts[kind];
    const bits = kind === "receipt" || kind === "supplement" ? "every bit" : "one bit";
    for (const path of [signedAttributes, signatureValue]) {
      const { raw } = elementAt(p7s, path);
      const from = Buffer.from(p7s).indexOf(raw);
      for (const { changed, where } of flips(p7s, from, from + raw.length, bits))
        if (await accepted(kind, { p7s: changed })) expect.fail(where);
    }
  });

  test("is never accepted with a bit of any other octet of its signature file turned", async () => {
    const { p7s } = acts[kind];
    for (const { changed, where } of flips(p7s, 0, p7s.length, "one bit"))
      if ((await accepted(kind, { p7s: changed })) && !onlyNameDiffers(changed, p7s)) expect.fail(where);
  });

  test("is never accepted with a bit of any octet of what it says turned", async () => {
    const { bytes } = acts[kind];
    for (const { changed, where } of flips(bytes, 0, bytes.length, "one bit"))
      if (await accepted(kind, { bytes: changed })) expect.fail(where);
  });

  test("is never accepted with octets cut out, put in, repeated or put elsewhere", async () => {
    const { bytes, p7s } = acts[kind];
    const place = fc.nat(5000);
    const mutation: fc.Arbitrary<Mutation> = fc.record({
      what: fc.constantFrom("set", "cut", "insert", "copy"),
      ...{ at: place, other: place, size: fc.integer({ min: 1, max: 40 }) },
    });
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        async (inside, all) => {
          const before = inside ? bytes : p7s;
          const changed = all.reduce(mutated, before);
          fc.pre(Buffer.compare(changed, before) !== 0);
          const good = await accepted(kind, inside ? { bytes: changed } : { p7s: changed });
          if (good) expect(!inside && onlyNameDiffers(changed, p7s)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
