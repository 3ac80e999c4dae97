import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compare, has, measure, table } from "./measure.js";
import { huge, makeHuge, makePayload, shapes } from "./payload.js";

const program = fileURLToPath(new URL("../bin/bangiao.js", import.meta.url));
const packer = fileURLToPath(new URL("./pack-payload.js", import.meta.url));

/**
 * What a validator written in Python does with an unpacked bag: every listed file digested in pieces of 512 KiB, as
 * bagit-python reads them. That program itself is not in every distribution, so its reading is measured without it.
 */
const validate = `
import glob, hashlib, os, sys
wrong = 0
for list in glob.glob(sys.argv[1] + "/**/manifest-sha256.txt", recursive=True):
    for line in open(list, encoding="utf-8"):
        digest, path = line.rstrip("\\n").split("  ", 1)
        total = hashlib.sha256()
        with open(os.path.join(os.path.dirname(list), path), "rb") as file:
            while block := file.read(512 * 1024):
                total.update(block)
        wrong += total.hexdigest() != digest
sys.exit(1 if wrong else 0)
`;

/**
 * Verifying a bag in its ZIP against programs that check CRCs only. `--full` takes the sizes of the targets; `--huge`
 * packs and verifies ten gigabytes instead, for the sake of memory, and needs as much room in the temporary folder.
 */
export async function run(args, print) {
  if (args.includes("--huge")) return runHuge(print);
  const size = args.includes("--full") ? "full" : "usual";
  const folder = mkdtempSync(join(tmpdir(), "bangiao-verifying-"));
  try {
    for (const [name, shape] of Object.entries(shapes)) {
      const { files, size: bytes } = shape[size];
      print(`${files} files of ${bytes} bytes`);
      const root = join(folder, name);
      const listing = join(folder, `${name}.json`);
      writeFileSync(listing, JSON.stringify(makePayload(root, shape[size])));
      const zip = join(folder, `${name}.zip`);
      const packed = spawnSync(process.execPath, [packer, listing, root, zip], { encoding: "utf8" });
      if (packed.status !== 0) throw new Error(packed.stderr);
      rmSync(root, { recursive: true });
      const unpacked = join(folder, `${name}-unpacked`);
      const contenders = [
        {
          name: "bangiao",
          argv: [process.execPath, program, "verify", zip, "--bag"],
          options: { cwd: folder },
        },
        { name: "7z t", argv: ["7z", "t", zip] },
        { name: "unzip -t", argv: ["unzip", "-tqq", zip] },
        {
          name: "unzip + Python's hashlib",
          argv: ["sh", "-c", 'unzip -qq "$1" -d "$2" && python3 -c "$3" "$2"', "sh", zip, unpacked, validate],
          before: () => rmSync(unpacked, { recursive: true, force: true }),
        },
      ].filter(({ name: one, argv }) => one === "bangiao" || has(argv[0] === "sh" ? "unzip" : argv[0]));
      // The quick ones more often: a moment's disturbance is a large part of what they take.
      const quick = contenders.filter(({ name: one }) => ["bangiao", "7z t"].includes(one));
      const slow = contenders.filter((one) => !quick.includes(one));
      table(
        new Map([...compare(quick, 9), ...compare(slow, 2)]),
        "bangiao",
        print,
        "at most 1.5 × 7z t, a tenth of unpacking and validating, under 250 MB",
      );
      rmSync(zip);
      rmSync(unpacked, { recursive: true, force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runHuge(print) {
  const folder = mkdtempSync(join(tmpdir(), "bangiao-huge-"));
  try {
    const root = join(folder, "payload");
    const listing = join(folder, "payload.json");
    writeFileSync(listing, JSON.stringify(makeHuge(root)));
    const zip = join(folder, "huge.zip");
    print(`${huge.files} files of ${huge.size} bytes`);
    for (const [what, argv] of [
      ["packing", [process.execPath, packer, listing, root, zip]],
      ["verifying", [process.execPath, program, "verify", zip, "--bag"]],
    ]) {
      const { seconds, megabytes } = measure(argv, { cwd: folder });
      print(`  ${what}: ${seconds.toFixed(1)} s, peak ${megabytes.toFixed(0)} MB`);
    }
    print("  target: under 250 MB");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
