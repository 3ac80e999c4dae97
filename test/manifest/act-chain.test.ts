import { beforeAll, describe, expect, test } from "vitest";
import type { Signer } from "../../src/crypto/signing-key.js";
import type { ActKind } from "../../src/manifest/act.js";
import type { ExpectedAct } from "../../src/manifest/act-chain.js";
import { checkActFiles } from "../../src/manifest/check-act-files.js";
import { emptyTrust } from "../../src/signing/index.js";
import { aManifest, anItem } from "./a-manifest.js";
import { anAct, aReceipt, aSignedList, aSigner, type Signed, signingTime } from "./some-acts.js";

type People = "giver" | "office" | "receiver" | "witness" | "keeper" | "stranger";
let people: Record<People, Signer>;
let list: Awaited<ReturnType<typeof aSignedList>>;
beforeAll(async () => {
  const names: People[] = ["giver", "office", "receiver", "witness", "keeper", "stranger"];
  const signers = await Promise.all(names.map((name) => aSigner(name)));
  people = Object.fromEntries(names.map((name, index) => [name, signers[index]])) as Record<People, Signer>;
  list = await aSignedList(people.giver);
});

type OneAct = Signed<unknown>;

/** Everything wrong with these acts, each signed by whom it says, over the list that the giver signed. */
async function wrong(acts: readonly OneAct[], known?: ExpectedAct[]): Promise<string[]> {
  const question = { trust: emptyTrust, now: signingTime, ...(known ? { known } : {}) };
  const { findings } = await checkActFiles(list.sent, acts, question);
  return findings.map(({ code, place }) => `${code} ${place.file?.replace(/-[0-9a-f]{4}\.json$/u, "")}`);
}

/** The whole story: receipt, co-signature, witness, supplement, renewal, each following the one before. */
async function chain(): Promise<[OneAct, OneAct, OneAct, OneAct, OneAct]> {
  const receipt = await aReceipt(list, people.receiver);
  const coSignature = await anAct(list, "co-signature", list.marks, people.office);
  const witness = await anAct(list, "witness", coSignature.marks, people.witness);
  const supplement = await anAct(list, "supplement", witness.marks, people.office);
  const renewal = await anAct(list, "renewal", supplement.marks, people.keeper);
  return [receipt, coSignature, witness, supplement, renewal];
}

const known = (...acts: OneAct[]): ExpectedAct[] =>
  acts.map(({ file, marks }) => ({
    ...{ kind: "witness", file },
    ...{ sha256: marks.file, certificate: marks.certificate },
  }));

describe("acts of every kind", () => {
  test("are in order when each follows the one before, whatever order they lie in", async () => {
    const acts = await chain();
    expect(await wrong(acts)).toEqual([]);
    expect(await wrong([...acts].reverse(), known(...acts))).toEqual([]);
  });

  test("may be confirmed by the giver or by the receiver as the keeper", async () => {
    for (const keeper of [people.giver, people.receiver]) {
      const receipt = await aReceipt(list, people.receiver);
      expect(await wrong([receipt, await anAct(list, "renewal", receipt.marks, keeper)])).toEqual([]);
    }
  });
});

describe("an act is refused", () => {
  const kinds: ActKind[] = ["co-signature", "witness", "supplement", "renewal"];
  const signerOf = (kind: ActKind): Signer =>
    ({
      "co-signature": people.office,
      witness: people.witness,
      supplement: people.giver,
      renewal: people.keeper,
    })[kind];

  test.each(kinds)("%s of another handover, replayed to this one", async (kind) => {
    const other = await aSignedList(
      people.giver,
      aManifest({ uuid: "00000000-3b5d-8a2e-9c47-1d2f3a4b5c6d" }),
    );
    const act = await anAct(other, kind, other.marks, signerOf(kind));
    expect(await wrong([act])).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^receipt-other-handover /u),
        expect.stringMatching(/^receipt-other-manifest /u),
        expect.stringMatching(/^act-previous-missing /u),
      ]),
    );
  });

  test.each(kinds)("%s over another list of the same handover", async (kind) => {
    const other = await aSignedList(people.giver, aManifest({ dossiers: [anItem(1)] }));
    const act = await anAct(other, kind, list.marks, signerOf(kind));
    expect(await wrong([act])).toEqual([`receipt-other-manifest act-${kind}`]);
  });

  test.each(["giver", "receiver"] as const)("that names another unit as the %s", async (side) => {
    const party = { ...list.statement[side], code: "06706" };
    const act = await anAct(list, "witness", list.marks, people.witness, { [side]: party });
    expect(await wrong([act])).toEqual(["receipt-other-party act-witness"]);
  });

  test("that follows nothing that is there", async () => {
    const lost = await anAct(list, "co-signature", list.marks, people.office);
    const act = await anAct(list, "witness", lost.marks, people.witness);
    expect(await wrong([act])).toEqual(["act-previous-missing act-witness"]);
  });

  test.each(["signature", "certificate"] as const)(
    "whose predecessor had another %s when it was signed",
    async (mark) => {
      const previous = { ...list.marks, [mark]: "0".repeat(64) };
      const act = await anAct(list, "witness", previous, people.witness);
      expect(await wrong([act])).toEqual(["receipt-other-signature act-witness"]);
    },
  );

  test("after a predecessor that was signed again, with the same key or with another", async () => {
    const first = await anAct(list, "co-signature", list.marks, people.office);
    const second = await anAct(list, "witness", first.marks, people.witness);
    for (const signer of [people.office, people.stranger]) {
      const again = await anAct(list, "co-signature", list.marks, signer, first.statement);
      expect(await wrong([again, second])).toContain("receipt-other-signature act-witness");
    }
  });

  test("when it was signed again with another key, though nothing follows it, where records know the first", async () => {
    const act = await anAct(list, "witness", list.marks, people.witness);
    const again = await anAct(list, "witness", list.marks, people.stranger, act.statement);
    expect(again.bytes).toEqual(act.bytes);
    expect(await wrong([again])).toEqual([]);
    expect(await wrong([again], known(act))).toEqual(["act-signer-changed act-witness"]);
    expect(await wrong([], [{ ...known(list)[0]!, certificate: act.marks.certificate }])).toEqual([
      "act-signer-changed manifest.json",
    ]);
  });

  test("that declares an earlier time than what it follows", async () => {
    const act = await anAct(list, "witness", list.marks, people.witness, {
      createdAt: "2025-06-01T09:00:00+07:00",
    });
    expect(await wrong([act])).toEqual(["act-earlier-than-previous act-witness"]);
  });

  test("that follows the same one as another does: one of the two was cut off", async () => {
    const one = await anAct(list, "co-signature", list.marks, people.office);
    const other = await anAct(list, "witness", list.marks, people.witness);
    expect(await wrong([one, other])).toEqual(["act-forked act-witness"]);
  });

  test("that is there twice, under another name or under the same number used once", async () => {
    const act = await anAct(list, "witness", list.marks, people.witness);
    expect(await wrong([act, { ...act, file: "again.json" }])).toEqual([
      "act-forked again.json",
      "act-repeated again.json",
    ]);
    const later = await anAct(list, "renewal", act.marks, people.keeper, {
      nonce: (act.statement as { nonce: string }).nonce,
    });
    expect(await wrong([act, later])).toEqual(["act-repeated act-renewal"]);
  });

  test.each([
    ["dropped in the middle", 2],
    ["cut off at the end", 4],
    ["a receipt that was dropped", 0],
  ])("with one %s, where records know of it", async (_, index) => {
    const acts = await chain();
    const rest = acts.filter((_act, at) => at !== index);
    const codes = (await wrong(rest, known(...acts))).map((one) => one.split(" ")[0]);
    expect(codes).toContain("act-known-missing");
  });

  test("where the signatures of two acts were exchanged", async () => {
    const [, one, other] = await chain();
    const codes = await wrong([
      { ...one, p7s: other.p7s },
      { ...other, p7s: one.p7s },
    ]);
    expect(codes.filter((code) => code.startsWith("signature-digest-differs"))).toHaveLength(2);
  });
});

describe("one person in two roles is refused", () => {
  test.each([
    ["giver and witness", "giver", "witness"],
    ["giver and receiver", "giver", "receipt"],
    ["co-signer and witness", "office", "witness"],
    ["co-signer and receiver", "office", "receipt"],
    ["receiver and witness", "receiver", "witness"],
  ] as const)("%s", async (_, who, as) => {
    const coSignature = await anAct(list, "co-signature", list.marks, people.office);
    const receipt = await aReceipt(list, as === "receipt" ? people[who] : people.receiver);
    const witness = await anAct(
      ...([list, "witness", coSignature.marks, as === "witness" ? people[who] : people.witness] as const),
    );
    const codes = (await wrong([receipt, coSignature, witness])).map((one) => one.split(" ")[0]);
    expect(codes).toEqual(["act-two-roles"]);
  });

  test("a co-signature by one who has signed already", async () => {
    const own = await anAct(list, "co-signature", list.marks, people.giver);
    expect(await wrong([own])).toEqual(["act-signed-twice act-co-signature"]);
    const one = await anAct(list, "co-signature", list.marks, people.office);
    const again = await anAct(list, "co-signature", one.marks, people.office);
    expect(await wrong([one, again])).toEqual(["act-signed-twice act-co-signature"]);
  });

  test.each(["receiver", "witness", "stranger"] as const)(
    "a supplement by the %s, who did not sign for the giver",
    async (who) => {
      const act = await anAct(list, "supplement", list.marks, people[who]);
      expect(await wrong([act])).toContain("act-signer-not-giver act-supplement");
    },
  );

  test("an act that is signed in a role of another kind", async () => {
    for (const role of ["receiver", "keeper", "giver"] as const) {
      const signer = { role, organisation: null, person: null, position: null };
      const act = await anAct(list, "witness", list.marks, people.witness, { signer });
      expect(await wrong([act])).toEqual(["act-role-wrong act-witness"]);
    }
  });
});

test("a receipt that follows another act, and not the list, is refused", async () => {
  const act = await anAct(list, "co-signature", list.marks, people.office);
  const receipt = await aReceipt(list, people.receiver, { previous: act.marks });
  expect(await wrong([act, receipt])).toEqual(["receipt-other-manifest receipt.json"]);
});
