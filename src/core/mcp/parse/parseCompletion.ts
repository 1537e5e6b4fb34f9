import { Failure } from "../../base/failure";
import { isJsonObject } from "../../base/json";
import type { Completion } from "../types";
import { typeName } from "./typeName";

/**
 * The result of completion/complete (2025-11-25, server/utilities/completion). Values that are no strings are left
 * out: they are suggestions, and the others are still good.
 * @throws Failure `protocol` when there is no list of values
 */
export function parseCompletion(result: unknown): Completion {
  const malformed = (what: string): Failure => new Failure("protocol", `The result of completion/complete ${what}.`);
  if (!isJsonObject(result)) throw malformed(`is ${typeName(result)}; it must be an object`);
  const { completion } = result;
  if (!isJsonObject(completion)) throw malformed(`has "completion" ${wrong(completion)}; it must be an object`);
  const { values, total, hasMore } = completion;
  if (!Array.isArray(values)) throw malformed(`has "completion.values" ${wrong(values)}; it must be an array`);
  const texts = (values as readonly unknown[]).filter((value) => typeof value === "string");
  return { values: [...new Set(texts)], total: typeof total === "number" ? total : undefined, hasMore: hasMore === true };
}

function wrong(value: unknown): string {
  return value === undefined ? "missing" : `as ${typeName(value)}`;
}
