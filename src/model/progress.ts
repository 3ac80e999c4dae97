/** The stages of long work that a progress bar names. */
export type ProgressStage =
  | "walking"
  | "inspecting"
  | "digesting"
  | "reading-register"
  | "checking"
  | "planning"
  | "packing"
  | "opening"
  | "verifying"
  | "copying"
  | "comparing";

/**
 * News from long work. `done` and `total` count items; `bytes` counts bytes where the work moves bytes, `totalBytes` how
 * many there will be where that is known.
 */
export interface ProgressEvent {
  stage: ProgressStage;
  done: number;
  total?: number;
  bytes?: number;
  totalBytes?: number;
  item?: string;
}

/** What long work accepts from its caller: somebody to tell, and a signal that stops it between items. */
export interface Job {
  onProgress?: (event: ProgressEvent) => void;
  signal?: AbortSignal;
}
