/**
 * The part of JSON Schema 2020-12 that our schema uses, so that it can be proved without a library: type, enum, const,
 * properties, required, additionalProperties, propertyNames, items, minItems, lengths, pattern, minimum, anyOf, $ref.
 * Any other word is an error. `pattern` is also held against whole numbers, as a YAML year is one.
 */
export type Schema = { [word: string]: unknown };

const silent = new Set(["$schema", "$id", "$defs", "title", "description"]);

/** Paths at which `value` is not what the schema says; empty when it is. */
export function violations(schema: Schema, value: unknown, root: Schema = schema, at = ""): string[] {
  const found: string[] = [];
  const wrong = (word: string): void => {
    found.push(`${at || "/"} ${word}`);
  };
  const inner = (part: unknown, one: unknown, name: string): void => {
    found.push(...violations(part as Schema, one, root, `${at}/${name}`));
  };
  const map =
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  for (const [word, said] of Object.entries(schema)) {
    if (silent.has(word)) continue;
    if (word === "$ref") {
      const name = (said as string).replace("#/$defs/", "");
      const target = (root.$defs as Record<string, Schema>)[name];
      if (!target) throw new Error(`no ${said as string}`);
      found.push(...violations(target, value, root, at));
    } else if (word === "type") {
      if (![said].flat().some((type) => isOfType(value, type as string))) wrong("type");
    } else if (word === "enum") {
      if (!(said as unknown[]).includes(value)) wrong("enum");
    } else if (word === "const") {
      if (value !== said) wrong("const");
    } else if (word === "required") {
      for (const key of said as string[]) if (map && !Object.hasOwn(map, key)) wrong(`required ${key}`);
    } else if (word === "properties") {
      for (const [key, part] of Object.entries(said as Record<string, Schema>))
        if (map && Object.hasOwn(map, key)) inner(part, map[key], key);
    } else if (word === "additionalProperties") {
      const named = Object.keys((schema.properties as object | undefined) ?? {});
      for (const [key, one] of Object.entries(map ?? {}))
        if (!named.includes(key)) {
          if (said === false) wrong(`additional ${key}`);
          else inner(said, one, key);
        }
    } else if (word === "propertyNames") {
      for (const key of Object.keys(map ?? {})) inner(said, key, key);
    } else if (word === "items") {
      for (const [index, one] of Array.isArray(value) ? value.entries() : []) inner(said, one, String(index));
    } else if (word === "minItems") {
      if (Array.isArray(value) && value.length < (said as number)) wrong(word);
    } else if (word === "minLength") {
      if (typeof value === "string" && value.length < (said as number)) wrong(word);
    } else if (word === "maxLength") {
      if (typeof value === "string" && value.length > (said as number)) wrong(word);
    } else if (word === "minimum") {
      if (typeof value === "number" && value < (said as number)) wrong(word);
    } else if (word === "pattern") {
      const text = Number.isInteger(value) ? String(value) : value;
      if (typeof text === "string" && !new RegExp(said as string, "u").test(text)) wrong(word);
    } else if (word === "anyOf") {
      const branches = (said as Schema[]).map((part) => violations(part, value, root, at));
      if (branches.every(({ length }) => length > 0)) wrong("anyOf");
    } else throw new Error(`the schema uses ${word}, which this check does not know`);
  }
  return found;
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}
