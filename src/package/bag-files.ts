import type { ContainerFile } from "../fs/container.js";

/** The folder of the payload, RFC 8493 section 2.1.2. */
const payloadFolder = "data/";

/**
 * The files of a bag by their path from its root, in the order of their container; of two with one path, the first.
 * Lists name them in that same order, so that the next one is looked at before an index is made of all.
 */
export class BagFiles {
  /** Positions in the container are below this. */
  readonly span: number;
  readonly #tags = new Map<string, ContainerFile>();
  readonly #payload: ContainerFile[] = [];
  readonly #paths: string[] = [];
  #index: Map<string, ContainerFile> | null = null;
  #next = 0;

  constructor(files: readonly ContainerFile[], root: string) {
    this.span = files.length;
    for (const file of files) {
      if (!file.path.startsWith(root)) continue;
      this.#add(root === "" ? file.path : file.path.slice(root.length), file);
    }
  }

  get(path: string): ContainerFile | undefined {
    if (!path.startsWith(payloadFolder)) return this.#tags.get(path);
    if (this.#next === this.#paths.length) this.#next = 0;
    const file = this.#payload[this.#next];
    // Of an unreadable one there may be two.
    if (file?.readable && this.#paths[this.#next] === path) {
      this.#next += 1;
      return file;
    }
    return this.#byPath().get(path);
  }

  has(path: string): boolean {
    return this.get(path) !== undefined;
  }

  /** Everything but the payload. */
  tags(): Iterable<[string, ContainerFile]> {
    return this.#tags;
  }

  /** Calls `take` with every file of the payload; there may be very many. */
  eachOfPayload(take: (path: string, file: ContainerFile) => void): void {
    for (let at = 0; at < this.#paths.length; at += 1) {
      const path = this.#paths[at]!;
      const file = this.#payload[at]!;
      if (file.readable || this.#byPath().get(path) === file) take(path, file);
    }
  }

  /** Calls `take` with every file, tag files first. */
  each(take: (path: string, file: ContainerFile) => void): void {
    for (const [path, file] of this.#tags) take(path, file);
    this.eachOfPayload(take);
  }

  *[Symbol.iterator](): Iterator<[string, ContainerFile]> {
    for (const path of this.keys()) yield [path, this.get(path)!];
  }

  /** Every path, tag files first. */
  keys(): string[] {
    const keys: string[] = [];
    this.each((path) => keys.push(path));
    return keys;
  }

  #add(path: string, file: ContainerFile): void {
    if (path.startsWith(payloadFolder)) {
      this.#payload.push(file);
      this.#paths.push(path);
    } else if (!this.#tags.has(path)) this.#tags.set(path, file);
  }

  #byPath(): Map<string, ContainerFile> {
    if (!this.#index) {
      this.#index = new Map();
      for (let at = 0; at < this.#paths.length; at += 1) {
        const path = this.#paths[at]!;
        if (!this.#index.has(path)) this.#index.set(path, this.#payload[at]!);
      }
    }
    return this.#index;
  }
}
