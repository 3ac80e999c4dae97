/**
 * RC2 (RFC 2268), decryption only. Key files of older Windows and Java programs encrypt their certificates with it, and the OpenSSL
 * inside node no longer has it. Nothing is ever encrypted with it here.
 */
const permutation = Buffer.from(
  "d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32" +
    "bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626" +
    "6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a" +
    "961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731" +
    "2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e" +
    "c5f3db47e5a59c770aa62068fe7fc1ad",
  "hex",
);

const rotations = [1, 2, 3, 5] as const;

/** RFC 2268 §2: 64 words from a key whose effective length is its own. */
function expand(key: Uint8Array): Uint16Array {
  const bytes = new Uint8Array(128);
  bytes.set(key);
  const size = key.length;
  for (let i = size; i < 128; i += 1) bytes[i] = permutation[(bytes[i - 1]! + bytes[i - size]!) & 0xff]!;
  bytes[128 - size] = permutation[bytes[128 - size]!]!;
  for (let i = 127 - size; i >= 0; i -= 1) bytes[i] = permutation[bytes[i + 1]! ^ bytes[i + size]!]!;
  return Uint16Array.from({ length: 64 }, (_, i) => bytes[2 * i]! | (bytes[2 * i + 1]! << 8));
}

function decryptBlock(words: Uint16Array, keys: Uint16Array): void {
  let next = 63;
  const at = (i: number): number => words[(i + 4) & 3]!;
  const unmix = (): void => {
    for (let i = 3; i >= 0; i -= 1) {
      const turn = rotations[i]!;
      const turned = ((words[i]! >>> turn) | (words[i]! << (16 - turn))) & 0xffff;
      const mixed = keys[next]! + (at(i - 1) & at(i - 2)) + (~at(i - 1) & at(i - 3));
      words[i] = turned - mixed;
      next -= 1;
    }
  };
  const unmash = (): void => {
    for (let i = 3; i >= 0; i -= 1) words[i] = words[i]! - keys[at(i - 1) & 63]!;
  };
  const rounds = (count: number): void => {
    for (let i = 0; i < count; i += 1) unmix();
  };
  rounds(5);
  unmash();
  rounds(6);
  unmash();
  rounds(5);
}

/** Decrypts RC2-CBC and takes the padding off (RFC 8018 §6.1.1); null when the padding is wrong, as under another key. */
export function decryptRc2Cbc(key: Uint8Array, iv: Uint8Array, secret: Uint8Array): Uint8Array | null {
  if (secret.length === 0 || secret.length % 8 !== 0) return null;
  const keys = expand(key);
  const plain = new Uint8Array(secret.length);
  const words = new Uint16Array(4);
  for (let start = 0; start < secret.length; start += 8) {
    for (let i = 0; i < 4; i += 1) words[i] = secret[start + 2 * i]! | (secret[start + 2 * i + 1]! << 8);
    decryptBlock(words, keys);
    for (let i = 0; i < 8; i += 1) {
      const before = start === 0 ? iv[i]! : secret[start - 8 + i]!;
      plain[start + i] = ((words[i >> 1]! >> (8 * (i & 1))) & 0xff) ^ before;
    }
  }
  const padding = plain.at(-1)!;
  if (padding < 1 || padding > 8 || plain.subarray(-padding).some((octet) => octet !== padding)) return null;
  return plain.subarray(0, -padding);
}
