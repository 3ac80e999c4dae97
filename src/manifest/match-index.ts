/** Finds by key, in constant time, the first item that is still unmatched; items may share a key and be in several indexes. */
export class MatchIndex<Item> {
  readonly #queues = new Map<string, { items: Item[]; next: number }>();

  /** `keysOf` gives every key under which an item may be found. */
  constructor(items: Iterable<Item>, keysOf: (item: Item) => readonly string[]) {
    for (const item of items) {
      for (const key of keysOf(item)) {
        const queue = this.#queues.get(key);
        if (queue) queue.items.push(item);
        else this.#queues.set(key, { items: [item], next: 0 });
      }
    }
  }

  /** Takes the first item with this key out of `rest`, which only ever shrinks; undefined when there is none. */
  take(key: string, rest: Set<Item>): Item | undefined {
    const queue = this.#queues.get(key);
    while (queue && queue.next < queue.items.length) {
      const item = queue.items[queue.next]!;
      queue.next += 1;
      if (rest.delete(item)) return item;
    }
    return undefined;
  }
}
