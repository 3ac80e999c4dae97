import { execFileSync } from "node:child_process";

/** The journey tests run the built program, so that what is tested is what is shipped. */
export default function buildOnce(): void {
  if (process.env.BANGIAO_TEST_BUILD === "no") return;
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
    stdio: "inherit",
  });
}
