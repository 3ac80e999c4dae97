import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type PaperCode, writePaperCode } from "../../src/manifest/index.js";
import { openKey, signBytes } from "../../src/signing/index.js";
import { hongGaiOffice, newHongGaiOffice, type Office } from "../custody/offices.js";
import { sandbox } from "../support/sandbox.js";

const id = "BG-06691-20250628-01";
const receiptName = `${id}.receipt.json`;

async function printOf(office: Office): Promise<string> {
  const { keys } = await office.json<{ keys: { fingerprint: string }[] }>("key", "list");
  return keys[0]!.fingerprint;
}

interface Answered {
  giver: Office;
  receiver: Office;
  /** Folder of the stick that came back, with nothing but the receipt on it. */
  stick: string;
  /** Fingerprint of the receiver. */
  print: string;
}

/** A handover that was received; the receipt is on a stick. */
async function answered(): Promise<Answered> {
  const home = sandbox();
  const stick = join(home, "usb");
  mkdirSync(stick);
  const giver = await hongGaiOffice(join(home, "giao"));
  await giver.must("manifest", "create", "--to", "06685");
  await giver.must("manifest", "sign", "--key", "khoa");
  await giver.must("package", "create", "--out", giver.folder);
  const receiver = await newHongGaiOffice(join(home, "nhan"));
  const package_ = join(giver.folder, `${id}.zip`);
  const words = ["--accept-all", "--key", "khoa", "--out", stick, "--fingerprint", await printOf(giver)];
  await receiver.must("receive", package_, ...words);
  giver.now = receiver.now;
  return { giver, receiver, stick, print: await printOf(receiver) };
}

interface Verified {
  verdict: string;
  receipt: { list: string | null };
  findings: { code: string; severity: string }[];
}

/** Verdict, the list it was held against, and what is wrong. */
async function judged(office: Office, ...paths: string[]): Promise<[string, string | null, string[]]> {
  const { verdict, receipt, findings } = await office.json<Verified>("verify", ...paths);
  const errors = findings
    .filter(({ severity, code }) => severity === "error" && code !== "signer-untrusted")
    .map(({ code }) => code);
  return [verdict, receipt?.list ?? null, [...new Set(errors)].sort()];
}

const listOf = (office: Office): string => join(office.folder, ".bangiao/handovers", id, "manifest.json");

/** The receipt again with other words, signed again by the receiver's own key. */
async function rewritten({ receiver, stick }: Answered, change: (text: string) => string): Promise<string> {
  const path = join(stick, "khác.receipt.json");
  const bytes = Buffer.from(change(readFileSync(join(stick, receiptName), "utf8")));
  const key = await openKey(join(receiver.folder, ".bangiao/keys"), "khoa", "mật khẩu thử");
  writeFileSync(path, bytes);
  writeFileSync(`${path}.p7s`, await signBytes(bytes, key, receiver.now));
  return path;
}

describe("verifying a receipt", () => {
  it("holds it against the list in the giver's workspace, beside it, or named with it", async () => {
    const { giver, receiver, stick } = await answered();
    const receipt = join(stick, receiptName);
    expect(await judged(giver, receipt)).toEqual(["untrusted", listOf(giver), []]);
    expect((await judged(receiver, receipt))[1]).toBe(listOf(receiver));

    const elsewhere = await newHongGaiOffice(join(stick, "../khác"));
    expect(await judged(elsewhere, receipt)).toEqual(["untrusted", null, []]);
    for (const ending of ["", ".p7s"])
      copyFileSync(`${listOf(giver)}${ending}`, join(stick, `manifest.json${ending}`));
    expect(await judged(elsewhere, receipt)).toEqual(["untrusted", join(stick, "manifest.json"), []]);
    for (const pair of [
      [receipt, listOf(giver)],
      [listOf(giver), receipt],
    ])
      expect(await judged(elsewhere, ...pair)).toEqual(["untrusted", listOf(giver), []]);
  });

  it("says what does not fit the list, though the receiver signed it", async () => {
    const story = await answered();
    const other = await rewritten(story, (text) =>
      text.replace(/"reference":"01[^"]*"/u, '"reference":"01-X"'),
    );
    const [verdict, list, errors] = await judged(story.giver, other);
    expect([verdict, list]).toEqual(["invalid", listOf(story.giver)]);
    expect(errors).toEqual(["receipt-reference-differs"]);
  });

  it("takes no list for granted that is not signed, or is another one", async () => {
    const { giver, stick } = await answered();
    const receipt = join(stick, receiptName);
    const elsewhere = await newHongGaiOffice(join(stick, "../khác"));
    const list = join(stick, "manifest.json");
    copyFileSync(listOf(giver), list);
    expect(await judged(elsewhere, receipt)).toEqual(["untrusted", null, []]);
    expect(await judged(elsewhere, receipt, list)).toEqual(["invalid", null, ["handover-signature-missing"]]);

    writeFileSync(`${list}.p7s`, readFileSync(join(stick, `${receiptName}.p7s`)));
    expect((await judged(elsewhere, receipt, list))[2]).toEqual(["signature-wrong"]);

    await giver.must("manifest", "create", "--to", "06685", "--again");
    await giver.must("manifest", "sign", "--key", "khoa");
    const handovers = join(giver.folder, ".bangiao/handovers");
    const later = readdirSync(handovers).find((name) => name.startsWith("BG-") && name !== id)!;
    const second = join(handovers, later, "manifest.json");
    expect((await judged(elsewhere, receipt, second))[2]).toContain("receipt-other-handover");
  });

  it.each(["vi", "en"])(
    "says in %s whose fingerprint to compare, and with what it was held",
    async (language) => {
      const { giver, stick, print } = await answered();
      const options = ["--lang", language];
      const receipt = join(stick, receiptName);
      const unknown = await giver.type("verify", receipt, ...options);
      const known = await giver.type("verify", receipt, "--fingerprint", print, ...options);
      expect([unknown.exitCode, known.exitCode]).toEqual([1, 0]);
      const steady = `${unknown.stdout}\n${known.stdout}`
        .replaceAll(stick, "<stick>")
        .replaceAll(giver.folder, "<giver>")
        .replaceAll(/\b[0-9a-f]{64}\b/gu, "<sha256>")
        .replaceAll(/(?:[0-9A-F]{4}\s+){15}[0-9A-F]{4}/gu, "<FINGERPRINT>");
      await expect(steady).toMatchFileSnapshot(`../golden/verify--receipt.${language}.txt`);
    },
  );
});

describe("verifying a receipt with the code of a paper", () => {
  interface Judgement {
    verdict: string;
    findings: { code: string; details: { what?: string; receipt?: boolean } }[];
  }
  const ofPaper = async (office: Office, path: string, code: string): Promise<unknown[]> => {
    const { verdict, findings } = await office.json<Judgement>("verify", path, "--paper", code);
    const said = findings.filter((one) => one.code.startsWith("paper-"));
    return [verdict, ...said.map(({ code: name, details }) => [name, details.what ?? details.receipt])];
  };

  it("compares receipt and signer, and takes the signer for confirmed when they agree", async () => {
    const story = await answered();
    const { giver, stick } = story;
    const path = join(stick, receiptName);
    const list = readFileSync(listOf(giver));
    const { previous } = JSON.parse(readFileSync(path, "utf8")) as { previous: { certificate: string } };
    const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    const printed: PaperCode = {
      handover: id,
      manifest: sha256(list),
      certificate: previous.certificate,
      receipt: { sha256: sha256(readFileSync(path)), certificate: story.print },
      box: null,
    };
    const code = (change: Partial<PaperCode> = {}) => writePaperCode({ ...printed, ...change });
    const other = "0".repeat(64);
    expect(await ofPaper(giver, path, code())).toEqual(["valid", ["paper-agrees-with-receipt", true]]);
    for (const [what, change] of [
      ["handover", { handover: "BG-06691-20250628-02" }],
      ["manifest", { manifest: other }],
      ["giver", { certificate: other }],
      ["receipt", { receipt: { ...printed.receipt!, sha256: other } }],
      ["receiver", { receipt: { ...printed.receipt!, certificate: other } }],
    ] as const)
      expect(await ofPaper(giver, path, code(change)), what).toEqual(["invalid", ["paper-differs", what]]);

    // Handover minutes know the giver only: the receiver's signature is not held against the giver's certificate.
    expect(await ofPaper(giver, path, code({ receipt: null }))).toEqual([
      "untrusted",
      ["paper-agrees-with-receipt", false],
    ]);

    // Signed by the receiver's own key, but not what stands on the paper both sides have.
    const changed = await rewritten(story, (text) => text.replace("2025", "2026"));
    expect((await ofPaper(giver, changed, code()))[0]).toBe("invalid");

    // The same paper beside the package: the list and the giver are what can be compared there.
    const zip = join(giver.folder, `${id}.zip`);
    expect(await ofPaper(story.receiver, zip, code())).toEqual(["valid", ["paper-agrees", undefined]]);
    expect(await ofPaper(story.receiver, zip, code({ certificate: other }))).toEqual([
      "invalid",
      ["paper-differs", "certificate"],
    ]);
  });
});

describe("receiving from a signer who is not known", () => {
  it("says to type the same command again with the fingerprint", async () => {
    const home = sandbox();
    const giver = await hongGaiOffice(join(home, "giao"));
    await giver.must("manifest", "create", "--to", "06685");
    await giver.must("manifest", "sign", "--key", "khoa");
    await giver.must("package", "create", "--out", giver.folder);
    const receiver = await newHongGaiOffice(join(home, "nhan"));
    const package_ = join(giver.folder, `${id}.zip`);
    const words = ["receive", package_, "--accept-all", "--key", "khoa", "--out", "trả lời"];
    const refused = await receiver.type(...words);
    expect(refused.exitCode).toBe(1);
    const told = /bangiao receive .*/u.exec(refused.stdout)![0];
    expect(told).toBe(
      `bangiao receive ${package_} --accept-all --key khoa --out "trả lời" --fingerprint "<Mã nhận dạng chứng thư>"`,
    );
    expect(refused.stdout).not.toContain("bangiao verify");
    await receiver.must(...words, "--fingerprint", await printOf(giver));
  });
});
