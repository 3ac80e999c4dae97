import { armor, generateIdentity, identityToRecipient } from "age-encryption";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { AgeError, ageDecrypt, ageEncrypt, ageFormOf } from "../../src/crypto/age.js";

const content = Buffer.from("gói bàn giao\n".repeat(9000));
let identity: string;
let locked: Buffer;
beforeAll(async () => {
  identity = await generateIdentity();
  const recipients = [await identityToRecipient(identity)];
  locked = await whole(await ageEncrypt(inPieces(content, 10_000), { recipients }));
});

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function whole(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function opened(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return whole(await ageDecrypt(source, { identities: [identity] }));
}

const asText = (): string => armor.encode(new Uint8Array(locked));
const unreadable = async (text: string): Promise<void> => {
  await expect(opened(inPieces(Buffer.from(text), 1000))).rejects.toMatchObject({ problem: "damaged" });
};

describe("a file of age that was written as text", () => {
  it("opens like any other, however it is cut into pieces, with either line end and blanks around it", async () => {
    for (const text of [
      asText(),
      asText().replaceAll("\n", "\r\n"),
      `\n${asText().trim()}`,
      `${asText()}\n\n`,
    ]) {
      expect(ageFormOf(Buffer.from(text))).toBe("armored");
      for (const size of [7, 64, 65, 65_536])
        expect((await opened(inPieces(Buffer.from(text), size))).equals(content)).toBe(true);
    }
    expect(ageFormOf(locked)).toBe("plain");
  });

  it.each([
    ["something before it", () => `x\n${asText()}`],
    ["something after it", () => `${asText()}x`],
    ["no last line", () => asText().replace(/-----END.*/u, "")],
    ["a line cut short", () => asText().replace(/\n(.{60}).{4}\n/u, "\n$1\n")],
    ["an empty line inside", () => asText().replace(/\n(.{64})\n/u, "\n$1\n\n")],
    ["another sign inside", () => asText().replace(/\n.(.{63})\n/u, "\n*$1\n")],
    ["an end in the middle", () => asText().replace(/\n(.{62})..\n/u, "\n$1==\n")],
    ["one endless line", () => `-----BEGIN AGE ENCRYPTED FILE-----\n${"A".repeat(100_000)}`],
  ])("is damaged with %s", (_, make) => unreadable(make()));
});

describe("a file of age", () => {
  it("without an end of its header is given up early, not read into memory", async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("age-encryption.org/v1\n");
      for (;;) {
        given += 65_536;
        yield Buffer.alloc(65_536, "x");
      }
    }
    await expect(opened(endless())).rejects.toMatchObject({ problem: "damaged" });
    expect(given).toBeLessThan(3_000_000);
  });

  it("damaged anywhere, as text or not, ends in a typed error and never in other content", async () => {
    const forms = [locked, Buffer.from(asText())];
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat(1), async (place, change, form) => {
        const damaged = Buffer.from(forms[form]!);
        // Half of the time in the header, where each octet is another case.
        damaged[place % (place % 2 === 0 ? 250 : damaged.length)]! ^= change;
        try {
          expect((await opened(inPieces(damaged, 50_000))).equals(content)).toBe(true);
          // Only blanks around the text may differ, and nothing signed or locked is in them.
          expect(form).toBe(1);
        } catch (error) {
          expect(error).toBeInstanceOf(AgeError);
        }
      }),
      { numRuns: 150 },
    );
  });
});
