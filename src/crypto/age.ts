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

/** First bytes of every file that age has encrypted. */
export const ageMark = "age-encryption.org/v1\n";

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
 * Decrypts a stream. What comes out before an error is no part of anything: whoever writes it must throw it away then. Throws
 * `AgeError`.
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
    return iterate(await decrypter.decrypt(toStream(source)));
  } catch (cause) {
    const unmatched = cause instanceof Error && /no identity matched/u.test(cause.message);
    throw new AgeError(unmatched ? "wrong-key" : "damaged", cause);
  }
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
