import type { DocumentView, ExportedDossier, ExportedInventory } from "../../inventory/index.js";
import { catalogueVi } from "../../messages/catalogue/vi.js";
import { houseVi } from "../../messages/house/vi.js";
import type { PartialDate } from "../../model/dossier.js";
import { date } from "../figures.js";

/** A register as a table: a name for its sheet, headings, rows. */
export interface RegisterTable {
  name: string;
  columns: { heading: string; width?: number }[];
  rows: (string | number | null)[][];
}

type Column<Row> = [heading: string, cell: (row: Row) => string | number | null, width?: number];

const day = (value: PartialDate | null): string | null => (value === null ? null : date(value));
const { words } = houseVi;

// A register is a paper of a Vietnamese office, whatever language the program speaks; `inventory import` knows these
// headings again.
const dossierColumns: Column<ExportedDossier & { row: number }>[] = [
  ["STT", (one) => one.row, 6],
  ["Số hồ sơ", (one) => one.reference, 14],
  ["Loại hồ sơ", (one) => one.type, 12],
  ["Tiêu đề hồ sơ", (one) => one.title, 60],
  ["Cơ quan lập", (one) => one.issuer],
  ["Ngày mở", (one) => day(one.opened), 14],
  ["Ngày kết thúc", (one) => day(one.closed), 14],
  ["Tình trạng", (one) => words.status[one.status]],
  [
    "Đối tượng",
    (one) =>
      one.subjects
        .filter(({ role }) => role === "inspected")
        .map(({ name }) => name)
        .join("; ") || null,
    30,
  ],
  [
    "Mã người tố cáo, gửi đơn",
    (one) =>
      one.subjects
        .filter(({ role }) => role !== "inspected")
        .map(({ name }) => name)
        .join("; ") || null,
  ],
  ["Kết quả", (one) => one.outcome, 30],
  ["Hình thức kỷ luật", (one) => one.discipline?.form ?? null],
  ["Ngày công bố kỷ luật", (one) => day(one.discipline?.published ?? null), 14],
  ["Hạn khắc phục", (one) => day(one.rectificationDeadline), 14],
  ["Thời hạn bảo quản", (one) => one.retention, 16],
  ["Độ mật", (one) => (one.secrecy === "none" ? null : words.secrecy[one.secrecy]), 12],
  ["Số tờ", (one) => one.sheets, 8],
  ["Số trang", (one) => one.pages, 8],
  ["Vật mang tin", (one) => one.carrier && words.carriers[one.carrier]],
  ["Kho", (one) => one.place.warehouse, 12],
  ["Giá", (one) => one.place.shelf, 12],
  ["Hộp", (one) => one.place.box, 12],
  ["Tình trạng vật lý", (one) => one.condition],
  ["Thư mục", (one) => one.folder, 30],
  ["Ghi chú", (one) => one.notes, 30],
];

type Listed = DocumentView & { reference: string };

const documentColumns: Column<Listed>[] = [
  ["STT", (one) => one.ordinal, 6],
  ["Hồ sơ số", (one) => one.reference, 14],
  ["Số và ký hiệu", (one) => one.number, 20],
  ["Ngày tháng", (one) => day(one.date), 14],
  ["Tên loại văn bản", (one) => one.typeName, 16],
  ["Trích yếu", (one) => one.abstract, 60],
  ["Tác giả", (one) => one.issuer],
  ["Người ký", (one) => one.signer],
  ["Mã vị trí", (one) => [one.slot, ...one.alsoSlots].filter((slot) => slot !== null).join(" + ") || null],
  ["Tờ số", (one) => one.extent, 10],
  ["Số tờ", (one) => one.sheets, 8],
  ["Số trang", (one) => one.pages, 8],
  ["Loại bản", (one) => one.original && catalogueVi.words[one.original]],
  ["Độ mật", (one) => (one.secrecy === "none" ? null : words.secrecy[one.secrecy]), 12],
  ["Vật mang tin", (one) => one.carrier && words.carriers[one.carrier]],
  ["Hiện trạng", (one) => (one.state === "present" ? null : words.documentStates[one.state])],
  ["Tên tệp", (one) => one.fileName ?? (one.files.map(({ path }) => path).join("; ") || null), 40],
  ["Ghi chú", (one) => one.notes, 30],
];

/** The registers as they are written out; where there are several fonds, a column in front names the unit. */
export function registerTables({ dossiers }: ExportedInventory): {
  dossiers: RegisterTable;
  documents: RegisterTable;
} {
  const units = new Set(dossiers.map(({ origin }) => `${origin.code}/${origin.until}/${origin.name}`));
  const several = units.size > 1;
  const unitOf = ({ origin }: ExportedDossier): string =>
    `${origin.code} ${origin.name}${origin.until === null ? "" : ` (đến hết ${date(origin.until)})`}`;
  const unitColumn = several ? [{ heading: "Mã đơn vị", width: 30 }] : [];
  const inFront = (dossier: ExportedDossier): string[] => (several ? [unitOf(dossier)] : []);
  return {
    dossiers: {
      name: "Mục lục hồ sơ",
      columns: [...unitColumn, ...dossierColumns.map(([heading, , width]) => ({ heading, width }))],
      rows: dossiers.map((dossier, index) => [
        ...inFront(dossier),
        ...dossierColumns.map(([, cell]) => cell({ ...dossier, row: index + 1 })),
      ]),
    },
    documents: {
      name: "Mục lục văn bản",
      columns: [...unitColumn, ...documentColumns.map(([heading, , width]) => ({ heading, width }))],
      rows: dossiers.flatMap((dossier) =>
        dossier.documents.map((document) => [
          ...inFront(dossier),
          ...documentColumns.map(([, cell]) => cell({ ...document, reference: dossier.reference })),
        ]),
      ),
    },
  };
}
