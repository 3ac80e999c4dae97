/** Payload-Oxum: how many bytes and files the payload has, RFC 8493 section 2.2.2. */
export interface Oxum {
  bytes: number;
  files: number;
}

/** Spells an Oxum: `279164409832.1198`. */
export function writeOxum({ bytes, files }: Oxum): string {
  return `${bytes}.${files}`;
}

/** Reads an Oxum; null when it is none. */
export function readOxum(text: string): Oxum | null {
  const match = /^(\d{1,16})\.(\d{1,16})$/u.exec(text.trim());
  if (!match) return null;
  const [bytes, files] = [Number(match[1]), Number(match[2])];
  return Number.isSafeInteger(bytes) && Number.isSafeInteger(files) ? { bytes, files } : null;
}
