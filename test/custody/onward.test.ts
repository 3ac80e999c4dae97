import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Manifest, readManifest, serialiseManifest } from "../../src/manifest/index.js";
import { checkCustody } from "../../src/package/check-custody.js";
import { openPackage, type VerificationResult } from "../../src/package/index.js";
import { checkSignature, emptyTrust } from "../../src/signing/index.js";
import { sandbox } from "../support/sandbox.js";
import {
  anOffice,
  fileReceipt,
  fingerprintOf,
  firstOfJuly,
  handOver,
  hongGaiOffice,
  newHongGaiOffice,
  type Office,
  referencesIn,
} from "./offices.js";

interface Chain {
  stick: string;
  offices: [Office, Office, Office, Office];
  ids: string[];
  /** The package from the third office to the fourth. */
  last: Awaited<ReturnType<typeof handOver>>;
}

/** Old Phường Hồng Gai → new Phường Hồng Gai → Phường Tuần Châu, and packed once more for Phường Việt Hưng. */
async function theChain(folder: string): Promise<Chain> {
  const stick = join(folder, "usb");
  const a = await hongGaiOffice(join(folder, "a"));
  const b = await newHongGaiOffice(join(folder, "b"));
  const init = (code: string, name: string): string[] => [
    ...["--code", code, "--name", name, "--from", "2025-07-01", "--province", "Quảng Ninh"],
  ];
  const c = await anOffice(join(folder, "c"), init("06706", "Phường Tuần Châu"), firstOfJuly);
  const d = await anOffice(join(folder, "d"), init("06661", "Phường Việt Hưng"), firstOfJuly);
  b.now = new Date("2025-07-01T03:00:00Z");
  c.now = new Date("2025-07-02T03:00:00Z");
  d.now = new Date("2025-07-03T03:00:00Z");
  const first = await handOver(a, stick, "--to", "06685");
  await b.must(...first.receive, "--accept-all");
  await fileReceipt(a, b, stick, first.id);
  b.now = new Date("2025-07-01T08:00:00Z");
  // What the first office explained is explained: it need not be forced.
  const second = await handOver(b, stick, "--to", "06706");
  await c.must(...second.receive, "--accept-all");
  await fileReceipt(b, c, stick, second.id);
  c.now = new Date("2025-07-02T08:00:00Z");
  const last = await handOver(c, stick, "--to", "06661");
  return { stick, offices: [a, b, c, d], ids: [first.id, second.id], last };
}

/** Leaves out the earlier handovers that no dossier names any more. */
function forgetUnused(manifest: Manifest): void {
  const named = new Set(manifest.dossiers.flatMap(({ custody }) => custody));
  manifest.priorHandovers = manifest.priorHandovers.filter(({ uuid }) => named.has(uuid));
}

/** What a walk through the earlier handovers of a package finds when some of its files are other than they were. */
async function walked(
  zip: string,
  change: {
    files?: Record<string, ((bytes: Buffer) => Buffer) | null>;
    list?: (manifest: Manifest) => void;
  } = {},
): Promise<string[]> {
  const open = (await openPackage(zip))!;
  const read = async (path: string): Promise<Buffer | null> => {
    const found = Object.entries(change.files ?? {}).find(([ending]) => path.endsWith(ending));
    const bytes = await open.readSmall(path, 1 << 24);
    return found ? (bytes && found[1] ? found[1](bytes) : null) : bytes;
  };
  const { manifest } = readManifest((await open.readSmall("handover/manifest.json", 1 << 24))!);
  change.list?.(manifest!);
  const now = new Date("2025-07-03T03:00:00Z");
  const findings = await checkCustody(manifest!, { paths: open.paths(), read }, (content, p7s, file) =>
    checkSignature({ p7s, content, trust: emptyTrust, now, place: { file } }),
  );
  await open.close();
  return [
    ...new Set(
      findings
        .filter(({ severity }) => severity === "error")
        .map(({ code, details }) => {
          const { what, problem } = details as { what?: string; problem?: string };
          return [code, what ?? problem].filter(Boolean).join(" ");
        }),
    ),
  ].sort();
}

describe("what was received is handed over again", () => {
  it("with all its acts; every office sees where a dossier has been, and verify walks the whole way", async () => {
    const { offices, ids, last, stick } = await theChain(sandbox());
    const [a, b, c, d] = offices;
    const print = await fingerprintOf(c);
    const verified = await d.json<VerificationResult>("verify", last.zip, "--fingerprint", print);
    expect(verified.verdict).toBe("valid");
    expect(verified.stages.at(-1)).toMatchObject({ stage: "custody", outcome: "passed" });
    // The fourth office has never seen the keys of the first two: that is said, and hinders nothing.
    const strangers = verified.findings.filter(({ code }) => code === "custody-signer-untrusted");
    expect(new Set(strangers.map(({ severity }) => severity))).toEqual(new Set(["warning"]));
    expect(strangers.map(({ details }) => (details as { handover: string }).handover)).toEqual(
      expect.arrayContaining(ids),
    );
    const packed = (await openPackage(last.zip))!;
    const { manifest } = readManifest((await packed.readSmall("handover/manifest.json", 1 << 24))!);
    await packed.close();
    const missing = manifest!.exceptions.filter(({ kind }) => kind === "missing");
    expect(missing.length).toBeGreaterThan(0);
    for (const { explanation } of missing)
      expect(explanation).toEqual({
        reason: "thất lạc khi chuyển trụ sở",
        person: "Phạm Thị Lan",
        due: null,
      });
    expect(await d.must("verify", last.zip, "--fingerprint", print)).toMatch(/Các lần bàn giao trước\s+đạt/u);

    await d.must(...last.receive, "--accept-all");
    await fileReceipt(c, d, stick, last.id);
    expect(referencesIn(d)).toEqual(["01.KTCH closed", "02.KTCH closed", "03.KTCH open"]);
    const shown = await d.must("inventory", "show", "01.KTCH");
    expect(shown).toContain("1. lập tại Phường Hồng Gai (mã 06691, đến hết 30/6/2025)");
    for (const [at, id] of [...ids, last.id].entries()) expect(shown).toContain(`${at + 2}. ${id}`);
    expect(shown.replace(/\s+/gu, " ")).toContain("nhận, lúc 02/7/2025 10:00");
    expect(shown).toContain(`bên giao suy từ tài liệu, theo bản kê: ${last.id}`);
    const { custody } = await d.json<{ custody: object[] }>("inventory", "show", "01.KTCH");
    expect(custody).toMatchObject([
      { handover: ids[0], direction: "earlier", answer: { outcome: "accepted" } },
      { handover: ids[1], direction: "earlier", answer: { outcome: "accepted" } },
      { handover: last.id, direction: "incoming", receiver: { code: "06661" } },
    ]);
    // Those in the middle see both sides of their own part; the first sees to whom it went.
    expect(await b.json("inventory", "show", "01.KTCH")).toMatchObject({
      custody: [{ direction: "incoming" }, { direction: "outgoing", answer: { outcome: "accepted" } }],
    });
    expect(await a.must("inventory", "show", "01.KTCH")).toContain(`${ids[0]}`);
    const log = await b.must("log", "--dossier", "01.KTCH");
    for (const id of ids) expect(log).toContain(id);
    expect(log).not.toContain("tạo kho làm việc");
  });

  it.each<[string, NonNullable<Parameters<typeof walked>[1]>, string[]]>([
    ["nothing is wrong", {}, []],
    [
      "a list is missing",
      { files: { "BG-06691-20250628-01/manifest.json": null } },
      ["custody-paper-missing manifest"],
    ],
    [
      "a signature is missing",
      { files: { "BG-06691-20250628-01/manifest.json.p7s": null } },
      ["custody-paper-missing signature"],
    ],
    ["all receipts are missing", { files: { "receipt.json": null } }, ["custody-paper-missing receipt"]],
    [
      "a receipt lost its signature",
      { files: { "receipt.json.p7s": null } },
      ["custody-paper-missing receipt-signature"],
    ],
    [
      "a list was changed after it was signed",
      {
        files: {
          "BG-06691-20250628-01/manifest.json": (bytes) =>
            Buffer.from(bytes.toString("utf8").replace("chi bộ khu 1", "chi bộ khu 9")),
        },
      },
      ["custody-paper-differs manifest"],
    ],
    [
      "a receipt was changed",
      {
        files: {
          "BG-06691-20250628-01/receipt.json": (bytes) =>
            Buffer.from(bytes.toString("utf8").replace('"accepted"', '"refused"')),
        },
      },
      ["custody-paper-differs receipt"],
    ],
    [
      "the chain forgets its beginning",
      {
        list: (manifest) => {
          for (const one of manifest.dossiers) one.custody = one.custody.slice(1);
          forgetUnused(manifest);
        },
      },
      ["custody-dossier-broken earlier-way"],
    ],
    [
      "one link in the middle is left out",
      {
        list: (manifest) => {
          for (const one of manifest.dossiers) one.custody = one.custody.slice(0, 1);
          forgetUnused(manifest);
        },
      },
      ["custody-dossier-broken gap"],
    ],
    [
      "a dossier is slipped in that never went that way",
      {
        list: ({ dossiers }) => {
          dossiers.push({ ...dossiers[0]!, id: "ffffffff-0000-4000-8000-00000000ffff" });
        },
      },
      ["custody-dossier-broken not-listed"],
    ],
    [
      "a dossier changes its fonds on the way",
      {
        list: ({ dossiers }) => {
          dossiers[0]!.origin = { ...dossiers[0]!.origin, code: "00001" };
        },
      },
      ["custody-dossier-broken other-origin"],
    ],
    [
      "an earlier giver is called another",
      {
        list: ({ priorHandovers }) => {
          const first = priorHandovers.find(({ id }) => id === "BG-06691-20250628-01")!;
          first.giver = { ...first.giver, name: "Phường Khác" };
        },
      },
      ["custody-paper-differs giver"],
    ],
  ])("and %s", async (_what, change, expected) => {
    expect(await walked((await chainOnce()).last.zip, change)).toEqual(expected);
  });

  it("and a list that names an unknown handover is none", () => {
    return chainOnce().then(async ({ last }) => {
      const open = (await openPackage(last.zip))!;
      const { manifest } = readManifest((await open.readSmall("handover/manifest.json", 1 << 24))!);
      await open.close();
      manifest!.priorHandovers.pop();
      const { findings } = readManifest(serialiseManifest(manifest!));
      expect(findings.map(({ code, details }) => [code, (details as { list: string }).list])).toEqual([
        ["manifest-reference-wrong", "custody"],
      ]);
    });
  });
});

const shared = mkdtempSync(join(tmpdir(), "bangiao-chain-"));
afterAll(() => rmSync(shared, { recursive: true, force: true }));
let once: Promise<Chain> | undefined;
/** One chain for all tests that only read it. */
function chainOnce(): Promise<Chain> {
  once ??= theChain(shared);
  return once;
}
