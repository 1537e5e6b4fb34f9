import { type OutputUnit, ucs2length } from "@cfworker/json-schema";
import { isJsonObject } from "../../base/json";
import { decodeToken, valueAt } from "./jsonPointer";
import type { CheckedSchema } from "./schemaCheck";
import type { SchemaProblem } from "./schemaProblem";
import { describeFormat } from "./textFormats";
import { typeName } from "../parse/typeName";

/** Keywords that only say that something below them is wrong. */
const WRAPPERS: ReadonlySet<string> = new Set([
  "$ref", "$recursiveRef", "allOf", "if", "properties", "patternProperties", "additionalProperties", "unevaluatedProperties",
  "dependentSchemas", "dependencies", "prefixItems", "items", "additionalItems", "unevaluatedItems",
]);

/** Alternatives spelled out at most. */
const MAX_BRANCHES = 4;

/** The library's findings in plain words; alternatives become one problem, repetitions are left out. */
export function explain(units: readonly OutputUnit[], checked: CheckedSchema, value: unknown): readonly SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const problem of new Explainer(checked, value).explain(units)) problems.set(`${problem.path} ${problem.message}`, problem);
  return [...problems.values()];
}

class Explainer {
  constructor(
    private readonly checked: CheckedSchema,
    private readonly value: unknown,
  ) {}

  explain(units: readonly OutputUnit[]): readonly SchemaProblem[] {
    const problems: SchemaProblem[] = [];
    for (let at = 0; at < units.length; at++) {
      const unit = units[at];
      if (!unit) continue;
      const path = pathOf(unit);
      const below = nestedCount(units, at);
      if (unit.keyword === "anyOf" || unit.keyword === "oneOf") {
        problems.push({ of: "value", path, message: this.alternatives(unit, units.slice(at + 1, at + 1 + below)) });
        at += below;
      } else if (unit.keyword === "propertyNames") {
        problems.push({ of: "value", path, message: `has a property with a forbidden name: ${quotedIn(unit.error)}` });
        at += below;
      } else if (unit.keyword === "contains" || unit.keyword === "not") {
        problems.push({ of: "value", path, message: unit.keyword === "not" ? 'must not be like this (the schema says "not")' : "must contain at least one fitting item" });
        at += below;
      } else if (unit.keyword === "false") problems.push({ of: "value", path, message: this.forbidden(units[at - 1]) });
      else if (!WRAPPERS.has(unit.keyword)) problems.push({ of: "value", path, message: this.words(unit, path) });
    }
    return problems;
  }

  private alternatives(unit: OutputUnit, nested: readonly OutputUnit[]): string {
    const matches = /\((\d+) matches\)/.exec(unit.error)?.[1] ?? "0";
    if (matches !== "0") return `must match exactly one of the allowed shapes, but matches ${matches}`;
    const branches = new Map<string, OutputUnit[]>();
    let branch = "0";
    for (const each of nested) {
      // A unit for the schema `false` does not say where it comes from; it belongs to what came before it.
      if (each.keyword !== "false") branch = each.keywordLocation.slice(unit.keywordLocation.length + 1).split("/")[0] ?? branch;
      branches.set(branch, [...(branches.get(branch) ?? []), each]);
    }
    const here = pathOf(unit);
    const spelled = [...branches.values()].slice(0, MAX_BRANCHES).map((units) => {
      const first = this.explain(units)[0];
      if (!first) return "something else";
      const inside = first.path.slice(here.length);
      return inside === "" ? first.message : `${inside} ${first.message}`;
    });
    const more = branches.size > MAX_BRANCHES ? `; or ${branches.size - MAX_BRANCHES} more` : "";
    return `matches none of the allowed shapes: ${[...new Set(spelled)].join("; or ")}${more}`;
  }

  /** Why a value may not be there at all; the unit before says which keyword forbids it. */
  private forbidden(before: OutputUnit | undefined): string {
    if (before?.keyword !== "additionalProperties" && before?.keyword !== "unevaluatedProperties") return "is not allowed here";
    const owner = this.keywordAt(before.keywordLocation.slice(0, before.keywordLocation.lastIndexOf("/")));
    const known = isJsonObject(owner) && isJsonObject(owner["properties"]) ? Object.keys(owner["properties"]) : [];
    return known.length === 0 ? "is not a known property; none is allowed" : `is not a known property; allowed are ${listed(known)}`;
  }

  private words(unit: OutputUnit, path: string): string {
    const expected = this.keywordAt(unit.keywordLocation);
    const actual = valueAt(this.value, path);
    const length = Array.isArray(actual) ? actual.length : 0;
    switch (unit.keyword) {
      case "type":
        return `must be ${typeWords(expected)}, but is ${typeof actual === "number" && expected === "integer" ? String(actual) : typeName(actual)}`;
      case "enum":
        return `must be ${Array.isArray(expected) && expected.length > 1 ? "one of " : ""}${listed(expected)}`;
      case "const":
        return `must be ${JSON.stringify(expected)}`;
      case "required":
        return `lacks the required property ${quotedIn(unit.error)}`;
      case "dependentRequired":
        return `lacks a property that another one requires: ${unit.error.replace("Instance has", "has")}`;
      case "minLength":
        return `must have at least ${counted(expected, "character")}`;
      case "maxLength":
        return `must have at most ${counted(expected, "character")}, but has ${typeof actual === "string" ? ucs2length(actual) : 0}`;
      case "pattern":
        return `must match the pattern ${String(expected)}`;
      case "format":
        return `must be ${describeFormat(String(expected))}`;
      case "minimum":
        return `must be at least ${String(expected)}, but is ${String(actual)}`;
      case "maximum":
        return `must be at most ${String(expected)}, but is ${String(actual)}`;
      case "exclusiveMinimum":
        return `must be greater than ${String(expected)}, but is ${String(actual)}`;
      case "exclusiveMaximum":
        return `must be less than ${String(expected)}, but is ${String(actual)}`;
      case "multipleOf":
        return `must be a multiple of ${String(expected)}, but is ${String(actual)}`;
      case "minItems":
        return `must have at least ${counted(expected, "item")}, but has ${length}`;
      case "maxItems":
        return `must have at most ${counted(expected, "item")}, but has ${length}`;
      case "minProperties":
        return `must have at least ${counted(expected, "property")}`;
      case "maxProperties":
        return `must have at most ${counted(expected, "property")}`;
      case "uniqueItems":
        return `must not hold the same item twice: ${unit.error}`;
      default:
        return `breaks the rule "${unit.keyword}": ${unit.error}`;
    }
  }

  /** What stands at a keyword location of the library, which leads through references. */
  private keywordAt(location: string): unknown {
    let at: unknown = this.checked.schema;
    for (const token of location.split("/").slice(1)) {
      if (token === "$ref" && isJsonObject(at) && typeof at["__absolute_ref__"] === "string") at = this.checked.lookup[at["__absolute_ref__"]];
      else at = valueAt(at, `/${token}`);
    }
    return at;
  }
}

/** How many of the units after `at` lie below its keyword. */
function nestedCount(units: readonly OutputUnit[], at: number): number {
  const prefix = `${units[at]?.keywordLocation}/`;
  let count = 0;
  for (const unit of units.slice(at + 1)) {
    if (!unit.keywordLocation.startsWith(prefix) && unit.keyword !== "false") break;
    count++;
  }
  return count;
}

function pathOf(unit: OutputUnit): string {
  return unit.instanceLocation.slice(1).split("/").map((token) => decodeToken(token).replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
}

function quotedIn(text: string): string {
  return /"(.*)"/s.exec(text)?.[0] ?? text;
}

function typeWords(type: unknown): string {
  const names: readonly unknown[] = Array.isArray(type) ? type : [type];
  return names.map((name) => (name === "null" ? "null" : `${/^[aeiou]/.test(String(name)) ? "an" : "a"} ${String(name)}`)).join(" or ");
}

function listed(values: unknown): string {
  if (!Array.isArray(values)) return "another value";
  const shown = values.slice(0, 10).map((each) => JSON.stringify(each)).join(", ");
  return values.length > 10 ? `${shown} and ${values.length - 10} more` : shown;
}

function counted(count: unknown, thing: "character" | "item" | "property"): string {
  const plural = thing === "property" ? "properties" : `${thing}s`;
  return `${String(count)} ${count === 1 ? thing : plural}`;
}
