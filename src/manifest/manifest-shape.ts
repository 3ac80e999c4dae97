import { carriers, conditions, dossierTypes, factOrigins, secrecyLevels } from "../model/dossier.js";
import { unitKinds } from "../model/unit.js";
import type { LinedForm } from "./canonical-json.js";
import {
  type LastNumber,
  type Manifest,
  type ManifestCheck,
  type ManifestDocument,
  type ManifestDossier,
  type ManifestException,
  type ManifestFile,
  type ManifestObligation,
  type ManifestOpenCase,
  type ManifestParty,
  type ManifestPriorHandover,
  type ManifestReference,
  type ManifestRemaining,
  type ManifestTotals,
  type ManifestUnit,
  type ManifestWithheld,
  manifestFormat,
  type Responsibility,
  type TypeTotals,
} from "./manifest.js";
import {
  bagPath,
  count,
  type Fields,
  handoverId,
  list,
  moment,
  nullable,
  partialDate,
  record,
  sha256,
  someText,
  text,
  truth,
  uuid,
  word,
} from "./shape.js";

const formats = [
  "pdf",
  "jpeg",
  "png",
  "tiff",
  "docx",
  "xlsx",
  "doc",
  "xls",
  "odt",
  "ods",
  "zip",
  "text",
  "empty",
  "unknown",
] as const;

const unitFields: Fields<ManifestUnit> = {
  code: someText,
  name: someText,
  kind: nullable(word(...unitKinds)),
  organisation: nullable(text),
  committee: nullable(text),
  province: nullable(text),
  fonds: nullable(text),
  from: nullable(partialDate),
  until: nullable(partialDate),
};

export const unitShape = record<ManifestUnit>(unitFields);

export const partyShape = record<ManifestParty>({
  ...unitFields,
  person: nullable(text),
  position: nullable(text),
});

const dossierType = nullable(word(...dossierTypes));

const typeTotals = record<TypeTotals>({
  type: dossierType,
  dossiers: count,
  documents: count,
  files: count,
  bytes: count,
});

const totals = record<ManifestTotals>({
  dossiers: count,
  closed: count,
  open: count,
  documents: count,
  withheld: count,
  paperOnly: count,
  heldElsewhere: count,
  sheets: count,
  pages: count,
  boxes: count,
  files: count,
  bytes: count,
  byType: list(typeTotals),
});

const openCase = record<ManifestOpenCase>({
  dossier: uuid,
  reference: someText,
  step: nullable(text),
  nextStep: nullable(text),
  deadline: nullable(partialDate),
  team: nullable(text),
  successor: nullable(unitShape),
});

const obligation = record<ManifestObligation>({
  kind: word("rectification", "discipline-in-force", "complaint"),
  dossier: uuid,
  reference: someText,
  subject: nullable(text),
  form: nullable(text),
  since: nullable(partialDate),
  until: nullable(partialDate),
});

const withheld = record<ManifestWithheld>({
  dossier: uuid,
  reference: someText,
  number: nullable(text),
  date: nullable(partialDate),
  level: word("mat", "toi-mat", "tuyet-mat"),
  sheets: nullable(count),
});

const explanation = record<NonNullable<ManifestException["explanation"]>>({
  reason: text,
  person: text,
  due: nullable(partialDate),
});

const exception = record<ManifestException>({
  kind: word("missing", "damaged", "held-elsewhere", "unanswered"),
  dossier: uuid,
  reference: someText,
  slot: nullable(text),
  name: text,
  explanation: nullable(explanation),
});

const remaining = record<ManifestRemaining>({
  dossier: uuid,
  reference: someText,
  status: word("open", "closed"),
  reason: word("goes-to-other-receiver", "in-other-handover", "no-successor"),
  receiver: nullable(unitShape),
  handover: nullable(handoverId),
});

const lastNumber = record<LastNumber>({
  issuer: someText,
  type: someText,
  number: count,
  date: nullable(partialDate),
});

const priorHandover = record<ManifestPriorHandover>({
  id: handoverId,
  uuid,
  manifestSha256: sha256,
  receiptSha256: nullable(sha256),
  giver: unitShape,
  receiver: unitShape,
  createdAt: moment,
});

const file = record<ManifestFile>({
  path: bagPath,
  originalPath: text,
  size: count,
  sha256,
  format: word(...formats),
  pages: nullable(count),
});

const document = record<ManifestDocument>({
  id: uuid,
  ordinal: count,
  slot: nullable(text),
  alsoSlots: list(text),
  number: nullable(text),
  date: nullable(partialDate),
  typeName: nullable(text),
  issuer: nullable(text),
  abstract: nullable(text),
  signer: nullable(text),
  sheets: nullable(count),
  pages: nullable(count),
  extent: nullable(text),
  original: nullable(word("original", "copy")),
  secrecy: word(...secrecyLevels),
  carrier: nullable(word(...carriers)),
  state: word("present", "withheld", "paper-only", "held-elsewhere"),
  notes: nullable(text),
  files: list(file),
});

const subject = record<ManifestDossier["subjects"][number]>({
  kind: word("organisation", "member", "other"),
  role: word("inspected", "denouncer", "petitioner"),
  name: text,
});

const fact = record<ManifestDossier["facts"][number]>({
  condition: word(...conditions),
  value: word("true", "false", "unknown"),
  origin: word(...factOrigins),
});

export const dossierShape = record<ManifestDossier>({
  id: uuid,
  reference: someText,
  origin: unitShape,
  type: dossierType,
  title: nullable(text),
  issuer: nullable(text),
  opened: nullable(partialDate),
  closed: nullable(partialDate),
  status: word("open", "closed"),
  subjects: list(subject),
  outcome: nullable(text),
  discipline: nullable(
    record<NonNullable<ManifestDossier["discipline"]>>({ form: text, published: nullable(partialDate) }),
  ),
  rectificationDeadline: nullable(partialDate),
  facts: list(fact),
  retention: nullable(text),
  secrecy: word(...secrecyLevels),
  language: text,
  sheets: nullable(count),
  pages: nullable(count),
  carrier: nullable(word(...carriers)),
  warehouse: nullable(text),
  shelf: nullable(text),
  box: nullable(text),
  condition: nullable(text),
  notes: nullable(text),
  custody: list(uuid),
  documents: list(document),
});

/** The manifest as lines: what stands on one line, and which lists have a line for each item. */
export const manifestForm: LinedForm<Manifest> = {
  format: manifestFormat,
  fields: {
    format: { line: word(manifestFormat) },
    kind: { line: word("handover", "supplement") },
    id: { line: handoverId },
    uuid: { line: uuid },
    createdAt: { line: moment },
    tool: { line: record<Manifest["tool"]>({ name: someText, version: someText }) },
    supplements: {
      line: nullable(record<ManifestReference>({ id: handoverId, sha256, size: count })),
    },
    rulePacks: {
      line: list(
        record<Manifest["rulePacks"][number]>({ name: someText, version: someText, sha256: sha256 }),
      ),
    },
    legalBases: { line: list(text) },
    giver: { line: partyShape },
    receiver: { line: partyShape },
    witnesses: { line: list(partyShape) },
    responsibilities: {
      lines: record<Responsibility>({
        side: word("giver", "receiver"),
        statement: someText,
        person: nullable(text),
      }),
    },
    checked: {
      line: record<ManifestCheck>({
        error: count,
        warning: count,
        info: count,
        explained: count,
        overridden: truth,
      }),
    },
    totals: { line: totals },
    openCases: { lines: openCase },
    obligations: { lines: obligation },
    withheld: { lines: withheld },
    exceptions: { lines: exception },
    remaining: { lines: remaining },
    lastNumbers: { lines: lastNumber },
    priorHandovers: { lines: priorHandover },
    dossiers: { lines: dossierShape },
  },
};
