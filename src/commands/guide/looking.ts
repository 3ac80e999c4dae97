import type { Conversation } from "./conversation.js";

/** Where old units went: one that is named, or all. */
export async function showPlan(talk: Conversation): Promise<void> {
  const unit = await talk.optional(talk.texts.ask.planUnit);
  await talk.type("plan", "show", ...(unit === "" ? [] : [unit]));
}

export async function writeReport(talk: Conversation): Promise<void> {
  const { ask } = talk.texts;
  await talk.type("report", "--out", await talk.path(ask.report, ask.reportName));
}
