import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Condition, Dossier, DossierType, Fact, Secrecy } from "../../src/model/dossier.js";
import type { CheckedDocument, CheckedDossier, CheckedFile } from "../../src/validate/case-view.js";
import { checkDossier } from "../../src/validate/check-dossier.js";
import { checkAll } from "../../src/validate/check-dossiers.js";
import { loadShelf, type PackShelf } from "../../src/validate/choose-pack.js";
import { shippedRules } from "../support/shipped-rules.js";

/**
 * The two sample corpora with a known truth lie outside the repository. The dossiers are put together here from what
 * the truth says is in the registers and on the disk; the demands must then come out as the truth has them.
 */
const samples = new URL("../../../../shared/samples/", import.meta.url);
const besides = new URL("../../../shared/samples/", import.meta.url);
const base = existsSync(besides) ? besides : samples;
const there = existsSync(base);
const handoverDay = "2025-06-30";

type Row = Record<string, string>;

function readRows(corpus: string, name: string): Row[] {
  const rows: string[][] = [[]];
  let field = "";
  let quoted = false;
  const text = readFileSync(new URL(`${corpus}/truth/${name}`, base), "utf8");
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "," || char === "\n") {
      rows.at(-1)!.push(field);
      field = "";
      if (char === "\n") rows.push([]);
    } else if (char !== "\r") field += char;
  }
  const [head, ...body] = rows.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(head!.map((key, index) => [key, row[index] ?? ""])));
}

/** Facts that only follow from papers, title or issuer: left for the check to infer. */
const inferable = /^(?:a paper in slot|decision in slot|open case|issuer |issuer symbol|title |not stated)/u;

function buildCorpus(corpus: string): CheckedDossier[] {
  const facts = readRows(corpus, "facts.csv");
  const files = readRows(corpus, "files.csv").filter(({ kind }) => kind === "document");
  const rows = readRows(corpus, "rows.csv").filter(
    ({ kind, repeat }) => kind === "document" && repeat !== "yes",
  );
  return readRows(corpus, "dossiers.csv").map((row): CheckedDossier => {
    const key = row.dossier!;
    const dossier: Dossier = {
      id: key,
      origin: {
        code: "06691",
        name: corpus,
        kind: "phuong",
        organisation: null,
        committee: null,
        province: null,
        fonds: null,
        from: null,
        until: handoverDay,
      },
      reference: row.reference!,
      type: (row.type || null) as DossierType | null,
      title: row.title!,
      issuer: row.issuer || null,
      opened: null,
      closed: null,
      status: row.status === "open" ? "open" : "closed",
      subjects: [],
      outcome: row.result_in_register || null,
      discipline: row.discipline_form
        ? { form: row.discipline_form, published: row.discipline_published || null }
        : null,
      rectificationDeadline: row.rectification_deadline || null,
      facts: facts
        .filter((one) => one.dossier === key && !inferable.test(one.evidence!))
        .map(
          (one): Fact => ({
            condition: (one.condition === "not_cb" ? "issuer_not_cell" : one.condition) as Condition,
            value: one.value === "yes" ? "true" : one.value === "no" ? "false" : "unknown",
            origin: "register",
            evidence: one.evidence!,
          }),
        ),
      retention: null,
      secrecy: "none",
      language: "vi",
      sheets: null,
      pages: null,
      carrier: row.carrier === "paper" ? "paper" : row.carrier === "mixed" ? "mixed" : "digital",
      place: { warehouse: null, shelf: null, box: row.box || null },
      condition: null,
      notes: null,
      openCase: null,
      folder: row.folder || null,
    };
    const declared = new Map(rows.filter(({ file }) => file).map((one) => [one.file!, one]));
    const documents: CheckedDocument[] = [];
    const put = (slot: string, more: Partial<CheckedDocument>) =>
      documents.push({
        id: `${key}-${documents.length}`,
        dossierId: key,
        ordinal: documents.length + 1,
        slot: slot || null,
        alsoSlots: [],
        number: null,
        date: null,
        typeName: null,
        issuer: null,
        sheets: null,
        pages: null,
        original: null,
        secrecy: "none",
        carrier: null,
        state: "present",
        source: "register",
        files: [],
        exposes: [],
        ...more,
      });
    for (const file of files.filter((one) => one.dossier === key && one.slot !== "")) {
      const trouble = file.trouble ?? "";
      const damage: CheckedFile["damage"] = /empty/u.test(trouble)
        ? "empty"
        : /truncated|damaged|broken/u.test(trouble)
          ? "damaged"
          : null;
      put(file.slot!, {
        alsoSlots: (file.also_slots ?? "").split(/[;| ]+/u).filter(Boolean),
        number: file.number || null,
        date: file.date || null,
        pages: Number(declared.get(file.path!)?.pages || 0) || null,
        secrecy: file.secret === "yes" ? "mat" : ("none" as Secrecy),
        files: [
          {
            path: file.path!,
            format: "pdf",
            textLayer: null,
            dpi: null,
            pages: file.pages ? Number(file.pages) : null,
            damage,
            secrecy: "none",
            present: true,
          },
        ],
      });
    }
    for (const paper of rows.filter((one) => one.dossier === key && one.carrier !== "file"))
      put(paper.slot!, {
        number: paper.number || null,
        date: paper.date || null,
        carrier: paper.carrier === "paper" ? "paper" : null,
        state:
          paper.carrier === "paper" ? "paper-only" : paper.carrier === "held" ? "held-elsewhere" : "present",
      });
    return { dossier, documents, explanations: [], exposes: [] };
  });
}

describe.skipIf(!there)(
  `the truth of the sample corpora${there ? "" : " (skipped: ../shared is not here)"}`,
  () => {
    let shelf: PackShelf;
    beforeAll(async () => {
      shelf = await loadShelf(shippedRules);
    });

    test.each(["hong-gai", "ha-khau"])(
      "%s: every demand comes out as the truth has it, and no other",
      (corpus) => {
        const truth = new Map(
          readRows(corpus, "missing.csv").map((row) => [`${row.dossier} ${row.slot}`, row]),
        );
        const agreed: Record<string, number> = {};
        const wrong: string[] = [];
        for (const checked of buildCorpus(corpus)) {
          const result = checkDossier(checked, shelf, handoverDay);
          for (const { slot, state } of result.slots) {
            const key = `${checked.dossier.id} ${slot}`;
            const row = truth.get(key);
            truth.delete(key);
            if (!row) {
              if (state !== "present" && state !== "not-applicable")
                wrong.push(`${key}: nothing expected, ${state}`);
              continue;
            }
            const either =
              row.certainty === "arguable" && ["unknown", "not-yet"].includes(row.state!)
                ? ["unknown", "not-yet"]
                : row.certainty === "arguable" || row.certainty === "needs-human"
                  ? [row.state!, "present"]
                  : [row.state!];
            if (either.includes(state)) agreed[row.certainty!] = (agreed[row.certainty!] ?? 0) + 1;
            else wrong.push(`${key}: expected ${row.state} (${row.certainty}: ${row.why}), ${state}`);
          }
        }
        console.info(`${corpus}: ${JSON.stringify(agreed)} agree, ${wrong.length} differ`);
        expect(wrong).toEqual([]);
        expect([...truth.keys()]).toEqual([]);
      },
    );

    test.each(["hong-gai", "ha-khau"])(
      "%s: planted troubles of dates, numbers, pages and obligations are found, and no others",
      (corpus) => {
        const codes: Record<string, string> = {
          "date-out-of-order": "documents-out-of-order",
          "date-after-closing": "issued-after-closing",
          "number-used-twice": "number-duplicate",
          "page-count-differs": "page-count-differs",
        };
        const planted = new Set(
          readRows(corpus, "troubles.csv").flatMap(({ kind, dossier }) =>
            codes[kind!] ? [`${dossier} ${codes[kind!]}`] : [],
          ),
        );
        for (const { dossier, rectified } of readRows(corpus, "dossiers.csv"))
          if (rectified === "no") planted.add(`${dossier} obligation-open`);
        const looked = new Set([...Object.values(codes), "obligation-open", "date-outside-period"]);
        const { dossiers } = checkAll(buildCorpus(corpus), shelf, { at: `${handoverDay}T09:00:00+07:00` });
        const found = new Set(
          dossiers.flatMap(({ id, findings }) =>
            findings.flatMap(({ code, details }) => {
              // The truth names the later of two papers with one number.
              const first = code === "number-duplicate" && details.documents[0]!.startsWith("28.");
              return looked.has(code) && !first ? [`${id} ${code}`] : [];
            }),
          ),
        );
        expect([...found].sort()).toEqual([...planted].sort());
      },
    );

    test.each(["hong-gai", "ha-khau"])(
      "%s: facts that follow from papers, titles and issuers are inferred",
      (corpus) => {
        const dossiers = new Map(
          buildCorpus(corpus).map((one) => [one.dossier.id, checkDossier(one, shelf, handoverDay).facts]),
        );
        const wrong: string[] = [];
        for (const row of readRows(corpus, "facts.csv")) {
          if (row.value === "unknown") continue;
          const condition = row.condition === "not_cb" ? "issuer_not_cell" : row.condition;
          const fact = dossiers.get(row.dossier!)?.find((one) => one.condition === condition);
          const value = row.value === "yes" ? "true" : "false";
          if (fact?.value !== value)
            wrong.push(`${row.dossier} ${condition}: ${value} (${row.evidence}), ${fact?.value}`);
        }
        expect(wrong).toEqual([]);
      },
    );
  },
);
