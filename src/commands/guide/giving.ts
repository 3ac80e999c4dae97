import { join } from "node:path";
import { harmless } from "../../report/plain-text.js";
import { listKeys } from "../../signing/index.js";
import { neededCode } from "../needed.js";
import type { Conversation } from "./conversation.js";
import { foldersIn, lookAround } from "./look-around.js";

export async function makeWorkspace(talk: Conversation): Promise<void> {
  const code = await neededCode(talk.context, talk.texts.ask.code);
  const name = await talk.text(talk.texts.ask.name);
  const until = await talk.date(talk.texts.ask.until, "day");
  await talk.type("init", "--code", code, "--name", name, ...(until === "" ? [] : ["--until", until]));
}

export async function importRegisters(talk: Conversation): Promise<void> {
  const { registers } = lookAround(talk.context.cwd);
  const { ask, other } = talk.texts;
  let files = registers;
  if (registers.length > 0) {
    talk.say(`\n${registers.map((name) => `  ${harmless(name)}`).join("\n")}`);
    const choice = await talk.pick(ask.registers, [
      { name: ask.allOfThese, value: "all" },
      { name: other, value: "other" },
    ]);
    if (choice === null) return;
    if (choice === "other") files = [];
  }
  if (files.length === 0) files = [await talk.path(ask.path)];
  await talk.type("inventory", "import", ...files);
}

/** The files that stay doubtful are listed; attaching them is the next step of the menu. */
export async function scan(talk: Conversation): Promise<void> {
  const { folders } = lookAround(talk.context.cwd);
  const { ask, other } = talk.texts;
  // The folder with the most folders in it comes first: that is how dossiers lie.
  const sorted = folders
    .map((path) => ({ path, folders: foldersIn(join(talk.context.cwd, path)) }))
    .sort((a, b) => b.folders - a.folders)
    .slice(0, 9);
  const choices = [...sorted.map(({ path }) => ({ name: path, value: path })), { name: other, value: "" }];
  const chosen = await talk.pick(ask.scanFolder, choices);
  if (chosen === null) return;
  await talk.typeUnasked("inventory", "scan", chosen === "" ? await talk.path(ask.folder) : chosen);
}

export async function check(talk: Conversation): Promise<void> {
  await talk.type("check");
}

export async function makeKey(talk: Conversation): Promise<void> {
  const receives = talk.facts !== null && talk.facts.unit.until === null && talk.facts.dossiers === 0;
  const name = await talk.text(talk.texts.ask.keyName, receives ? "ben-nhan" : "ben-giao");
  talk.say(talk.texts.ask.onePassword);
  await talk.type("key", "create", name);
}

/** The straight line; only how the package is to be cut and locked is asked before. */
export async function handOver(talk: Conversation): Promise<void> {
  const options = await packageOptions(talk);
  if (options !== null) await talk.type("handover", ...options);
}

/** Packs the last signed list once more, for another stick or in another form. */
export async function packAgain(talk: Conversation): Promise<void> {
  const options = await packageOptions(talk);
  if (options === null) return;
  await talk.type("package", "create", "--out", await talk.path(talk.texts.ask.out), ...options);
}

/** How the package is made: whole, in volumes, locked. Null to go back. */
async function packageOptions(talk: Conversation): Promise<string[] | null> {
  const { ask, other } = talk.texts;
  const { forms, sizes } = ask;
  const form = await talk.pick(ask.form, [
    { name: forms.whole.label, about: forms.whole.about, value: { volumes: false, locked: false } },
    { name: forms.volumes.label, about: forms.volumes.about, value: { volumes: true, locked: false } },
    { name: forms.locked.label, about: forms.locked.about, value: { volumes: false, locked: true } },
    { name: forms.both.label, about: forms.both.about, value: { volumes: true, locked: true } },
  ]);
  if (form === null) return null;
  const options: string[] = [];
  if (form.volumes) {
    const chosen = await talk.pick(ask.size, [
      { name: sizes.stick, value: "4G" },
      { name: sizes.dvd, value: "4.3G" },
      { name: sizes.cd, value: "690M" },
      { name: other, value: "" },
    ]);
    if (chosen === null) return null;
    options.push("--volume-size", chosen === "" ? await talk.text(ask.otherSize) : chosen);
  }
  if (form.locked) options.push("--encrypt-passphrase");
  return options;
}

export async function printPaper(talk: Conversation): Promise<void> {
  const papers = ["minutes", "index", "contents", "closing", "receipt", "labels"] as const;
  const { ask } = talk.texts;
  const paper = await talk.pick(
    ask.paper,
    papers.map((value) => ({ name: ask.papers[value], value, more: `bangiao print ${value}` })),
  );
  if (paper !== null) await talk.type("print", paper);
}

/** The name of a key: the only one there is, or the one chosen. */
export async function chooseKey(talk: Conversation): Promise<string | null> {
  const keys = await listKeys(talk.workspace!.keys, talk.context.now());
  if (keys.length === 1) return keys[0]!.name;
  const choices = keys.map(({ name }) => ({ name: name, value: name }));
  return choices.length === 0 ? null : talk.pick(talk.texts.ask.key, choices);
}

export async function exportCertificate(talk: Conversation): Promise<void> {
  const key = await chooseKey(talk);
  if (key === null) return;
  const out = await talk.path(talk.texts.ask.certificate, `${key}.crt`);
  await talk.type("key", "export", key, "--public", "--out", out);
}

export async function fileReceipt(talk: Conversation): Promise<void> {
  await talk.type("manifest", "accept-receipt", await talk.path(talk.texts.ask.receipt));
}
