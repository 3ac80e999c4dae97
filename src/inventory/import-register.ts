import { basename, dirname, join } from "node:path";
import type { Job } from "../model/progress.js";
import type { RegisterField } from "../model/register-field.js";
import type { Unit } from "../model/unit.js";
import type { Store } from "../store/index.js";
import { ImportAccount } from "./import-account.js";
import { takeDocuments } from "./import-documents.js";
import { takeDossiers } from "./import-dossiers.js";
import { InventoryInHand } from "./import-inventory.js";
import type { ImportResult } from "./import-result.js";
import { listDocuments } from "./list-documents.js";
import { OneImport } from "./one-import.js";
import { type ReadRegister, readRegister } from "./read-register.js";

export interface ImportOptions {
  /** The unit whose fonds the dossiers belong to. */
  origin: Unit;
  now: Date;
  mapping?: [heading: string, field: RegisterField][];
  /** Reads and compares, and writes nothing. */
  dryRun?: boolean;
  job?: Job;
}

/**
 * Takes registers into the inventory: lists of dossiers first, whatever their order, all in one transaction. A row that
 * is there already is compared, not doubled; nothing is deleted; what a person has stated stays.
 */
export async function importRegisters(
  store: Store,
  paths: string[],
  options: ImportOptions,
): Promise<ImportResult> {
  const registers: ReadRegister[] = [];
  for (const path of paths) {
    const { mapping, job } = options;
    registers.push(await readRegister(path, { ...(mapping ? { mapping } : {}), ...(job ? { job } : {}) }));
  }
  const work = (): ImportResult => takeRegisters(store, registers, options);
  return options.dryRun ? work() : store.inBulk(work);
}

/** One register; see `importRegisters`. */
export function importRegister(store: Store, path: string, options: ImportOptions): Promise<ImportResult> {
  return importRegisters(store, [path], options);
}

function takeRegisters(store: Store, registers: ReadRegister[], options: ImportOptions): ImportResult {
  const dryRun = options.dryRun ?? false;
  const account = new ImportAccount(dryRun);
  const inventory = new InventoryInHand(store, options.origin);
  // The office's day, whatever zone the machine is set to.
  const today = new Date(options.now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const names = namesOf(registers.map((register) => register.path));
  const imports = registers.map(
    (register, index) => new OneImport(store, register, names[index]!, today, dryRun ? null : options.now),
  );
  for (const one of imports) takeDossiers(one, inventory, account);
  for (const one of imports) listDocuments(one, inventory, account);
  for (const held of inventory) takeDocuments(held, inventory, account, dryRun);
  for (const one of imports) {
    account.close(one, inventory);
    one.end();
  }
  return account.result();
}

/** A register is known by its file name; by its folder too where two of one run are called the same. */
function namesOf(paths: string[]): string[] {
  const names = paths.map((path) => basename(path));
  return names.map((name, index) =>
    names.filter((other) => other === name).length > 1 ? join(basename(dirname(paths[index]!)), name) : name,
  );
}
