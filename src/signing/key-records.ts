import { join } from "node:path";
import type { SigningCommand } from "../crypto/command-signer.js";
import type { TokenKey } from "../crypto/token-signer.js";
import { readWhole } from "../fs/read-whole.js";
import { writeWhole } from "../fs/write-whole.js";
import { Failure } from "../model/failure.js";

/** A key that does not lie here: how it is reached. It holds no secret. */
export type KeyRecord = ({ kind: "command" } & SigningCommand) | ({ kind: "token" } & TokenKey);

const recordFormat = "bangiao-key-record/1";
export const recordEnding = ".key.json";
const recordSizeLimit = 100_000;

/** Writes `<name>.key.json`. */
export async function writeKeyRecord(folder: string, name: string, record: KeyRecord): Promise<void> {
  const text = JSON.stringify({ format: recordFormat, ...record }, null, 2);
  await writeWhole(join(folder, `${name}${recordEnding}`), `${text}\n`, { mode: 0o600 });
}

/** Reads `<name>.key.json`. Throws `key-damaged`. */
export async function readKeyRecord(folder: string, name: string): Promise<KeyRecord> {
  const path = join(folder, `${name}${recordEnding}`);
  const bytes = await readWhole(path, recordSizeLimit);
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    if (isRecord(value)) return value;
  } catch (error) {
    throw new Failure("key-damaged", { path, reason: "structure" }, { cause: error });
  }
  throw new Failure("key-damaged", { path, reason: "structure" });
}

function isRecord(value: unknown): value is KeyRecord {
  const record = value as Record<string, unknown> | null;
  if (record?.format !== recordFormat) return false;
  const text = (one: unknown): boolean => typeof one === "string" && one !== "";
  if (record.kind === "token") {
    return text(record.library) && text(record.token) && /^[0-9a-f]*$/.test(String(record.id));
  }
  const { command } = record;
  return (
    record.kind === "command" &&
    Array.isArray(command) &&
    text(command[0]) &&
    command.every((word) => typeof word === "string") &&
    (record.rsa === "rsa" || record.rsa === "rsa-pss")
  );
}
