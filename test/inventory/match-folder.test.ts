import { describe, expect, it } from "vitest";
import { FolderMatcher, groupFiles } from "../../src/inventory/group-files.js";
import {
  certainFolder,
  looksLikeDossier,
  matchFolder,
  prepareDossier,
} from "../../src/inventory/match-folder.js";
import type { DossierType } from "../../src/model/dossier.js";

function dossier(
  reference: string,
  type: DossierType,
  subject: string,
  year: number,
  folder: string | null = null,
) {
  return prepareDossier({
    id: reference,
    reference,
    type,
    title: `Hồ sơ ${subject}`,
    subjects: subject === "" ? [] : [subject],
    folder,
    years: new Set([year]),
  });
}

const office = [
  dossier("01.KTCH", "KTCH", "Chi bộ khu 3", 2020),
  dossier("12.KTCH", "KTCH", "Chi bộ khu 1", 2022),
  dossier("12a.GSCD", "GSCD", "Chi bộ Trường Tiểu học", 2022),
  dossier("13.KLDV", "KLDV", "Đồng chí Nguyễn Văn Tuấn, đảng viên Chi bộ khu 7", 2022),
  dossier("14.GQTC", "GQTC", "Đồng chí Phạm Văn Thắng, đảng viên Chi bộ khu 6", 2022),
  dossier("15.CTBC", "CTBC", "", 2022),
  dossier("16.CTBC", "CTBC", "", 2023),
  dossier("17.KLDV", "KLDV", "Đồng chí Lê Thị Nga, đảng viên Chi bộ Trạm Y tế", 2023, "Ky luat Nga"),
];

function sure(folder: string): string | null {
  return certainFolder(matchFolder(folder, office))?.dossierId ?? null;
}

describe("folders and dossiers", () => {
  it("knows a folder that a register names, whichever of them was typed in an old font", () => {
    const named = (folder: string) => dossier("99.DONTHU", "DONTHU", "", 2021, folder);
    const [unicode, legacy] = ["giấy tờ lẻ phường", "giÊy tê lÎ ph\u00ADêng"];
    for (const [register, disk] of [
      [unicode, legacy],
      [legacy, unicode],
      [legacy, legacy],
    ] as const)
      for (const above of ["", "cũ/"]) {
        const found = new FolderMatcher([named(above + register)]).match(above + disk);
        expect(found, `${register} ~ ${disk}`).toMatchObject([{ dossierId: "99.DONTHU", confidence: 1 }]);
      }
  });

  it.each([
    ["01.KTCH chi bộ khu 3 - 2020", "01.KTCH"],
    ["01_KTCH_Khu 3", "01.KTCH"],
    ["HS số 01 - kiểm tra khu 3", "01.KTCH"],
    ["12a - Giám sát trường TH", "12a.GSCD"],
    ["12 KT khu 1", "12.KTCH"],
    ["13 KLDV - Nguyễn Văn Tuấn - khu 7".normalize("NFD"), "13.KLDV"],
    ["KY LUAT DV Nguyen Van Tuan khu 7", "13.KLDV"],
    ["To cao dc Thang khu 6 (2022)", "14.GQTC"],
    ["CTBC 2023", "16.CTBC"],
    ["Chương trình - báo cáo 2022", "15.CTBC"],
    ["2022/12.KTCH khu 1", "12.KTCH"],
    ["Ky luat Nga", "17.KLDV"],
  ])("takes “%s” for %s", (folder, reference) => {
    expect(sure(folder)).toBe(reference);
  });

  it.each([
    ["2022"],
    ["scan 2022"],
    ["khu 1"],
    ["Bien ban"],
    ["12.KLDV khu 9"],
    ["12.KTCH khu 5 - 2019"],
    ["CTBC"],
    ["Nguyễn Văn Tuấn"],
    ["2022/01"],
    ["01-2022"],
  ])("asks about “%s”", (folder) => {
    expect(sure(folder)).toBeNull();
  });

  it("asks when two dossiers fit one folder equally well", () => {
    const twins = [
      dossier("05/2021", "KTCH", "Chi bộ khu 2", 2021),
      dossier("05/2022", "KTCH", "Chi bộ khu 2", 2022),
    ];
    expect(certainFolder(matchFolder("05 KTCH khu 2", twins))).toBeNull();
    expect(certainFolder(matchFolder("2022/05 KTCH khu 2", twins))?.dossierId).toBe("05/2022");
  });

  it("counts files in subfolders to the dossier above, but not a dossier inside a year's folder", () => {
    const groups = groupFiles(
      [
        "01.KTCH khu 3/Bien ban/a.pdf",
        "01.KTCH khu 3/b.pdf",
        "2022/12 KTCH khu 1/c.pdf",
        "2022/99.KLDV Tran Van X/d.pdf",
        "e.pdf",
      ],
      new FolderMatcher(office),
    );
    expect(groups.map(({ folder, files }) => [folder, files])).toEqual([
      ["", [4]],
      ["01.KTCH khu 3", [0, 1]],
      ["2022/12 KTCH khu 1", [2]],
      ["2022/99.KLDV Tran Van X", [3]],
    ]);
    expect(looksLikeDossier("2022/99.KLDV Tran Van X")).toBe(true);
    expect(looksLikeDossier("01.KTCH khu 3/ho so goc")).toBe(false);
  });

  it("doubts a name when two folders claim one dossier", () => {
    const groups = groupFiles(
      ["01.KTCH khu 3/a.pdf", "01.KTCH khu 3 (ban moi)/b.pdf"],
      new FolderMatcher(office),
    );
    expect(groups.map(({ contested }) => contested)).toEqual([true, true]);
  });
});
