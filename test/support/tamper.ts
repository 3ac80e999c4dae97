import { python } from "./outside.js";

// What a careless or hostile person could do to a package on its way. Each makes a changed copy and says which entry it
// touched. Python's zipfile does the changing, so that nothing of ours is trusted with it.

const rewrite = `
import sys, zipfile
source, target, suffix = sys.argv[1:4]
with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as after:
    entries = before.infolist()
    root = entries[0].filename.split("/")[0]
    chosen = next((e.filename for e in entries if e.filename.endswith(suffix)), None)
    for entry in entries:
        data = change(entry.filename, before.read(entry), chosen)
        if data is not None:
            after.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), data)
    for name, data in more(root):
        after.writestr(zipfile.ZipInfo(name), data)
print(chosen)
`;

function changed(body: string, source: string, target: string, suffix: string): string {
  return python(`${body}\n${rewrite}`, source, target, suffix).trim();
}

const nothingMore = "def more(root): return []";

/** Changes one bit in the middle of the first entry whose name ends so; the ZIP's own checksum is made to fit. */
export function flipOneByte(source: string, target: string, suffix: string): string {
  return changed(
    `${nothingMore}
def change(name, data, chosen):
    if name != chosen: return data
    half = len(data) // 2
    return data[:half] + bytes([data[half] ^ 1]) + data[half + 1:]`,
    source,
    target,
    suffix,
  );
}

/** Changes the title of the first dossier in the manifest, and leaves its signature as it was. */
export function changeOneRow(source: string, target: string): string {
  return changed(
    `${nothingMore}
def change(name, data, chosen):
    if name != chosen: return data
    at = data.index(b'"title":"') + len(b'"title":"')
    return data[:at] + b"X" + data[at + 1:]`,
    source,
    target,
    "handover/manifest.json",
  );
}

/** Puts a file into the payload that no list names. */
export function addStrayFile(source: string, target: string): string {
  changed(
    `def more(root): return [(root + "/data/them.pdf", b"%PDF-1.4 stray")]
def change(name, data, chosen): return data`,
    source,
    target,
    ".pdf",
  );
  return "data/them.pdf";
}

/** Takes out the first entry whose name ends so. */
export function removeFile(source: string, target: string, suffix: string): string {
  return changed(
    `${nothingMore}
def change(name, data, chosen): return None if name == chosen else data`,
    source,
    target,
    suffix,
  );
}

/** Puts another signature in place of the giver's. */
export function swapSignature(source: string, target: string, otherSignature: string): string {
  return changed(
    `${nothingMore}
OTHER = open(${JSON.stringify(otherSignature)}, "rb").read()
def change(name, data, chosen): return OTHER if name == chosen else data`,
    source,
    target,
    "handover/manifest.json.p7s",
  );
}
