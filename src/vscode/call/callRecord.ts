import type { JsonObject } from "../../core/base/json";
import type { OutputProblem } from "../../core/mcp/result/outputProblems";
import type { ToolResult } from "../../core/mcp/types";

/** A call that was answered with a result: everything that can be done with the result needs no more than this. */
export interface CallRecord {
  /** Id and name of the server. */
  readonly server: string;
  readonly serverName: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly result: ToolResult;
  /** What is wrong with the structured content. */
  readonly problems: readonly OutputProblem[];
  /** Sequence of the request in the trace. */
  readonly request: number | undefined;
  /** When the answer came, milliseconds since the epoch. */
  readonly answered: number;
  /** Milliseconds; `undefined` when the trace does not know. */
  readonly duration: number | undefined;
}
