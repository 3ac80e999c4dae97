import type { HouseMessages } from "./messages.js";

const list = (items: string[]): string => items.join(", ");

/** What the operating system answered, in words; an answer that is not in the list is shown as it came. */
const systemReasons: Record<string, string> = {
  refused: "refused because it is not safe",
  unknown: "unknown reason",
  EACCES: "no permission",
  EPERM: "no permission",
  ENOENT: "no longer there",
  EBUSY: "in use by another program",
  EISDIR: "this is a folder, not a file",
  ENOTDIR: "this is a file, not a folder",
  EROFS: "the disk is read-only",
  EIO: "the disk fails",
  ENOSPC: "the disk is full",
  EMFILE: "too many files open at once",
  ENAMETOOLONG: "the name is too long",
  EEXIST: "it exists already",
};
const why = (reason: string): string => systemReasons[reason] ?? reason;

export const houseEn: HouseMessages = {
  failures: {
    "unknown-command": ({ command, nearest }) => ({
      problem: `there is no command “${command}”.`,
      hint: nearest
        ? `Did you mean: bangiao ${nearest}? All commands: bangiao --help`
        : "See all commands: bangiao --help",
    }),
    "unknown-option": ({ option, nearest }) => ({
      problem: `there is no option “${option}”.`,
      hint: nearest ? `Did you mean ${nearest}?` : "Add --help after the command to see its options.",
    }),
    "argument-missing": ({ argument }) => ({
      problem: `“${argument}” is missing.`,
      hint: "Add --help after the command to see how it is written.",
    }),
    "too-many-arguments": ({ command }) => ({
      problem: `“${command}” does not take that many values.`,
      hint: "Put a name with blanks into double quotes.",
    }),
    "option-value-missing": ({ option }) => ({
      problem: `${option} wants a value after it.`,
      hint: "Add --help after the command to see how it is written.",
    }),
    "options-missing": ({ options }) => ({
      problem: `still missing: ${list(options)}.`,
      hint: "Give these options, or run the command in a terminal window to be asked for each.",
    }),
    "option-value-not-allowed": ({ option, value, allowed }) => ({
      problem: `${option} does not take “${value}”.`,
      hint: `It takes: ${list(allowed)}.`,
    }),
    "options-conflict": ({ options }) => ({
      problem: `these do not go together: ${list(options)}.`,
      hint: "Keep one of them.",
    }),
    "answer-needs-terminal": ({ question }) => ({
      problem: `somebody has to answer “${question}”, but the command does not run in a terminal window.`,
      hint: "Run it in a terminal window, or give the answer as an option (see --help).",
    }),
    "workspace-not-found": ({ folder }) => ({
      problem: `there is no workspace in “${folder}” or the folders above it.`,
      hint: "Make one: bangiao init. If it is elsewhere: add --workspace <folder>.",
    }),
    "workspace-exists": ({ folder }) => ({
      problem: `“${folder}” already is a workspace; it is not made anew, so that nothing in it is lost.`,
      hint: "Go on using it, or choose another folder: bangiao init --workspace <folder>",
    }),
    "store-busy": ({ holder }) => ({
      problem: holder
        ? `“${holder.command}” (process ${holder.pid}, running since ${holder.since}) is using the workspace.`
        : "another command is using the workspace.",
      hint: "Wait until it has finished and run this again.",
    }),
    "store-damaged": ({ path, reason }) => ({
      problem: `the database “${path}” cannot be read (${reason}).`,
      hint: "Do not delete it. Copy the whole .bangiao folder elsewhere and go back to the latest backup.",
    }),
    "store-newer": ({ path, version, known }) => ({
      problem: `“${path}” was made by a newer bangiao (data version ${version}; this program knows up to ${known}).`,
      hint: "Install the newer bangiao and run this again.",
    }),
    "dossier-not-found": ({ reference, nearest }) => ({
      problem: `there is no dossier “${reference}”.`,
      hint:
        nearest.length > 0
          ? `Near to it: ${list(nearest)}. All of them: bangiao inventory list`
          : "See the dossiers: bangiao inventory list",
    }),
    "dossier-ambiguous": ({ reference, candidates }) => ({
      problem: `“${reference}” names several dossiers: ${list(candidates)}.`,
      hint: "Write the unit before the reference, as in this list.",
    }),
    "document-not-found": ({ document, dossier, candidates }) => ({
      problem: `dossier ${dossier} has no document “${document}”.`,
      hint:
        candidates.length > 0
          ? `Its documents: ${list(candidates)}.`
          : `See the dossier: bangiao inventory show ${dossier}`,
    }),
    "field-unknown": ({ field, allowed, nearest }) => ({
      problem: `there is no field “${field}”.`,
      hint: nearest ? `Did you mean “${nearest}”? Fields: ${list(allowed)}.` : `Fields: ${list(allowed)}.`,
    }),
    "field-value-not-allowed": ({ field, value, allowed }) => ({
      problem: `the field “${field}” does not take “${value}”.`,
      hint: `It takes: ${allowed}.`,
    }),
    "handover-not-found": ({ id, known }) => ({
      problem: id ? `there is no handover “${id}”.` : "there is no handover yet.",
      hint:
        known.length > 0
          ? `Known: ${list(known)}.`
          : "Make the manifest first: bangiao manifest create --to <code of the receiving unit>",
    }),
    "file-not-found": ({ path }) => ({
      problem: `there is no file “${path}”.`,
      hint: "Check the name; put a name with blanks into double quotes.",
    }),
    "folder-not-found": ({ path }) => ({
      problem: `there is no folder “${path}”.`,
      hint: "Check the name; put a name with blanks into double quotes.",
    }),
    "file-not-readable": ({ path, reason }) => ({
      problem: `“${path}” cannot be read (${why(reason)}).`,
      hint: "Check the permission to read it; if it is open in another program, close it there and run this again.",
    }),
    "file-not-writable": ({ path, reason }) => ({
      problem: `“${path}” cannot be written (${why(reason)}).`,
      hint: "Check the permission to write in that folder; if the file is open elsewhere, close it and run this again.",
    }),
    "file-exists": ({ path }) => ({
      problem: `“${path}” exists already and is not overwritten.`,
      hint: "Choose another name or folder.",
    }),
    "disk-full": ({ path, needed, free }) => ({
      problem: `there is not enough room on the disk of “${path}”${
        needed === undefined || free === undefined
          ? ""
          : ` (${Math.ceil(needed / 1e6)} MB needed, ${Math.floor(free / 1e6)} MB free)`
      }.`,
      hint: "Make room or choose another disk and run this again; nothing was left half-written.",
    }),
    "file-too-large": ({ path, size, limit }) => ({
      problem: `“${path}” is too large (${size} bytes, at most ${limit}).`,
      hint: "Check that this is the file you mean.",
    }),
  },
  program: {
    summary: "Hands over inspection, supervision and discipline dossiers when communes merge",
    headings: {
      usage: "Usage:",
      arguments: "Arguments:",
      options: "Options:",
      globalOptions: "Global options:",
      commands: "Commands:",
      default: "default",
    },
    usage: { options: "[options]", command: "<command>" },
    helpOption: "show help",
    versionOption: "show the version",
    globalOptions: {
      workspace:
        "folder of the workspace (or BANGIAO_WORKSPACE); else looked for from the current folder upwards",
      lang: "language: vi or en (or BANGIAO_LANG)",
      format: "form of the result: text, json …",
      quiet: "print the result only, no remarks",
      "no-color": "no colours (or NO_COLOR)",
      progress: "tell progress: auto, json or none",
      debug: "print technical details of an error",
    },
    formats: (names) => `Forms of the result (--format): ${names.join(", ")}`,
    moreHelp: (command) => `Help of one command: ${command} <command> --help`,
  },
  problem: (text) => `Error: ${text}`,
  hint: (text) => `What to do: ${text}`,
  bug: ({ version }) =>
    `Error: bangiao ${version} met something it did not expect. None of your data was left half-changed.\n` +
    "What to do: run it again with --debug and send all that it prints to whoever looks after the program.",
  interrupted: "Stopped as you asked; nothing was left half-written.",
  yes: "yes",
  no: "no",
  severities: { error: "error", warning: "warning", info: "note" },
  stages: {
    walking: "Looking for files",
    inspecting: "Looking at files",
    digesting: "Computing digests",
    "reading-register": "Reading the register",
    checking: "Checking dossiers",
    planning: "Planning the package",
    packing: "Packing",
    opening: "Opening the package",
    verifying: "Verifying the package",
    copying: "Copying files",
    comparing: "Comparing",
  },
  progress: {
    items: (stage, figure) =>
      `${figure} ${stage === "checking" ? "dossiers" : stage === "reading-register" ? "rows" : stage === "comparing" ? "manifests" : "files"}`,
    perSecond: (amount) => `${amount}/s`,
    left: (seconds) => {
      if (seconds < 10) return "nearly done";
      if (seconds < 55) return `about ${Math.ceil(seconds / 10) * 10} seconds left`;
      const minutes = Math.max(1, Math.round(seconds / 60));
      if (minutes < 60) return `about ${minutes} ${minutes === 1 ? "minute" : "minutes"} left`;
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      return `about ${hours} h${rest === 0 ? "" : ` ${rest} min`} left`;
    },
  },
  words: {
    dossierTypes: {
      KTCH: "compliance inspection",
      KTDH: "inspection on signs of violation",
      GSCD: "thematic supervision",
      KLDV: "discipline of a Party member",
      KLTC: "discipline of a Party organisation",
      GQTC: "denunciation",
      GQKN: "complaint against discipline",
      KTTCD: "Party-finance inspection",
      KTNV: "inspection of inspection work",
      CTBC: "programmes, reports, registers",
      DONTHU: "petitions",
      DCSH: "suspension of Party activity",
      GSTX: "regular supervision",
    },
    slotStates: {
      present: "present",
      missing: "missing",
      "not-applicable": "not applicable",
      unknown: "unknown",
      "not-yet": "not yet",
      withheld: "classified, handed over separately",
      "paper-only": "on paper only",
      "held-elsewhere": "held elsewhere",
    },
    documentStates: {
      present: "present",
      withheld: "classified, handed over separately",
      "paper-only": "on paper only",
      "held-elsewhere": "held elsewhere",
    },
    carriers: { paper: "paper", digital: "digital", mixed: "paper and digital" },
    secrecy: {
      none: "not classified",
      mat: "Mật (secret)",
      "toi-mat": "Tối mật (high secret)",
      "tuyet-mat": "Tuyệt mật (top secret)",
    },
    status: { open: "open", closed: "closed" },
    unitKinds: { xa: "commune", phuong: "ward", "thi-tran": "township", "dac-khu": "special zone" },
    conditions: {
      issuer_not_cell: "the dossier was made above the level of a Party cell",
      object_org: "the object is a Party organisation",
      object_member: "the object is a Party member",
      team: "a team was formed",
      supplied: "the object handed over papers",
      verified: "facts were verified with third parties",
      held: "a working session with the object was held",
      extended: "the time was extended",
      scope_changed: "the scope was changed",
      members_changed: "the members of the team were changed",
      expertise: "an expert opinion was asked for",
      signs_found: "signs of violation were found",
      transferred: "the case was sent to another authority",
      discipline_considered: "discipline was considered",
      discipline_proposed: "discipline was proposed, a higher level decides",
      discipline_imposed: "discipline was imposed",
      no_discipline: "no discipline was imposed",
      twin: "it was a combined (twin) process",
      withdrawn: "the sender withdrew",
      not_accepted: "it was not accepted",
      rectification_due: "the report on remedy is due",
      appeal: "there is a complaint",
      prior_decision: "there is an earlier decision",
      secret: "it holds classified papers",
      term_dossier: "it is the dossier of a whole term",
    },
  },
  commands: {
    init: {
      summary: "make the unit's workspace",
      more: "The workspace is the folder .bangiao in the current folder. What is not given is asked for.",
      words: {
        "--code": "administrative code of the unit, 5 digits",
        "--name": "name of the unit, such as “Phường Hồng Gai”",
        "--kind": "kind of unit: xa, phuong, thi-tran, dac-khu",
        "--organisation": "name of the Party committee",
        "--committee": "name of the inspection committee",
        "--province": "province",
        "--fonds": "number of the fonds",
        "--from": "first day of the unit (YYYY-MM-DD)",
        "--until": "last day of the unit (YYYY-MM-DD); leave out while it works",
        "--set-lang": "language of this workspace: vi or en",
      },
    },
    inventory: { summary: "the inventory of dossiers, documents, files", words: {} },
    manifest: { summary: "make, sign, show the manifest of a handover", words: {} },
    package: { summary: "make the package of a handover", words: {} },
    key: { summary: "the unit's signing keys", words: {} },
    trust: { summary: "certificates of other units that we trust", words: {} },
  },
  init: {
    done: ({ unit, code, folder }) => `Made the workspace of ${unit} (code ${code}) in ${folder}`,
    next: "Next: import the list of dossiers",
    questions: {
      code: "Administrative code (5 digits):",
      name: "Name of the unit:",
      until: "Last day of the unit (YYYY-MM-DD, empty while it works):",
      committee: "Name of the inspection committee:",
    },
    wrongCode: "The code of a unit has exactly 5 digits, such as 06691",
  },
};
