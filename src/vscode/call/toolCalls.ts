import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
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
import { offerRemembered, type RememberedChoice } from "./ask/offerRemembered";
import { writeLong } from "./ask/writeLong";
import { type AskableFields, askableFields } from "./askableFields";
import type { CallMemory, Caller, SendOptions } from "./caller";
import { type CallTarget, findServer } from "./callTarget";
import { confirmProblems } from "./confirmProblems";
import { findTool } from "./findTool";
import { pickTool } from "./pickTool";
import type { Remembered } from "./rememberedArguments";
import { tellFailure } from "./tellFailure";
import type { CallOutcome, ToolCall } from "./toolCall";

const LEFT: CallOutcome = { type: "left" };
const TO_RESULT: SendOptions = { keepFocus: false };

/** A tool that was called before. */
interface RememberedCall {
  readonly server: Server;
  readonly tool: Tool;
  readonly askable: AskableFields | undefined;
  readonly remembered: Remembered;
}

/** What the call commands do, from the question for a tool to the sending. */
export class ToolCalls {
  constructor(
    private readonly host: Host,
    private readonly drafts: ArgumentDrafts,
    private readonly caller: Caller,
    private readonly memory: CallMemory,
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
      const outcome = picked.edit ? await this.edit(picked.server, picked.tool, this.remembered(picked.server, picked.tool)?.args) : await this.ask(picked.server, picked.tool, true);
      if (outcome !== "back") return outcome;
    }
  }

  /** For a named tool; asks only for arguments that were not given. */
  async call({ server: idOrName, tool: name, args }: CallTarget): Promise<CallOutcome> {
    const server = findServer(this.host.registry, idOrName);
    if (!server) return failed("usage", vscode.l10n.t('There is no server "{0}", or more than one of that name. Its id is in the tooltip of the Servers view.', idOrName));
    if (!server.session) {
      const stopped = await this.start(server, name);
      if (stopped) return stopped;
    }
    const tool = findTool(server, name);
    // Arguments for a tool that is not listed are sent all the same: how a server answers that is worth seeing.
    if (args) return this.checkAndSend({ server, tool: name, args }, tool?.inputSchema, TO_RESULT);
    if (!tool) return failed("usage", vscode.l10n.t('Server "{0}" lists no tool "{1}".', server.config.name, name));
    const outcome = await this.ask(server, tool, false);
    return outcome === "back" ? LEFT : outcome;
  }

  /** Sends the document of arguments that is given or in the active editor. */
  async sendDocument(uri: unknown): Promise<CallOutcome> {
    const document = uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
    if (document && this.drafts.textOf(document.uri)) {
      await document.save();
      this.drafts.settleText(document.uri, document.getText());
      return LEFT;
    }
    if (!document || !this.drafts.of(document.uri)) return failed("usage", vscode.l10n.t("Open the arguments of a call first: Call Tool, then Edit as JSON."));
    // Sent is saved: closing the editor later asks nothing.
    await document.save();
    const written = readArguments(this.drafts, document);
    if ("problem" in written) return failed("usage", written.problem);
    const { draft, args } = written;
    const server = this.host.registry.get(draft.server);
    if (!server) return failed("usage", vscode.l10n.t('Server "{0}" is no longer configured.', draft.serverName));
    const schema = findTool(server, draft.tool)?.inputSchema ?? draft.schema;
    return this.checkAndSend({ server, tool: draft.tool, args }, schema, { keepFocus: true }, document);
  }

  async repeat(): Promise<CallOutcome> {
    const last = this.memory.last.get();
    if (!last) {
      void offerCallTool(vscode.l10n.t("No tool has been called from this workspace yet."));
      return LEFT;
    }
    const server = findServer(this.host.registry, last.server);
    if (!server) {
      void offerCallTool(vscode.l10n.t('The last call went to "{0}" of server "{1}", which is no longer configured.', last.tool, last.serverName));
      return LEFT;
    }
    // Secrets are not kept over a reload of the window; the form asks for them.
    if (last.incomplete) return this.call({ server: last.server, tool: last.tool, args: undefined });
    vscode.window.setStatusBarMessage(`$(sync) ${inert(vscode.l10n.t('Repeating "{0}" of server "{1}"', last.tool, last.serverName))}`, 6000);
    return this.caller.send({ server, tool: last.tool, args: last.args }, TO_RESULT);
  }

  /** Offers what the tool was called with last, and asks where that is not wanted. */
  private async ask(server: Server, tool: Tool, canGoBack: boolean): Promise<CallOutcome | "back"> {
    const askable = askableFields(tool.inputSchema);
    for (;;) {
      const remembered = this.remembered(server, tool);
      if (!remembered) return this.askAnew(server, tool, askable, canGoBack);
      const choice = await offerRemembered({ tool: tool.name, remembered, askable: askable !== undefined, canGoBack });
      const outcome = await this.answer(choice, { server, tool, askable, remembered });
      // Back from the questions is back to this choice.
      if (outcome !== "back") return outcome;
      if (choice === "back") return "back";
    }
  }

  private async answer(choice: RememberedChoice, { server, tool, askable, remembered }: RememberedCall): Promise<CallOutcome | "back"> {
    switch (choice) {
      case "again":
        return this.again({ server, tool, askable, remembered });
      case "change":
        return askable ? this.askFields(server, tool, askable, remembered.args, true) : this.edit(server, tool, remembered.args);
      case "anew":
        return this.askAnew(server, tool, askable, true);
      case "edit":
        return this.edit(server, tool, remembered.args);
      case "forget":
        await this.memory.remembered.forget({ server: server.config.id, tool: tool.name });
        return this.askAnew(server, tool, askable, false);
      case "back":
        return "back";
      case "left":
        return LEFT;
      default:
        return assertNever(choice);
    }
  }

  /** Sends the arguments of the last call, after the secrets that were not kept have been asked for. */
  private async again({ server, tool, askable, remembered: { args, withheld } }: RememberedCall): Promise<CallOutcome | "back"> {
    if (withheld.length === 0) return this.checkAndSend({ server, tool: tool.name, args }, tool.inputSchema, TO_RESULT);
    const missing = askable?.fields.filter(({ name }) => withheld.includes(`/${name}`)) ?? [];
    // Those deeper within an object are for the editor.
    if (missing.length < withheld.length) return this.edit(server, tool, args);
    const fields = missing.map((field) => ({ ...field, required: true }));
    return this.askFields(server, tool, { fields, complex: [] }, args, true);
  }

  private async askAnew(server: Server, tool: Tool, askable: AskableFields | undefined, canGoBack: boolean): Promise<CallOutcome | "back"> {
    return askable ? this.askFields(server, tool, askable, undefined, canGoBack) : this.edit(server, tool);
  }

  private async askFields(server: Server, tool: Tool, askable: AskableFields, start: JsonObject | undefined, canGoBack: boolean): Promise<CallOutcome | "back"> {
    const asked = await askArguments({
      tool: tool.name,
      schema: tool.inputSchema,
      ...askable,
      start,
      canGoBack,
      writeLong: (field, text) => writeLong(this.drafts, server.config.name, tool.name, field, text),
    });
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

  private remembered(server: Server, tool: Tool): Remembered | undefined {
    return this.memory.remembered.get({ server: server.config.id, tool: tool.name });
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
      await withLateProgress(vscode.l10n.t('Starting server "{0}"', server.config.name), (cancel) => startServer(server, cancel));
      return undefined;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { message } = tellFailure(this.host, { server, tool, failure: startFailure(error), request: undefined, retry: undefined });
      return { type: "failed", kind: error.kind, message };
    }
  }

  private async noServers(): Promise<CallOutcome> {
    const add = vscode.l10n.t("Add a Server");
    const message = vscode.l10n.t("No MCP server is configured. Add one to .vscode/mcp.json or to the setting wirelight.servers.");
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

function failed(kind: "usage", message: string): CallOutcome {
  void vscode.window.showErrorMessage(inert(message));
  return { type: "failed", kind, message };
}

async function offerCallTool(message: string): Promise<void> {
  const call = vscode.l10n.t("Call Tool...");
  if ((await vscode.window.showInformationMessage(inert(message), call)) === call) await vscode.commands.executeCommand(Commands.callTool);
}
