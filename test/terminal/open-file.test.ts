import { describe, expect, it } from "vitest";
import { isViewable, openFile, viewerFor } from "../../src/terminal/open-file.js";

describe("opening a file for a person", () => {
  it("shows papers and leaves alone what a system would run", () => {
    expect(["a.pdf", "/x/B.PDF", "c.tif", "d.docx"].filter(isViewable)).toHaveLength(4);
    expect(
      ["a.exe", "b.bat", "c.desktop", "d.pdf.lnk", "e.sh", "f", "g.html", "h.docm"].filter(isViewable),
    ).toEqual([]);
  });

  it("hands the path over as one argument, whatever is in it", () => {
    const path = '/tmp/a b"; rm -rf $HOME & %PATH%.pdf';
    for (const platform of ["linux", "darwin", "win32"] as const)
      expect(viewerFor(path, platform).at(-1)).toBe(path);
  });

  it("says so when there is no viewer", async () => {
    const path = process.env.PATH;
    process.env.PATH = "/nowhere";
    try {
      expect(await openFile("/tmp/a.pdf", "linux")).toBe(false);
    } finally {
      process.env.PATH = path;
    }
  });
});
