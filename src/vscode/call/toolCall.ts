import type { JsonObject } from "../../core/base/json";
import type { Server } from "../../core/server/server";

/** One call as a person wants it made. */
export interface ToolCall {
  readonly server: Server;
  readonly tool: string;
  readonly args: JsonObject;
}

/**
 * How a call ended; also what the call commands return to whoever executes them.
 * - `result`: the server answered with a result, which may itself be a tool error
 * - `failed`: one of the kinds of `Failure`, with the sentence that was shown
 * - `left`: the person left the questions or went to edit the arguments
 */
export type CallOutcome =
  | { readonly type: "result"; readonly isError: boolean; readonly opened: readonly string[] }
  | { readonly type: "failed"; readonly kind: string; readonly message: string }
  | { readonly type: "left" };
