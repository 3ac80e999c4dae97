import { join } from "node:path";
import { openStore, type Store } from "../../src/store/index.js";
import { aDocument, aDossier, aFile, hongGai } from "./a-dossier.js";
import { run } from "./run.js";
import { sandbox } from "./sandbox.js";

/** Names and abstracts that no output may hold. */
export const denouncer = "Dương Văn Khánh";
export const secretAbstract = "Kết luận điều tra vụ tham ô quỹ chợ";
export const secretTitle = "Hồ sơ vụ Kim Tiền";

/** A workspace of Phường Hồng Gai with a small inventory: usual, twin, open, secret and denounced dossiers. */
export async function smallInventory(): Promise<string> {
  const cwd = sandbox();
  await run(["init", "--code", "06691", "--name", "Phường Hồng Gai", "--until", "2025-06-30"], { cwd });
  change(cwd, fill);
  return cwd;
}

/** Does something to the store of a workspace, as another command would have. */
export function change(cwd: string, work: (store: Store) => void): void {
  let next = 0;
  const newId = (): string => {
    next += 1;
    return `5b0f2d1e-0000-4000-8000-${String(next).padStart(12, "0")}`;
  };
  const store = openStore(join(cwd, ".bangiao/inventory.db"), { newId });
  try {
    store.together(() => work(store));
  } finally {
    store.close();
  }
}

function fill(store: Store): void {
  const origin = { ...hongGai, province: null, fonds: null };
  const root = "/ho-so";
  const id = () => store.newId();
  const dossier = (special: Parameters<typeof aDossier>[0]): string => {
    const made = aDossier({ origin, id: id(), ...special });
    store.dossiers.save(made);
    return made.id;
  };
  const document = (dossierId: string, ordinal: number, special: Parameters<typeof aDocument>[0]): string => {
    const made = aDocument({ id: id(), dossierId, ordinal, ...special });
    store.documents.save(made);
    return made.id;
  };
  const file = (documentId: string, path: string, special: Parameters<typeof aFile>[0] = {}): void => {
    const fileId = store.files.save(aFile({ root, path, sha256: null, ...special }));
    store.files.attach({ documentId, fileId, ordinal: 1, assignedBy: "scan" });
  };

  const first = dossier({
    reference: "01.KTCH",
    title: "Hồ sơ kiểm tra việc thực hiện quy chế làm việc đối với Chi bộ khu 3",
    subjects: [{ kind: "organisation", role: "inspected", name: "Chi bộ khu 3", code: null }],
    outcome: "Chưa phát hiện dấu hiệu vi phạm",
    facts: [
      { condition: "team", value: "true", origin: "inferred", evidence: "KTCH.QD" },
      { condition: "team", value: "false", origin: "register", evidence: "Chi bộ tự làm" },
    ],
    carrier: "mixed",
    pages: 15,
    notes: "Đã chỉnh lý",
  });
  const decision = document(first, 1, { number: "61-QĐ/UBKTĐU", date: "2020-05", pages: 2 });
  file(decision, "01.KTCH/61-QĐ.pdf", { size: 48_213, textLayer: "no" });
  document(first, 2, {
    slot: "KTCH.LLV",
    number: null,
    date: "2020-05-06",
    typeName: "Lịch",
    abstract: "Lịch làm việc và phân công nhiệm vụ thành viên tổ kiểm tra",
    issuer: "Tổ kiểm tra",
    pages: 1,
    state: "paper-only",
    carrier: "paper",
  });
  const withheld = document(first, 3, {
    slot: "KTCH.BCKQ",
    number: "03-BC/TKT",
    date: "2020-06-08",
    typeName: "Báo cáo",
    abstract: secretAbstract,
    secrecy: "mat",
    state: "withheld",
  });
  file(withheld, "01.KTCH/bc vu tham o (MẬT).pdf", { secrecy: "mat" });

  const discipline = dossier({
    reference: "12.KLDV",
    type: "KLDV",
    title: "Hồ sơ xem xét, thi hành kỷ luật đồng chí Nguyễn Văn Tuấn",
    opened: "2021-09",
    closed: "2021-10-20",
    subjects: [{ kind: "member", role: "inspected", name: "Nguyễn Văn Tuấn", code: null }],
    discipline: { form: "Cảnh cáo", published: "2021-10-22" },
    outcome: "Thi hành kỷ luật",
  });
  document(discipline, 1, {
    slot: "KLDV.QDKL",
    number: "03-QĐ/UBKTĐU",
    date: "2021-10-20",
    abstract: "Quyết định thi hành kỷ luật đồng chí Nguyễn Văn Tuấn",
    pages: 1,
  });
  dossier({
    reference: "12a.KTDH",
    type: "KTDH",
    title: "Hồ sơ kiểm tra khi có dấu hiệu vi phạm đối với đồng chí Trần Thị Đào",
    opened: "2025-04",
    closed: null,
    status: "open",
    subjects: [{ kind: "member", role: "inspected", name: "Trần Thị Đào", code: null }],
    openCase: {
      step: "Đã triển khai quyết định",
      nextStep: "Làm việc với đảng viên",
      deadline: "2025-08-15",
      team: "Tổ kiểm tra 08",
    },
  });
  const denounced = dossier({
    reference: "30.GQTC",
    type: "GQTC",
    title: `Giải quyết tố cáo của ông ${denouncer} đối với đồng chí Lê Thị Mai`,
    opened: "2024-03",
    closed: "2024-07",
    subjects: [
      { kind: "member", role: "inspected", name: "Lê Thị Mai", code: null },
      { kind: "member", role: "denouncer", name: denouncer, code: "NTC-01" },
    ],
    notes: `Ông ${denouncer.toUpperCase()} ở tổ 5`,
  });
  const complaint = document(denounced, 1, {
    slot: "GQTC.DON",
    number: null,
    date: "2024-03-04",
    typeName: "Đơn",
    issuer: denouncer,
    abstract: `Đơn tố cáo của ${denouncer}`,
  });
  file(complaint, "30 GQTC/Don cua ong Duong Van Khanh.pdf");
  dossier({
    reference: "31.KTCH",
    title: secretTitle,
    opened: "2023",
    closed: "2023",
    secrecy: "toi-mat",
    outcome: "Kim Tiền bị cách chức",
    subjects: [{ kind: "organisation", role: "inspected", name: "Chi bộ Kim Tiền", code: null }],
  });
  dossier({
    reference: "02.GSCD",
    type: "GSCD",
    title: "Hồ sơ giám sát chuyên đề đối với Chi bộ Trường Tiểu học",
    opened: "2020-08-17",
    closed: "2020-10-05",
    subjects: [{ kind: "organisation", role: "inspected", name: "Chi bộ Trường Tiểu học", code: null }],
  });
}
