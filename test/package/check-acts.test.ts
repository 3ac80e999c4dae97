import { describe, expect, it } from "vitest";
import type { SignedManifest } from "../../src/manifest/index.js";
import { type ActsSource, checkPackagedActs } from "../../src/package/check-acts.js";

const megabyte = 1024 * 1024;

/** A bag with acts of these sizes, and which of its files somebody read. */
function bagOf(sizes: readonly number[]): ActsSource & { read: ActsSource["read"]; wasRead: string[] } {
  const names = sizes.map(
    (_, index) => `handover/acts/act-${String(index + 1).padStart(3, "0")}-witness.json`,
  );
  const wasRead: string[] = [];
  return {
    paths: ["data/x.pdf", ...names.flatMap((name) => [name, `${name}.p7s`])],
    wasRead,
    read: async (path, limit) => {
      wasRead.push(path);
      const size = path.endsWith(".p7s") ? 1000 : sizes[names.indexOf(path)]!;
      return size > limit ? null : Buffer.alloc(size);
    },
  };
}

const neverAsked = async (): Promise<never> => {
  throw new Error("acts that are not read cannot be checked");
};
const sent = {} as SignedManifest;

describe("the acts in a package", () => {
  it("are not read where they are more than any handover has", async () => {
    const bag = bagOf(Array.from({ length: 201 }, () => 10));
    expect(await checkPackagedActs(sent, bag, neverAsked)).toMatchObject({
      acts: [],
      findings: [{ code: "acts-too-many", severity: "error", details: { acts: 201, limit: 200 } }],
    });
    expect(bag.wasRead).toEqual([]);
  });

  it("are not checked where all of them together are too large, and no more is read than that", async () => {
    const bag = bagOf(Array.from({ length: 200 }, () => 15 * megabyte));
    expect(await checkPackagedActs(sent, bag, neverAsked)).toMatchObject({
      acts: [],
      findings: [{ code: "acts-too-large", severity: "error", details: { limit: 32 * megabyte } }],
    });
    expect(bag.wasRead.filter((path) => path.endsWith(".json"))).toHaveLength(3);
  });

  it("are named where one of them alone is too large, and the others are checked", async () => {
    const bag = bagOf([17 * megabyte, 10]);
    const checked = await checkPackagedActs(sent, bag, async (_, files) => {
      expect(files.map(({ file }) => file)).toEqual(["handover/acts/act-002-witness.json"]);
      return { acts: [], signed: [], findings: [], trustFindings: [], evidence: [] };
    });
    expect(checked?.findings).toMatchObject([
      { code: "entry-unreadable", place: { file: "handover/acts/act-001-witness.json" } },
    ]);
  });
});
