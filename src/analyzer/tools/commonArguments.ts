import type { CheckedArguments } from "./checkArguments";
import type { JsonSchema } from "./jsonSchema";

/** The arguments that every tool has. */
export interface CommonArguments {
  readonly path: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly timeoutMs: number;
  readonly text: string | undefined;
}

const defaultLimit = 50;
const defaultTimeout = 60_000;
const stringList: JsonSchema = { type: "array", items: { type: "string" } };

/** Kept terse: every client puts these into a model's context. */
export const commonProperties = {
  path: { type: "string", description: "File or folder; absolute, or relative to a workspace root." },
  include: { ...stringList, description: 'Globs of files to take, e.g. "src/**/*.ts".' },
  exclude: { ...stringList, description: "Globs of files to leave out." },
  limit: { type: "integer", minimum: 1, maximum: 1000, default: defaultLimit, description: "Most items to return." },
  cursor: { type: "string", description: "nextCursor of the previous page; keep the other arguments." },
  timeoutMs: { type: "integer", minimum: 100, maximum: 600_000, default: defaultTimeout },
  text: { type: "string", description: "Unsaved text to analyze instead of the file that path names." },
} satisfies { [name: string]: JsonSchema };

export function readCommonArguments(checked: CheckedArguments): CommonArguments {
  return {
    path: stringOf(checked.get("path")) ?? "",
    include: stringsOf(checked.get("include")),
    exclude: stringsOf(checked.get("exclude")),
    limit: numberOf(checked.get("limit")) ?? defaultLimit,
    cursor: stringOf(checked.get("cursor")),
    timeoutMs: numberOf(checked.get("timeoutMs")) ?? defaultTimeout,
    text: stringOf(checked.get("text")),
  };
}

export function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

export function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
