import * as vscode from "vscode";
import { Failure } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import type { JsonObject } from "../../core/base/json";
import type { Tool } from "../../core/mcp/types";
import type { Server } from "../../core/server/server";
import { Commands } from "../contributions";
import type { Host } from "../host";
import { withLateProgress } from "../lateProgress";
import { startServer } from "../startServer";
import type { ArgumentDrafts } from "./argumentDrafts";
import { openArguments, readArguments } from "./argumentsEditor";
import { askArguments } from "./ask/askArguments";
import { askableFields } from "./askableFields";
import type { Caller, SendOptions } from "./caller";
import { type CallTarget, findServer } from "./callTarget";
import { confirmProblems } from "./confirmProblems";
import type { LastCall } from "./lastCall";
import { pickTool } from "./pickTool";
import { tellFailure } from "./tellFailure";
import type { CallOutcome, ToolCall } from "./toolCall";

const LEFT: CallOutcome = { type: "left" };
const TO_RESULT: SendOptions = { keepFocus: false };

/** What the call commands do, from the question for a tool to the sending. */
export class ToolCalls {
  constructor(
    private readonly host: Host,
    private readonly drafts: ArgumentDrafts,
    private readonly caller: Caller,
    private readonly last: LastCall,
  ) {}

  /** From the palette: asks for the tool first. */
  async pick(): Promise<CallOutcome> {
    let servers = this.host.registry.servers;
    if (servers.length === 0) return this.noServers();
    for (;;) {
      const picked = await pickTool(servers);
      if (!picked) return LEFT;
      if (picked.type === "start") {
        const failed = await this.start(picked.server, "a tool");
        if (failed) return failed;
        // The person chose this server, so its tools are what they want to see now.
        servers = [picked.server];
        continue;
      }
      const outcome = picked.edit ? await this.edit(picked.server, picked.tool) : await this.ask(picked.server, picked.tool, true);
      if (outcome !== "back") return outcome;
    }
  }

  /** For a named tool; asks only for arguments that were not given. */
  async call({ server: idOrName, tool: name, args }: CallTarget): Promise<CallOutcome> {
    const server = findServer(this.host.registry, idOrName);
    if (!server) return failed("usage", `There is no server "${idOrName}", or more than one of that name. Its id is in the tooltip of the Servers view.`);
    if (!server.session) {
      const stopped = await this.start(server, name);
      if (stopped) return stopped;
    }
    const tool = findTool(server, name);
    // Arguments for a tool that is not listed are sent all the same: how a server answers that is worth seeing.
    if (args) return this.checkAndSend({ server, tool: name, args }, tool?.inputSchema, TO_RESULT);
    if (!tool) return failed("usage", `Server "${server.config.name}" lists no tool "${name}".`);
    const outcome = await this.ask(server, tool, false);
    return outcome === "back" ? LEFT : outcome;
  }

  /** Sends the document of arguments that is given or in the active editor. */
  async sendDocument(uri: unknown): Promise<CallOutcome> {
    const document = uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
    if (!document || !this.drafts.of(document.uri)) return failed("usage", "Open the arguments of a call first: Call Tool, then Edit as JSON.");
    // Sent is saved: closing the editor later asks nothing.
    await document.save();
    const written = readArguments(this.drafts, document);
    if ("problem" in written) return failed("usage", written.problem);
    const { draft, args } = written;
    const server = this.host.registry.get(draft.server);
    if (!server) return failed("usage", `Server "${draft.serverName}" is no longer configured.`);
    const schema = findTool(server, draft.tool)?.inputSchema ?? draft.schema;
    return this.checkAndSend({ server, tool: draft.tool, args }, schema, { keepFocus: true }, document);
  }

  async repeat(): Promise<CallOutcome> {
    const last = this.last.get();
    if (!last) {
      void offerCallTool("No tool has been called from this workspace yet.");
      return LEFT;
    }
    const server = findServer(this.host.registry, last.server);
    if (!server) {
      void offerCallTool(`The last call went to "${last.tool}" of server "${last.serverName}", which is no longer configured.`);
      return LEFT;
    }
    vscode.window.setStatusBarMessage(`$(sync) ${inert(`Repeating "${last.tool}" of server "${last.serverName}"`)}`, 6000);
    return this.caller.send({ server, tool: last.tool, args: last.args }, TO_RESULT);
  }

  private async ask(server: Server, tool: Tool, canGoBack: boolean): Promise<CallOutcome | "back"> {
    const fields = askableFields(tool.inputSchema);
    if (!fields) return this.edit(server, tool);
    const asked = await askArguments(tool.name, fields, canGoBack);
    switch (asked.type) {
      case "complete":
        return this.checkAndSend({ server, tool: tool.name, args: asked.args }, tool.inputSchema, TO_RESULT);
      case "edit":
        return this.edit(server, tool, asked.args, asked.leftOut);
      case "back":
        return "back";
      case "left":
        return LEFT;
    }
  }

  private async edit(server: Server, tool: Tool, args: JsonObject = {}, leftOut: readonly string[] = []): Promise<CallOutcome> {
    await openArguments(this.drafts, { server, tool: tool.name, schema: tool.inputSchema, args, leftOut });
    return LEFT;
  }

  /** Problems are shown before sending, and may be sent all the same: to see a server refuse them is a use of this. */
  private async checkAndSend(call: ToolCall, schema: JsonObject | undefined, options: SendOptions, document?: vscode.TextDocument): Promise<CallOutcome> {
    const choice = schema ? await confirmProblems(call, schema) : "send";
    if (choice === "send") return this.caller.send(call, options);
    if (choice === "edit" && document) await vscode.window.showTextDocument(document);
    else if (choice === "edit" && schema) await openArguments(this.drafts, { ...call, schema, leftOut: [] });
    return LEFT;
  }

  /** Starts a server for the sake of its list of tools; an outcome when it did not come up. */
  private async start(server: Server, tool: string): Promise<CallOutcome | undefined> {
    try {
      await withLateProgress(`Starting server "${server.config.name}"`, (cancel) => startServer(server, cancel));
      return undefined;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { message } = tellFailure(this.host, { server, tool, failure: startFailure(error), request: undefined, retry: undefined });
      return { type: "failed", kind: error.kind, message };
    }
  }

  private async noServers(): Promise<CallOutcome> {
    const add = "Add a Server";
    const message = "No MCP server is configured. Add one to .vscode/mcp.json or to the setting wirelight.servers.";
    void vscode.window.showInformationMessage(message, add).then((answer) => {
      if (answer === add) void vscode.commands.executeCommand(Commands.openWorkspaceConfiguration);
    });
    return LEFT;
  }
}

/** A server that ended, stayed silent or answered wrongly before it was ready has no call to be told of: it did not start. */
function startFailure(failure: Failure): Failure {
  const inTheStart = failure.kind === "closed" || failure.kind === "timeout" || failure.kind === "protocol";
  return inTheStart ? new Failure("launch", failure.message) : failure;
}

function findTool(server: Server, name: string): Tool | undefined {
  return server.offer?.tools?.items.find((tool) => tool.name === name);
}

function failed(kind: "usage", message: string): CallOutcome {
  void vscode.window.showErrorMessage(inert(message));
  return { type: "failed", kind, message };
}

async function offerCallTool(message: string): Promise<void> {
  const call = "Call Tool...";
  if ((await vscode.window.showInformationMessage(inert(message), call)) === call) await vscode.commands.executeCommand(Commands.callTool);
}
