export { editReporters } from "./edit.js";
export { type ExportResult, exportReporters } from "./export.js";
export { listReporters } from "./list.js";
export { registerTables } from "./registers.js";
export { searchReporters } from "./search.js";
export { showReporters } from "./show.js";
export { statsReporters } from "./stats.js";
