import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { HandoverStatus } from "../../src/custody/index.js";
import { type Manifest, readManifest, serialiseManifest } from "../../src/manifest/index.js";
import { openStore } from "../../src/store/index.js";
import { aDocument, aFile, anId } from "../manifest/a-dossier.js";
import { aManifest } from "../manifest/a-manifest.js";
import { sandbox } from "../support/sandbox.js";
import {
  fileReceipt,
  handOver,
  hongGaiOffice,
  newHongGaiOffice,
  type Office,
  referencesIn,
} from "./offices.js";

function manifestOf(office: Office, id: string): Manifest {
  const path = join(office.folder, ".bangiao/handovers", id, "manifest.json");
  return JSON.parse(readFileSync(path, "utf8")) as Manifest;
}

/** Finds one more paper of a dossier and puts it into the giver's inventory. */
function findPaper(office: Office, number: number): void {
  const store = openStore(join(office.folder, ".bangiao/inventory.db"));
  const root = join(office.folder, "ho-so");
  const bytes = Buffer.from(`Báo cáo tìm lại được của hồ sơ ${number}\n`);
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, `tim-lai-${number}.txt`), bytes);
  const document = aDocument(number, 3, { slot: "KTCH.BBTK", number: null });
  store.documents.save(document);
  const { id: _id, ...file } = aFile(number * 10 + 3, {
    root,
    path: `tim-lai-${number}.txt`,
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    format: "text",
  });
  store.files.attach({
    documentId: document.id,
    fileId: store.files.save(file),
    ordinal: 1,
    assignedBy: "person",
  });
  store.close();
}

const answerWith = (list: string, refused: string): void => {
  const [heading, ...rows] = readFileSync(list, "utf8").trimEnd().split("\r\n");
  const filled = rows.map((row) => {
    const answer = row.startsWith(refused) ? "từ chối,,thiếu báo cáo" : "nhận,,";
    return row.replace(/,,,,([^,]*)$/u, `,${answer},$1`);
  });
  writeFileSync(list, `${[heading!, ...filled].join("\r\n")}\r\n`);
};

describe("a refusal followed by a supplement", () => {
  it("leaves no dossier between two chairs", async () => {
    const folder = sandbox();
    const stick = join(folder, "usb");
    const giver = await hongGaiOffice(join(folder, "giao"));
    const receiver = await newHongGaiOffice(join(folder, "nhan"));
    const status = (office: Office): Promise<HandoverStatus> => office.json("manifest", "status");
    expect((await giver.type("manifest", "status")).exitCode).toBe(1);
    expect((await status(giver)).counts).toMatchObject({ remaining: 3 });

    const first = await handOver(giver, stick, "--to", "06685");
    expect((await status(giver)).counts).toMatchObject({ sent: 3, remaining: 0 });
    const list = join(folder, "tra-loi.csv");
    await receiver.must(...first.receive, "--template", list);
    answerWith(list, "02.KTCH");
    await receiver.must(...first.receive, "--answers", list);
    await fileReceipt(giver, receiver, stick, first.id);
    const refused = await giver.type("manifest", "status");
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toContain("02.KTCH");
    expect(refused.stdout).toContain(`manifest create --supplement ${first.id}`);
    expect((await status(giver)).counts).toMatchObject({ received: 2, refused: 1 });

    // The refused dossier now has its report, and so has one that the receiver holds already.
    findPaper(giver, 1);
    findPaper(giver, 2);
    const second = await handOver(giver, stick, "--supplement", first.id);
    const manifest = manifestOf(giver, second.id);
    expect(manifest.kind).toBe("supplement");
    expect(manifest.supplements?.id).toBe(first.id);
    expect(manifest.dossiers.map(({ reference }) => reference).sort()).toEqual(["01.KTCH", "02.KTCH"]);
    expect(await giver.must("manifest", "show", second.id)).toContain(first.id);
    expect((await giver.type("manifest", "create", "--supplement", first.id)).exitCode).toBe(3);

    // What the receiver wrote about a dossier in the meantime stays.
    await receiver.must("inventory", "edit", "dossier", "01.KTCH", "box=Hộp mới");
    await receiver.must(...second.receive, "--accept-all");
    expect(await receiver.must(...second.receive, "--accept-all")).toContain("từ trước");
    expect(referencesIn(receiver)).toEqual(["01.KTCH closed", "02.KTCH closed", "03.KTCH open"]);
    const store = openStore(join(receiver.folder, ".bangiao/inventory.db"));
    const dossier = store.dossiers.find(anId("d", 1))!;
    expect(dossier.place.box).toBe("Hộp mới");
    const files = store.documents.ofDossier(dossier.id).map(({ id }) => store.files.ofDocument(id));
    expect(files.map((some) => some.length)).toEqual([1, 1, 1]);
    for (const [file] of files) expect(readFileSync(join(file!.root, file!.path))).toHaveLength(file!.size);
    store.close();

    await fileReceipt(giver, receiver, stick, second.id);
    const settled = await giver.type("manifest", "status");
    expect(settled.stdout).toMatch(new RegExp(`bổ sung cho\\s+${first.id}`, "u"));
    expect(settled.exitCode).toBe(0);
    expect(await status(giver)).toMatchObject({
      counts: { received: 3 },
      refused: [],
      remaining: [],
      twice: [],
    });
    const difference = await giver.type("diff", first.id, second.id);
    expect(difference.exitCode).toBe(1);
    expect(difference.stdout).toContain("03.KTCH");
  });

  it("is not received before the handover that it completes", async () => {
    const folder = sandbox();
    const stick = join(folder, "usb");
    const giver = await hongGaiOffice(join(folder, "giao"));
    const first = await handOver(giver, stick, "--to", "06685");
    findPaper(giver, 1);
    const second = await handOver(giver, stick, "--supplement", first.id);
    const receiver = await newHongGaiOffice(join(folder, "nhan"));
    const { exitCode, stderr } = await receiver.type(...second.receive, "--accept-all");
    expect(exitCode).toBe(3);
    expect(stderr).toContain(first.id);
    expect(referencesIn(receiver)).toEqual([]);
  });

  it("is a supplement only if it names what it completes", () => {
    const manifest = aManifest();
    const lying = serialiseManifest({ ...manifest, kind: "supplement", supplements: null });
    expect(readManifest(lying).findings.map(({ code }) => code)).toEqual(["manifest-reference-wrong"]);
  });

  it("is not made for a list that nobody signed", async () => {
    const office = await hongGaiOffice(join(sandbox(), "giao"));
    await office.must("manifest", "create", "--to", "06685");
    const { exitCode, stderr } = await office.type(
      "manifest",
      "create",
      "--supplement",
      "BG-06691-20250628-01",
    );
    expect(exitCode).toBe(3);
    expect(stderr).toContain("chưa được ký");
  });
});

describe("work that goes on", () => {
  it("is listed for the receiver: step, deadline, what is left of it, who continues", async () => {
    const folder = sandbox();
    const stick = join(folder, "usb");
    const giver = await hongGaiOffice(join(folder, "giao"), {
      2: { discipline: { form: "Khiển trách", published: "2025-01-10" } },
    });
    const receiver = await newHongGaiOffice(join(folder, "nhan"));
    const handed = await handOver(giver, stick, "--to", "06685");
    await receiver.must(...handed.receive, "--accept-all");
    const cases = await receiver.json<{ cases: object[] }>("inventory", "cases");
    expect(cases.cases).toMatchObject([
      {
        reference: "03.KTCH",
        unit: "Phường Hồng Gai",
        deadline: "2025-08-15",
        daysLeft: 45,
        team: "Tổ kiểm tra số 2",
        continues: "Phường Hồng Gai",
        handover: null,
      },
    ]);
    const text = await receiver.must("inventory", "cases");
    expect(text).toContain("còn 45 ngày");
    expect(text).not.toContain("KTCH.BBLV");
    expect((await giver.json<{ cases: object[] }>("inventory", "cases")).cases).toMatchObject([
      { handover: handed.id, continues: "Phường Hồng Gai" },
    ]);
    const obligations = await receiver.must("inventory", "obligations");
    expect(obligations).toContain("Khiển trách");
    expect(obligations).toContain("10/01/2026");
    receiver.now = new Date("2025-08-20T02:00:00Z");
    expect(await receiver.must("inventory", "cases")).toContain("quá hạn 5 ngày");
  });
});
