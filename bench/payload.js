import { createCipheriv, createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Shapes of a payload; a few large scans, and very many small papers. */
export const shapes = {
  scans: { usual: { files: 1000, size: 512 * 1024 }, full: { files: 4000, size: 512 * 1024 } },
  papers: { usual: { files: 20_000, size: 4096 }, full: { files: 50_000, size: 4096 } },
};

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
