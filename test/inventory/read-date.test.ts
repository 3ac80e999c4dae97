import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDate, readPeriod, serialToDate } from "../../src/inventory/read-date.js";

describe("one date", () => {
  it.each([
    ["5/7/25", "2025-07-05"],
    ["05.07.2025", "2025-07-05"],
    ["5-7-2025", "2025-07-05"],
    ["05 / 07 / 2025", "2025-07-05"],
    ["7-2025", "2025-07"],
    ["07/2025", "2025-07"],
    ["T7/2025", "2025-07"],
    ["tháng 7/2025", "2025-07"],
    ["tháng 7 năm 2025", "2025-07"],
    ["năm 2021", "2021"],
    ["2021", "2021"],
    ["ngày 05 tháng 7 năm 2025", "2025-07-05"],
    ["Ngày 5 tháng 7, năm 2025", "2025-07-05"],
    ["ngày 06-3-2009", "2009-03-06"],
    ["ngày 20/01/2017", "2017-01-20"],
    ["2025-07-05", "2025-07-05"],
    ["2025-07-05T00:00:00.000Z", "2025-07-05"],
    ["2025-07", "2025-07"],
    ["05/07/2025 08:30", "2025-07-05"],
    ["29/2/2024", "2024-02-29"],
    ["44620", "2022-02-28"],
    ["30/9/99", "1999-09-30"],
    ["'05/07/2025", "2025-07-05"],
  ])("%s is %s", (text, date) => {
    expect(readDate(text, 2026)).toEqual({ kind: "date", date });
  });

  it.each([
    ["31/6/2022", "impossible"],
    ["29/2/2023", "impossible"],
    ["0/5/2022", "impossible"],
    ["13/2022", "impossible"],
    ["3/14/2022", "not-understood"],
    ["12/25/2022", "not-understood"],
    ["hôm qua", "not-understood"],
    ["5/6", "not-understood"],
    ["3-4/2021", "not-understood"],
    ["2/2/0021", "not-understood"],
    ["", "empty"],
    [" - ", "empty"],
    ["…", "empty"],
  ])("%s is %s: nothing is guessed", (text, kind) => {
    expect(readDate(text, 2026).kind).toBe(kind);
  });

  it("reads every day of the calendar in every habit", () => {
    const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2026-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(
        day,
        fc.constantFrom("/", ".", "-", " / "),
        fc.boolean(),
        fc.boolean(),
        (at, mark, padded, short) => {
          const iso = at.toISOString().slice(0, 10);
          const [year, month, dayOfMonth] = iso.split("-").map(Number) as [number, number, number];
          const pad = (value: number): string => (padded ? String(value).padStart(2, "0") : String(value));
          const written = [pad(dayOfMonth), pad(month), short ? String(year).slice(2) : String(year)].join(
            mark,
          );
          expect(readDate(written, 2026)).toEqual({ kind: "date", date: iso });
          expect(readDate(`ngày ${pad(dayOfMonth)} tháng ${pad(month)} năm ${year}`, 2026)).toEqual({
            kind: "date",
            date: iso,
          });
          const serial = Math.round((at.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000 - 0.5);
          expect(serialToDate(serial)).toBe(iso);
        },
      ),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        (text) => void [readDate(text, 2026), readPeriod(text, 2026)],
      ),
    );
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\d/.\- đếnngaythTNQIV]{0,30}$/u),
        (text) => void [readDate(text, 2026), readPeriod(text, 2026)],
      ),
    );
  });
});

describe("a period", () => {
  it.each([
    ["T5-T6/2020", "2020-05", "2020-06"],
    ["T5 - 6/2020", "2020-05", "2020-06"],
    ["tháng 5 đến tháng 6 năm 2020", "2020-05", "2020-06"],
    ["17.08.20 đến 05.10.20", "2020-08-17", "2020-10-05"],
    ["từ ngày 08 tháng 3 năm 2022 đến ngày 19 tháng 4 năm 2022", "2022-03-08", "2022-04-19"],
    ["03/2021 - 04/2021", "2021-03", "2021-04"],
    ["1/2/2023 - 8/5/2023", "2023-02-01", "2023-05-08"],
    ["10/2/2020-31/12/2020", "2020-02-10", "2020-12-31"],
    ["10-2-2020 - 31-12-2020", "2020-02-10", "2020-12-31"],
    ["12-15/3/2022", "2022-03-12", "2022-03-15"],
    ["28/2 - 5/3/2022", "2022-02-28", "2022-03-05"],
    ["3-5/2021", "2021-03", "2021-05"],
    ["năm 2021", "2021", "2021"],
    ["2020-2025", "2020", "2025"],
    ["từ năm 2020 đến năm 2025", "2020", "2025"],
    ["Quý II/2022", "2022-04", "2022-06"],
    ["quý 4 năm 2022", "2022-10", "2022-12"],
    ["6 tháng đầu năm 2025", "2025-01", "2025-06"],
    ["15/3/2022", "2022-03-15", "2022-03-15"],
    ["2020–2021", "2020", "2021"],
  ])("%s runs from %s until %s", (text, from, until) => {
    expect(readPeriod(text, 2026)).toEqual({ kind: "period", from, until });
  });

  it.each([
    ["31/6/2022 - 5/7/2022", "impossible"],
    ["5/7/2022 - 31/6/2022", "impossible"],
    ["đầu năm", "not-understood"],
    ["8/5/2023 - 1/2/2023", "not-understood"],
    ["", "empty"],
  ])("%s is %s", (text, kind) => {
    expect(readPeriod(text, 2026).kind).toBe(kind);
  });
});
