import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Manifest, ManifestDossier } from "../../src/manifest/manifest.js";
import { readManifest, readManifestDossiers } from "../../src/manifest/read-manifest.js";
import { serialiseManifest } from "../../src/manifest/serialise-manifest.js";
import { fitText } from "../../src/manifest/shape.js";
import { aManifest, anItem } from "./a-manifest.js";

const manifest = aManifest();
const text = serialiseManifest(manifest).toString("utf8");

function codes(spelled: string | Uint8Array): string[] {
  const result = readManifest(typeof spelled === "string" ? Buffer.from(spelled) : spelled);
  expect(result.manifest).toBeNull();
  return result.findings.map((one) => one.code);
}

function details(spelled: string): unknown[] {
  return readManifest(Buffer.from(spelled)).findings.map((one) => ({ code: one.code, ...one.details }));
}

test("what was written is read back as it was", () => {
  const result = readManifest(serialiseManifest(manifest));
  expect(result.findings).toEqual([]);
  expect(result.manifest).toEqual(manifest);
});

test("a list begins with its format and has one dossier per line", () => {
  const lines = text.split("\n");
  expect(lines.slice(0, 3)).toEqual(["{", '"format":"bangiao-manifest/1",', '"kind":"handover",']);
  expect(lines.at(-1)).toBe("");
  const start = lines.indexOf('"dossiers":[');
  expect(lines.slice(start + 3)).toEqual(["]", "}", ""]);
  expect(JSON.parse(lines[start + 2]!).reference).toBe("02.KTCH");
  expect(JSON.parse(text)).toEqual(manifest);
});

const cut = (pattern: RegExp | string, replacement: string): string => {
  const changed = text.replace(pattern, replacement);
  expect(changed).not.toBe(text);
  return changed;
};

test.each<[string, () => string | Uint8Array, string]>([
  ["nothing at all", () => "", "list-empty"],
  ["a byte order mark", () => `\uFEFF${text}`, "list-byte-order-mark"],
  ["CRLF", () => text.replaceAll("\n", "\r\n"), "list-line-ending"],
  ["no line end at the end", () => text.slice(0, -1), "list-line-ending"],
  ["NFD", () => cut("Phạm Thị Lan", "Phạm Thị Lan".normalize("NFD")), "list-not-nfc"],
  ["a key twice on a line", () => cut('"code":', '"code":"06685","code":'), "list-key-duplicate"],
  [
    "a head field twice",
    () => cut('"kind":"handover",\n', '"kind":"handover",\n"kind":"handover",\n'),
    "list-key-duplicate",
  ],
  ["an unknown key on a line", () => cut('"code":', '"colour":"đỏ","code":'), "list-key-unknown"],
  ["an unknown head field", () => cut('"uuid":', '"note":"x",\n"uuid":'), "list-key-unknown"],
  ["an unknown list", () => cut('"openCases":[', '"extra":[\n{}\n],\n"openCases":['), "list-key-unknown"],
  ["an unknown field at the end", () => cut(/\n\]\n\}\n$/u, '\n]\n"x":1\n}\n'), "list-key-unknown"],
  ["__proto__ as a key", () => cut('"code":', '"__proto__":{},"code":'), "list-key-unknown"],
  ["a missing key", () => cut('"province":"Quảng Ninh",', ""), "list-key-missing"],
  ["a missing head field", () => cut(/"legalBases":.*\n/u, ""), "list-key-missing"],
  [
    "keys in another order",
    () => cut(/("name":"Phường Hồng Gai"),("kind":"phuong")/u, "$2,$1"),
    "list-key-order",
  ],
  ["head fields in another order", () => cut(/("id":.*\n)("uuid":.*\n)/u, "$2$1"), "list-key-order"],
  ["a blank after a comma", () => cut('","kind":', '", "kind":'), "list-not-canonical"],
  ["an escaped letter", () => cut('"phuong"', '"ph\\u0075ong"'), "list-not-canonical"],
  ["a number as 1e3", () => cut('"size":1101', '"size":1.101e3'), "list-not-canonical"],
  ["a negative size", () => cut('"size":1101', '"size":-1'), "list-value-wrong"],
  ["a fraction", () => cut('"size":1101', '"size":1.5'), "list-value-wrong"],
  ["a size beyond safe integers", () => cut('"size":1101', '"size":9007199254740993'), "list-value-wrong"],
  ["text for a number", () => cut('"size":1101', '"size":"1101"'), "list-value-wrong"],
  ["a day no calendar has", () => cut('"2024-03-05"', '"2024-02-30"'), "list-value-wrong"],
  ["a digest in capitals", () => cut(/"sha256":"a/u, '"sha256":"A'), "list-value-wrong"],
  ["another time zone", () => cut('08:30:00+07:00"', '01:30:00Z"'), "list-value-wrong"],
  ["an unknown secrecy", () => cut('"secrecy":"none"', '"secrecy":"secret"'), "list-value-wrong"],
  ["a path out of the bag", () => cut(/"path":"data\/[^"]*"/u, '"path":"data/../../x"'), "list-value-wrong"],
  ["an escape sequence", () => cut("Phạm Thị Lan", "Phạm\\u001b[2J"), "list-value-wrong"],
  ["reversed writing", () => cut("Phạm Thị Lan", "Phạm\u202Elan"), "list-value-wrong"],
  ["text of a megabyte", () => cut("Phạm Thị Lan", "a".repeat(1_000_000)), "list-value-wrong"],
  ["broken JSON", () => cut('"uuid":"6f', '"uuid":6f'), "list-json-broken"],
  ["deep nesting", () => cut('"legalBases":[', `"legalBases":[${"[".repeat(200)}`), "list-json-broken"],
  [
    "a byte that is no UTF-8",
    () => Buffer.concat([Buffer.from('{\n"format":"\xff', "latin1")]),
    "list-not-utf8",
  ],
  ["a cut-off end", () => text.slice(0, text.indexOf("]\n}\n")), "list-framing"],
  ["something after the end", () => `${text}x\n`, "list-framing"],
  ["another format", () => cut("manifest/1", "manifest/2"), "list-format-unknown"],
  ["one line of JSON", () => `${JSON.stringify(manifest)}\n`, "list-framing"],
  ["indented JSON", () => `${JSON.stringify(manifest, null, 2)}\n`, "list-framing"],
  ["no comma between dossiers", () => cut('}]}]},\n{"id"', '}]}]}\n{"id"'), "list-framing"],
  ["a comma after the last dossier", () => cut("}]}]}\n]\n}", "}]}]},\n]\n}"), "list-framing"],
  ["another total", () => cut('"documents":4', '"documents":5'), "manifest-total-differs"],
  [
    "a dossier left out",
    () => cut(/\{"id":"dddddddd-0000-4000-8000-000000000001.*\n/u, ""),
    "manifest-total-differs",
  ],
])("%s is refused", (_, spelled, code) => {
  expect(codes(spelled())).toContain(code);
});

test("a finding names line and field", () => {
  expect(details(cut('"size":1101', '"size":-1'))).toEqual([
    {
      code: "list-value-wrong",
      list: "manifest",
      line: text.split("\n").findIndex((line) => line.includes('"size":1101')) + 1,
      field: "dossiers[0].documents[0].files[0].size",
      expected: "count",
    },
  ]);
});

test("every deviation is named, not only the first", () => {
  const spelled = text
    .replace('"size":1101', '"size":-1')
    .replace('"size":1102', '"size":-2')
    .replace('"kind":"handover"', '"kind":"gift"');
  expect(details(spelled)).toHaveLength(3);
});

test("an ocean of faults ends in a bounded report", () => {
  const many = aManifest({ dossiers: Array.from({ length: 400 }, (_, index) => anItem(index + 1)) });
  const spelled = serialiseManifest(many).toString().replaceAll('"language":"vi"', '"language":7');
  const { findings } = readManifest(Buffer.from(spelled));
  expect(findings.length).toBeLessThanOrEqual(201);
  expect(findings.some((one) => one.code === "list-findings-cut")).toBe(true);
});

test("dossiers out of order or twice are found", () => {
  const [first, second] = manifest.dossiers as [ManifestDossier, ManifestDossier];
  const swapped: Manifest = { ...manifest, dossiers: [second, first] };
  expect(codes(serialiseManifest(swapped))).toContain("manifest-dossier-repeated");
  expect(codes(serialiseManifest({ ...manifest, dossiers: [first, first] }))).toContain(
    "manifest-dossier-repeated",
  );
});

test("a list that shows the file or abstract of a classified paper is refused", () => {
  const shown = text.replace('"secrecy":"none"', '"secrecy":"mat"');
  const found = readManifest(Buffer.from(shown)).findings.flatMap((one) =>
    one.code === "manifest-secret-shown" ? [one.details.what] : [],
  );
  expect(found).toContain("files");
  expect(found).toContain("abstract");
});

test("any words survive writing and reading", () => {
  const words = fc.string({ unit: "binary", maxLength: 40 }).map(fitText);
  fc.assert(
    fc.property(
      fc.array(fc.record({ title: words, notes: words, size: fc.maxSafeNat() }), { maxLength: 5 }),
      (rows) => {
        const any = aManifest({
          dossiers: rows.map(({ title, notes, size }, at) => {
            const item = anItem(at + 1, { title, notes });
            item.documents[0]!.files[0]!.size = size % 1e12;
            return item;
          }),
        });
        const bytes = serialiseManifest(any);
        const result = readManifest(bytes);
        expect(result.findings).toEqual([]);
        expect(result.manifest).toEqual(any);
        expect(serialiseManifest(result.manifest!).equals(bytes)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test("no single changed byte is read as the same list, and none breaks the reader", () => {
  const bytes = serialiseManifest(manifest);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
      const changed = Buffer.from(bytes);
      changed[at]! ^= difference;
      const result = readManifest(changed);
      if (result.manifest) expect(result.manifest).not.toEqual(manifest);
      else expect(result.findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});

test("a list is read dossier by dossier from a file, its head first", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bangiao-"));
  try {
    const path = join(folder, "manifest.json");
    writeFileSync(path, text);
    const stream = await readManifestDossiers(path);
    expect(stream.header?.id).toBe(manifest.id);
    expect(stream.header).not.toHaveProperty("dossiers");
    const dossiers: ManifestDossier[] = [];
    for await (const dossier of stream.dossiers) dossiers.push(dossier);
    expect(dossiers).toEqual(manifest.dossiers);
    expect(stream.findings).toEqual([]);

    writeFileSync(path, text.replace('"size":1101', '"size":1102'));
    const changed = await readManifestDossiers(path);
    for await (const _ of changed.dossiers);
    expect(changed.findings.map((one) => one.code)).toContain("manifest-total-differs");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
