import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The day on which everybody hands over, and the one on which everybody answers. */
const eve = new Date("2025-06-28T02:00:00Z");
const answered = new Date("2025-07-02T02:00:00Z");
const stamp = { eve: "2025-06-28T09:00:00+07:00", answered: "2025-07-02T09:00:00+07:00" };
const tool = { name: "bangiao", version: "0.1.0" };

/**
 * Writes what a province leaves behind after a restructuring: for every old unit of the plan a signed manifest and its
 * receipt, every split unit in two handovers, and faults planted in known places. `lib` is the program's own functions.
 * Returns the trust store and, for each fault, `kind|unit` as the audit has to find it.
 */
export async function makeProvince(lib, folder, plan, perUnit) {
  const keys = join(folder, "keys");
  const signers = {};
  for (const name of ["giver", "receiver", "rogue"]) {
    await lib.createKey(keys, { name, passphrase: "a passphrase", commonName: name, rounds: 1000 }, eve);
    signers[name] = await lib.openKey(keys, name, "a passphrase");
  }
  const trustFolder = join(folder, "trust");
  for (const name of ["giver", "receiver"]) {
    const { key, pem } = await lib.exportCertificate(keys, name, eve);
    const file = join(folder, `${name}.crt`);
    writeFileSync(file, pem);
    const candidate = await lib.readTrustCandidate(file);
    await lib.addTrust(trustFolder, candidate, { fingerprint: key.fingerprint }, {}, eve);
  }
  const trust = await lib.loadTrust(trustFolder);
  const root = join(folder, "province");
  const world = { lib, root, signers, count: 0, dossiers: 0, expected: [] };
  const units = lib.findInPlan(plan, null);
  const whole = units.filter(({ parts }) => parts.length === 1);
  const faults = new Map(Object.keys(plant).map((kind, index) => [whole[index * 3 + 1], kind]));
  for (const unit of units) {
    const kind = faults.get(unit);
    const name = `${unit.code} ${unit.name}`;
    if (kind === "unit-silent") world.expected.push(`unit-silent|${name}`);
    else await unitHandsOver(world, unit, perUnit, kind);
  }
  return { root, trust, expected: world.expected.sort(), dossiers: world.dossiers };
}

/** What each fault changes; each returns the gaps that an audit must then find. */
const plant = {
  "unit-silent": null,
  "receipt-missing": (to) => [`receipt-missing|${to}`],
  "dossier-twice": (_to, from) => [`dossier-twice|${from}`],
  "dossier-promised": (_to, from) => [`dossier-promised|${from}`],
  "case-without-successor": (_to, from) => [`case-without-successor|${from}`],
  "signer-untrusted": (_to, from) => [`signer-untrusted|${from}`],
  "signature-invalid": (to, from) => [
    `signature-invalid|${from}`,
    `receipt-wrong|${to}`,
    `receipt-missing|${to}`,
  ],
  "list-unsigned": (_to, from) => [`list-unsigned|${from}`],
  "receipt-wrong": (to) => [`receipt-wrong|${to}`, `receipt-missing|${to}`],
  "receipt-orphan": (_to, from) => [`receipt-orphan|${from}`],
  "dossier-refused": (_to, from) => [`dossier-refused|${from}`],
  "custody-broken": (_to, from) => [`custody-broken|${from}`],
  "log-broken": () => ["log-broken|"],
  "list-unreadable": () => ["list-unreadable|"],
  "package-unreadable": () => ["package-unreadable|"],
  "receiver-unplanned": (_to, from) => [`receiver-unplanned|${from}`],
  "receipt-rivals": (to) => [`receipt-rivals|${to}`],
  "supplement-without-first": (_to, from) => [`supplement-without-first|${from}`],
  "list-rivals": (to, from) => [`list-rivals|${from}`, `receipt-missing|${to}`],
  "act-wrong": (_to, from) => [`act-wrong|${from}`],
  "act-orphan": (_to, from) => [`act-orphan|${from}`],
  "package-locked": () => ["package-locked|"],
};

async function unitHandsOver(world, unit, perUnit, fault) {
  const { lib } = world;
  const giver = lib.namedUnit(unit.code, unit.name, { until: "2025-06-30", province: "Quảng Ninh" });
  const receivers = unit.parts.map((part) => lib.namedUnit(part.code, part.name, { from: "2025-07-01" }));
  if (fault === "receiver-unplanned") receivers[0] = lib.namedUnit("99999", "Xã Không Ai Biết");
  const [receiver, second] = receivers;
  const name = ({ code, name: words }) => `${code} ${words}`;
  if (fault) world.expected.push(...plant[fault](name(receiver), name(giver)));
  const block = [];
  for (let index = 0; index < perUnit; index += 1) block.push(dossier(giver, index));
  const rest = second ? [block.pop()] : [];
  const item = (one, successor) => ({ ...one, successor: one.dossier.status === "open" ? successor : null });
  const first = {
    number: 1,
    giver,
    receiver,
    items: block.map((one) => item(one, receiver)),
    remaining: rest.map(({ dossier: one }) => away(one, second, `BG-${giver.code}-20250628-02`)),
    // This one lies beside a sound first handover.
    fault: fault === "supplement-without-first" ? undefined : fault,
  };
  if (fault === "dossier-promised") first.remaining.push(away(dossier(giver, 9000).dossier, receiver, null));
  if (fault === "case-without-successor") first.items[0] = { ...open(first.items[0]), successor: null };
  if (fault === "custody-broken") first.items[0].dossier.origin = lib.namedUnit("00001", "Xã Xa");
  await handOver(world, first);
  if (second) {
    const items = rest.map((one) => item(one, second));
    const remaining = block.map(({ dossier: one }) => away(one, receiver, `BG-${giver.code}-20250628-01`));
    await handOver(world, { number: 2, giver, receiver: second, items, remaining });
  }
  const more = { number: 2, giver, receiver, remaining: [] };
  const fresh = () => [item(dossier(giver, 8000), receiver)];
  if (fault === "dossier-twice") await handOver(world, { ...more, items: first.items.slice(0, 1) });
  if (fault === "receipt-orphan") await handOver(world, { ...more, items: fresh(), fault: "no-manifest" });
  if (fault === "list-rivals")
    await handOver(world, { ...more, number: 1, items: fresh(), fault: "receipt-missing" });
  if (fault === "supplement-without-first") await handOver(world, { ...more, items: fresh(), fault });
  const stray = join(world.root, unit.code);
  if (fault === "list-unreadable") {
    writeFileSync(join(stray, "ban-ke.json"), '{\n"format": "bangiao-manifest/1",\n"kind": "handover"\n');
  }
  if (fault === "package-unreadable") {
    writeFileSync(join(stray, `BG-${unit.code}-20250628-07.zip`), "PK\u0003\u0004 nothing but a beginning");
  }
  if (fault === "package-locked") {
    writeFileSync(join(stray, `BG-${unit.code}-20250628-07.zip.age`), "age-encryption.org/v1\n-> X25519 …\n");
  }
  if (fault === "log-broken") {
    const entry = {
      seq: 1,
      at: stamp.eve,
      actor: "",
      action: "received",
      details: "{}",
      previous: "0",
      sha256: "0",
    };
    writeFileSync(
      join(stray, "nhat-ky.json"),
      JSON.stringify({ format: "bangiao-log-chain/1", entries: [entry] }, null, 1),
    );
  }
}

async function handOver(world, { number, giver, receiver, items, remaining, fault }) {
  const { lib, signers } = world;
  const id = `BG-${giver.code}-20250628-${String(number).padStart(2, "0")}`;
  world.count += 1;
  const supplement = fault === "supplement-without-first";
  const party = (unit) => ({ unit, person: null, position: null });
  const manifest = lib.buildManifest({
    kind: supplement ? "supplement" : "handover",
    ...(supplement
      ? { supplements: { id: `BG-${giver.code}-20250101-01`, sha256: "0".repeat(64), size: 1 } }
      : {}),
    id,
    uuid: uuid(`handover ${world.count}`),
    createdAt: stamp.eve,
    tool,
    rulePacks: [],
    giver: party(giver),
    receiver: party(receiver),
    witnesses: [],
    dossiers: items,
    remaining,
    priorHandovers: [],
    overridden: false,
    termStart: null,
  });
  const bytes = lib.serialiseManifest(manifest);
  const p7s = await lib.signBytes(bytes, fault === "signer-untrusted" ? signers.rogue : signers.giver, eve);
  const marks = await lib.checkSignature({ p7s, content: bytes, trust: lib.emptyTrust, now: eve, place: {} });
  const folder = join(world.root, giver.code);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${id}${fault === "receipt-missing" && number === 1 ? "-a" : ""}.json`);
  if (fault !== "no-manifest") {
    const shown = bytes.toString("utf8");
    writeFileSync(
      path,
      fault === "signature-invalid" ? shown.replace("chi bộ khu 1", "chi bộ khu 2") : bytes,
    );
    if (fault !== "list-unsigned") writeFileSync(`${path}.p7s`, p7s);
    world.dossiers += items.length;
  }
  if (fault === "act-wrong" || fault === "act-orphan") {
    const { totals } = manifest;
    const act = lib.buildAct({
      kind: "co-signature",
      // One that belongs to a list of another time.
      handover: { id, uuid: fault === "act-orphan" ? uuid("another handover") : manifest.uuid },
      manifest: { sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length },
      totals: { ...totals },
      previous: {
        file: createHash("sha256").update(bytes).digest("hex"),
        signature: marks.signatureSha256,
        certificate: marks.signer.fingerprint,
      },
      giver: manifest.giver,
      receiver: manifest.receiver,
      signer: party(giver),
      statement: null,
      items: [],
      nonce: "c".repeat(32),
      createdAt: stamp.eve,
      tool,
    });
    const path = join(folder, `${id}-act.json`);
    const content = lib.serialiseAct(act);
    writeFileSync(path, content);
    // The other one nobody has signed.
    if (fault === "act-orphan")
      writeFileSync(`${path}.p7s`, await lib.signBytes(content, signers.giver, eve));
  }
  if (fault === "receipt-missing") return;
  const answer = async (nonce) => {
    const decisions = new Map(
      items.map(({ dossier: one }) => [one.id, { outcome: "accepted", remarks: [] }]),
    );
    if (fault === "dossier-refused") {
      decisions.set(items[0].dossier.id, { outcome: "refused", remarks: [{ what: null, why: "thiếu" }] });
    }
    const receipt = lib.buildReceipt({
      answers: {
        manifest,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        size: bytes.length,
        signature: marks.signatureSha256,
        certificate: marks.signer.fingerprint,
      },
      receiver: party(receiver),
      decisions,
      replaces: null,
      nonce,
      createdAt: stamp.answered,
      tool,
    });
    if (fault === "receipt-wrong") receipt.counts.files += 1;
    const content = lib.serialiseReceipt(receipt);
    const name = join(folder, `${id}-${nonce.slice(0, 2)}.receipt.json`);
    writeFileSync(name, content);
    writeFileSync(`${name}.p7s`, await lib.signBytes(content, signers.receiver, answered));
  };
  await answer("a".repeat(32));
  if (fault === "receipt-rivals") await answer("b".repeat(32));
}

function away(one, receiver, handover) {
  const reason = handover === null ? "goes-to-other-receiver" : "in-other-handover";
  return { dossier: one, reason, receiver, handover };
}

function open(one) {
  return { ...one, dossier: { ...one.dossier, status: "open", closed: null } };
}

/** A dossier of one document and one file; every tenth is an open case. */
function dossier(origin, index) {
  const key = `${origin.code}/${origin.name}/${index}`;
  const id = uuid(`dossier ${key}`);
  const running = index % 10 === 9;
  const one = {
    id,
    origin,
    reference: `${index + 1}.KTCH`,
    type: "KTCH",
    title: `Hồ sơ kiểm tra chi bộ khu 1, số ${index + 1}`,
    issuer: null,
    opened: "2022-01-10",
    closed: running ? null : "2022-06-20",
    status: running ? "open" : "closed",
    subjects: [],
    outcome: null,
    discipline: null,
    rectificationDeadline: null,
    facts: [],
    retention: null,
    secrecy: "none",
    language: "vi",
    sheets: 10,
    pages: 20,
    carrier: "mixed",
    place: { warehouse: null, shelf: null, box: null },
    condition: null,
    notes: null,
    openCase: null,
    folder: null,
  };
  const document = {
    id: uuid(`document ${key}`),
    dossierId: id,
    ordinal: 1,
    slot: "KTCH.QD",
    alsoSlots: [],
    number: `${index + 1}-QĐ/UBKTĐU`,
    date: "2022-01-10",
    typeName: "Quyết định",
    issuer: null,
    abstract: null,
    signer: null,
    sheets: 1,
    pages: 2,
    extent: null,
    original: "original",
    secrecy: "none",
    carrier: "mixed",
    state: "present",
    notes: null,
    fileName: null,
    source: "register",
  };
  const file = {
    id: index,
    root: "/scans",
    path: `${index + 1}/quyet-dinh.pdf`,
    size: 100_000 + index,
    sha256: createHash("sha256").update(key).digest("hex"),
    format: "pdf",
    pages: 2,
    textLayer: null,
    dpi: 300,
    modified: 0,
    damage: null,
    secrecy: "none",
    ignored: null,
    present: true,
  };
  const documents = [{ document, files: [file] }];
  return { dossier: one, documents, explanations: [], findings: [], successor: null, custody: [] };
}

function uuid(text) {
  const octets = createHash("sha256").update(text).digest().subarray(0, 16);
  octets[6] = (octets[6] & 0x0f) | 0x80;
  octets[8] = (octets[8] & 0x3f) | 0x80;
  const hex = octets.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
