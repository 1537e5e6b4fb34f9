import { isJsonObject, type JsonObject } from "../../base/json";
import { omit } from "../omit";
import { simplifySchema } from "./simplifySchema";

/** A schema may refer to itself; deeper than this nobody fills in a starting value. */
const MAX_DEPTH = 8;

/** Values made at most: wide schemas that refer to themselves grow without end long before they are deep. */
const MAX_VALUES = 1000;

/**
 * A value to start editing from: required members and those with a default; each from its default, example, constant or
 * first choice, else the plainest value of its type. It need not be valid yet.
 */
export function skeletonOf(schema: JsonObject): unknown {
  return new Skeleton(schema).valueFor(schema, 0);
}

class Skeleton {
  private made = 0;

  constructor(private readonly root: JsonObject) {}

  valueFor(source: unknown, depth: number): unknown {
    const { schema, nullable } = simplifySchema(source, this.root);
    if (!schema || depth > MAX_DEPTH || ++this.made > MAX_VALUES) return null;
    const given = givenValue(schema);
    if (given !== undefined) return given;
    const branch = firstOf(schema["oneOf"]) ?? firstOf(schema["anyOf"]);
    if (branch !== undefined) return this.valueFor(isJsonObject(branch) ? { ...omit(schema, "oneOf", "anyOf"), ...branch } : branch, depth + 1);
    switch (typeOf(schema)) {
      case "object":
        return this.objectFor(schema, depth);
      case "array":
        return this.arrayFor(schema, depth);
      case "string":
        return "";
      case "number":
      case "integer":
        return numberFor(schema);
      case "boolean":
        return false;
      default:
        return nullable ? null : {};
    }
  }

  private objectFor(schema: JsonObject, depth: number): JsonObject {
    const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
    const required: readonly unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
    const members: [string, unknown][] = [];
    for (const [name, property] of Object.entries(properties)) {
      if (required.includes(name) || this.hasDefault(property)) members.push([name, this.valueFor(property, depth + 1)]);
    }
    for (const name of required) if (typeof name === "string" && !Object.hasOwn(properties, name)) members.push([name, null]);
    return Object.fromEntries(members);
  }

  /** An optional member whose default is null is better left out. */
  private hasDefault(property: unknown): boolean {
    const fallback = simplifySchema(property, this.root).schema?.["default"];
    return fallback !== undefined && fallback !== null;
  }

  private arrayFor(schema: JsonObject, depth: number): readonly unknown[] {
    const prefix: readonly unknown[] = Array.isArray(schema["prefixItems"]) ? schema["prefixItems"] : [];
    const minimum = typeof schema["minItems"] === "number" ? Math.min(schema["minItems"], 20) : 0;
    const items = isJsonObject(schema["items"]) ? schema["items"] : undefined;
    // One item to copy, where its members could not be guessed from an empty list.
    const sample = items && simplifySchema(items, this.root).schema?.["properties"] !== undefined ? 1 : 0;
    const length = Math.max(minimum, prefix.length, sample);
    return Array.from({ length }, (_, index) => this.valueFor(prefix[index] ?? items, depth + 1));
  }
}

function givenValue(schema: JsonObject): unknown {
  if (schema["default"] !== undefined) return schema["default"];
  if (schema["const"] !== undefined) return schema["const"];
  return firstOf(schema["examples"]) ?? firstOf(schema["enum"]);
}

function numberFor(schema: JsonObject): number {
  const { minimum, exclusiveMinimum, maximum } = schema;
  if (typeof minimum === "number" && minimum > 0) return minimum;
  if (typeof exclusiveMinimum === "number" && exclusiveMinimum >= 0) return exclusiveMinimum + 1;
  return typeof maximum === "number" && maximum < 0 ? maximum : 0;
}

/** Schemas often leave out the type that their other keywords imply. */
function typeOf(schema: JsonObject): unknown {
  const { type } = schema;
  if (Array.isArray(type)) return type[0];
  if (type !== undefined) return type;
  if (schema["properties"] !== undefined || schema["required"] !== undefined) return "object";
  return schema["items"] !== undefined || schema["prefixItems"] !== undefined ? "array" : undefined;
}

function firstOf(values: unknown): unknown {
  return Array.isArray(values) ? (values as readonly unknown[])[0] : undefined;
}
