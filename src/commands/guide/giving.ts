import { readdirSync } from "node:fs";
import { join } from "node:path";
import { harmless } from "../../report/plain-text.js";
import { listKeys } from "../../signing/index.js";
import type { Conversation } from "./conversation.js";

const depth = 2;
const most = 30;

/** Registers and folders that lie in the office's folder, as paths from there; hidden ones are passed over. */
function lookAround(folder: string): { registers: string[]; folders: string[] } {
  const found = { registers: [] as string[], folders: [] as string[] };
  const look = (below: string, left: number): void => {
    let entries: ReturnType<typeof readHere>;
    try {
      entries = readHere(join(folder, below));
    } catch {
      // A folder that cannot be read is no suggestion.
      return;
    }
    for (const entry of entries) {
      if (entry.name.startsWith(".") || entry.name.startsWith("~$")) continue;
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        if (below === "") found.folders.push(path);
        if (left > 1) look(path, left - 1);
      } else if (/\.(?:xlsx|csv)$/iu.test(entry.name) && found.registers.length < most)
        found.registers.push(path);
    }
  };
  look("", depth);
  return found;
}

function readHere(path: string) {
  return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export async function makeWorkspace(talk: Conversation): Promise<void> {
  const { ask } = talk.context;
  const { house } = talk.context.messages;
  const check = (answer: string): true | string => /^\d{5}$/u.test(answer.trim()) || house.init.wrongCode;
  const code = (await ask.text(talk.texts.ask.code, { check })).trim();
  const name = await talk.text(talk.texts.ask.name);
  const until = await talk.optional(talk.texts.ask.until);
  await talk.type("init", "--code", code, "--name", name, ...(until === "" ? [] : ["--until", until]));
}

export async function importRegisters(talk: Conversation): Promise<void> {
  const { registers } = lookAround(talk.context.cwd);
  const { ask, other } = talk.texts;
  let files = registers;
  if (registers.length > 0) {
    talk.say(`\n${registers.map((name) => `  ${harmless(name)}`).join("\n")}`);
    const choice = await talk.pick(ask.registers, [
      { label: ask.allOfThese, value: "all" },
      { label: other, value: "other" },
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
  const inside = (path: string): number => {
    try {
      return readHere(join(talk.context.cwd, path)).filter((entry) => entry.isDirectory()).length;
    } catch {
      return 0;
    }
  };
  const sorted = folders
    .map((path) => ({ path, folders: inside(path) }))
    .sort((a, b) => b.folders - a.folders)
    .slice(0, 9);
  const choices = [...sorted.map(({ path }) => ({ label: path, value: path })), { label: other, value: "" }];
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

export async function handOver(talk: Conversation): Promise<void> {
  await talk.type("handover");
}

export async function printPaper(talk: Conversation): Promise<void> {
  const papers = ["minutes", "index", "contents", "closing", "receipt", "labels"] as const;
  const { ask } = talk.texts;
  const paper = await talk.pick(
    ask.paper,
    papers.map((value) => ({ label: ask.papers[value], value, more: `bangiao print ${value}` })),
  );
  if (paper !== null) await talk.type("print", paper);
}

/** The name of a key: the only one there is, or the one chosen. */
export async function chooseKey(talk: Conversation): Promise<string | null> {
  const keys = await listKeys(talk.workspace!.keys, talk.context.now());
  if (keys.length === 1) return keys[0]!.name;
  const choices = keys.map(({ name }) => ({ label: name, value: name }));
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
