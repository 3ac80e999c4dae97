import { harmless } from "./plain-text.js";

/** Text that has become HTML. Only `html` makes it, so nothing reaches a page unescaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[];

/** HTML from a template: strings put in are escaped, control and direction signs shown as code points. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = pieces[0]!;
  parts.forEach((part, at) => {
    text += render(part) + pieces[at + 1]!;
  });
  return new Html(text);
}

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === "number") return String(part);
  if (typeof part !== "string") return part.map(({ text }) => text).join("");
  return harmless(part)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

const style = new Html(`
:root { color-scheme: light; }
body { font: 15px/1.45 "Segoe UI", "Noto Sans", Arial, sans-serif; color: #1b1b1b; background: #fff; max-width: 62rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; border-bottom: 1px solid #bbb; padding-bottom: .15rem; }
p { margin: .3rem 0; }
.faint { color: #595959; font-size: .9em; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem .5rem; border-bottom: 1px solid #ddd; }
td.number, th.number { text-align: right; white-space: nowrap; }
ul.findings { list-style: none; padding: 0; margin: .3rem 0; }
ul.findings > li { margin: .5rem 0; padding-left: .7rem; border-left: 4px solid #999; overflow-wrap: anywhere; }
li.error { border-color: #b3261e !important; }
li.warning { border-color: #b06f00 !important; }
li.explained { border-color: #2e7d32 !important; }
code { font: .9em/1.4 Consolas, "DejaVu Sans Mono", monospace; background: #f3f3f3; padding: .05rem .3rem; }
a { color: #0b4f9e; }
@page { size: A4; margin: 15mm; }
@media print {
  body { max-width: none; margin: 0; font-size: 11pt; }
  a { color: inherit; text-decoration: none; }
  h2 { break-after: avoid; }
  ul.findings > li, tr { break-inside: avoid; }
  thead { display: table-header-group; }
}
`);

/** A whole page that needs nothing from outside and may not fetch anything: no scripts, no pictures, no fonts. */
export function htmlPage(title: string, language: string, body: Html): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`.text;
}
