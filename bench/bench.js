// Runs the measurements by name: npm run bench -- [name …] [--full]. Each prints ratios against a peer of the same run.

// Node reads every certificate of this file before a program's first line; no office computer names one.
delete process.env.NODE_EXTRA_CA_CERTS;

const benches = {
  start: () => import("./start.js"),
  digesting: () => import("./digesting.js"),
  classify: () => import("./classify.js"),
  registers: () => import("./registers.js"),
  scanning: () => import("./scanning.js"),
  checking: () => import("./checking.js"),
  signing: () => import("./signing.js"),
  packing: () => import("./packing.js"),
  verifying: () => import("./verifying.js"),
  diffing: () => import("./diffing.js"),
  papers: () => import("./papers.js"),
  audit: () => import("./audit.js"),
};

const args = process.argv.slice(2);
const named = args.filter((word) => !word.startsWith("-"));
const unknown = named.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`no bench “${unknown.join(", ")}”; there are: ${Object.keys(benches).join(", ")}\n`);
  process.exitCode = 2;
} else {
  for (const name of named.length > 0 ? named : Object.keys(benches)) {
    process.stdout.write(`\n== ${name}\n`);
    const { run } = await benches[name]();
    await run(
      args.filter((word) => word.startsWith("-")),
      (line) => process.stdout.write(`${line}\n`),
    );
  }
}
