import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether a program is there to be measured against. */
export function has(program) {
  return spawnSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;
}

/**
 * Runs a command line once: seconds on the clock, and, where `time` can tell, seconds of processor that it and what it
 * started took, and the peak of their memory in MB.
 */
export function measure(argv, options = {}) {
  const note = join(tmpdir(), `bangiao-bench-${process.pid}.time`);
  const timed = has("/usr/bin/time") ? ["/usr/bin/time", "-f", "%U %S %M", "-o", note, ...argv] : argv;
  const began = process.hrtime.bigint();
  const { status, stderr } = spawnSync(timed[0], timed.slice(1), {
    stdio: ["ignore", "ignore", "pipe"],
    ...options,
  });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  if (status !== 0) throw new Error(`${argv.join(" ")} ended with ${status}: ${stderr}`);
  let [processor, megabytes] = [Number.NaN, Number.NaN];
  if (timed !== argv) {
    const [user, system, kilobytes] = readFileSync(note, "utf8").trim().split(/\s+/u).slice(-3).map(Number);
    processor = user + system;
    megabytes = kilobytes / 1024;
    rmSync(note, { force: true });
  }
  return { seconds, processor, megabytes };
}

/**
 * Fills as much memory with a file and lets it go. What lay idle may have been taken from a virtual machine, and whoever
 * touches it first waits until it is given back.
 */
export function touchMemory(bytes) {
  const path = join(tmpdir(), `bangiao-bench-${process.pid}.memory`);
  const file = openSync(path, "w");
  const piece = Buffer.alloc(4 << 20);
  for (let done = 0; done < bytes; done += piece.length) writeSync(file, piece);
  closeSync(file);
  rmSync(path);
}

/**
 * Runs several command lines in turn, `rounds` times to and fro, so that none always follows the same one and finds the
 * memory as that left it; gives the fastest of each: what the machine can do.
 */
export function compare(contenders, rounds = 3) {
  const best = new Map();
  for (let round = 0; round < rounds; round += 1)
    for (const { name, argv, options, before } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      before?.();
      const one = measure(argv, options);
      const known = best.get(name);
      best.set(name, {
        seconds: Math.min(one.seconds, known?.seconds ?? Number.POSITIVE_INFINITY),
        processor: Math.min(one.processor, known?.processor ?? Number.POSITIVE_INFINITY),
        megabytes: Math.max(one.megabytes, known?.megabytes ?? 0),
      });
    }
  return best;
}

/** One line for each contender, with its ratio to ours. */
export function table(best, ours, print, target) {
  const own = best.get(ours);
  for (const [name, { seconds, processor, megabytes }] of best) {
    const known = !Number.isNaN(megabytes);
    const memory = known ? `, ${processor.toFixed(2)} s of processor, peak ${megabytes.toFixed(0)} MB` : "";
    const ratio = name === ours ? "" : `, ours is ${(own.seconds / seconds).toFixed(2)} × that`;
    print(`  ${name}: ${seconds.toFixed(2)} s${memory}${ratio}`);
  }
  print(`  target: ${target}`);
}
