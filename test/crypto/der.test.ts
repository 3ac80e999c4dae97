import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DerError, readDer, tags, timeOf } from "../../src/crypto/der.js";
import { der } from "../support/der-edit.js";

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(" ", ""), "hex"));

describe("the DER reader", () => {
  test.each([
    ["nothing", "", "empty"],
    ["a length of length with a leading zero", "04 82 00 01 ff", "encoding"],
    ["a long length that would fit the short form", "04 81 01 ff", "encoding"],
    ["an indefinite length", "30 80 00 00", "encoding"],
    ["a length beyond the end", "04 05 00", "encoding"],
    ["five octets of length", "04 85 00 00 00 00 01 ff", "encoding"],
    ["a true that is not FF", "01 01 01", "encoding"],
    ["an integer with a needless zero", "02 02 00 01", "encoding"],
    ["an integer with a needless FF", "02 02 ff 80", "encoding"],
    ["an empty integer", "02 00", "encoding"],
    ["a bit string with dirty padding", "03 02 04 ff", "encoding"],
    ["a bit string of eight unused bits", "03 02 08 00", "encoding"],
    ["a constructed octet string", "24 03 04 01 00", "encoding"],
    ["a primitive sequence", "10 00", "encoding"],
    ["a null with content", "05 01 00", "encoding"],
    ["an object identifier with a padded arc", "06 03 2a 80 01", "encoding"],
    ["an object identifier that breaks off", "06 02 2a 86", "encoding"],
    ["UTF-8 that is none", "0c 01 ff", "encoding"],
    ["a long tag", "1f 81 01 00", "encoding"],
    ["a second element", "05 00 05 00", "trailing-bytes"],
    ["a child that reaches out of its parent", "30 03 04 05 00 00 00 00 00", "encoding"],
  ])("refuses %s", (_, hex, problem) => {
    expect(() => readDer(bytes(hex))).toThrowError(expect.objectContaining({ name: "DerError", problem }));
  });

  test("gives windows on the input, never copies", () => {
    const input = der(tags.sequence, der(tags.integer, Uint8Array.of(5)), der(tags.null));
    const node = readDer(input);
    expect(node.children.map(({ tag }) => tag)).toEqual([tags.integer, tags.null]);
    expect(node.children[0]!.raw.buffer).toBe(input.buffer);
  });

  test("ends every input in a tree or in a DerError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
        try {
          expect(readDer(input).raw).toEqual(input);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["a day that no month has", tags.utcTime, "250230000000Z"],
    ["no seconds", tags.utcTime, "2506280900Z"],
    ["an offset", tags.utcTime, "250628090000+0700"],
    ["fractions", tags.generalizedTime, "20250628090000.5Z"],
    ["a 24th hour", tags.generalizedTime, "20250628240000Z"],
  ])("refuses a time with %s", (_, tag, text) => {
    expect(() => timeOf(readDer(der(tag, Buffer.from(text))), "time")).toThrowError(DerError);
  });
});
