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
    children: [],
  },
  {
    name: "package",
    text: (messages) => messages.house.commands.package,
    children: [],
  },
  { name: "key", text: (messages) => messages.house.commands.key, children: [] },
  { name: "trust", text: (messages) => messages.house.commands.trust, children: [] },
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
    ],
  },
];
