import type { CommandEntry } from "./command.js";

/** Every command, in the order of the help. Heavy code behind a command is loaded only with it. */
export const commandTable: readonly CommandEntry[] = [
  { name: "init", text: (messages) => messages.house.commands.init, load: () => import("./init.js") },
  {
    name: "inventory",
    text: (messages) => messages.house.commands.inventory,
    children: [
      {
        name: "import",
        text: (messages) => messages.inventory.commands.import,
        load: () => import("./inventory/import.js"),
      },
      {
        name: "scan",
        text: (messages) => messages.inventory.commands.scan,
        load: () => import("./inventory/scan.js"),
      },
      {
        name: "assign",
        text: (messages) => messages.inventory.commands.assign,
        load: () => import("./inventory/assign.js"),
      },
      {
        name: "settle",
        text: (messages) => messages.inventory.commands.settle,
        load: () => import("./inventory/settle.js"),
      },
      {
        name: "list",
        text: (messages) => messages.catalogue.commands.list,
        load: () => import("./inventory/list.js"),
      },
      {
        name: "show",
        text: (messages) => messages.catalogue.commands.show,
        load: () => import("./inventory/show.js"),
      },
      {
        name: "edit",
        text: (messages) => messages.catalogue.commands.edit,
        children: [
          {
            name: "dossier",
            text: (messages) => messages.catalogue.commands.editDossier,
            load: () => import("./inventory/edit-dossier.js"),
          },
          {
            name: "document",
            text: (messages) => messages.catalogue.commands.editDocument,
            load: () => import("./inventory/edit-document.js"),
          },
        ],
      },
      {
        name: "add",
        text: (messages) => messages.catalogue.commands.add,
        children: [
          {
            name: "dossier",
            text: (messages) => messages.catalogue.commands.addDossier,
            load: () => import("./inventory/add-dossier.js"),
          },
          {
            name: "document",
            text: (messages) => messages.catalogue.commands.addDocument,
            load: () => import("./inventory/add-document.js"),
          },
        ],
      },
      {
        name: "cases",
        text: (messages) => messages.custody.running.commands.cases,
        load: () => import("./inventory/cases.js"),
      },
      {
        name: "obligations",
        text: (messages) => messages.custody.running.commands.obligations,
        load: () => import("./inventory/obligations.js"),
      },
      {
        name: "search",
        text: (messages) => messages.catalogue.commands.search,
        load: () => import("./inventory/search.js"),
      },
      {
        name: "stats",
        text: (messages) => messages.catalogue.commands.stats,
        load: () => import("./inventory/stats.js"),
      },
      {
        name: "export",
        text: (messages) => messages.catalogue.commands.export,
        load: () => import("./inventory/export.js"),
      },
    ],
  },
  { name: "check", text: (messages) => messages.check.commands.check, load: () => import("./check.js") },
  {
    name: "explain",
    text: (messages) => messages.check.commands.explain,
    load: () => import("./explain.js"),
  },
  {
    name: "manifest",
    text: (messages) => messages.house.commands.manifest,
    children: [
      {
        name: "create",
        text: (messages) => messages.manifest.commands.create,
        load: () => import("./manifest/create.js"),
      },
      {
        name: "sign",
        text: (messages) => messages.manifest.commands.sign,
        load: () => import("./manifest/sign.js"),
      },
      {
        name: "show",
        text: (messages) => messages.manifest.commands.show,
        load: () => import("./manifest/show.js"),
      },
      {
        name: "status",
        text: (messages) => messages.custody.running.commands.status,
        load: () => import("./manifest/status.js"),
      },
      {
        name: "export",
        text: (messages) => messages.manifest.commands.export,
        load: () => import("./manifest/export.js"),
      },
      {
        name: "act",
        text: (messages) => messages.manifest.commands.act,
        load: async () => (await import("./manifest/act.js")).manifestAct,
      },
      {
        name: "accept-act",
        text: (messages) => messages.manifest.commands.acceptAct,
        load: () => import("./manifest/accept-act.js"),
      },
      {
        name: "acts",
        text: (messages) => messages.manifest.commands.acts,
        load: async () => (await import("./manifest/act.js")).manifestActs,
      },
      {
        name: "timestamp",
        text: (messages) => messages.signature.commands.timestamp,
        load: () => import("./manifest/timestamp.js"),
      },
      {
        name: "accept-receipt",
        text: (messages) => messages.manifest.commands.acceptReceipt,
        load: () => import("./manifest/accept-receipt.js"),
      },
    ],
  },
  {
    name: "package",
    text: (messages) => messages.house.commands.package,
    children: [
      {
        name: "create",
        text: (messages) => messages.package.commands.create,
        load: () => import("./package/create.js"),
      },
      {
        name: "list",
        text: (messages) => messages.package.commands.list,
        load: () => import("./package/list.js"),
      },
      {
        name: "extract",
        text: (messages) => messages.package.commands.extract,
        load: () => import("./package/extract.js"),
      },
    ],
  },
  {
    name: "print",
    text: (messages) => messages.paper.commands.print,
    children: [
      {
        name: "minutes",
        text: (messages) => messages.paper.commands.minutes,
        load: async () => (await import("./print.js")).printMinutes,
      },
      {
        name: "index",
        text: (messages) => messages.paper.commands.index,
        load: async () => (await import("./print.js")).printIndex,
      },
      {
        name: "contents",
        text: (messages) => messages.paper.commands.contents,
        load: async () => (await import("./print.js")).printContents,
      },
      {
        name: "closing",
        text: (messages) => messages.paper.commands.closing,
        load: async () => (await import("./print.js")).printClosing,
      },
      {
        name: "receipt",
        text: (messages) => messages.paper.commands.receipt,
        load: async () => (await import("./print.js")).printReceipt,
      },
      {
        name: "labels",
        text: (messages) => messages.paper.commands.labels,
        load: async () => (await import("./print.js")).printLabels,
      },
    ],
  },
  {
    name: "handover",
    text: (messages) => messages.guide.commands.handover,
    load: () => import("./handover.js"),
  },
  {
    name: "verify",
    text: (messages) => messages.package.commands.verify,
    load: () => import("./verify.js"),
    begin: async (argv, cwd) => (await import("./open-ahead.js")).openAhead(argv, cwd),
  },
  {
    name: "receive",
    text: (messages) => messages.custody.commands.receive,
    load: () => import("./receive.js"),
  },
  {
    name: "diff",
    text: (messages) => messages.manifest.commands.diff,
    load: () => import("./diff.js"),
  },
  {
    name: "audit",
    text: (messages) => messages.custody.audit.command,
    load: () => import("./audit.js"),
  },
  {
    name: "report",
    text: (messages) => messages.custody.overview.command,
    load: () => import("./report.js"),
  },
  {
    name: "plan",
    text: (messages) => messages.custody.plan.commands.plan,
    children: [
      {
        name: "import",
        text: (messages) => messages.custody.plan.commands.import,
        load: () => import("./plan/import.js"),
      },
      {
        name: "show",
        text: (messages) => messages.custody.plan.commands.show,
        load: () => import("./plan/show.js"),
      },
      {
        name: "status",
        text: (messages) => messages.custody.plan.commands.status,
        load: () => import("./plan/status.js"),
      },
    ],
  },
  {
    name: "log",
    text: (messages) => messages.custody.commands.log,
    load: () => import("./log/show.js"),
    children: [
      {
        name: "verify",
        text: (messages) => messages.custody.commands.logVerify,
        load: () => import("./log/verify.js"),
      },
      {
        name: "export",
        text: (messages) => messages.custody.commands.logExport,
        load: () => import("./log/export.js"),
      },
    ],
  },
  {
    name: "key",
    text: (messages) => messages.house.commands.key,
    children: [
      {
        name: "create",
        text: (messages) => messages.signature.commands.keyCreate,
        load: async () => (await import("./key.js")).keyCreate,
      },
      {
        name: "list",
        text: (messages) => messages.signature.commands.keyList,
        load: async () => (await import("./key.js")).keyList,
      },
      {
        name: "export",
        text: (messages) => messages.signature.commands.keyExport,
        load: async () => (await import("./key.js")).keyExport,
      },
      {
        name: "import",
        text: (messages) => messages.signature.commands.keyImport,
        load: async () => (await import("./key-import.js")).keyImport,
      },
      {
        name: "request",
        text: (messages) => messages.signature.commands.keyRequest,
        load: async () => (await import("./key-import.js")).keyRequest,
      },
    ],
  },
  {
    name: "trust",
    text: (messages) => messages.house.commands.trust,
    children: [
      {
        name: "add",
        text: (messages) => messages.signature.commands.trustAdd,
        load: async () => (await import("./trust.js")).trustAdd,
      },
      {
        name: "list",
        text: (messages) => messages.signature.commands.trustList,
        load: async () => (await import("./trust.js")).trustList,
      },
      {
        name: "remove",
        text: (messages) => messages.signature.commands.trustRemove,
        load: async () => (await import("./trust.js")).trustRemove,
      },
    ],
  },
  {
    name: "rules",
    text: (messages) => messages.check.commands.rules,
    children: [
      {
        name: "list",
        text: (messages) => messages.check.commands.rulesList,
        load: () => import("./rules/list.js"),
      },
      {
        name: "show",
        text: (messages) => messages.check.commands.rulesShow,
        load: () => import("./rules/show.js"),
      },
      {
        name: "try",
        text: (messages) => messages.check.commands.rulesTry,
        load: () => import("./rules/try.js"),
      },
      {
        name: "explain",
        text: (messages) => messages.check.commands.rulesExplain,
        load: () => import("./rules/explain.js"),
      },
      {
        name: "use",
        text: (messages) => messages.check.commands.rulesUse,
        load: () => import("./rules/use.js"),
      },
    ],
  },
  { name: "doctor", text: (messages) => messages.guide.commands.doctor, load: () => import("./doctor.js") },
  {
    name: "completion",
    text: (messages) => messages.guide.commands.completion,
    load: async () => (await import("./completion.js")).completionOf(commandTable),
  },
];
