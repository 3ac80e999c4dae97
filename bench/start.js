import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../bin/bangiao.js", import.meta.url));
const runs = 21;

/** Start of the program against an empty node, in turn, medians of the whole processes. */
export async function run(_args, print) {
  const ours = [];
  const bare = [];
  for (let index = 0; index < runs + 2; index += 1) {
    const pair = [milliseconds([program, "--version"]), milliseconds(["-e", "0"])];
    // The first two pairs warm the caches.
    if (index >= 2) {
      ours.push(pair[0]);
      bare.push(pair[1]);
    }
  }
  const ratio = median(ours) / median(bare);
  print(
    `bangiao --version: ${median(ours).toFixed(1)} ms, node -e 0: ${median(bare).toFixed(1)} ms (medians of ${runs})`,
  );
  print(`ratio ${ratio.toFixed(2)} (target: at most 2)`);
}

function milliseconds(argv) {
  const began = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, argv, { stdio: "ignore" });
  if (status !== 0) throw new Error(`${argv.join(" ")} ended with ${status}`);
  return Number(process.hrtime.bigint() - began) / 1e6;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
