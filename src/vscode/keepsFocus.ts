import { isJsonObject } from "../core/base/json";

/** A click in a tree leaves the keyboard there, so that a person can walk through the rows: `{ "preserveFocus": true }`. */
export function keepsFocus(options: unknown): boolean {
  return isJsonObject(options) && options["preserveFocus"] === true;
}
