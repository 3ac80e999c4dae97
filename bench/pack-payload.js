// Packs a payload as `package create` does, as a program of its own so that its memory can be seen.
import { readFileSync } from "node:fs";
import { writeZip } from "../dist/fs/zip-writer.js";

const [listing, root, target] = process.argv.slice(2);
const entries = [
  {
    name: "bag/bagit.txt",
    bytes: Buffer.from("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
    compress: false,
  },
];
const files = JSON.parse(readFileSync(listing, "utf8"));
entries.push({
  name: "bag/manifest-sha256.txt",
  bytes: Buffer.from(files.map(({ path, sha256 }) => `${sha256}  data/${path}\n`).join("")),
  compress: true,
});
for (const { path, size, sha256 } of files)
  entries.push({ name: `bag/data/${path}`, from: `${root}/${path}`, size, sha256, compress: false });
const result = await writeZip(target, entries, new Date("2025-06-28T09:00:00Z"));
if (!result.written) throw new Error(JSON.stringify(result.troubles[0]));
