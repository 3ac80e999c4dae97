import { type Language, languages } from "./messages.js";

/**
 * The language to speak: what the command line says, else BANGIAO_LANG, else the unit's own setting, else the system:
 * Vietnamese for a locale that begins with `vi`, English otherwise.
 */
export function chooseLanguage(sources: {
  option?: string;
  environment?: string;
  setting?: string;
  locale?: string;
}): Language {
  for (const wish of [sources.option, sources.environment, sources.setting]) {
    const known = languages.find((language) => language === wish?.toLowerCase());
    if (known) return known;
  }
  return /^vi\b/iu.test(sources.locale?.replace("_", "-") ?? "") ? "vi" : "en";
}
