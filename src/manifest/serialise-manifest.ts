import { canonicalBytes } from "./canonical-json.js";
import type { Manifest } from "./manifest.js";
import { manifestForm } from "./manifest-shape.js";

/** The bytes of `manifest.json`: what is signed, digested and sent. Same manifest, same bytes. */
export function serialiseManifest(manifest: Manifest): Buffer {
  return canonicalBytes(manifest, manifestForm);
}
