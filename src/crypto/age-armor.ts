/** First and last line of a file of age that was written as text (`age --armor`). */
export const armorBegin = "-----BEGIN AGE ENCRYPTED FILE-----";
const armorEnd = "-----END AGE ENCRYPTED FILE-----";

/** Characters in each line of base64 but the last. */
const columns = 64;

const base64Line = /^(?=.{4,64}$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;

/** Text that is no armour of age (age-encryption.org/v1, ASCII armor; RFC 7468 in its strict form). */
export class ArmorError extends Error {
  override readonly name = "ArmorError";
}

/**
 * The octets inside armour, as they come: the library reads armour only as one text, and packages are larger than that. Blank lines may stand
 * around it, lines end in LF or CRLF, every line of base64 but the last is full. Throws `ArmorError`.
 */
export async function* withoutArmor(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = new ArmorReader();
  for await (const piece of source) {
    const octets = reader.take(
      Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString("latin1"),
    );
    if (octets.length > 0) yield octets;
  }
  reader.end();
}

class ArmorReader {
  #state: "before" | "inside" | "last line read" | "after" = "before";
  /** The beginning of a line whose end has not come yet. */
  #begun = "";

  take(text: string): Buffer {
    const lines = (this.#begun + text).split("\n");
    this.#begun = lines.pop()!;
    const base64 = lines.map((line) => this.#line(line.replace(/\r$/u, "")));
    // Nothing that is longer can still become a line of armour.
    if (this.#begun.length > columns + 1) throw new ArmorError("line too long");
    return Buffer.from(base64.join(""), "base64");
  }

  end(): void {
    if (this.#begun !== "") this.#line(this.#begun.replace(/\r$/u, ""));
    if (this.#state !== "after") throw new ArmorError("cut off");
  }

  /** The base64 of a line; empty for the lines around it. */
  #line(line: string): string {
    switch (this.#state) {
      case "before":
        if (line === armorBegin) this.#state = "inside";
        else if (line.trim() !== "") throw new ArmorError("something before it");
        return "";
      case "inside":
      case "last line read":
        if (line === armorEnd) {
          this.#state = "after";
          return "";
        }
        if (this.#state === "last line read" || !base64Line.test(line)) throw new ArmorError("not base64");
        if (line.length < columns || line.endsWith("=")) this.#state = "last line read";
        return line;
      case "after":
        if (line.trim() !== "") throw new ArmorError("something after it");
        return "";
    }
  }
}
