import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readWhole } from "../fs/read-whole.js";
import { writeWhole } from "../fs/write-whole.js";
import type { Decision, Manifest } from "../manifest/index.js";
import { Failure } from "../model/failure.js";
import { type ReceiptOutcome, receiptOutcomes } from "../model/handover.js";

const format = "bangiao-begun-answers/1";
const limit = 64 << 20;

/** Answers about the dossiers of one manifest that a person has given and not yet signed, kept until they are. */
export class BegunAnswers {
  readonly #path: string;

  /** `folder` keeps them, by the SHA-256 of the manifest that they answer. */
  constructor(
    folder: string,
    sha256: string,
    private readonly manifest: Manifest,
  ) {
    this.#path = join(folder, `${sha256}.json`);
  }

  /** The answers kept, by dossier id. What cannot be read, or is about no dossier of the manifest, is no answer. */
  async read(): Promise<Map<string, Decision>> {
    const answers = new Map<string, Decision>();
    let kept: unknown;
    try {
      kept = JSON.parse(Buffer.from(await readWhole(this.#path, limit)).toString("utf8"));
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof Failure) return answers;
      throw error;
    }
    if (!isRecord(kept) || kept.format !== format || !Array.isArray(kept.answers)) return answers;
    const ids = new Set(this.manifest.dossiers.map(({ id }) => id));
    for (const one of kept.answers) {
      const decision = asDecision(one);
      if (decision && ids.has(one.id)) answers.set(one.id, decision);
    }
    return answers;
  }

  async save(answers: ReadonlyMap<string, Decision>): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    const lines = [...answers].map(([id, { outcome, remarks }]) => ({ id, outcome, remarks }));
    await writeWhole(this.#path, `${JSON.stringify({ format, answers: lines })}\n`);
  }

  /** Forgets them: the receipt that says the same is signed. */
  async forget(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function asDecision(value: unknown): Decision | null {
  if (!isRecord(value) || typeof value.id !== "string" || !Array.isArray(value.remarks)) return null;
  if (!receiptOutcomes.includes(value.outcome as ReceiptOutcome)) return null;
  const remarks = value.remarks.flatMap((one) =>
    isRecord(one) && (one.what === null || typeof one.what === "string") && typeof one.why === "string"
      ? [{ what: one.what, why: one.why }]
      : [],
  );
  return remarks.length === value.remarks.length
    ? { outcome: value.outcome as ReceiptOutcome, remarks }
    : null;
}
