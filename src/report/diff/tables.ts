import type { Sheet, SheetsOf } from "../reporter.js";
import { areasOf, type DiffView, setAsideWords, sidesOf } from "./areas.js";
import { sideCells, sideColumns } from "./sides.js";

/** A sheet of Excel holds 1,048,576 rows; what is beyond this many is only counted. */
const mostRows = 1_000_000;

/** The comparison as a workbook: which lists, and a row for every difference and every field that differs. */
export const diffSheets: SheetsOf<DiffView> = (diff, messages) => {
  const { diff: words } = messages.manifest;
  const { sheets, columns } = words;
  const rows: Sheet["rows"] = [];
  let left = 0;
  for (const { title, differences } of areasOf(diff, messages)) {
    for (const { kind, name, fields } of differences) {
      const start = [title, kind === null ? null : words[kind], name];
      const told =
        fields.length === 0
          ? [[...start, null, null, null]]
          : fields.map(({ field, before, after }) => [...start, field, before, after]);
      for (const row of told) {
        if (rows.length < mostRows) rows.push(row);
        else left += 1;
      }
    }
  }
  if (left > 0) rows.push([words.page.more({ count: left }), null, null, null, null, null]);
  const aside = setAsideWords(diff, messages);
  const counts = [diff.before.dossiers, diff.after.dossiers];
  const sides = sidesOf(diff, messages).map((one, at) => [...sideCells(one, messages), counts[at]!]);
  return [
    {
      name: sheets.differences,
      columns: [
        { heading: columns.area, width: 24 },
        { heading: columns.kind, width: 12 },
        { heading: columns.name, width: 60 },
        { heading: columns.field, width: 24 },
        { heading: words.sides.before, width: 40 },
        { heading: words.sides.after, width: 40 },
      ],
      rows,
    },
    {
      name: sheets.sides,
      columns: [
        ...sideColumns({ heading: columns.list, width: 10 }, messages),
        { heading: columns.dossiers, width: 12 },
      ],
      rows: aside === null ? sides : [...sides, [aside]],
    },
  ];
};
