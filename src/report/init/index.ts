import type { Unit } from "../../model/unit.js";
import { jsonReporter, type Reporters } from "../reporter.js";

export interface InitResult {
  unit: Unit;
  folder: string;
}

/** Forms of the result of `init`. */
export const initReporters: Reporters<InitResult> = {
  text: ({ unit, folder }, { messages, ink }) =>
    `${ink.good(messages.house.init.done({ unit: unit.name, code: unit.code, folder }))}\n` +
    `${messages.house.init.next}: ${ink.command("bangiao inventory import <danh-muc.xlsx>")}\n`,
  json: jsonReporter("bangiao-workspace/1"),
};
