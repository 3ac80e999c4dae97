import { describe, expect, it } from "vitest";
import { judgeClock, type OfficeFacts, whereThingsStand } from "../../src/custody/index.js";

const giver: OfficeFacts = {
  unit: { code: "06691", name: "Phường Hồng Gai", from: null, until: "2025-06-30" },
  dossiers: 0,
  received: 0,
  documents: 0,
  files: 0,
  unassigned: 0,
  checked: false,
  openErrors: 0,
  unknown: 0,
  keys: 0,
  waiting: 0,
  outgoing: [],
  incoming: 0,
};
const receiver: OfficeFacts = { ...giver, unit: { ...giver.unit, from: "2025-07-01", until: null } };
const nextOf = (facts: OfficeFacts | null) =>
  whereThingsStand(facts).find(({ state }) => state === "next")?.name;
const stateOf = (facts: OfficeFacts, name: string) =>
  whereThingsStand(facts).find((step) => step.name === name)?.state;

describe("what comes next", () => {
  const listed = { ...giver, dossiers: 12, waiting: 12 };
  const scanned = { ...listed, files: 90 };
  const checked = { ...scanned, checked: true };
  const ready = { ...checked, keys: 1 };
  const handed = (state: OfficeFacts["outgoing"][number]["state"]): OfficeFacts => ({
    ...ready,
    waiting: 0,
    outgoing: [{ id: "BG-06691-20250628-01", state }],
  });

  it.each<[string, OfficeFacts | null, string | undefined]>([
    ["a workspace, where there is none", null, "init"],
    ["the registers, in an empty workspace", giver, "import"],
    ["a scan, when dossiers are listed", listed, "scan"],
    ["the doubtful files, before the first check", { ...scanned, unassigned: 3 }, "assign"],
    ["the check, when every file has its place", scanned, "check"],
    ["the check, also for a unit of paper only, once it was made", { ...listed, checked: true }, "key"],
    ["an explanation of what is missing", { ...checked, openErrors: 4 }, "explain"],
    ["a key, when nothing is missing", checked, "key"],
    ["the handover, with a key", ready, "handover"],
    ["the handover, while a list waits for its signature", handed("drafted"), "handover"],
    ["the handover, while a signed list waits to be packed", handed("signed"), "handover"],
    ["the receipt, once the package is made", handed("packed"), "receipt"],
    ["nothing, when the receipt is filed", handed("answered"), undefined],
    [
      "the handover, when dossiers came in after the first one",
      { ...handed("answered"), waiting: 2 },
      "handover",
    ],
    ["a key, at the unit that receives", receiver, "key"],
    ["the package, at the unit that receives", { ...receiver, keys: 1 }, "receive"],
    [
      "nothing, when the package was received",
      { ...receiver, keys: 1, incoming: 1, received: 12 },
      undefined,
    ],
  ])("is %s", (_what, facts, expected) => {
    expect(nextOf(facts)).toBe(expected);
  });

  it("is one thing at most, and no step is named twice", () => {
    for (const facts of [null, giver, listed, scanned, checked, ready, handed("packed"), receiver]) {
      const steps = whereThingsStand(facts);
      expect(steps.filter(({ state }) => state === "next").length).toBeLessThanOrEqual(1);
      expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
    }
  });

  it("lets files that belong nowhere and questions without an answer wait after the check", () => {
    const facts = { ...ready, unassigned: 2, unknown: 3 };
    expect(nextOf(facts)).toBe("handover");
    expect(stateOf(facts, "assign")).toBe("open");
    expect(stateOf(facts, "facts")).toBe("open");
  });

  it("holds the handover back until a check was made", () => {
    expect(stateOf(scanned, "handover")).toBe("waiting");
  });
});

describe("a clock", () => {
  it.each([
    ["2026-01-05T02:00:00Z", null, "fine"],
    ["2026-01-05T02:00:00Z", "2026-01-05T08:59:00+07:00", "fine"],
    ["2026-01-05T02:00:00Z", "2026-01-05T09:03:00+07:00", "fine"],
    ["2026-01-05T02:00:00Z", "2026-01-06T09:00:00+07:00", "before-log"],
    ["2015-01-01T00:00:00Z", null, "before-program"],
    ["2099-01-01T00:00:00Z", null, "far-future"],
  ])("that shows %s after an entry of %s is %s", (now, entry, verdict) => {
    expect(judgeClock(new Date(now), entry)).toBe(verdict);
  });
});
