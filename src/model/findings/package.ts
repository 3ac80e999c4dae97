/** Findings of the area "package"; each line is one stable code with its facts. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by its area
export interface PackageFindings {}
