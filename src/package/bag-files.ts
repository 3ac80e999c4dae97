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
  readonly #root: string;
  readonly #tags = new Map<string, ContainerFile>();
  readonly #payload: ContainerFile[] = [];
  #index: Map<string, ContainerFile> | null = null;
  #next = 0;

  constructor(files: readonly ContainerFile[], root: string) {
    this.span = files.length;
    this.#root = root;
    for (const file of files) {
      if (!file.path.startsWith(root)) continue;
      if (file.path.startsWith(payloadFolder, root.length)) this.#payload.push(file);
      else if (!this.#tags.has(this.pathOf(file))) this.#tags.set(this.pathOf(file), file);
    }
  }

  get(path: string): ContainerFile | undefined {
    if (!path.startsWith(payloadFolder)) return this.#tags.get(path);
    if (this.#next === this.#payload.length) this.#next = 0;
    const file = this.#payload[this.#next];
    // Of an unreadable one there may be two.
    if (
      file?.readable &&
      file.path.length === this.#root.length + path.length &&
      file.path.startsWith(path, this.#root.length)
    ) {
      this.#next += 1;
      return file;
    }
    return this.#byPath().get(path);
  }

  has(path: string): boolean {
    return this.get(path) !== undefined;
  }

  /** The path of one of the files. */
  pathOf(file: ContainerFile): string {
    return file.path.slice(this.#root.length);
  }

  /** Everything but the payload. */
  tags(): Iterable<[string, ContainerFile]> {
    return this.#tags;
  }

  /** Calls `take` with every file of the payload; there may be very many. */
  eachOfPayload(take: (file: ContainerFile) => void): void {
    for (const file of this.#payload)
      if (file.readable || this.#byPath().get(this.pathOf(file)) === file) take(file);
  }

  /** Calls `take` with every file, tag files first. */
  each(take: (file: ContainerFile) => void): void {
    for (const file of this.#tags.values()) take(file);
    this.eachOfPayload(take);
  }

  *[Symbol.iterator](): Iterator<[string, ContainerFile]> {
    for (const path of this.keys()) yield [path, this.get(path)!];
  }

  /** Every path, tag files first. */
  keys(): string[] {
    const keys: string[] = [];
    this.each((file) => keys.push(this.pathOf(file)));
    return keys;
  }

  #byPath(): Map<string, ContainerFile> {
    if (!this.#index) {
      this.#index = new Map();
      for (const file of this.#payload) {
        const path = this.pathOf(file);
        if (!this.#index.has(path)) this.#index.set(path, file);
      }
    }
    return this.#index;
  }
}
