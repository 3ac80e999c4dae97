/** A picture that goes into a paper. */
export interface TemplatePicture {
  png: Uint8Array;
  /** Its side on paper. */
  millimetres: number;
}

/** What one field of a template stands for; a list is what a repeated part is filled from. */
export type TemplateValue = string | number | boolean | TemplatePicture | TemplateValues | TemplateValues[];

/** Values of a paper, by the names of the fields in its template. */
export interface TemplateValues {
  [field: string]: TemplateValue;
}

export function isPicture(value: TemplateValue): value is TemplatePicture {
  return typeof value === "object" && "png" in value && value.png instanceof Uint8Array;
}

/**
 * The value of `name` (`giver.name`) in the innermost scope that has it; undefined where none has. Scopes are given from
 * the outside in.
 */
export function lookUp(scopes: readonly TemplateValues[], name: string): TemplateValue | undefined {
  const steps = name.split(".");
  for (let depth = scopes.length - 1; depth >= 0; depth -= 1) {
    let value: TemplateValue | undefined = scopes[depth];
    for (const step of steps) {
      const inside: TemplateValue | undefined =
        typeof value === "object" && !Array.isArray(value) && !isPicture(value) && Object.hasOwn(value, step)
          ? value[step]
          : undefined;
      value = inside;
      if (value === undefined) break;
    }
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Names of all fields that can be used, `giver.name`, `documents`, with those of the first row of each list. */
export function fieldNames(values: TemplateValues, before = ""): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const own = `${before}${name}`;
    if (Array.isArray(value)) return [own, ...(value[0] ? fieldNames(value[0]) : [])];
    if (typeof value === "object" && !isPicture(value)) return fieldNames(value, `${own}.`);
    return [own];
  });
}
