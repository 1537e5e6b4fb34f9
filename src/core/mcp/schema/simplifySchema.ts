import { isJsonObject, type JsonObject } from "../../base/json";
import { localRef } from "./jsonPointer";
import { omit } from "../omit";

/** A chain of references longer than this goes in a circle. */
const MAX_STEPS = 32;

/** A schema without the wrappers that generators put around simple things. */
export interface SimpleSchema {
  /** `undefined` when a reference leads nowhere or in a circle, or when it is no schema. */
  readonly schema: JsonObject | undefined;
  /** `null` is allowed too; it no longer occurs in `schema`. */
  readonly nullable: boolean;
}

/**
 * Resolves local `$ref`, a lone `allOf`, and the ways to say "or null": `type: [.., "null"]`, a null branch of anyOf or
 * oneOf (Python's Optional), null in an enum. What remains may still be complex.
 */
export function simplifySchema(schema: unknown, root: JsonObject): SimpleSchema {
  let current = schema;
  let nullable = false;
  for (let step = 0; step < MAX_STEPS; step++) {
    if (!isJsonObject(current)) return { schema: current === true ? {} : undefined, nullable };
    const next = resolveOnce(current, root);
    if (next === undefined) return { schema: undefined, nullable };
    nullable ||= next.nullable;
    if (next.schema === current) return { schema: current, nullable };
    current = next.schema;
  }
  return { schema: undefined, nullable };
}

interface Step {
  readonly schema: JsonObject;
  readonly nullable: boolean;
}

/** One wrapper less, or the same object when there is none. */
function resolveOnce(schema: JsonObject, root: JsonObject): Step | undefined {
  const { $ref, allOf, type } = schema;
  if (typeof $ref === "string") {
    const target = localRef(root, $ref);
    return isJsonObject(target) ? { schema: merge(target, schema, "$ref"), nullable: false } : undefined;
  }
  if (Array.isArray(allOf) && allOf.length === 1 && isJsonObject(allOf[0])) return { schema: merge(allOf[0], schema, "allOf"), nullable: false };
  for (const key of ["anyOf", "oneOf"]) {
    const step = withoutNullBranch(schema, key);
    if (step) return step;
  }
  if (Array.isArray(type)) {
    const others = type.filter((each) => each !== "null");
    if (others.length === 1 || others.length < type.length) {
      return { schema: { ...schema, type: others.length === 1 ? others[0] : others }, nullable: others.length < type.length };
    }
  }
  return withoutNullValue(schema) ?? { schema, nullable: false };
}

function withoutNullBranch(schema: JsonObject, key: string): Step | undefined {
  const branches = schema[key];
  if (!Array.isArray(branches)) return undefined;
  const others = branches.filter((each: unknown) => !(isJsonObject(each) && (each["type"] === "null" || each["const"] === null)));
  const nullable = others.length < branches.length;
  const only: unknown = others[0];
  // A lone titled constant stays: it is a choice of one, and its title is the label.
  if (others.length === 1 && isJsonObject(only) && only["const"] === undefined) return { schema: merge(only, schema, key), nullable };
  return nullable ? { schema: { ...schema, [key]: others }, nullable } : undefined;
}

function withoutNullValue(schema: JsonObject): Step | undefined {
  const values = schema["enum"];
  if (!Array.isArray(values) || values.length < 2 || !values.includes(null)) return undefined;
  return { schema: { ...schema, enum: values.filter((each) => each !== null) }, nullable: true };
}

/** What is said outside (title, description, default) goes before what is said inside. */
function merge(inner: JsonObject, outer: JsonObject, wrapper: string): JsonObject {
  return { ...inner, ...omit(outer, wrapper) };
}
