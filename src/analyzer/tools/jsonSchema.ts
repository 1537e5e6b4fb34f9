/**
 * As much of JSON Schema as the tool definitions use.
 * A type and not an interface, and its arrays mutable, so that it is assignable to the SDK's plain JSON objects.
 */
export type JsonSchema = {
  type?: string | string[];
  description?: string;
  properties?: { [name: string]: JsonSchema };
  required?: string[];
  additionalProperties?: boolean;
  items?: JsonSchema;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  default?: string | number;
};

export type ObjectSchema = JsonSchema & { type: "object"; properties: { [name: string]: JsonSchema } };
