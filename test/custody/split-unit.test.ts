import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { AuditResult } from "../../src/audit/index.js";
import type { HandoverStatus, RunningCase, RunningObligation } from "../../src/custody/index.js";
import type { Manifest } from "../../src/manifest/index.js";
import { openStore } from "../../src/store/index.js";
import { anId } from "../manifest/a-dossier.js";
import { sandbox } from "../support/sandbox.js";
import { anOffice, fill, fingerprintOf, firstOfJuly, type Office } from "./offices.js";

const haKhau = [
  "--code",
  "06655",
  "--name",
  "Phường Hà Khẩu",
  "--until",
  "2025-06-30",
  "--province",
  "Quảng Ninh",
];
const eve = new Date("2025-06-28T02:00:00Z");

function manifestOf(office: Office, id: string): Manifest {
  const path = join(office.folder, ".bangiao/handovers", id, "manifest.json");
  return JSON.parse(readFileSync(path, "utf8")) as Manifest;
}

function referencesIn(office: Office): string[] {
  const store = openStore(join(office.folder, ".bangiao/inventory.db"));
  const references = store.dossiers.all().map(({ reference, status }) => `${reference} ${status}`);
  store.close();
  return references;
}

it("a split unit gives its block to one successor and each open case to whoever continues it", async () => {
  const folder = sandbox();
  const giver = await anOffice(join(folder, "ha-khau"), haKhau, eve);
  const open = { status: "open", closed: null } as const;
  fill(giver, { 3: { ...open, reference: "09/HS" }, 4: { ...open, reference: "10/HS" } }, [1, 2, 3, 4]);
  const none = { promised: 0, sent: 0, received: 0, reserved: 0, refused: 0, remaining: 0 };
  /** What `manifest status` tells is exactly this, which accounts for all four dossiers. */
  const stands = async (counts: Partial<HandoverStatus["counts"]>, handovers: (string | number)[][]) => {
    const status = await giver.json<HandoverStatus>("manifest", "status");
    expect(status.counts).toEqual({ ...none, ...counts });
    expect(Object.values(status.counts).reduce((sum, count) => sum + count)).toBe(status.total);
    expect([status.total, status.twice]).toEqual([4, []]);
    expect(status.handovers.map(({ unit, state, dossiers }) => [unit.code, state, dossiers])).toEqual(
      handovers,
    );
    return status;
  };
  const { remaining } = await stands({ remaining: 4 }, []);
  expect(remaining.map(({ reference }) => reference)).toEqual(["01.KTCH", "02.KTCH", "09/HS", "10/HS"]);

  const undecided = await giver.type("manifest", "create", "--to", "06661");
  expect(undecided.exitCode).toBe(3);
  for (const word of ["09/HS", "10/HS", "06661 Phường Việt Hưng", "06706 Phường Tuần Châu"]) {
    expect(undecided.stderr).toContain(word);
  }

  const cases = ["--cases", "09/HS=06661", "--cases", "10/HS=06706"];
  await giver.must("manifest", "create", "--to", "06661", ...cases);
  const half = await stands({ promised: 3, remaining: 1 }, [["06661", "drafted", 3]]);
  expect(half.remaining.map(({ reference }) => reference)).toEqual(["10/HS"]);
  expect((await giver.type("manifest", "status")).exitCode).toBe(1);
  await giver.must("manifest", "create", "--to", "06706", ...cases);
  await stands({ promised: 4 }, [
    ["06661", "drafted", 3],
    ["06706", "drafted", 1],
  ]);
  const block = manifestOf(giver, "BG-06655-20250628-01");
  const rest = manifestOf(giver, "BG-06655-20250628-02");
  const references = (manifest: Manifest): string[] => manifest.dossiers.map((one) => one.reference).sort();
  expect(references(block)).toEqual(["01.KTCH", "02.KTCH", "09/HS"]);
  expect(references(rest)).toEqual(["10/HS"]);
  expect(block.remaining).toMatchObject([
    { reference: "10/HS", reason: "goes-to-other-receiver", receiver: { code: "06706" } },
  ]);
  expect(rest.remaining.map(({ reason, handover }) => [reason, handover])).toEqual(
    Array(3).fill(["in-other-handover", "BG-06655-20250628-01"]),
  );
  expect(await giver.must("manifest", "show", "BG-06655-20250628-02")).toContain("đã có trong bản kê khác");
  // Every dossier lies in exactly one list, and each list names all those that lie in the other.
  const inLists = [...references(block), ...references(rest)].sort();
  expect(inLists).toEqual(remaining.map(({ reference }) => reference));
  for (const list of [block, rest]) {
    const named = [...references(list), ...list.remaining.map(({ reference }) => reference)].sort();
    expect(named).toEqual(inLists);
  }

  const stick = join(folder, "usb");
  mkdirSync(stick);
  const print = await fingerprintOf(giver);
  const receivers = [
    ["06661", "Phường Việt Hưng", "BG-06655-20250628-01", ["01.KTCH closed", "02.KTCH closed", "09/HS open"]],
    ["06706", "Phường Tuần Châu", "BG-06655-20250628-02", ["10/HS open"]],
  ] as const;
  for (const [code, name, id, expected] of receivers) {
    await giver.must("manifest", "sign", id, "--key", "khoa");
    await giver.must("package", "create", id, "--out", stick);
    const first = code === "06661";
    if (first) {
      await stands({ sent: 3, promised: 1 }, [
        ["06661", "packed", 3],
        ["06706", "drafted", 1],
      ]);
    }
    const receiver = await anOffice(
      join(folder, code),
      ["--code", code, "--name", name, "--from", "2025-07-01"],
      firstOfJuly,
    );
    const receive = [
      "receive",
      join(stick, `${id}.zip`),
      "--key",
      "khoa",
      "--fingerprint",
      print,
      "--out",
      stick,
    ];
    if (first) await receiver.must(...receive, "--accept-all");
    else {
      // The open case comes without what its next step needs: it is refused.
      const list = join(receiver.folder, "tra-loi.csv");
      await receiver.must(...receive, "--template", list);
      const rows = readFileSync(list, "utf8");
      writeFileSync(list, rows.replace(/,,,,([^,]*)$/mu, ",từ chối,,thiếu biên bản,$1"));
      await receiver.must(...receive, "--answers", list);
    }
    expect(referencesIn(receiver)).toEqual(first ? expected : []);
    giver.now = firstOfJuly;
    const filed = ["--fingerprint", await fingerprintOf(receiver)];
    await giver.must("manifest", "accept-receipt", join(stick, `${id}.receipt.json`), ...filed);
    if (first) {
      await stands({ received: 3, promised: 1 }, [
        ["06661", "answered", 3],
        ["06706", "drafted", 1],
      ]);
      giver.now = eve;
      continue;
    }
    const refused = await stands({ received: 3, refused: 1 }, [
      ["06661", "answered", 3],
      ["06706", "answered", 1],
    ]);
    expect(refused.refused.map(({ reference, handovers }) => [reference, handovers])).toEqual([
      ["10/HS", [id]],
    ]);
    // Handed over once more, it is accepted; the refusal stays in its own line.
    const again = await giver.json<{ id: string }>("manifest", "create", "--to", code, ...cases);
    await giver.must("manifest", "sign", again.id, "--key", "khoa");
    await giver.must("package", "create", again.id, "--out", stick);
    const sentAgain = [...receive];
    sentAgain[1] = join(stick, `${again.id}.zip`);
    receiver.now = new Date("2025-07-01T03:00:00Z");
    await receiver.must(...sentAgain, "--accept-all");
    expect(referencesIn(receiver)).toEqual(expected);
    giver.now = receiver.now;
    await giver.must("manifest", "accept-receipt", join(stick, `${again.id}.receipt.json`), ...filed);
    const settled = await stands({ received: 4 }, [
      ["06661", "answered", 3],
      ["06706", "answered", 1],
      ["06706", "answered", 1],
    ]);
    expect(settled.handovers.map(({ accepted, refused: no }) => [accepted, no])).toEqual([
      ...[
        [3, 0],
        [0, 1],
        [1, 0],
      ],
    ]);
    expect(await giver.must("manifest", "status")).toContain(
      "BG-06655-20250628-02 · Phường Tuần Châu (06706) · đã có biên nhận · 1 hồ sơ, từ chối 1",
    );
    giver.now = eve;
  }

  const nothing = await giver.type("manifest", "create", "--to", "06661", ...cases);
  expect(nothing.exitCode).toBe(3);
});

it("one receiver keeps dossiers of several units apart, though their references and numbers are the same", async () => {
  const folder = sandbox();
  const stick = join(folder, "usb");
  mkdirSync(stick);
  const receiver = await anOffice(
    join(folder, "nhan"),
    ["--code", "06685", "--name", "Phường Hồng Gai", "--from", "2025-07-01"],
    firstOfJuly,
  );
  const units = [
    ["06691", "Phường Hồng Gai"],
    // Its old code is the receiver's new one.
    ["06685", "Phường Trần Hưng Đạo"],
    ["06694", "Phường Bạch Đằng"],
  ] as const;
  for (const [at, [code, name]] of units.entries()) {
    const giver = await anOffice(
      join(folder, code),
      ["--code", code, "--name", name, "--until", "2025-06-30", "--province", "Quảng Ninh"],
      eve,
    );
    const numbers = [at * 10 + 1, at * 10 + 2];
    fill(
      giver,
      {
        [numbers[0]!]: { reference: "12.KTCH", rectificationDeadline: `2025-0${7 + at}-15` },
        [numbers[1]!]: {
          ...{ reference: "12a.KTCH", status: "open", closed: null },
          openCase: {
            step: "KTCH.BBLV",
            nextStep: `Việc ${code}`,
            deadline: `2025-0${9 - at}-01`,
            team: "Tổ 1",
          },
        },
      },
      numbers,
    );
    // Each of the three has its own decision of one and the same number.
    const inventory = openStore(join(giver.folder, ".bangiao/inventory.db"));
    const [decision] = inventory.documents.ofDossier(anId("d", numbers[0]!));
    inventory.documents.save({ ...decision!, number: "99-QĐ/UBKTĐU" });
    inventory.close();
    await giver.must("manifest", "create", "--to", "06685");
    await giver.must("manifest", "sign", "--key", "khoa");
    await giver.must("package", "create", "--out", stick);
    await receiver.must(
      "receive",
      join(stick, `BG-${code}-20250628-01.zip`),
      ...["--accept-all", "--key", "khoa", "--fingerprint", await fingerprintOf(giver), "--out", stick],
    );
  }
  const store = openStore(join(receiver.folder, ".bangiao/inventory.db"));
  expect(store.dossiers.all().map(({ reference, origin }) => `${reference} ${origin.name}`)).toEqual([
    "12.KTCH Phường Trần Hưng Đạo",
    "12.KTCH Phường Hồng Gai",
    "12.KTCH Phường Bạch Đằng",
    "12a.KTCH Phường Trần Hưng Đạo",
    "12a.KTCH Phường Hồng Gai",
    "12a.KTCH Phường Bạch Đằng",
  ]);
  const decisions = store.dossiers
    .all()
    .flatMap(({ id, origin }) =>
      store.documents.ofDossier(id).map(({ number }) => `${number} ${origin.name}`),
    )
    .filter((one) => one.startsWith("99-QĐ/UBKTĐU"));
  expect(decisions.sort()).toEqual(units.map(([, name]) => `99-QĐ/UBKTĐU ${name}`).sort());
  store.close();
  expect(await receiver.must("log", "verify")).toContain("4 dòng");
  // They are the numbers of three offices: no number was given twice.
  expect((await receiver.type("check", "--format", "json")).stdout).not.toContain("number-duplicate");

  // What goes on is the receiver's own list now: whose it was, the most pressing first.
  const { cases } = await receiver.json<{ cases: RunningCase[] }>("inventory", "cases");
  expect(
    cases.map(({ reference, unit, nextStep, daysLeft, continues }) => [
      reference,
      unit,
      nextStep,
      daysLeft,
      continues,
    ]),
  ).toEqual([
    ["12a.KTCH", "Phường Bạch Đằng", "Việc 06694", 0, "Phường Hồng Gai"],
    ["12a.KTCH", "Phường Trần Hưng Đạo", "Việc 06685", 31, "Phường Hồng Gai"],
    ["12a.KTCH", "Phường Hồng Gai", "Việc 06691", 62, "Phường Hồng Gai"],
  ]);
  const { obligations } = await receiver.json<{ obligations: RunningObligation[] }>(
    "inventory",
    "obligations",
  );
  expect(obligations.map(({ kind, unit, daysLeft }) => [kind, unit, daysLeft])).toEqual([
    ["rectification", "Phường Hồng Gai", 14],
    ["rectification", "Phường Trần Hưng Đạo", 45],
    ["rectification", "Phường Bạch Đằng", 76],
  ]);
  // One reference of three units: nobody guesses which is meant.
  const unclear = await receiver.type("inventory", "show", "12.KTCH");
  expect(unclear.exitCode).not.toBe(0);
  for (const [code] of units) expect(unclear.stderr).toContain(`${code}:12.KTCH`);
  const audit = await receiver.json<AuditResult>("audit", stick);
  expect(audit.handovers.map(({ giver, receiver: to }) => [giver, to])).toEqual(
    [units[1], units[0], units[2]].map(([code, name]) => [`${code} ${name}`, "06685 Phường Hồng Gai"]),
  );
  // Every certificate is unknown here; nothing else is open.
  expect(new Set(audit.gaps.map(({ kind }) => kind))).toEqual(new Set(["signer-untrusted"]));
});
