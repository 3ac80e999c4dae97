import { spawn } from "node:child_process";
import { extname } from "node:path";

/** Shows files to a person. They go to a program of the system, which runs beside this one. */
export interface Viewer {
  /** Whether a file is of a sort that opening only shows. */
  shows(path: string): boolean;
  /** Shows a file, given by its absolute path; false when that fails. */
  open(path: string): Promise<boolean>;
}

/** The viewer of a platform. */
export function systemViewer(platform: NodeJS.Platform): Viewer {
  return { shows: isViewable, open: (path) => openFile(path, platform) };
}

/** What may be opened: papers. A name that the system would run as a program is never handed to it. */
const papers = new Set(".pdf .jpg .jpeg .png .tif .tiff .doc .docx .xls .xlsx .odt .ods .txt".split(" "));

/** Whether a file is of a sort that opening only shows. */
export function isViewable(path: string): boolean {
  return papers.has(extname(path).toLowerCase());
}

/** The program that shows a file, with its arguments; no shell reads the path. */
export function viewerFor(path: string, platform: NodeJS.Platform): [program: string, ...args: string[]] {
  if (platform === "win32") return ["rundll32.exe", "url.dll,FileProtocolHandler", path];
  return [platform === "darwin" ? "open" : "xdg-open", path];
}

/** Shows a file with the system's own viewer and does not wait for it; false when that fails. `path` is absolute. */
export function openFile(path: string, platform: NodeJS.Platform): Promise<boolean> {
  if (!isViewable(path)) return Promise.resolve(false);
  const [program, ...args] = viewerFor(path, platform);
  return new Promise((resolve) => {
    const viewer = spawn(program, args, { detached: true, stdio: "ignore", windowsHide: true });
    // A viewer that stays or ends well has opened the file; `xdg-open` ends at once where there is none.
    const patience = setTimeout(() => resolve(true), 1_500);
    viewer.once("error", () => {
      clearTimeout(patience);
      resolve(false);
    });
    viewer.once("exit", (code) => {
      clearTimeout(patience);
      resolve(code === 0);
    });
    viewer.unref();
  });
}
