/** Registers that cannot be read at all. */
export interface InventoryFailures {
  "register-format-unsupported": { path: string; format: string };
  "register-damaged": { path: string; reason: string; sheet?: string };
  "register-encrypted": { path: string };
  /** A register beyond a limit; bytes for `file` and `unpacked`, a count for the rest. */
  "register-too-large": {
    path: string;
    what: "file" | "unpacked" | "texts" | "rows" | "columns" | "cells" | "cell";
    limit: number;
    /** The sheet in which it was found, of a workbook. */
    sheet?: string;
  };
  "register-without-headings": { path: string; sheets: string[] };
  "register-encoding-unknown": { path: string };
  "mapping-heading-unknown": { heading: string; headings: string[] };
  "mapping-field-unknown": { field: string; fields: string[] };
  "file-not-in-inventory": { path: string };
  "slot-unknown-for-type": { slot: string; type: string; slots: string[] };
}
