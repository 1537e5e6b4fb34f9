import { dereference } from "@cfworker/json-schema";
import { messageOf } from "../../base/failure";
import { isJsonObject, type JsonObject } from "../../base/json";
import { decodeToken } from "./jsonPointer";
import { isPatternSafe } from "./pattern";
import type { SchemaProblem } from "./schemaProblem";
import { misshapenKeywords } from "./schemaShapes";

/** Subschemas that may apply to one and the same value; alternatives of alternatives grow exponentially. */
const MAX_WEIGHT = 20_000;

/** A schema that can be evaluated without throwing, hanging or asking the network. */
export interface CheckedSchema {
  readonly schema: JsonObject;
  /** Every subschema by its absolute URI, as the library wants it. */
  readonly lookup: ReturnType<typeof dereference>;
  readonly problems: readonly SchemaProblem[];
  /** False when what is wrong is more than a keyword that could be left out. */
  readonly usable: boolean;
}

/**
 * Copies a schema and takes out of the copy what the library would stumble over, saying so.
 * @param longest length of the longest text that a pattern could be tried on
 */
export function checkSchema(original: JsonObject, longest: number): CheckedSchema {
  // The library writes its own marks into the schema, which is somebody else's.
  const schema = JSON.parse(JSON.stringify(original)) as JsonObject;
  const broken = (path: string, message: string): CheckedSchema => ({ schema, lookup: {}, problems: [{ of: "schema", path, message }], usable: false });
  let lookup: CheckedSchema["lookup"];
  try {
    lookup = dereference(schema);
  } catch (error) {
    return broken("", `cannot be read: ${messageOf(error)}`);
  }
  const problems: SchemaProblem[] = [];
  let usable = true;
  for (const [path, object] of subschemas(lookup)) {
    for (const { keyword, message } of misshapenKeywords(object)) {
      problems.push({ of: "schema", path: `${path}/${keyword}`, message });
      delete object[keyword];
    }
    const refProblem = unresolved(object, lookup);
    if (refProblem !== undefined) {
      problems.push({ of: "schema", path: `${path}/$ref`, message: refProblem });
      usable = false;
    }
    leaveOutSlowPatterns(object, longest);
  }
  const circle = usable ? endless(lookup) : undefined;
  if (circle !== undefined) return broken(circle.path, circle.message);
  return { schema, lookup, problems, usable };
}

type Mutable = { [key: string]: unknown };

/** Each subschema object once, with its JSON pointer. */
function subschemas(lookup: CheckedSchema["lookup"]): readonly (readonly [string, Mutable])[] {
  const seen = new Map<Mutable, string>();
  for (const [uri, each] of Object.entries(lookup)) {
    const object: unknown = each;
    if (isMutable(object) && !seen.has(object)) seen.set(object, pointerOf(uri));
  }
  return [...seen].map(([object, path]) => [path, object] as const);
}

function isMutable(value: unknown): value is Mutable {
  return isJsonObject(value);
}

function pointerOf(uri: string): string {
  const fragment = uri.split("#")[1] ?? "";
  return fragment.split("/").map((token) => decodeToken(token).replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
}

function unresolved(object: Mutable, lookup: CheckedSchema["lookup"]): string | undefined {
  const { $ref, __absolute_ref__: absolute } = object;
  if (typeof $ref !== "string" || (typeof absolute === "string" && lookup[absolute] !== undefined)) return undefined;
  const remote = /^[a-z][a-z0-9+.-]*:/i.test($ref);
  return remote ? `refers to ${$ref}, which would have to be fetched; Wirelight does not` : `refers to ${JSON.stringify($ref)}, which is not there`;
}

/** The server checks them itself; here they could stop everything. */
function leaveOutSlowPatterns(object: Mutable, longest: number): void {
  const { pattern, patternProperties } = object;
  if (typeof pattern === "string" && !isPatternSafe(pattern, longest)) delete object["pattern"];
  if (!isJsonObject(patternProperties)) return;
  if (Object.keys(patternProperties).every((each) => isPatternSafe(each, longest))) return;
  // Without the patterns nobody knows which properties are additional.
  for (const keyword of ["patternProperties", "additionalProperties", "unevaluatedProperties"]) delete object[keyword];
}

/** Where a schema applies itself to the same value again, or far too many schemas to one value. */
function endless(lookup: CheckedSchema["lookup"]): { readonly path: string; readonly message: string } | undefined {
  const weights = new Map<unknown, number>();
  const weigh = (schema: unknown): number => {
    const known = weights.get(schema);
    if (known !== undefined || !isJsonObject(schema)) return known ?? 1;
    // Whoever comes back here while it is being weighed goes in a circle.
    weights.set(schema, Infinity);
    let weight = 1;
    for (const each of appliedInPlace(schema, lookup)) weight += weigh(each);
    weights.set(schema, weight);
    return weight;
  };
  for (const [path, object] of subschemas(lookup)) {
    const weight = weigh(object);
    if (weight === Infinity) return { path, message: "refers to itself without end" };
    if (weight > MAX_WEIGHT) return { path, message: "has so many alternatives within alternatives that checking would not end" };
  }
  return undefined;
}

/** The schemas that a schema applies to the very value it is applied to. */
function appliedInPlace(schema: JsonObject, lookup: CheckedSchema["lookup"]): readonly unknown[] {
  const applied: unknown[] = [];
  const absolute = schema["__absolute_ref__"];
  if (typeof absolute === "string") applied.push(lookup[absolute]);
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const list = schema[keyword];
    if (Array.isArray(list)) applied.push(...(list as readonly unknown[]));
  }
  for (const keyword of ["not", "if", "then", "else"]) applied.push(schema[keyword]);
  if (isJsonObject(schema["dependentSchemas"])) applied.push(...Object.values(schema["dependentSchemas"]));
  return applied;
}
