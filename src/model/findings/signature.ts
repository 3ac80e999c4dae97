/** Findings of the area "signature"; each line is one stable code with its facts. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by its area
export interface SignatureFindings {}
