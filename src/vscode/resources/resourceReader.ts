import * as vscode from "vscode";
import { Failure } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import type { RequestWords } from "../../core/mcp/requestReport";
import type { Server } from "../../core/server/server";
import { AnswerMemory } from "../ask/answerMemory";
import { pickOffered } from "../ask/pickOffered";
import { findServer } from "../call/callTarget";
import type { Host } from "../host";
import { withLateProgress } from "../lateProgress";
import { newestRequest } from "../newestRequest";
import { startServer } from "../startServer";
import { tellRequest } from "../tellRequest";
import { askTemplate, type TemplateQuestion } from "./askTemplate";
import { openContents } from "./openContents";
import type { ReadOutcome } from "./readOutcome";
import type { ResourceFiles } from "./resourceFiles";
import { RESOURCE_PICK, type ResourceChoice } from "./resourcePick";
import { readingWords } from "./readingWords";
import { readResourceTarget, type ResourceTarget } from "./resourceTarget";

const LEFT: ReadOutcome = { type: "left" };

/** What the command Read Resource does, from the question for a resource to its open documents. */
export class ResourceReader {
  private readonly memory: AnswerMemory;

  constructor(
    private readonly host: Host,
    private readonly files: ResourceFiles,
  ) {
    this.memory = new AnswerMemory(host.context.workspaceState);
  }

  async command(given: unknown, keepFocus: boolean): Promise<ReadOutcome> {
    const target = readResourceTarget(given);
    if (target === undefined) return this.pick(this.host.registry.servers);
    if (typeof target === "string") return usage(target);
    const server = findServer(this.host.registry, target.server);
    if (!server) return usage(vscode.l10n.t('There is no server "{0}".', target.server));
    return this.target(server, target, keepFocus);
  }

  async read(server: Server, uri: string, keepFocus = false): Promise<ReadOutcome> {
    const words = readingWords(server, `"${uri}"`);
    return this.telling(server, words, uri, () => void this.read(server, uri), async () => {
      const { id: serverId, name: serverName } = server.config;
      // First the server: a resource that is watched while its server comes up would be read twice.
      const session = server.session ?? (await withLateProgress(vscode.l10n.t('Starting server "{0}"', serverName), (cancel) => startServer(server, cancel)));
      const opened = await this.files.hold({ server: serverId, uri }, async (watched) => {
        const result = await withLateProgress(vscode.l10n.t('Reading "{0}" of server "{1}"', uri, serverName), (cancel) => watched.read(session, { cancel }));
        return openContents({ server: serverId, serverName, uri, result, keepFocus });
      });
      return opened.length === 0 ? LEFT : { type: "opened", opened: opened.map(String) };
    });
  }

  private async target(server: Server, target: ResourceTarget, keepFocus: boolean): Promise<ReadOutcome> {
    switch (target.type) {
      case "resource":
        return this.read(server, target.uri, keepFocus);
      case "server":
        return this.pick([server]);
      case "template": {
        const known = server.offer?.templates?.items.find(({ uriTemplate }) => uriTemplate === target.template);
        const template = known ?? { uriTemplate: target.template, name: target.template };
        const outcome = await this.template(server, { template, values: target.values, canGoBack: false });
        return outcome === "back" ? LEFT : outcome;
      }
    }
  }

  private async pick(given: readonly Server[]): Promise<ReadOutcome> {
    let servers = given;
    for (;;) {
      const picked = await pickOffered(servers, RESOURCE_PICK);
      if (!picked) return LEFT;
      if (picked.type === "start") {
        const failed = await this.start(picked.server);
        if (failed) return failed;
        // The person chose this server, so its resources are what they want to see now.
        servers = [picked.server];
        continue;
      }
      const outcome = await this.chosen(picked.server, picked.value);
      if (outcome !== "back") return outcome;
    }
  }

  private async chosen(server: Server, choice: ResourceChoice): Promise<ReadOutcome | "back"> {
    switch (choice.type) {
      case "resource":
        return this.read(server, choice.uri);
      case "template":
        return this.template(server, { template: choice.template, values: undefined, canGoBack: true });
      case "other": {
        const uri = await vscode.window.showInputBox({ title: vscode.l10n.t("Read Resource"), prompt: inert(vscode.l10n.t('URI of a resource of server "{0}"', server.config.name)), placeHolder: "scheme://path", ignoreFocusOut: true });
        return uri === undefined || uri === "" ? LEFT : this.read(server, uri);
      }
    }
  }

  private async template(server: Server, question: Pick<TemplateQuestion, "template" | "values" | "canGoBack">): Promise<ReadOutcome | "back"> {
    const { uriTemplate } = question.template;
    const failed = await this.start(server);
    if (failed) return failed;
    const { session } = server;
    // Gone again in the moment between: reading starts it once more, or says why it cannot.
    if (!session) return this.read(server, uriTemplate);
    const subject = `template ${uriTemplate} of ${server.config.id}`;
    const asked = await askTemplate({ ...question, session, memory: this.memory, subject });
    if (asked.type === "uri") return this.read(server, asked.uri);
    if (asked.type === "malformed") return usage(asked.message);
    return asked.type === "back" ? "back" : LEFT;
  }

  /** Starts a server for the sake of its lists and suggestions; an outcome when it did not come up. */
  private async start(server: Server): Promise<ReadOutcome | undefined> {
    if (server.session) return undefined;
    const words = readingWords(server, "a resource");
    const outcome = await this.telling(server, words, undefined, undefined, async () => {
      await withLateProgress(vscode.l10n.t('Starting server "{0}"', server.config.name), (cancel) => startServer(server, cancel));
      return LEFT;
    });
    return outcome.type === "failed" ? outcome : undefined;
  }

  private async telling(server: Server, words: RequestWords, uri: string | undefined, retry: (() => void) | undefined, work: () => Promise<ReadOutcome>): Promise<ReadOutcome> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const request = uri === undefined ? undefined : newestRequest(this.host.trace, server.link, "resources/read", uri);
      const { message } = tellRequest(this.host, { server, words, failure: error, request, retry });
      return { type: "failed", kind: error.kind, message };
    }
  }
}

function usage(message: string): ReadOutcome {
  void vscode.window.showErrorMessage(inert(message));
  return { type: "failed", kind: "usage", message };
}
