import { isJsonObject, type JsonObject } from "../../base/json";
import { isSecretField } from "./isSecretField";
import { simplifySchema } from "./simplifySchema";

/** Arguments without their secrets, and where those were. */
export interface Withheld {
  readonly args: JsonObject;
  /** JSON pointers of the members that were left out. */
  readonly secrets: readonly string[];
}

/** Leaves out every member that looks like a secret, by its schema or, where that says nothing, by its name. */
export function withoutSecrets(schema: JsonObject | undefined, args: JsonObject): Withheld {
  const secrets: string[] = [];
  return { args: new Sieve(schema ?? {}, secrets).object(args, schema === undefined ? [] : [schema], ""), secrets };
}

class Sieve {
  constructor(
    private readonly root: JsonObject,
    private readonly secrets: string[],
  ) {}

  object(value: JsonObject, schemas: readonly JsonObject[], path: string): JsonObject {
    const kept: [string, unknown][] = [];
    for (const [name, member] of Object.entries(value)) {
      const own = this.simplified(schemas.flatMap((schema) => memberSchemas(schema, name)));
      const at = `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (this.isSecret(name, member, own)) this.secrets.push(at);
      else kept.push([name, this.any(member, own, at)]);
    }
    // `Object.fromEntries` defines members, so that one called `__proto__` stays one.
    return Object.fromEntries(kept);
  }

  /** Nothing is not a secret, and neither is a switch or a number where the schema does not say that it is. */
  private isSecret(name: string, value: unknown, schemas: readonly JsonObject[]): boolean {
    if (value === "" || value === null || value === undefined) return false;
    if (schemas.length === 0) return typeof value !== "boolean" && typeof value !== "number" && isSecretField(name, undefined);
    return schemas.some((schema) => isSecretField(name, schema["type"] === "array" ? this.itemsOf(schema) : schema));
  }

  /** A list of passwords is as secret as one. */
  private itemsOf(schema: JsonObject): unknown {
    return simplifySchema(schema["items"], this.root).schema ?? {};
  }

  private any(value: unknown, schemas: readonly JsonObject[], path: string): unknown {
    if (Array.isArray(value)) {
      const items = this.simplified(schemas.flatMap((schema) => [schema["items"]]));
      return value.map((item: unknown, index) => this.any(item, items, `${path}/${index}`));
    }
    return isJsonObject(value) ? this.object(value, schemas, path) : value;
  }

  /** With the alternatives of each, since any of them may name the member. */
  private simplified(schemas: readonly unknown[], depth = 0): readonly JsonObject[] {
    return schemas.flatMap((each) => {
      const { schema } = simplifySchema(each, this.root);
      if (!schema) return [];
      const branches: readonly unknown[] = depth < 4 ? ["anyOf", "oneOf", "allOf"].flatMap((key): readonly unknown[] => (Array.isArray(schema[key]) ? schema[key] : [])) : [];
      return [schema, ...this.simplified(branches, depth + 1)];
    });
  }
}

function memberSchemas(schema: JsonObject, name: string): readonly unknown[] {
  const { properties, additionalProperties } = schema;
  if (isJsonObject(properties) && Object.hasOwn(properties, name)) return [properties[name]];
  return isJsonObject(additionalProperties) ? [additionalProperties] : [];
}
