import type { GuideMessages } from "./messages.js";

export const guideEn: GuideMessages = {
  commands: {
    handover: {
      summary: "hand over in one go: check, manifest, signature, package",
      more:
        "Asks only what it must know. If it stopped half way last time, it continues from there. " +
        "Where nobody can be asked, it lists everything that is missing at once.",
      words: {
        "--to": "code of the receiving unit",
        "--to-name": "name of the receiving unit, where a code means several",
        "--to-person": "who signs for the receiver",
        "--to-position": "position of who signs for the receiver",
        "--person": "who signs for the giver",
        "--position": "position of who signs for the giver",
        "--cases": "who continues an open case: <dossier>=<unit code>; can be repeated",
        "--with-errors": "hand over in spite of unexplained errors; the manifest says so",
        "--again": "make a new manifest, dossiers of an earlier handover included",
        "--key": "key to sign with; not needed when there is only one",
        "--out": "folder for the package, such as a USB stick",
        "--volume-size": "cut the package into volumes of at most this size, such as 4G or 700M",
        "--passphrase-fd": "read the key's passphrase from the descriptor of this number",
      },
    },
    doctor: {
      summary: "look over the computer: program, workspace, keys, free space, clock",
      more: "Changes nothing. What is not right comes with what to do.",
      words: {},
    },
    completion: {
      summary: "print the script that lets Tab complete bangiao's commands",
      more:
        "bash: bangiao completion bash >> ~/.bashrc\n" +
        "zsh: bangiao completion zsh >> ~/.zshrc\n" +
        "PowerShell 5.1 or newer: add this line to the file that $PROFILE names, then open a new window:\n" +
        "  bangiao completion powershell | Out-String | Invoke-Expression\n" +
        "The PowerShell script was never run in a real PowerShell.",
      words: { shell: "bash, zsh or powershell" },
    },
  },
  guide: {
    title: "bangiao - handing over inspection, supervision and discipline dossiers",
    noWorkspace: ({ folder }) => `The folder ${folder} has no workspace yet.`,
    workspace: ({ folder }) => `Workspace: ${folder}`,
    office: ({ unit, code, stock }) => `${unit} (code ${code}): ${stock}`,
    stock: ({ dossiers, documents, files, received }) =>
      `${dossiers} dossiers of its own, ${documents} documents, ${files} files` +
      (received > 0 ? `; ${received} dossiers received from others.` : "."),
    nothingYet: "no dossiers yet.",
    open: ({ errors, unknown, unassigned }) => {
      const parts = [
        ...(errors > 0 ? [`${errors} errors nobody answered for`] : []),
        ...(unknown > 0 ? [`${unknown} dossiers with open questions`] : []),
        ...(unassigned > 0 ? [`${unassigned} files without a dossier`] : []),
      ];
      return parts.length === 0 ? null : `Still open: ${parts.join(", ")}.`;
    },
    handover: ({ id, state }) => `Handover ${id}: ${state}.`,
    states: {
      drafted: "manifest made, not signed",
      signed: "manifest signed, not packed",
      packed: "packed, waiting for the receipt",
      sent: "sent, waiting for the receipt",
      received: "received",
      answered: "the receiver has signed the receipt",
    },
    next: ({ label }) => `To do next: ${label}.`,
    nothingNext: "Nothing is left that must be done.",
    steps: {
      init: {
        label: "Make the workspace",
        about: "State code and name of the unit; a database is made in this folder.",
        command: "bangiao init",
      },
      import: {
        label: "Import the registers",
        about: "Reads Excel or CSV registers as they are; nothing has to be rearranged.",
        command: "bangiao inventory import <register.xlsx>",
      },
      scan: {
        label: "Scan the folders of files",
        about: "Looks at each file, attaches it where certain; changes and moves none.",
        command: "bangiao inventory scan <folder>",
      },
      assign: {
        label: "Attach the remaining files",
        about: "Shows each doubtful file and asks for its dossier; stop whenever you like.",
        command: "bangiao inventory settle",
      },
      check: {
        label: "Check the dossiers against the rules",
        about: "Tells which papers each dossier lacks, and why they are wanted.",
        command: "bangiao check",
      },
      facts: {
        label: "Answer the questions about cases",
        about: "Such as whether a term was extended; the answer decides what is demanded.",
        command: "bangiao inventory edit dossier <reference> <condition>=true",
      },
      explain: {
        label: "Explain what is missing",
        about: "Records why a paper cannot be found, and who answers for it.",
        command: "bangiao explain <reference> <slot> --reason … --person …",
      },
      key: {
        label: "Make the unit's signing key",
        about: "Signs manifests and receipts; a passphrase protects it.",
        command: "bangiao key create <name>",
      },
      handover: {
        label: "Make the manifest, sign it, pack it",
        about: "All the way from check to package; continues where it was left.",
        command: "bangiao handover",
      },
      print: {
        label: "Print the papers",
        about: "Minutes, list of dossiers, box labels, as Word and Excel files.",
        command: "bangiao print minutes",
      },
      certificate: {
        label: "Export the certificate for the other side",
        about: "A small file to check the signature with; compare its fingerprint on paper.",
        command: "bangiao key export <name> --public --out <file.crt>",
      },
      receipt: {
        label: "File the receiver's receipt",
        about: "Compares the receipt with what was sent, and keeps it.",
        command: "bangiao manifest accept-receipt <receipt>",
      },
      verify: {
        label: "Verify a package",
        about: "Tells whether it is whole and who signed it; changes nothing.",
        command: "bangiao verify <package.zip>",
      },
      trust: {
        label: "Trust the other side's certificate",
        about: "Only after its fingerprint was compared with the paper.",
        command: "bangiao trust add <file.crt>",
      },
      receive: {
        label: "Receive a package",
        about: "Verifies it, answers per dossier or for all, signs the receipt.",
        command: "bangiao receive <package.zip> --key <name>",
      },
      pack: {
        label: "Pack again",
        about: "Makes the package of the signed list once more: on another disk, in volumes, or locked.",
        command: "bangiao package create --out <folder>",
      },
      status: {
        label: "See how the handovers stand",
        about: "What is sent and received; which dossiers remain or were refused.",
        command: "bangiao manifest status",
      },
      list: {
        label: "List the dossiers",
        about: "Prints the dossiers of the workspace.",
        command: "bangiao inventory list",
      },
      search: {
        label: "Search dossiers and documents",
        about: "A few words; accents are not needed.",
        command: "bangiao inventory search <words>",
      },
      cases: {
        label: "Look at the open cases",
        about: "The step each has reached, its deadline, and who continues it.",
        command: "bangiao inventory cases",
      },
      obligations: {
        label: "Look at what conclusions left to be done",
        about: "Remedies still due, discipline in force, complaints not yet settled.",
        command: "bangiao inventory obligations",
      },
      plan: {
        label: "Look at the plan of the units",
        about: "Where an old unit went, and what a new one is made of.",
        command: "bangiao plan show <code or name of the unit>",
      },
      report: {
        label: "Write the report page",
        about: "A page for the browser and for printing: dossiers, cases, gaps, handovers.",
        command: "bangiao report --out <file.html>",
      },
      log: {
        label: "Read the log",
        about: "What was done here, when, by whom.",
        command: "bangiao log",
      },
      doctor: {
        label: "Look over the computer",
        about: "Program, keys, free space and clock.",
        command: "bangiao doctor",
      },
    },
    count: (count) => `${count} left`,
    recommended: "do this next",
    command: "Command",
    more: { label: "Other things", about: "Steps done or not yet due, lists, a look at the computer." },
    back: "Back",
    leave: "Leave",
    bye: "Good-bye. Type bangiao to come back.",
    howToAnswer: "Type a number and press Enter; Enter alone means 1. Ctrl-C leaves the task at hand.",
    choose: "Number:",
    notAChoice: ({ least, most }) => `Please type a number from ${least} to ${most}.`,
    needed: "This cannot be left empty.",
    notADate: "This does not read as a date. Please type it like 30/6/2025.",
    stopped: "Left this task; back to the menu.",
    failed: ({ code }) => `The command could not do it (code ${code}). See the message above.`,
    yes: "Yes",
    no: "No",
    dontKnow: "Not known, later",
    later: "Skip this one for now",
    other: "Something else, to be typed",
    runs: "Running:",
    ask: {
      code: "Code of the administrative unit (5 digits):",
      name: "Name of the unit, such as Phường Hồng Gai:",
      until: "Last day it existed, like 30/6/2025 (empty if it still does):",
      registers: "Which registers?",
      allOfThese: "Import all of these",
      path: "Path of the register:",
      folder: "Path of the folder:",
      scanFolder: "Which folder?",
      fact: ({ at, of, dossier, statement }) => `Question ${at}/${of}, dossier ${dossier}: ${statement}?`,
      sameForAll: ({ count, answer }) => `${answer}, for all ${count} dossiers that have this question`,
      laterForAll: ({ count }) => `Later, for all ${count} dossiers that have this question`,
      hole: ({ at, of, dossier, problem }) => `Place ${at}/${of}, dossier ${dossier}: ${problem}`,
      explainIt: "Explain this one",
      explainAlike: ({ count }) => `Explain all ${count} of this kind, same reason, same person`,
      explainAll: ({ count }) => `Explain all ${count} that are left, same reason, same person`,
      reason: "Reason:",
      person: "Who answers for it:",
      due: "Promised for, like 1/8/2025 (empty if not):",
      keyName: "Name for the key:",
      key: "Which key signs?",
      receivers: "Which unit receives?",
      receiver: "Code of the receiving unit (5 digits):",
      receiverName: "Name of the receiving unit (empty if the code says enough):",
      successor: ({ reference }) => `Who continues the open case ${reference}?`,
      out: "Folder for the package (such as a USB stick):",
      withErrors: ({ count }) => `${count} errors are not answered for. What now?`,
      stop: "Stop, to explain them first",
      goOnWithErrors: "Hand over all the same; the manifest says so",
      paper: "Which paper?",
      papers: {
        minutes: "Handover minutes",
        index: "List of dossiers",
        contents: "List of documents of each dossier",
        closing: "Closing sheets",
        receipt: "Receipt minutes (receiver)",
        labels: "Box labels",
      },
      form: "What kind of package?",
      forms: {
        whole: { label: "One file, not locked", about: "The usual one; goes straight onto a USB stick." },
        volumes: { label: "Cut into volumes", about: "Where a stick or disc cannot hold one large file." },
        locked: {
          label: "One file, locked with a passphrase",
          about: "Whoever finds it cannot open it; tell the receiver the passphrase by another way.",
        },
        both: { label: "Cut into volumes, locked with a passphrase", about: "Both of the above." },
      },
      size: "How large may a volume be?",
      sizes: {
        stick: "4 GB: a USB stick formatted as FAT32",
        dvd: "4.3 GB: a DVD",
        cd: "690 MB: a CD",
      },
      otherSize: "Size of a volume, such as 2G or 500M:",
      package: "Path of the package (.zip) or receipt (.receipt.json):",
      packages: "Which package?",
      volumes: ({ first, count }) => `${first} and the volumes with it (${count})`,
      nextVolume: ({ have, of }) =>
        `${have} of ${of} volumes so far. Path of the next (empty if there is none):`,
      certificate: "Path of the certificate (.crt):",
      label: "A name to recognise this certificate by:",
      receipt: "Path of the receipt (.receipt.json):",
      words: "Words to look for:",
      paperCode: "Code printed on the paper minutes (empty if there is none):",
      planUnit: "Code or name of the unit (empty for all):",
      report: "Write the report page to the file:",
      reportName: "report.html",
      onePassword: "The key's passphrase will be asked for; only stars are shown.",
    },
    nothingToDo: "Nothing is left to do in this step.",
  },
  handover: {
    step: ({ at, of, name }) => `Step ${at}/${of}: ${name}`,
    names: { check: "check the dossiers", manifest: "make the manifest", sign: "sign it", package: "pack" },
    complete: ({ dossiers, explained }) =>
      `${dossiers} dossiers checked: no error is left unanswered` +
      (explained > 0 ? ` (${explained} are explained).` : "."),
    stillMissing: ({ count }) =>
      `${count} errors are not answered for, so no manifest was made. Explain them with bangiao explain, ` +
      "or add --with-errors to hand over and say so.",
    continues: ({ id }) => `Continuing the unfinished handover ${id}. For a new manifest: add --again.`,
    nextCertificate:
      "Give the receiver this package, the certificate, and its fingerprint on paper. To export the certificate:",
  },
  doctor: {
    title: "A look at the computer",
    marks: { good: "good", remark: "note", bad: "TO DO" },
    good: "Nothing needs doing.",
    bad: ({ count }) => (count === 1 ? "1 thing needs doing." : `${count} things need doing.`),
    toDo: "What to do",
    node: ({ version, least, fine }) =>
      fine ? `Node.js ${version}` : `Node.js ${version} is too old, ${least} or newer is needed`,
    nodeToDo: ({ least }) => `Install Node.js ${least} or newer.`,
    sqlite: ({ version }) => (version === null ? "SQLite does not load" : `SQLite ${version}`),
    sqliteToDo: "Install the program again: npm ci, in the folder of bangiao.",
    workspace: ({ folder }) => (folder === null ? "No workspace in this folder" : `Workspace: ${folder}`),
    workspaceToDo: "If the unit works here: bangiao init",
    database: ({ problem }) =>
      problem === null ? "The database can be read" : `The database cannot be read: ${problem}`,
    databaseToDo: "Erase nothing. Copy the whole folder .bangiao elsewhere, then restore the latest backup.",
    writable: ({ folder, fine }) => (fine ? `${folder} can be written to` : `${folder} cannot be written to`),
    writableToDo: "Ask for the right to write to this folder, or keep the workspace elsewhere.",
    lock: ({ state, command }) =>
      state === "none"
        ? "No command holds the workspace"
        : state === "running"
          ? `“${command}” is using the workspace`
          : `“${command}” ended suddenly and left its lock behind`,
    lockToDo: ({ path }) =>
      `If nobody runs bangiao with this workspace, remove ${path}; the next command on the same computer does so itself.`,
    space: ({ free, needed, fine }) =>
      fine ? `Free space: ${free}` : `Free space is only ${free}; there should be at least ${needed}`,
    spaceToDo: "Make room, or pack onto another drive: bangiao package create --out <folder>",
    clock: ({ now, reason }) =>
      ({
        fine: `Clock: ${now}`,
        "before-program": `The clock says ${now}, before this program was made`,
        "before-log": `The clock says ${now}, before the last entry of the log`,
        "far-future": `The clock says ${now}, far in the future`,
      })[reason],
    clockToDo: "Set the clock right before signing: signatures carry this time.",
    zone: ({ offset, fine }) =>
      fine ? `Time zone: ${offset}` : `The computer's time zone is ${offset}, not that of Việt Nam (+07:00)`,
    zoneToDo: "Papers always carry the time of Việt Nam; if the computer is there, set its zone.",
    keysNone: "There is no signing key",
    keysNoneToDo: "Before signing a manifest or receipt: bangiao key create ben-giao",
    keysUnreadable: "The folder of keys cannot be read",
    keysUnreadableToDo: ({ folder }) =>
      `Look at the .crt files in ${folder}; restore a damaged one from a backup.`,
    key: ({ name, until, state }) =>
      ({
        valid: `Key ${name}: valid until ${until}`,
        soon: `Key ${name}: expires soon, ${until}`,
        expired: `Key ${name}: expired ${until}`,
        "not-yet-valid": `Key ${name}: not valid yet`,
      })[state],
    keyToDo: "Make a new key and give its certificate to the other side: bangiao key create <another name>",
    keyEarlyToDo:
      "Look at the computer's clock first; if it is right, wait for that day, or make another key: bangiao key create <other name>",
    keyPermission: ({ name }) => `Key ${name}: other users of this computer can read its file`,
    keyPermissionToDo: ({ path }) => `Let only its keeper read it: chmod 600 "${path}"`,
    fonts: ({ fine }) => (fine ? "Times New Roman is there for the papers" : "Times New Roman was not found"),
    fontsToDo: "Papers open all the same but look different; install it on the computer that prints.",
  },
};
