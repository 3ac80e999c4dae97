import { TimestampError, timestampSizeLimit } from "./timestamp-token.js";

/** Longest wait for an authority, in milliseconds. */
const longest = 15_000;

/** Asks a time-stamping authority over HTTP (RFC 3161 §3.4): no redirects, a small answer, or `null` when there is none. */
export async function askAuthority(url: URL, request: Uint8Array): Promise<Uint8Array | null> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/timestamp-query" },
    body: Uint8Array.from(request),
    redirect: "error",
    signal: AbortSignal.timeout(longest),
  }).catch(() => null);
  if (!answer?.ok || !answer.body) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > timestampSizeLimit) throw new TimestampError("too-large");
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof TimestampError) throw error;
    return null;
  }
  return new Uint8Array(Buffer.concat(chunks));
}
