import { isJsonObject, type JsonObject } from "../../base/json";
import { typeName } from "./typeName";

/** Thrown by the readers below and caught where one item is parsed: `message` says which member is wrong. */
export class MalformedItem extends Error {}

/** One item of a list, or what is wrong with it; `name` is there when the item has one that can be shown. */
export type ParsedItem<T> =
  | { readonly ok: true; readonly item: T }
  | { readonly ok: false; readonly name: string | undefined; readonly reason: string };

/** Reads members of an untrusted object; `null` counts as absent where a member is optional, as many servers send it. */
export class Members {
  constructor(
    private readonly source: JsonObject,
    /** Where the object is, as a prefix for messages: `annotations.` */
    private readonly prefix = "",
  ) {}

  string(key: string): string {
    const value = this.source[key];
    if (typeof value !== "string") throw this.wrong(key, "a string", value);
    return value;
  }

  object(key: string): JsonObject {
    const value = this.source[key];
    if (!isJsonObject(value)) throw this.wrong(key, "an object", value);
    return value;
  }

  /** The member under its own name if it is there, so that it can be spread into an item. */
  optional<K extends string>(key: K, type: "string"): { readonly [P in K]?: string };
  optional<K extends string>(key: K, type: "number"): { readonly [P in K]?: number };
  optional<K extends string>(key: K, type: "boolean"): { readonly [P in K]?: boolean };
  optional<K extends string>(key: K, type: "object"): { readonly [P in K]?: JsonObject };
  optional(key: string, type: "string" | "number" | "boolean" | "object"): JsonObject {
    const value = this.source[key];
    if (value === undefined || value === null) return {};
    const right = type === "object" ? isJsonObject(value) : typeof value === type;
    if (!right) throw this.wrong(key, type === "object" ? "an object" : `a ${type}`, value);
    return { [key]: value };
  }

  /** The members of an optional list, each with its reader; absent when the list is. */
  optionalList<T>(key: string, read: (member: Members) => T): readonly T[] | undefined {
    const value = this.source[key];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) throw this.wrong(key, "an array", value);
    return value.map((each: unknown, index) => {
      if (!isJsonObject(each)) throw this.wrong(`${key}[${index}]`, "an object", each);
      return read(new Members(each, `${this.prefix}${key}[${index}].`));
    });
  }

  private wrong(key: string, expected: string, value: unknown): MalformedItem {
    const what = value === undefined ? "is missing" : `is ${typeName(value)}`;
    return new MalformedItem(`"${this.prefix}${key}" ${what}; it must be ${expected}`);
  }
}

/** Runs one reader over one item. `nameKey` is the member that names the item. */
export function parseItem<T>(value: unknown, nameKey: string, read: (members: Members) => T): ParsedItem<T> {
  if (!isJsonObject(value)) return { ok: false, name: undefined, reason: `is ${typeName(value)}; it must be an object` };
  try {
    return { ok: true, item: read(new Members(value)) };
  } catch (error) {
    if (!(error instanceof MalformedItem)) throw error;
    const name = value[nameKey];
    return { ok: false, name: typeof name === "string" ? name : undefined, reason: error.message };
  }
}
