import { type DerNode, readDer } from "../../src/crypto/der.js";

/** One element with these contents; for building what no honest program would. */
export function der(tag: number, ...contents: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(contents);
  const size = content.length;
  const length =
    size < 0x80
      ? [size]
      : size < 0x100
        ? [0x81, size]
        : size < 0x10000
          ? [0x82, size >> 8, size & 0xff]
          : [0x83, size >> 16, (size >> 8) & 0xff, size & 0xff];
  return new Uint8Array(Buffer.concat([Buffer.from([tag, ...length]), content]));
}

/** Encodes a tree again after `edit` has replaced the element at `path` (indexes of children); null removes it. */
export function edited(
  bytes: Uint8Array,
  path: readonly number[],
  edit: (node: DerNode) => Uint8Array | null,
): Uint8Array {
  const walk = (node: DerNode, [index, ...rest]: readonly number[]): Uint8Array | null => {
    if (index === undefined) return edit(node);
    const parts = node.children.flatMap((child, at) => {
      const part = at === index ? walk(child, rest) : child.raw;
      return part === null ? [] : [part];
    });
    return der(node.tag, ...parts);
  };
  return walk(readDer(bytes), path)!;
}

/** The element at `path`. */
export function elementAt(bytes: Uint8Array, path: readonly number[]): DerNode {
  return path.reduce((node, index) => node.children[index]!, readDer(bytes));
}
