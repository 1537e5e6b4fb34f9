import { createHash } from "node:crypto";
import { ToolError } from "./toolError";

/** Where the next page of a result begins. */
export interface CursorPosition {
  readonly offset: number;
  /** Total of the result the cursor was made for, to notice that files changed in between. */
  readonly total: number;
}

/** An opaque cursor that only fits the query it was made for. */
export function encodeCursor(position: CursorPosition, query: string): string {
  return Buffer.from(JSON.stringify([position.offset, position.total, query])).toString("base64url");
}

/** Throws a ToolError for anything that `encodeCursor` did not make for the same query. */
export function decodeCursor(cursor: string, query: string): CursorPosition {
  const [offset, total, madeFor] = parse(cursor);
  if (!isCount(offset) || !isCount(total)) {
    throw new ToolError("The cursor is not one that this server gave out. Leave it out to get the first page.");
  }
  if (madeFor !== query) {
    throw new ToolError("The cursor belongs to a call with other arguments. Repeat those, or leave the cursor out.");
  }
  return { offset, total };
}

/** A short name for everything that decides what a query finds. */
export function queryKey(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function parse(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(parts) ? parts : [];
  } catch (error) {
    if (error instanceof SyntaxError) {
      return [];
    }
    throw error;
  }
}
