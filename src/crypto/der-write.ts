/** One element with these contents, in DER. `tag` is the whole identifier octet. */
export function derElement(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const size = contents.reduce((sum, one) => sum + one.length, 0);
  const octets: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest & 0xff);
  const length = size < 0x80 ? [size] : [0x80 | octets.length, ...octets];
  return new Uint8Array(Buffer.concat([Uint8Array.of(tag, ...length), ...contents]));
}

/** An object identifier, in DER. */
export function derOid(oid: string): Uint8Array {
  const [first, second, ...rest] = oid.split(".").map(Number) as [number, number, ...number[]];
  const base128 = (value: number): number[] => {
    const octets = [value & 0x7f];
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
      octets.unshift((left & 0x7f) | 0x80);
    }
    return octets;
  };
  return derElement(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}
