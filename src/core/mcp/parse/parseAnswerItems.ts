import { Failure } from "../../base/failure";
import { isJsonObject, type JsonObject } from "../../base/json";
import type { InvalidItem } from "../types";
import { MalformedItem } from "./parseItem";
import { typeName } from "./typeName";

/** The items of an answer, the sound ones and the others, each with its place. */
export interface AnswerItems<T> {
  readonly result: JsonObject;
  readonly valid: readonly { readonly index: number; readonly item: T }[];
  readonly invalid: readonly InvalidItem[];
}

/**
 * Reads the list in an answer item by item, so that one bad item does not hide the rest.
 * @param key member of the answer that is the list
 * @param call names the request in the message: `prompts/get "greet"`
 * @param read throws a `MalformedItem` for an item that it cannot read
 * @throws Failure `protocol` when there is no list at all
 */
export function parseAnswerItems<T>(result: unknown, key: string, call: string, read: (item: JsonObject) => T): AnswerItems<T> {
  const malformed = (what: string): Failure => new Failure("protocol", `The result of ${call} ${what}.`);
  if (!isJsonObject(result)) throw malformed(`is ${typeName(result)}; it must be an object`);
  const items = result[key];
  if (!Array.isArray(items)) throw malformed(items === undefined ? `has no "${key}"; it must be an array` : `has "${key}" as ${typeName(items)}; it must be an array`);
  const valid: { readonly index: number; readonly item: T }[] = [];
  const invalid: InvalidItem[] = [];
  for (const [index, value] of (items as readonly unknown[]).entries()) {
    try {
      if (!isJsonObject(value)) throw new MalformedItem(`is ${typeName(value)}; it must be an object`);
      valid.push({ index, item: read(value) });
    } catch (error) {
      if (!(error instanceof MalformedItem)) throw error;
      invalid.push({ index, reason: error.message, value });
    }
  }
  return { result, valid, invalid };
}
