import type { Conversation } from "./conversation.js";
import { chooseKey, makeKey } from "./giving.js";

export async function verify(talk: Conversation): Promise<void> {
  await talk.type("verify", await talk.path(talk.texts.ask.package));
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
  await talk.type("receive", await talk.path(talk.texts.ask.package), "--key", key);
}
