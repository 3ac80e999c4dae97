import type { CommandEntry } from "./command.js";

/** Every command, in the order of the help. Heavy code behind a command is loaded only with it. */
export const commandTable: readonly CommandEntry[] = [
  { name: "init", text: (messages) => messages.house.commands.init, load: () => import("./init.js") },
  {
    name: "inventory",
    text: (messages) => messages.house.commands.inventory,
    children: [],
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
];
