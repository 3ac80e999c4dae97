import { armorBegin, withoutArmor } from "./age-armor.js";

/** What locks a file: recipients' public keys (`age1…`), or a passphrase. */
export type AgeLock = { recipients: readonly string[] } | { passphrase: string };
/** What opens it: secret keys (`AGE-SECRET-KEY-1…`), or a passphrase. */
export type AgeKey = { identities: readonly string[] } | { passphrase: string };

export type AgeProblem = "recipient-malformed" | "identity-malformed" | "wrong-key" | "damaged";

/** A file that cannot be locked or opened. */
export class AgeError extends Error {
  override readonly name = "AgeError";
  constructor(
    readonly problem: AgeProblem,
    cause?: unknown,
  ) {
    super(problem, { cause });
  }
}

/** First bytes of what age has encrypted, where it was not written as text. */
const ageMark = "age-encryption.org/v1\n";

/** Octets at the beginning of a file that are enough to know it by. */
export const ageMarkSize = 256;

/** Whether a file that begins so was encrypted by age: `plain`, or `armored` as text. */
export function ageFormOf(beginning: Uint8Array): "plain" | "armored" | null {
  const text = Buffer.from(beginning).subarray(0, ageMarkSize).toString("latin1");
  if (text.startsWith(ageMark)) return "plain";
  return text.trimStart().startsWith(armorBegin) ? "armored" : null;
}

/** Encrypts a stream in the format of age. Throws `AgeError`. */
export async function ageEncrypt(
  source: AsyncIterable<Uint8Array>,
  lock: AgeLock,
): Promise<AsyncIterable<Uint8Array>> {
  const { Encrypter } = await import("age-encryption");
  const encrypter = new Encrypter();
  if ("passphrase" in lock) encrypter.setPassphrase(lock.passphrase.normalize("NFC"));
  else {
    for (const recipient of lock.recipients) {
      try {
        encrypter.addRecipient(recipient);
      } catch (cause) {
        throw new AgeError("recipient-malformed", cause);
      }
    }
  }
  return iterate(await encrypter.encrypt(toStream(source)));
}

/**
 * Decrypts a stream, armoured or not. What comes out before an error is no part of anything: whoever writes it must throw it away
 * then. Throws `AgeError`.
 */
export async function ageDecrypt(
  source: AsyncIterable<Uint8Array>,
  key: AgeKey,
): Promise<AsyncIterable<Uint8Array>> {
  const { Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  if ("passphrase" in key) decrypter.addPassphrase(key.passphrase.normalize("NFC"));
  else {
    for (const identity of key.identities) {
      try {
        decrypter.addIdentity(identity);
      } catch (cause) {
        throw new AgeError("identity-malformed", cause);
      }
    }
  }
  try {
    return iterate(await decrypter.decrypt(toStream(plainForm(source))));
  } catch (cause) {
    const unmatched = cause instanceof Error && /no identity matched/u.test(cause.message);
    throw new AgeError(unmatched ? "wrong-key" : "damaged", cause);
  }
}

/** The same octets without armour, with a header that ends where a header must. */
async function* plainForm(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  let beginning = Buffer.alloc(0);
  while (beginning.length < ageMarkSize) {
    const next = await pieces.next();
    if (next.done) break;
    beginning = Buffer.concat([beginning, next.value]);
  }
  const all = (async function* () {
    yield beginning;
    yield* { [Symbol.asyncIterator]: () => pieces };
  })();
  yield* withEndingHeader(ageFormOf(beginning) === "armored" ? withoutArmor(all) : all);
}

/** Longest header that is read: thousands of recipients. The library itself would look for its end in the whole file, in memory. */
const largestHeader = 1 << 20;

async function* withEndingHeader(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let header: Buffer | null = Buffer.alloc(0);
  for await (const piece of source) {
    if (!header) {
      yield piece;
      continue;
    }
    header = Buffer.concat([header, piece]);
    const mac = header.indexOf("\n--- ");
    if (mac >= 0 && header.indexOf("\n", mac + 1) >= 0) {
      yield header;
      header = null;
    } else if (header.length > largestHeader) throw new AgeError("damaged");
  }
  if (header) yield header;
}

function toStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

async function* iterate(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    throw new AgeError("damaged", cause);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
