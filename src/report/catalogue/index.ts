export { editReporters } from "./edit.js";
export { listReporters } from "./list.js";
export { showReporters } from "./show.js";
