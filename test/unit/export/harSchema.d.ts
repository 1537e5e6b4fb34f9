// The package has no types.
declare module "har-schema" {
  import type { Schema } from "@cfworker/json-schema";
  const schemas: Readonly<Record<string, Schema>>;
  export = schemas;
}
