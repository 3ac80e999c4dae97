/** Files and folders that cannot be read or written. */
export interface FileFailures {
  "file-not-found": { path: string };
  "folder-not-found": { path: string };
  "file-not-readable": { path: string; reason: string };
  "file-not-writable": { path: string; reason: string };
  "file-exists": { path: string };
  "disk-full": { path: string; needed?: number; free?: number };
  "file-too-large": { path: string; size: number; limit: number };
}
