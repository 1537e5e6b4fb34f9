import type { Session } from "../core/mcp/session";
import { outputProblems } from "../core/mcp/result/outputProblems";
import { validateArguments } from "../core/mcp/schema/validate";
import type { Tool } from "../core/mcp/types";
import type { Server } from "../core/server/server";
import { escapeText } from "../core/trace/escape";
import type { Invocation } from "./arguments";
import type { CliConsole } from "./console";
import { EXIT } from "./exitStatus";
import { notListed } from "./notListed";
import { progressLine } from "./progressLine";
import { resultAsText } from "./render";

type Call = Extract<Invocation, { verb: "call" }>;

/** Calls the tool and prints its result. */
export async function call(invocation: Call, server: Server, session: Session, console: CliConsole): Promise<number> {
  const { tool: name } = invocation;
  const tools = server.offer?.tools?.items ?? [];
  const tool = tools.find((each) => each.name === name);
  const warn = (warnings: readonly string[]): void => {
    for (const warning of warnings) console.note(`warning: ${escapeText(warning)}`);
  };
  warn(tool ? schemaWarnings(tool, invocation) : [notListed("tool", name, tools.map((each) => each.name))]);
  const result = await session.callTool(name, invocation.arguments, {
    cancel: console.interrupt,
    onProgress: (progress) => console.note(progressLine(progress)),
  });
  console.result(invocation.json ? JSON.stringify(result.raw, undefined, 2) : resultAsText(result));
  warn(outputProblems(tool?.outputSchema, result).map(({ message }) => message));
  if (result.isError) console.note(`The tool "${escapeText(name)}" reported an error.`);
  return result.isError ? EXIT.tool : EXIT.ok;
}

/** Sent all the same: how a server takes wrong arguments is worth testing. */
function schemaWarnings(tool: Tool, invocation: Call): string[] {
  return validateArguments(tool.inputSchema, invocation.arguments).map(({ path, message }) => `--args ${path}: ${message}`);
}
