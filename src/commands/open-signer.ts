import { Misuse } from "../model/failure.js";
import { keyPlace, openKey, type Signer } from "../signing/index.js";
import type { Context } from "./context.js";
import { type PassphraseOptions, readPassphrase } from "./passphrase.js";

/** Opens the key that a command was told to sign with. Throws `options-missing` and what opening a key throws. */
export async function openSigner(
  context: Context,
  options: PassphraseOptions & { key?: string },
): Promise<Signer> {
  const { key } = options;
  if (key === undefined) throw new Misuse("options-missing", { options: ["--key"] });
  const { keys } = context.workspace();
  const { kept } = await keyPlace(keys, key);
  return openKey(keys, key, kept === "command" ? null : await readPassphrase(context, options, key, kept));
}
