import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type PaperCode, writePaperCode } from "../../src/manifest/index.js";
import { outside } from "../support/outside.js";
import { run, transcript } from "../support/run.js";
import { anOffice, handoverId as id } from "./a-handover.js";

/** A package, and the code that its minutes bear. */
async function aPackage() {
  const { cwd, fingerprint } = await anOffice();
  expect((await run(["package", "create", "--out", "out"], { cwd })).exitCode).toBe(0);
  const list = join(cwd, ".bangiao/handovers", id, "manifest.json");
  const right: PaperCode = {
    handover: id,
    manifest: outside("sha256sum", [list]).stdout.slice(0, 64),
    certificate: fingerprint,
    receipt: null,
    box: null,
  };
  const code = (changes: Partial<PaperCode> = {}): string => writePaperCode({ ...right, ...changes });
  return { cwd, right, code };
}

const other = "ab".repeat(32);

describe("verify --paper", () => {
  it.each(["vi", "en"])("says in %s whether the package is what the paper vouches for", async (language) => {
    const { cwd, right, code } = await aPackage();
    const told = async (words: string, given: string): Promise<string> => {
      const argv = ["verify", `out/${id}.zip`, "--paper", given];
      const text = await transcript(argv, { cwd, env: { BANGIAO_LANG: language } });
      return text.replace(/(--paper )(?:"[^"]*"|\S+)/u, `$1<${words}>`);
    };
    const parts = [
      await told("code of the paper", code()),
      await told("code of another list", code({ manifest: other })),
      await told("code of another signer", code({ certificate: other })),
      await told("code of another handover", code({ handover: "BG-06691-20250628-02", manifest: other })),
      await told("code printed before the list was signed", code({ certificate: null })),
      await told(
        "code mistyped",
        code().replace(/.$/u, (last) => (last === "A" ? "Q" : "A")),
      ),
    ];
    // The key is made anew each time; a fingerprint may stand on two lines.
    const steady = parts
      .join("\n")
      .replaceAll(other.toUpperCase().match(/.{4}/gu)!.join(" "), "<OTHER>")
      .replaceAll(right.manifest, "<digest>")
      .replaceAll(/(?:[0-9A-F]{4}\s+){15}[0-9A-F]{4}/gu, "<FINGERPRINT>")
      .replaceAll(/[0-9a-f]{16}(?=…)/gu, "<digits>")
      .replaceAll(/“BG-[^”]*”/gu, "“<code>”");
    await expect(steady).toMatchFileSnapshot(`../golden/verify--paper.${language}.txt`);
  });

  it("takes a code as a scanner gives it and as a person types it", async () => {
    const { cwd, code } = await aPackage();
    const scanned = code();
    const typed = scanned
      .toLowerCase()
      .replace(".", ". ")
      .replace(/(.{4})(?=.)/gu, "$1 ")
      .replaceAll("o", "0")
      .replace(/(?<=\. .*)i/gu, "1");
    for (const given of [scanned, typed, ` ${scanned}\n`]) {
      const { exitCode, stdout } = await run(["verify", `out/${id}.zip`, "--paper", given], { cwd });
      expect([exitCode, stdout.split(":")[0]], given).toEqual([0, "HỢP LỆ"]);
    }
  });

  it("vouches for a package only with what stands on paper: the code of a box or of a stick does as much as that of the minutes", async () => {
    const { cwd, code } = await aPackage();
    for (const given of [code({ box: 3 }), code()])
      expect((await run(["verify", `out/${id}.zip`, "--paper", given], { cwd })).exitCode).toBe(0);
    // Without a signer on the paper, its digest still ties the list, but nobody vouches for the signature.
    const unsigned = await run(["verify", `out/${id}.zip`, "--paper", code({ certificate: null })], { cwd });
    expect([unsigned.exitCode, unsigned.stdout.split(":")[0]]).toEqual([1, "CHƯA RÕ NGƯỜI KÝ"]);
  });

  it("is about a list and its signer, so it stands beside no --fingerprint and no --bag", async () => {
    const { cwd, right, code } = await aPackage();
    const before = readFileSync(join(cwd, "out", `${id}.zip`));
    for (const more of [["--fingerprint", right.certificate!], ["--bag"]]) {
      const { exitCode, stdout, stderr } = await run(
        ["verify", `out/${id}.zip`, "--paper", code(), ...more],
        { cwd },
      );
      expect([exitCode, stdout], more[0]).toEqual([2, ""]);
      expect(stderr, more[0]).toContain("--paper");
    }
    for (const given of [
      "",
      "BG-1",
      "x".repeat(10_000),
      `${code()}.${code()}`,
      "BG-06691-20250628-01.",
      "=1+1",
    ])
      expect((await run(["verify", `out/${id}.zip`, "--paper", given], { cwd })).exitCode, given).toBe(2);
    expect(readFileSync(join(cwd, "out", `${id}.zip`)).equals(before)).toBe(true);
  });
});
