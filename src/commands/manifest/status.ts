import type { Command } from "commander";
import { handoverStatus } from "../../custody/index.js";
import { type ExitCode, exitCodes } from "../../model/exit-codes.js";
import { statusReporters } from "../../report/running/index.js";
import { type Context, chosenReporter, ownUnit } from "../context.js";

export function declare(command: Command, context: Context): void {
  command.action(async () => context.finish(await runManifestStatus(context)));
}

/** Says where every dossier of the inventory stands on its way to another unit. */
export async function runManifestStatus(context: Context): Promise<ExitCode> {
  const report = chosenReporter(context, statusReporters);
  const store = await context.store();
  const status = await handoverStatus(store, context.workspace().handovers);
  context.print(report(status, context.voice));
  const leaves =
    ownUnit(store).until !== null || status.handovers.some(({ direction }) => direction === "outgoing");
  const open = status.refused.length + status.remaining.length + status.twice.length;
  return leaves && open > 0 ? exitCodes.negative : exitCodes.ok;
}
