import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compare, has, table, touchMemory } from "./measure.js";
import { makePayload, shapes } from "./payload.js";

const packer = fileURLToPath(new URL("./pack-payload.js", import.meta.url));

/**
 * Packing against programs that digest nothing. `--full` takes the sizes that the targets are about. What is timed is
 * the writer with a list at hand, not the whole of `package create`, which opens the inventory and plans first. The
 * writer digests every file and compares it, and flushes the archive to the disc before it gets its name; bsdtar does
 * neither, so it runs once more with the flush, for the ratio of like and like.
 */
export async function run(args, print) {
  const size = args.includes("--full") ? "full" : "usual";
  const folder = mkdtempSync(join(tmpdir(), "bangiao-packing-"));
  try {
    for (const [name, shape] of Object.entries(shapes)) {
      const { files, size: bytes } = shape[size];
      print(`${files} files of ${bytes} bytes`);
      const root = join(folder, name);
      const listing = join(folder, `${name}.json`);
      writeFileSync(listing, JSON.stringify(makePayload(root, shape[size])));
      const target = join(folder, `${name}.zip`);
      const other = join(folder, "other.zip");
      /** Nobody pays for what the one before left to be written, nor for memory that a virtual machine gave back. */
      const fresh = () => {
        for (const path of [target, other]) rmSync(path, { force: true });
        spawnSync("sync");
        touchMemory(files * bytes);
      };
      const contenders = [
        {
          name: "bangiao",
          argv: [process.execPath, packer, listing, root, target],
          before: fresh,
        },
        {
          name: "bsdtar",
          argv: ["bsdtar", "-cf", other, "--format", "zip", "--options", "zip:compression=store", root],
          before: fresh,
        },
        {
          name: "bsdtar + sync",
          argv: [
            "sh",
            "-c",
            'bsdtar -cf "$1" --format zip --options zip:compression=store "$2" && sync "$1"',
            "sh",
            other,
            root,
          ],
          needs: "bsdtar",
          before: fresh,
        },
        {
          name: "zip",
          argv: ["zip", "-q", "-r", "-0", other, name],
          options: { cwd: folder },
          before: fresh,
        },
      ].filter(({ name: program, argv, needs }) => program === "bangiao" || has(needs ?? argv[0]));
      const goal = name === "scans" ? "1.2 × bsdtar, 0.5 × zip -0" : "2.5 × bsdtar";
      table(compare(contenders, 5), "bangiao", print, `at most ${goal}, under 250 MB`);
      for (const path of [root, target, other]) rmSync(path, { recursive: true, force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
