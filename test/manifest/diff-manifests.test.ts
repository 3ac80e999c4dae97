import { expect, test } from "vitest";
import type { ManifestInput } from "../../src/manifest/build-manifest.js";
import { diffManifests, diffStreams } from "../../src/manifest/diff-manifests.js";
import type { DossierToHandOver } from "../../src/manifest/list-dossier.js";
import type { Manifest } from "../../src/manifest/manifest.js";
import type { ManifestDiff } from "../../src/manifest/manifest-diff.js";
import { openSpool } from "../../src/store/index.js";
import { aDocument, aFile, anId } from "./a-dossier.js";
import { aManifest, anItem } from "./a-manifest.js";

const three = (): DossierToHandOver[] => [anItem(1), anItem(2), anItem(3)];

/** What a comparison found, as counts, leaving out what is empty. */
function summary(diff: ManifestDiff): Record<string, number> {
  const counts: Record<string, number> = {};
  const note = (name: string, list: readonly unknown[]): void => {
    if (list.length > 0) counts[name] = list.length;
  };
  note("parties", diff.parties);
  note("head", diff.head);
  for (const area of [
    "dossiers",
    "documents",
    "files",
    "responsibilities",
    "openCases",
    "obligations",
    "withheld",
    "exceptions",
    "remaining",
  ] as const) {
    for (const [kind, list] of Object.entries(diff[area] as object))
      note(`${area}.${kind}`, list as unknown[]);
  }
  for (const [what, count] of Object.entries(diff.otherIds))
    if (count > 0) counts[`otherIds.${what}`] = count;
  return counts;
}

function compare(
  change: (items: DossierToHandOver[]) => DossierToHandOver[],
  more: Partial<ManifestInput> = {},
) {
  const before = aManifest({ dossiers: three() });
  const after = aManifest({ dossiers: change(three()), ...more });
  return diffManifests(before, after);
}

test("a list made again later is the same", () => {
  const diff = compare((items) => items, {
    id: "BG-06691-20250629-01",
    uuid: "00000000-0000-4000-8000-000000000000",
    createdAt: "2025-06-29T08:30:00+07:00",
  });
  expect(diff.same).toBe(true);
  expect(diff.identity.map((one) => one.field)).toEqual(["id", "uuid", "createdAt"]);
});

test.each<[string, (items: DossierToHandOver[]) => DossierToHandOver[], Record<string, number>]>([
  [
    "a dossier more",
    (items) => [...items, anItem(4)],
    { "dossiers.added": 1, "documents.added": 2, "files.added": 2 },
  ],
  [
    "a dossier less",
    (items) => items.slice(1),
    { "dossiers.removed": 1, "documents.removed": 2, "files.removed": 2 },
  ],
  [
    "another title",
    ([first, ...rest]) => [anItem(1, { title: "Khác" }), ...rest.filter(() => first)],
    { "dossiers.changed": 1 },
  ],
  [
    "a document more",
    ([first, ...rest]) => [
      { ...first!, documents: [...first!.documents, { document: aDocument(1, 3), files: [aFile(9)] }] },
      ...rest,
    ],
    { head: 1, "documents.added": 1, "files.added": 1 },
  ],
  [
    "another date of a document",
    ([first, ...rest]) => {
      first!.documents[0]!.document.date = "2024-03-06";
      return [first!, ...rest];
    },
    { head: 1, "documents.changed": 1 },
  ],
  [
    "a document scanned again",
    ([first, ...rest]) => {
      first!.documents[0]!.files = [aFile(101, { sha256: "f".repeat(64), size: 7 })];
      return [first!, ...rest];
    },
    { "files.changed": 1 },
  ],
  [
    "a file renamed",
    ([first, ...rest]) => {
      first!.documents[0]!.files = [aFile(101, { path: "ten moi.pdf" })];
      return [first!, ...rest];
    },
    { "files.moved": 1 },
  ],
  [
    "a file moved to another dossier",
    ([first, second, third]) => {
      second!.documents[0]!.files.push(first!.documents[0]!.files.pop()!);
      return [first!, second!, third!];
    },
    { "files.moved": 1 },
  ],
  [
    "a document moved to another dossier",
    ([first, second, third]) => {
      second!.documents.push(first!.documents.pop()!);
      return [first!, second!, third!];
    },
    { "documents.moved": 1 },
  ],
  [
    "two dossiers merged into one",
    ([first, second, third]) => {
      second!.documents.push(...first!.documents);
      return [second!, third!];
    },
    { "dossiers.merged": 1, "documents.moved": 2 },
  ],
  [
    "two dossiers merged into a new one",
    ([first, second, third]) => {
      const merged = anItem(9);
      merged.documents = [...first!.documents, ...second!.documents];
      return [third!, merged];
    },
    { "dossiers.merged": 1, "documents.moved": 4 },
  ],
  [
    "a dossier split into two",
    ([first, second, third]) => {
      const [one, other] = [anItem(8), anItem(9)];
      one.documents = first!.documents.slice(0, 1);
      other.documents = first!.documents.slice(1);
      return [second!, third!, one, other];
    },
    { "dossiers.split": 1, "documents.moved": 2 },
  ],
  [
    "a part of a dossier made a dossier of its own",
    ([first, ...rest]) => {
      const part = anItem(9);
      part.documents = first!.documents.splice(1);
      return [first!, ...rest, part];
    },
    { "dossiers.split": 1, "documents.moved": 1 },
  ],
  [
    "another reference",
    ([first, ...rest]) => [{ ...first!, dossier: { ...first!.dossier, reference: "77.KTCH" } }, ...rest],
    { "dossiers.renamed": 1 },
  ],
  [
    "another reference and new ids",
    ([first, ...rest]) => [
      {
        ...first!,
        dossier: { ...first!.dossier, id: anId("d", 77), reference: "77.KTCH" },
        documents: first!.documents.map((one, at) => ({
          ...one,
          document: { ...one.document, id: anId("b", 7700 + at) },
        })),
      },
      ...rest,
    ],
    { "dossiers.renamed": 1, "otherIds.dossiers": 1, "otherIds.documents": 2 },
  ],
  [
    "a document moved to another dossier by an inventory made anew",
    ([first, second, third]) => {
      const [moved] = first!.documents.splice(1);
      const document = { ...moved!.document, id: anId("b", 7777) };
      second!.documents.push({ ...moved!, document });
      return [first!, second!, third!];
    },
    { "otherIds.documents": 1, "documents.moved": 1 },
  ],
  [
    "an exception more",
    ([first, ...rest]) => [
      {
        ...first!,
        documents: first!.documents.map(({ document, files }) => ({
          document: { ...document, state: "held-elsewhere" as const },
          files,
        })),
      },
      ...rest,
    ],
    { "documents.changed": 2, "exceptions.added": 2 },
  ],
  [
    "an inventory made anew, with new ids",
    (items) =>
      items.map((item, at) => ({
        ...item,
        dossier: { ...item.dossier, id: anId("b", at + 1) },
        documents: item.documents.map((one, place) => ({
          ...one,
          document: { ...one.document, id: anId("b", at * 100 + place + 50) },
        })),
      })),
    { "otherIds.dossiers": 3, "otherIds.documents": 6 },
  ],
])("%s is what a comparison tells", (_, change, expected) => {
  const diff = compare(change);
  expect(summary(diff)).toEqual(expected);
  expect(diff.same).toBe(false);
});

test("a changed party names the field", () => {
  const before = aManifest();
  const diff = diffManifests(before, { ...before, receiver: { ...before.receiver, person: "Lê Văn Bảy" } });
  expect(diff.parties).toEqual([{ field: "receiver.person", before: null, after: "Lê Văn Bảy" }]);
});

test("a responsibility that another person answers for is a change, not a new one", () => {
  const before = aManifest();
  const responsibilities = before.responsibilities.map((one, at) =>
    at === 0 ? { ...one, person: "Khác" } : one,
  );
  expect(summary(diffManifests(before, { ...before, responsibilities }))).toEqual({
    "responsibilities.changed": 1,
  });
});

test("what changed about a responsibility or an open case is told field by field", () => {
  const open = { status: "open" as const, closed: null };
  const openCase = { step: "KTCH.QD", nextStep: null, deadline: "2025-08-15", team: null };
  const input = (deadline: string) => ({
    dossiers: [anItem(1, { ...open, openCase: { ...openCase, deadline } })],
  });
  const before = aManifest(input("2025-08-15"));
  const diff = diffManifests(before, aManifest(input("2025-09-30")));
  expect(diff.openCases.changed.map(({ fields }) => fields)).toEqual([
    [{ field: "deadline", before: "2025-08-15", after: "2025-09-30" }],
  ]);
  const responsibilities = before.responsibilities.map((one, at) =>
    at === 0 ? { ...one, person: "Khác" } : one,
  );
  const [said] = diffManifests(before, { ...before, responsibilities }).responsibilities.changed;
  expect(said!.fields).toEqual([{ field: "person", before: "Phạm Thị Lan", after: "Khác" }]);
});

test("totals that differ are told, and are what both lists declare", () => {
  const [before, after] = [
    aManifest({ dossiers: three() }),
    aManifest({ dossiers: [...three(), anItem(4)] }),
  ];
  const diff = diffManifests(before, after);
  for (const { field, before: had, after: has } of diff.totals) {
    expect([had, has]).toEqual([before.totals, after.totals].map((totals) => totals[field as "files"]));
  }
  expect(diff.totals.map(({ field }) => field)).toEqual([
    "dossiers",
    "documents",
    "sheets",
    "pages",
    "files",
    "bytes",
  ]);
  expect(
    compare(([first, ...rest]) => [{ ...first!, dossier: { ...first!.dossier, title: "Khác" } }, ...rest])
      .totals,
  ).toEqual([]);
});

test("an open case of a dossier that was listed anew under another id is the same case", () => {
  const open = { status: "open" as const, closed: null };
  const again = anItem(1, { ...open, id: anId("d", 900) });
  again.documents = again.documents.map((one, at) => ({
    ...one,
    document: { ...one.document, id: anId("b", 900 + at) },
  }));
  const diff = diffManifests(aManifest({ dossiers: [anItem(1, open)] }), aManifest({ dossiers: [again] }));
  expect(summary(diff)).toEqual({ "otherIds.dossiers": 1, "otherIds.documents": 2 });
});

test("comparing the other way round swaps added and removed", () => {
  const [before, after] = [
    aManifest({ dossiers: three() }),
    aManifest({ dossiers: [...three(), anItem(4)] }),
  ];
  const [there, back] = [diffManifests(before, after), diffManifests(after, before)];
  expect(back.dossiers.removed).toEqual(there.dossiers.added);
  expect(back.files.removed).toEqual(there.files.added);
});

const stream = (manifest: Manifest) => ({
  head: manifest,
  dossiers: (async function* () {
    yield* manifest.dossiers;
  })(),
});

test("compared while both are streamed the answer is the same", async () => {
  const [before, after] = [
    aManifest({ dossiers: three() }),
    aManifest({ dossiers: [anItem(2), anItem(4), anItem(5)] }),
  ];
  expect(await diffStreams(stream(before), stream(after))).toEqual(diffManifests(before, after));
});

test("what waits outside memory is found again", async () => {
  const list = (letter: "b" | "c", title: string): Manifest => {
    const [dossier] = aManifest({ dossiers: [anItem(1)] }).dossiers;
    const [document] = dossier!.documents;
    const dossiers = Array.from({ length: 6_000 }, (_, at) => ({
      ...dossier!,
      id: anId(letter, at),
      reference: at === 77 ? `${letter}.KTCH` : `${at}.KTCH`,
      title: at === 1 ? title : "Như nhau",
      documents: Array.from({ length: 9 }, (_, ordinal) => ({
        ...document!,
        id: anId(letter, 100_000 + at * 10 + ordinal),
        number: `${ordinal}-QĐ/UBKTĐU`,
        files: [{ ...document!.files[0]!, sha256: `${at}e${ordinal}`.padStart(64, "0") }],
      })),
    }));
    return { ...aManifest(), dossiers };
  };
  const [before, after] = [list("b", "Trước"), list("c", "Sau")];
  let opened = 0;
  const diff = await diffStreams(stream(before), stream(after), () => {
    opened += 1;
    return openSpool();
  });
  expect(opened).toBe(1);
  expect(summary(diff)).toEqual({
    "dossiers.changed": 1,
    "dossiers.renamed": 1,
    "otherIds.dossiers": 6_000,
    "otherIds.documents": 54_000,
  });
  expect(diff).toEqual(diffManifests(before, after));
});

test("a list in which everything is new is compared like any other, however long it is", () => {
  const before = aManifest({ dossiers: [anItem(1)] });
  const [dossier] = aManifest({ dossiers: [anItem(2)] }).dossiers;
  const [document] = dossier!.documents;
  const documents = Array.from({ length: 150_000 }, (_, at) => ({
    ...document!,
    id: anId("b", at),
    number: `${at}-QĐ/UBKTĐU`,
    files: [{ ...document!.files[0]!, sha256: at.toString(16).padStart(64, "f") }],
  }));
  const diff = diffManifests(before, { ...before, dossiers: [{ ...dossier!, documents }] });
  expect(diff.documents.added).toHaveLength(150_000);
  expect(diff.files.added).toHaveLength(150_000);
});

test("nothing that repeats or was made anew makes a comparison take the square of its length", () => {
  const many = 60_000;
  const list = (first: number, mark: string): Manifest => {
    const manifest = aManifest({ dossiers: [anItem(1)] });
    const [dossier] = manifest.dossiers;
    const [document] = dossier!.documents;
    const file = (at: number) => ({
      ...document!.files[0]!,
      path: `data/${mark}${at}`,
      originalPath: `${at}.pdf`,
      sha256: `${mark}${at}`.padStart(64, "0"),
    });
    const documents = Array.from({ length: many }, (_, at) => ({
      ...document!,
      id: anId("b", first + at),
      number: `${at}-QĐ/UBKTĐU`,
      files: [],
    })).reverse();
    const whole = { ...document!, files: Array.from({ length: many }, (_, at) => file(at)).reverse() };
    const said = manifest.responsibilities[0]!;
    return {
      ...manifest,
      dossiers: [{ ...dossier!, documents: [whole, ...documents] }],
      responsibilities: Array.from({ length: many }, () => ({ ...said, person: mark })),
    };
  };
  const before = list(1_000, "a");
  before.dossiers[0]!.documents.reverse();
  expect(summary(diffManifests(before, list(100_000, "b")))).toEqual({
    "otherIds.documents": many,
    "files.changed": many,
    "responsibilities.changed": many,
  });
}, 20_000);
