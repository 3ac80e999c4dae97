import { type ExitCode, exitCodes } from "./exit-codes.js";
import type { CatalogueFailures } from "./failures/catalogue.js";
import type { CryptoFailures } from "./failures/crypto.js";
import type { CustodyFailures } from "./failures/custody.js";
import type { FileFailures } from "./failures/files.js";
import type { InventoryFailures } from "./failures/inventory.js";
import type { PaperFailures } from "./failures/paper.js";
import type { RuleFailures } from "./failures/rules.js";
import type { UsageFailures } from "./failures/usage.js";
import type { WorkspaceFailures } from "./failures/workspace.js";

/** Every failure there is: its code and the facts it carries. Facts only, no sentences, no secrets. */
export interface FailureDetails
  extends UsageFailures,
    WorkspaceFailures,
    FileFailures,
    InventoryFailures,
    CatalogueFailures,
    RuleFailures,
    CryptoFailures,
    CustodyFailures,
    PaperFailures {}

export type FailureCode = keyof FailureDetails;

/** No answer was possible. Thrown; the messages catalogue has a problem and a hint for each code. */
export class Failure<C extends FailureCode = FailureCode> extends Error {
  readonly exitCode: ExitCode = exitCodes.failed;
  override readonly name: string = "Failure";

  constructor(
    readonly code: C,
    readonly details: FailureDetails[C],
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(details)}`, options);
  }
}

/** The command line asked for something impossible. */
export class Misuse<C extends FailureCode = FailureCode> extends Failure<C> {
  override readonly exitCode: ExitCode = exitCodes.usage;
  override readonly name: string = "Misuse";
}
