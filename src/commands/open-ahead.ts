import { resolve } from "node:path";
import type { Container } from "../fs/container.js";
import { openZip } from "../fs/zip-container.js";

/**
 * Opens the archive that a line names, if it names just one, for everything in it to be digested: threads are at work
 * on it while the program is still being loaded.
 */
export function openAhead(argv: readonly string[], cwd: string): OpenedAhead | null {
  const [named, ...others] = argv.filter((word) => /\.zip$/iu.test(word));
  if (named === undefined || others.length > 0) return null;
  const path = resolve(cwd, named);
  return new OpenedAhead(path, openZip(path, undefined, true));
}

/** An archive that was opened before anybody asked for it. */
export class OpenedAhead {
  #opening: Promise<Container | null> | null;

  constructor(
    private readonly path: string,
    opening: Promise<Container>,
  ) {
    // Whoever asks for it opens it anew then, and learns why that fails.
    this.#opening = opening.catch(() => null);
  }

  /** The container of this path, for whoever asks first and closes it; null where there is none. */
  async take(path: string): Promise<Container | null> {
    if (path !== this.path) return null;
    const opening = this.#opening;
    this.#opening = null;
    return opening;
  }

  /** Closes it if nobody took it. */
  async close(): Promise<void> {
    const container = await this.#opening;
    await container?.close();
  }
}
