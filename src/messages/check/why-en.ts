import type { CheckMessages } from "./messages.js";

/** Why each finding of the check matters, in English. */
export const whyEn: CheckMessages["why"] = {
  "document-missing": {
    why: "Without a paper that is demanded the receiver cannot tell whether the case was conducted properly; after the merger it will hardly be found again.",
    right: "There is a file, or the paper itself, or it is known which body holds it.",
    wrong: "The condition holds, the paper is nowhere, and nobody has answered for it.",
  },
  "document-without-file": {
    why: "What the list names and nobody can show cannot be received; the loss becomes a quarrel later.",
    right: "What is listed has a file that opens, or is said to be on paper.",
    wrong: "Listed, without a file and not said to be on paper; or the file is empty or damaged.",
  },
  "slot-unknown": {
    why: "Unknown is not missing. One answer settles whether the paper is demanded.",
    right: "It is stated that no team was formed: no decision forming one is demanded.",
    wrong: "Nobody has said whether a team was formed.",
  },
  "paper-not-listed": {
    why: "Without a list nobody knows what lies in the box, nor whether a sheet is lost.",
    right: null,
    wrong: null,
  },
  "documents-out-of-order": {
    why: "Dates against the procedure are mostly slips of the pen; left as they are, later readers doubt the procedure.",
    right: null,
    wrong: null,
  },
  "date-outside-period": {
    why: "A date outside the dossier's period is mostly a wrong year, or a paper in the wrong dossier.",
    right: null,
    wrong: null,
  },
  "issued-after-closing": {
    why: "A body that has ended has no power to issue anything; such a paper may be held void.",
    right: null,
    wrong: null,
  },
  "number-duplicate": {
    why: "Of two papers with one number neither can be cited for certain.",
    right: null,
    wrong: null,
  },
  "number-gap": {
    why: "A number not seen may be a classified paper, one kept elsewhere, or one lost; better to know which before handing over.",
    right: null,
    wrong: null,
  },
  "page-count-differs": {
    why: "It mostly means that a page was not scanned, now and then the very one with the signature.",
    right: null,
    wrong: null,
  },
  "sheet-count-differs": {
    why: "Both sides count sheets when paper changes hands; one too few was taken out, put elsewhere or never numbered. A sheet has one page or two.",
    right: null,
    wrong: null,
  },
  "original-missing": {
    why: "A copy does not stand in for the original in a complaint; ask where it is while somebody remembers.",
    right: null,
    wrong: null,
  },
  "retention-missing": {
    why: "Without a period the receiver does not know how long to keep the dossier, and may destroy it too early.",
    right: null,
    wrong: null,
  },
  "case-without-next-step": {
    why: "An open case without a next step is forgotten, and its deadline passes unseen.",
    right: null,
    wrong: null,
  },
  "case-without-successor": {
    why: "A case that nobody is named for falls between the two units.",
    right: "The open case names the unit that continues it when the manifest is made.",
    wrong: "The open case goes into a manifest and nobody is named to continue it.",
  },
  "obligation-open": {
    why: "Reports on remedy, discipline in force and complaints outlive a closed dossier; what the minutes do not name nobody follows up.",
    right: null,
    wrong: null,
  },
  "secret-withheld": {
    why: "Classified papers are handed over by their own procedure; both sides are to know that they exist, not what they say.",
    right: null,
    wrong: null,
  },
  "secret-file-present": {
    why: "A classified file on an ordinary computer is copied along unawares; Tuyệt mật is not to be scanned at all.",
    right: null,
    wrong: null,
  },
  "denouncer-exposed": {
    why: "To reveal who denounced breaks the rules that protect them; a file name is seen by whoever opens the folder.",
    right: null,
    wrong: null,
  },
  "scan-resolution-low": {
    why: "In a coarse scan seals, signatures and handwriting cannot be read, and the paper is hard to get at later.",
    right: null,
    wrong: null,
  },
  "text-layer-missing": {
    why: "Nothing in it can be searched for; a remark, no fault.",
    right: null,
    wrong: null,
  },
  "file-missing": {
    why: "A file that was there at the scan and is gone cannot be packed; it is easier to find now than later.",
    right: "The file is where the last scan saw it.",
    wrong: "The file was deleted or moved; if moved, scan its new folder.",
  },
  "file-changed": {
    why: "With other content it is not certain that it is still the paper that was checked; look, then scan again.",
    right: "The content is what the last scan saw.",
    wrong: "Somebody edited or overwrote the file after the scan.",
  },
  "file-damaged": {
    why: "A damaged file is of no use to the receiver; while there is paper, scan it again.",
    right: "The file opens, and its content is what the last scan saw.",
    wrong:
      "The file is cut off, or its content is another while nobody changed it (the disc begins to fail).",
  },
  "file-empty": {
    why: "An empty file looks like a paper and is none.",
    right: "The file has content.",
    wrong: "The file has 0 bytes; mostly a scan or a copy broke off.",
  },
  "file-unreadable": {
    why: "What cannot be read can be neither checked nor packed.",
    right: "Whoever uses this computer may read the file.",
    wrong: "Its permissions forbid it, or the disc has bad spots.",
  },
  "folder-unreadable": {
    why: "A folder that does not open (a stick not plugged in, a share not connected) leaves its files unchecked; they are not lost yet.",
    right: "The scanned folder opens.",
    wrong: "The stick with the folder is not plugged in.",
  },
  "type-unknown": {
    why: "Without a type nobody can say which papers a dossier must hold.",
    right: "The dossier has a type, such as KTCH.",
    wrong: "The register gives no type, and the title does not tell.",
  },
  "pack-not-found": {
    why: "There is no pack for this type, so only dates, numbers and retention are checked; an office may write one.",
    right: "For KTCH there is a pack that comes with the program.",
    wrong: "For GSTX there is none.",
  },
};
