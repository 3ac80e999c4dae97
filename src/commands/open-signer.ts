import { Misuse } from "../model/failure.js";
import { keyPlace, loadTrust, openKey, requireFitToSign, type Signer } from "../signing/index.js";
import type { Context } from "./context.js";
import { type PassphraseOptions, readPassphrase } from "./passphrase.js";

/** Opens the key that a command was told to sign with. Throws `options-missing`, `certificate-unfit`, and what opening a key throws. */
export async function openSigner(
  context: Context,
  options: PassphraseOptions & { key?: string },
): Promise<Signer> {
  const { key } = options;
  if (key === undefined) throw new Misuse("options-missing", { options: ["--key"] });
  const { keys, trust } = context.workspace();
  const { kept } = await keyPlace(keys, key);
  const secret = kept === "command" ? null : await readPassphrase(context, options, key, kept);
  // In the environment and not an option: nobody should get used to typing it.
  const lastTry = context.env.BANGIAO_TOKEN_LAST_TRY === "yes";
  const signer = await openKey(keys, key, secret, { lastTry });
  requireFitToSign(signer, await loadTrust(trust), context.now());
  return signer;
}
