import type { Conversation } from "./conversation.js";
import { chooseKey, makeKey } from "./giving.js";
import { lookAround, type PackageFound, packageBeside, packagesOf } from "./look-around.js";

export async function verify(talk: Conversation): Promise<void> {
  const packages = await choosePackage(talk);
  if (packages === null) return;
  const code = await talk.optional(talk.texts.ask.paperCode);
  await talk.type("verify", ...packages, ...(code === "" ? [] : ["--paper", code]));
}

export async function trust(talk: Conversation): Promise<void> {
  const file = await talk.path(talk.texts.ask.certificate);
  const label = await talk.optional(talk.texts.ask.label);
  await talk.type("trust", "add", file, ...(label === "" ? [] : ["--label", label]));
}

export async function receive(talk: Conversation): Promise<void> {
  let key = await chooseKey(talk);
  if (key === null) {
    await makeKey(talk);
    key = await chooseKey(talk);
  }
  if (key === null) return;
  const packages = await choosePackage(talk);
  if (packages !== null) await talk.type("receive", ...packages, "--key", key);
}

/** A package: one that lies near, all its volumes together, or one whose path is typed. Null to go back. */
async function choosePackage(talk: Conversation): Promise<string[] | null> {
  const { ask, other } = talk.texts;
  const near = packagesOf(lookAround(talk.context.cwd).packages);
  let chosen: PackageFound | null = { paths: [], of: 1 };
  if (near.length > 0) {
    const choices = near.map((found) => ({
      name:
        found.of === 1 ? found.paths[0]! : ask.volumes({ first: found.paths[0]!, count: found.paths.length }),
      value: found,
    }));
    chosen = await talk.pick(ask.packages, [...choices, { name: other, value: chosen }]);
    if (chosen === null) return null;
  }
  if (chosen.paths.length === 0) chosen = packageBeside(await talk.path(ask.package), talk.context.cwd);
  const paths = [...chosen.paths];
  // Volumes may come on several sticks.
  while (paths.length < chosen.of) {
    const next = await talk.optionalPath(ask.nextVolume({ have: paths.length, of: chosen.of }));
    if (next === "") break;
    paths.push(next);
  }
  return paths;
}
