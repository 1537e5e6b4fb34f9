import process from "node:process";

/**
 * Stands in for the SDK's own runtime module when the bundle is built, which would bring a JSON Schema
 * compiler of 150 kB along. Only elicitation asks for a validator, and this server does not elicit.
 */
class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error("This server validates its arguments itself (tools/checkArguments.ts).");
  }
}

export { DefaultJsonSchemaValidator, process };
