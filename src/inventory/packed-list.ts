/** How many bytes one block of a list holds; a longer value gets a block of its own. */
const blockBytes = 1024 * 1024;

/**
 * A list of plain values held as the bytes of their JSON: a tenth of what they would take as objects, for a register has
 * more than a hundred thousand rows. Each reading makes a fresh value.
 */
export class PackedList<Value> implements Iterable<Value> {
  readonly #blocks: Buffer[] = [];
  /** Block, start and end of each value, three numbers for each. */
  readonly #places: number[] = [];
  #used = blockBytes;

  get length(): number {
    return this.#places.length / 3;
  }

  push(value: Value): void {
    const bytes = Buffer.from(JSON.stringify(value));
    if (this.#used + bytes.length > blockBytes) {
      this.#blocks.push(Buffer.allocUnsafeSlow(Math.max(blockBytes, bytes.length)));
      this.#used = 0;
    }
    bytes.copy(this.#blocks.at(-1)!, this.#used);
    this.#places.push(this.#blocks.length - 1, this.#used, this.#used + bytes.length);
    this.#used += bytes.length;
  }

  /** The value at a place from 0, which must be one of the list. */
  at(index: number): Value {
    const [block, start, end] = this.#places.slice(index * 3, index * 3 + 3) as [number, number, number];
    return JSON.parse(this.#blocks[block]!.toString("utf8", start, end)) as Value;
  }

  *[Symbol.iterator](): Generator<Value> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }
}
