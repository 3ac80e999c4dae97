import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { onTestFinished } from "vitest";
import { outside } from "./outside.js";

/** A paper as it leaves the printer. */
export interface PrintedPaper {
  pages: number;
  /** Width and height of a page in points. */
  size: [number, number];
  /** All text, as a reader sees it line by line. */
  text: string;
  /** All text, cell by cell: where a cell has several lines they stand together. */
  cells: string;
  /** Text of each page. */
  byPage: string[];
  /** Names of the fonts in it, without the marks of a part of a font. */
  fonts: string[];
  /** Texts of the QR codes on its pages. */
  codes(): string[];
}

/** Opens files of Word and Excel in LibreOffice, prints each to PDF, and reads what came out. */
export function printPapers(files: Record<string, Uint8Array>): Record<string, PrintedPaper> {
  const folder = mkdtempSync(join(tmpdir(), "bangiao-papers-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const paths = Object.entries(files).map(([name, bytes]) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  });
  // A profile of its own, so that tests side by side do not wait for one another's LibreOffice.
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const { stderr } = outside("soffice", [
    ...[profile, "--headless", "--convert-to", "pdf", "--outdir", folder],
    ...paths,
  ]);
  return Object.fromEntries(
    Object.keys(files).map((name) => {
      const pdf = join(folder, `${parse(name).name}.pdf`);
      const info = outside("pdfinfo", [pdf]);
      if (info.status !== 0) throw new Error(`${name} did not become a PDF: ${stderr}`);
      const text = outside("pdftotext", ["-layout", pdf, "-"]).stdout.normalize("NFC");
      const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/u.exec(info.stdout) ?? [];
      return [
        name,
        {
          pages: Number(/Pages:\s+(\d+)/u.exec(info.stdout)?.[1]),
          size: [Number(width), Number(height)],
          text,
          cells: outside("pdftotext", [pdf, "-"]).stdout.normalize("NFC"),
          byPage: text.split("\f").slice(0, -1),
          fonts: fontsIn(pdf),
          codes: () => codesIn(pdf),
        },
      ];
    }),
  );
}

/** Files as LibreOffice writes them after opening them, all of one kind: other parts, other order, same content. */
export function savedAgain(files: Record<string, Uint8Array>): Record<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "bangiao-saved-"));
  try {
    const names = Object.keys(files);
    for (const name of names) writeFileSync(join(folder, name), files[name]!);
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    const again = join(folder, "again");
    const target = ["--convert-to", parse(names[0]!).ext.slice(1), "--outdir", again];
    outside("soffice", [profile, "--headless", ...target, ...names.map((name) => join(folder, name))]);
    return Object.fromEntries(names.map((name) => [name, readFileSync(join(again, name))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fontsIn(pdf: string): string[] {
  const lines = outside("pdffonts", [pdf]).stdout.trim().split("\n").slice(2);
  return lines.map((line) => line.split(/\s+/u)[0]!.replace(/^[A-Z]{6}\+/u, ""));
}

function codesIn(pdf: string): string[] {
  const pictures = `${pdf}-page`;
  outside("pdftoppm", ["-r", "150", "-gray", "-png", pdf, pictures]);
  const { stdout } = outside("sh", [
    "-c",
    `zbarimg --quiet --raw -Sdisable -Sqrcode.enable "$1"*.png`,
    "sh",
    pictures,
  ]);
  return stdout.split("\n").filter((line) => line !== "");
}

/** The text of a part of a file of Word or Excel. */
export function partOf(file: Uint8Array, part: string): string {
  const folder = mkdtempSync(join(tmpdir(), "bangiao-part-"));
  try {
    const path = join(folder, "file.zip");
    writeFileSync(path, file);
    return outside("unzip", ["-p", path, part]).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A template we ship. */
export function shippedTemplate(language: string, file: string): { path: string; bytes: Buffer } {
  return {
    path: file,
    bytes: readFileSync(new URL(`../../templates/paperwork/${language}/${file}`, import.meta.url)),
  };
}
