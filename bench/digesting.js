import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestFiles } from "../dist/fs/digest-files.js";
import { walk } from "../dist/fs/walk.js";
import { scanFolder } from "../dist/inventory/index.js";
import { openStore } from "../dist/store/index.js";

/**
 * Digesting against `openssl dgst -sha256` under `xargs -P2` on the same files, in turn, medians; then a second scan of
 * a folder in which nothing changed. `--full` takes 2 GB and 50,000 files.
 */
export async function run(args, print) {
  const full = args.includes("--full");
  const folder = mkdtempSync(join(tmpdir(), "bangiao-bench-"));
  try {
    const sets = [
      { name: "large", files: full ? 500 : 250, size: 4_000_000 },
      { name: "scans", files: full ? 8_000 : 2_000, size: 120_000 },
      { name: "small", files: full ? 50_000 : 10_000, size: 4_000 },
    ];
    for (const { name, files, size } of sets) {
      const root = fill(folder, name, files, size);
      const ours = [];
      const peers = [];
      for (let round = 0; round < 6; round += 1) {
        const pair = [await digestAll(root), openssl(root)];
        // The first round warms the cache of the disk.
        if (round > 0) {
          ours.push(pair[0]);
          peers.push(pair[1]);
        }
      }
      const megabytes = (files * size) / 1e6;
      print(
        `${name}: ${files} files of ${size / 1000} kB: ours ${median(ours).toFixed(0)} ms (${(megabytes / median(ours)).toFixed(2)} GB/s), ` +
          `openssl ${median(peers).toFixed(0)} ms; ratio ${(median(ours) / median(peers)).toFixed(2)} (target: at most 1.2)`,
      );
    }
    const root = join(folder, "small");
    const store = openStore(":memory:");
    const first = await timed(() => scanFolder(store, root, { evidence: [] }));
    const again = await timed(() => scanFolder(store, root, { evidence: [] }));
    const count = store.files.all().length;
    print(
      `first scan of ${count} files: ${first.toFixed(0)} ms; second, nothing changed: ${again.toFixed(0)} ms (target: 50,000 in 5,000 ms)`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fill(folder, name, files, size) {
  const root = join(folder, name);
  spawnSync("mkdir", [
    "-p",
    ...Array.from({ length: Math.ceil(files / 100) }, (_, index) => join(root, `${index}`)),
  ]);
  for (let index = 0; index < files; index += 1) {
    const bytes = Buffer.alloc(size, index);
    bytes.writeUInt32LE(index, 0);
    writeFileSync(join(root, `${Math.floor(index / 100)}`, `${index}.bin`), bytes);
  }
  return root;
}

function digestAll(root) {
  return timed(async () => {
    async function* tasks() {
      for await (const entry of walk(root))
        if (entry.kind === "file")
          yield { path: join(root, entry.path), size: entry.size, modified: entry.modified };
    }
    let digested = 0;
    for await (const { sha256 } of digestFiles(tasks())) if (sha256 !== null) digested += 1;
    if (digested === 0) throw new Error("nothing was digested");
  });
}

function openssl(root) {
  const began = process.hrtime.bigint();
  const { status } = spawnSync(
    "sh",
    ["-c", `find "$1" -type f -print0 | xargs -0 -n 64 -P 2 openssl dgst -sha256`, "sh", root],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  if (status !== 0) throw new Error(`openssl ended with ${status}`);
  return Number(process.hrtime.bigint() - began) / 1e6;
}

async function timed(work) {
  const began = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - began) / 1e6;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
