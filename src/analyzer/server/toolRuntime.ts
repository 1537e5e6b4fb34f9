import { WorkerPool } from "../engine/workerPool";
import type { EngineFiles } from "../engine/workerHandle";
import type { AnalyzerTool } from "../tools/analyzerTool";
import type { CallContext } from "../tools/callContext";
import { callTool, type ToolServices } from "../tools/callTool";
import { complexityTool } from "../tools/complexityTool";
import { outlineTool } from "../tools/outlineTool";
import { Snapshots } from "../tools/snapshots";
import { textMirror } from "../tools/textMirror";
import { ToolError } from "../tools/toolError";

/** What a call answers with; `structuredContent` only when it succeeded. */
export interface ToolReply {
  [key: string]: unknown;
  content: { type: "text"; text: string }[];
  structuredContent?: { [key: string]: unknown };
  isError?: boolean;
}

type Caller = (given: unknown, context: CallContext) => Promise<ToolReply>;

/** Everything that only calls need. It is loaded with the first one, because listing the tools has to be quick. */
export class ToolRuntime {
  private readonly pool: WorkerPool;
  private readonly snapshots = new Snapshots();
  private readonly callers: ReadonlyMap<string, Caller>;

  constructor(files: EngineFiles) {
    this.pool = new WorkerPool(files);
    const services: ToolServices = { pool: this.pool, snapshots: this.snapshots };
    this.callers = new Map([
      [outlineTool.name, callerOf(outlineTool, services)],
      [complexityTool.name, callerOf(complexityTool, services)],
    ]);
  }

  /** Undefined for a tool that does not exist. Rejects with the signal's reason when the call is cancelled. */
  async call(name: string, given: unknown, context: CallContext): Promise<ToolReply | undefined> {
    try {
      return await this.callers.get(name)?.(given, context);
    } catch (error) {
      if (error instanceof ToolError) {
        return { content: [{ type: "text", text: error.message }], isError: true };
      }
      throw error;
    }
  }

  async dispose(): Promise<void> {
    this.snapshots.drop();
    await this.pool.dispose();
  }
}

/** Pairs a tool with its way of answering, so that the item type stays known between the two. */
function callerOf<Item extends { readonly path: string }>(tool: AnalyzerTool<Item>, services: ToolServices): Caller {
  return async (given, context) => {
    const result = await callTool(tool, given, context, services);
    const text = textMirror(result, (item) => tool.line(item));
    return { content: [{ type: "text", text }], structuredContent: { ...result } };
  };
}
