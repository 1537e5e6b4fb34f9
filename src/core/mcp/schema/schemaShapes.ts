import { isJsonObject, type JsonObject } from "../../base/json";
import { compilePattern } from "./pattern";
import { typeName } from "../parse/typeName";

interface Shape {
  readonly is: (value: unknown) => boolean;
  /** `must be ...` */
  readonly words: string;
}

const TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"];

const isType = (value: unknown): boolean => typeof value === "string" && TYPES.includes(value);
const isSchema = (value: unknown): boolean => typeof value === "boolean" || isJsonObject(value);
const isStringList = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === "string");
const isPattern = (value: unknown): boolean => typeof value === "string" && compilePattern(value) !== undefined;

const schema: Shape = { is: isSchema, words: "a schema (an object or a boolean)" };
const schemas: Shape = { is: (value) => Array.isArray(value) && value.length > 0 && value.every(isSchema), words: "a list of schemas" };
const schemaOrList: Shape = { is: (value) => isSchema(value) || schemas.is(value), words: "a schema or a list of schemas" };
const schemaMap: Shape = { is: (value) => isJsonObject(value) && Object.values(value).every(isSchema), words: "an object of schemas" };
const number: Shape = { is: (value) => typeof value === "number", words: "a number" };
const bound: Shape = { is: (value) => typeof value === "number" || typeof value === "boolean", words: "a number" };
const count: Shape = { is: (value) => Number.isInteger(value) && Number(value) >= 0, words: "a whole number of at least 0" };

/** What each keyword that is evaluated must look like (JSON Schema 2020-12, and the older drafts where they differ). */
const SHAPES: { readonly [keyword: string]: Shape } = {
  type: { is: (value) => (Array.isArray(value) ? value.every(isType) : isType(value)), words: `one or several of ${TYPES.join(", ")}` },
  enum: { is: Array.isArray, words: "a list of values" },
  required: { is: isStringList, words: "a list of property names" },
  $ref: { is: (value) => typeof value === "string", words: "a string" },
  format: { is: (value) => typeof value === "string", words: "a string" },
  pattern: { is: isPattern, words: "a valid regular expression (ECMAScript)" },
  patternProperties: {
    is: (value) => schemaMap.is(value) && isJsonObject(value) && Object.keys(value).every(isPattern),
    words: "an object of schemas by valid regular expressions (ECMAScript)",
  },
  dependentRequired: { is: (value) => isJsonObject(value) && Object.values(value).every(isStringList), words: "an object of lists of property names" },
  dependencies: { is: isJsonObject, words: "an object" },
  properties: schemaMap, $defs: schemaMap, definitions: schemaMap, dependentSchemas: schemaMap,
  anyOf: schemas, allOf: schemas, oneOf: schemas, prefixItems: schemas,
  items: schemaOrList,
  not: schema, if: schema, then: schema, else: schema, contains: schema, propertyNames: schema, additionalItems: schema,
  additionalProperties: schema, unevaluatedItems: schema, unevaluatedProperties: schema,
  minimum: number, maximum: number, exclusiveMinimum: bound, exclusiveMaximum: bound,
  multipleOf: { is: (value) => typeof value === "number" && value > 0, words: "a number greater than 0" },
  minLength: count, maxLength: count, minItems: count, maxItems: count, minContains: count, maxContains: count,
  minProperties: count, maxProperties: count,
};

/** Keywords of one schema object that cannot be evaluated, each with what it must be. */
export function misshapenKeywords(object: JsonObject): readonly { readonly keyword: string; readonly message: string }[] {
  const found: { keyword: string; message: string }[] = [];
  for (const [keyword, value] of Object.entries(object)) {
    const shape = Object.hasOwn(SHAPES, keyword) ? SHAPES[keyword] : undefined;
    if (shape && !shape.is(value)) found.push({ keyword, message: `must be ${shape.words}, but is ${shown(value)}` });
  }
  return found;
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : typeName(value);
}
