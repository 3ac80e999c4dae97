import { sha256Hex } from "../crypto/digest.js";
import { readYamlFile, type YamlNode } from "../fs/yaml.js";
import { type PackDraft, readPack } from "./read-rule-pack.js";
import type { RulePack } from "./rule-pack.js";

/**
 * Loads rule packs and fills in what a pack extends, which must be among `paths` or `base`.
 * Failures: `rule-pack-wrong`, `yaml-not-readable`, those of reading a file.
 */
export async function loadRulePacks(
  paths: readonly string[],
  base: readonly RulePack[] = [],
): Promise<RulePack[]> {
  const drafts: PackDraft[] = [];
  for (const path of paths) {
    const { node, bytes } = await readYamlFile(path);
    drafts.push(readPack(path, node, sha256Hex(bytes)));
  }
  return completePacks(drafts, base);
}

/** Understands one pack from parsed YAML; for tests and editors. `base` holds the packs it may extend. */
export function understandPack(
  path: string,
  node: YamlNode,
  sha256 = "",
  base: readonly RulePack[] = [],
): RulePack {
  return completePacks([readPack(path, node, sha256)], base)[0]!;
}

function completePacks(drafts: readonly PackDraft[], base: readonly RulePack[]): RulePack[] {
  const done = new Map<string, RulePack>(base.map((pack) => [pack.name, pack]));
  const waiting = new Map(drafts.map((draft) => [draft.pack.name, draft]));
  const finish = (draft: PackDraft, chain: readonly string[]): RulePack => {
    const { pack, reader } = draft;
    if (draft.extends === null) {
      checkWhole(draft, pack);
      return pack;
    }
    const parentDraft = draft.extends === pack.name ? undefined : waiting.get(draft.extends);
    if (chain.includes(draft.extends)) reader.wrong(reader.position("extends"), "value-wrong", draft.extends);
    const parent = parentDraft ? finish(parentDraft, [...chain, pack.name]) : done.get(draft.extends);
    if (!parent) {
      const known = [...done.keys(), ...waiting.keys()].filter((name) => name !== pack.name);
      return reader.wrong(reader.position("extends"), "value-wrong", draft.extends, known);
    }
    const whole = extend(parent, draft);
    checkWhole(draft, whole);
    return whole;
  };
  return drafts.map((draft) => finish(draft, []));
}

/** The parent's slots and rules, with those of the draft added or put in their place, less those switched off. */
function extend(parent: RulePack, draft: PackDraft): RulePack {
  const { pack, reader } = draft;
  const names = new Set([...parent.slots.map(({ code }) => code), ...parent.rules.map(({ id }) => id)]);
  const off = new Set<string>();
  for (const at of draft.off) {
    if (!names.has(at.word)) reader.wrong(at, "value-wrong", at.word, [...names]);
    off.add(at.word);
  }
  if (pack.type !== null && pack.type !== parent.type)
    reader.wrong(reader.position("type"), "value-wrong", pack.type, [parent.type ?? "every"]);
  return {
    ...pack,
    type: parent.type,
    from: pack.from ?? parent.from,
    until: pack.until ?? parent.until,
    basis: pack.basis.length > 0 ? pack.basis : parent.basis,
    retention: pack.retention ?? parent.retention,
    titleSigns: [...pack.titleSigns, ...parent.titleSigns],
    slots: replaceBy(parent.slots, pack.slots, ({ code }) => code).filter(({ code }) => !off.has(code)),
    rules: replaceBy(parent.rules, pack.rules, ({ id }) => id).filter(({ id }) => !off.has(id)),
  };
}

function replaceBy<T>(old: readonly T[], fresh: readonly T[], key: (item: T) => string): T[] {
  const merged = new Map(old.map((item) => [key(item), item]));
  for (const item of fresh) merged.set(key(item), item);
  return [...merged.values()];
}

function checkWhole(draft: PackDraft, pack: RulePack): void {
  const { reader } = draft;
  if (pack.type === null && pack.slots.length > 0)
    reader.wrong(reader.position("slots"), "value-wrong", "slots");
  for (const { code } of pack.slots) {
    const [type, paper] = code.split(".");
    if (type === pack.type && /^[A-Z0-9]+$/u.test(paper ?? "") && code.split(".").length === 2) continue;
    const written = reader.maps("slots").find((one) => one.text("code") === code);
    const meant = code.replace(/^.*[.\s]/u, "").replace(/[^A-Z0-9]/giu, "");
    const allowed = meant === "" ? undefined : [`${pack.type}.${meant.toUpperCase()}`];
    reader.wrong(written?.position("code") ?? reader.position("slots"), "value-wrong", code, allowed);
  }
  pack.slots.sort((a, b) => a.order - b.order || (a.code < b.code ? -1 : 1));
  const codes = pack.slots.map(({ code }) => code);
  const known = new Set(codes);
  for (const example of pack.examples)
    for (const { word, line, column } of example.slotWords)
      if (!known.has(word) && word.startsWith(`${pack.type}.`))
        reader.wrong({ line, column }, "value-wrong", word, codes);
}
