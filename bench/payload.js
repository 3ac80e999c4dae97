import { createCipheriv, createHash } from "node:crypto";
import { existsSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Shapes of a payload; a few large scans, and very many small papers. */
export const shapes = {
  scans: { usual: { files: 1000, size: 512 * 1024 }, full: { files: 4000, size: 512 * 1024 } },
  papers: { usual: { files: 20_000, size: 4096 }, full: { files: 50_000, size: 4096 } },
};

/** What a package of ten gigabytes holds: scanned volumes, empty but for a mark, so that making them costs nothing. */
export const huge = { files: 5, size: 2 * 2 ** 30 };

/** Makes the files of `huge` with holes, and lists them as the inventory would. */
export function makeHuge(folder) {
  mkdirSync(folder, { recursive: true });
  const listed = [];
  const piece = Buffer.alloc(4 << 20);
  for (let index = 0; index < huge.files; index += 1) {
    const path = `${index}.bin`;
    const mark = Buffer.from([index + 1]);
    writeFileSync(join(folder, path), mark);
    truncateSync(join(folder, path), huge.size);
    const digest = createHash("sha256").update(mark).update(piece.subarray(1));
    for (let at = piece.length; at < huge.size; at += piece.length) digest.update(piece);
    listed.push({ path, size: huge.size, sha256: digest.digest("hex") });
  }
  return listed;
}

/**
 * Makes a payload under `folder`, a hundred files to a dossier, and lists it as the inventory would. Bytes do not
 * shrink, and are the same for the same shape.
 */
export function makePayload(folder, { files, size }) {
  const block = createCipheriv("aes-128-ctr", Buffer.alloc(16, 7), Buffer.alloc(16)).update(
    Buffer.alloc(size),
  );
  const listed = [];
  for (let index = 0; index < files; index += 1) {
    const dossier = `ho-so-${String(Math.floor(index / 100)).padStart(4, "0")}`;
    if (index % 100 === 0) mkdirSync(join(folder, dossier), { recursive: true });
    const path = `${dossier}/${String(index % 100).padStart(2, "0")} tài liệu.pdf`;
    block.writeUInt32LE(index, 0);
    if (!existsSync(join(folder, path))) writeFileSync(join(folder, path), block);
    listed.push({ path, size, sha256: createHash("sha256").update(block).digest("hex") });
  }
  return listed;
}
