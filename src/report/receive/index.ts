import type { ReceiveResult } from "../../custody/index.js";
import { bytes, figure } from "../figures.js";
import { folded, harmless, indented } from "../plain-text.js";
import { jsonReporter, type Reporters } from "../reporter.js";

export { answerTemplate, dossierForAnswer, templateReporters } from "./answers.js";

/** Forms of the result of `receive`. */
export const receiveReporters: Reporters<ReceiveResult> = {
  text: (
    { id, again, replaced, giver, receipt, receiptPath, folder, openCases },
    { messages, ink, width },
  ) => {
    const { receive } = messages.custody;
    const { counts } = receipt;
    const lines = [
      ink.good(harmless(again ? receive.again({ id }) : receive.done({ id, giver }))),
      receive.counts({
        accepted: counts.accepted,
        reserved: counts.acceptedWithReservation,
        refused: counts.refused,
        files: figure(counts.files, messages.language),
        bytes: bytes(counts.bytes, messages.language),
      }),
      ...receipt.dossiers
        .filter(({ outcome }) => outcome !== "accepted")
        .map(({ reference, outcome, remarks }) => {
          const said = remarks.map((one) => messages.manifest.acceptReceipt.remark(one)).join("; ");
          const words = receive.remark({ reference, outcome: receive.outcomes[outcome], remarks: said });
          return indented("  ", harmless(words), width);
        }),
      ...(replaced ? [receive.replaced] : []),
      harmless(receive.kept({ folder })),
      harmless(receive.receipt({ path: receiptPath })),
    ];
    if (openCases > 0) lines.push(ink.doubtful(receive.openCases({ count: openCases })));
    lines.push(`${receive.next}: ${ink.command("bangiao inventory list")}`);
    return `${folded(lines.join("\n"), width)}\n`;
  },
  json: ({ receipt, ...rest }, voice) =>
    jsonReporter<object>("bangiao-received/1")(
      { ...rest, counts: receipt.counts, dossiers: receipt.dossiers },
      voice,
    ),
};
