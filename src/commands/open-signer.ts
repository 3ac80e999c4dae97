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
  const secret = kept === "command" ? null : await readPassphrase(context, options, key, kept);
  // In the environment and not an option: nobody should get used to typing it.
  return openKey(keys, key, secret, { lastTry: context.env.BANGIAO_TOKEN_LAST_TRY === "yes" });
}
