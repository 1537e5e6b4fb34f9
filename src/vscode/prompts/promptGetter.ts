import * as vscode from "vscode";
import { Failure } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import type { Session } from "../../core/mcp/session";
import type { Prompt } from "../../core/mcp/types";
import type { Server } from "../../core/server/server";
import { AnswerMemory } from "../ask/answerMemory";
import { askValues, type AskedValues, type GivenValues } from "../ask/askValues";
import { completer } from "../ask/completer";
import { pickOffered } from "../ask/pickOffered";
import type { ArgumentDrafts } from "../call/argumentDrafts";
import { writeLong } from "../call/ask/writeLong";
import { findServer } from "../call/callTarget";
import type { Host } from "../host";
import { withLateProgress } from "../lateProgress";
import { listsOf } from "../listsOf";
import { newestRequest } from "../newestRequest";
import type { ReadOutcome } from "../resources/readOutcome";
import { startServer } from "../startServer";
import { tellRequest } from "../tellRequest";
import { PROMPT_PICK } from "./promptPick";
import { readPromptTarget } from "./promptTarget";
import type { PromptView } from "./promptView";
import { promptWords } from "./promptWords";

const LEFT: ReadOutcome = { type: "left" };

/** What the command Get Prompt does, from the question for a prompt to its document. */
export class PromptGetter {
  private readonly memory: AnswerMemory;

  constructor(
    private readonly host: Host,
    private readonly view: PromptView,
    private readonly drafts: ArgumentDrafts,
  ) {
    this.memory = new AnswerMemory(host.context.workspaceState);
  }

  async command(given: unknown, keepFocus: boolean): Promise<ReadOutcome> {
    const target = readPromptTarget(given);
    if (target === undefined) return this.pick(this.host.registry.servers);
    if (typeof target === "string") return usage(target);
    const server = findServer(this.host.registry, target.server);
    if (!server) return usage(vscode.l10n.t('There is no server "{0}".', target.server));
    const { prompt, args } = target;
    if (prompt === undefined) return this.pick([server]);
    if (args) return this.get(server, prompt, args);
    const outcome = await this.named(server, prompt, keepFocus);
    return outcome === "back" ? LEFT : outcome;
  }

  private async pick(given: readonly Server[]): Promise<ReadOutcome> {
    let servers = given;
    for (;;) {
      const picked = await pickOffered(servers, PROMPT_PICK);
      if (!picked) return LEFT;
      if (picked.type === "start") {
        const started = await this.started(picked.server, undefined);
        if ("type" in started) return started;
        // The person chose this server, so its prompts are what they want to see now.
        servers = [picked.server];
        continue;
      }
      const outcome = await this.ask(picked.server, picked.value, true);
      if (outcome !== "back") return outcome;
    }
  }

  /** A prompt by its name; what arguments it takes only its server knows. */
  private async named(server: Server, name: string, keepFocus: boolean): Promise<ReadOutcome | "back"> {
    const started = await this.started(server, name);
    if ("type" in started) return started;
    const listed = await this.telling(server, name, undefined, async () => {
      await withLateProgress(vscode.l10n.t('Listing the prompts of server "{0}"', server.config.name), (cancel) => listsOf(server, cancel));
      return LEFT;
    });
    if (listed.type === "failed") return listed;
    const prompt = server.offer?.prompts?.items.find((each) => each.name === name);
    return prompt ? this.ask(server, prompt, false, keepFocus && (prompt.arguments ?? []).length === 0) : usage(vscode.l10n.t('Server "{0}" has no prompt "{1}".', server.config.name, name));
  }

  private async ask(server: Server, prompt: Prompt, canGoBack: boolean, keepFocus = false): Promise<ReadOutcome | "back"> {
    const started = await this.started(server, prompt.name);
    if ("type" in started) return started;
    const asked = await this.askArguments(server, started.session, prompt, canGoBack);
    if (asked.type === "complete") return this.get(server, prompt.name, asked.values, keepFocus);
    return asked.type === "back" ? "back" : LEFT;
  }

  private async askArguments(server: Server, session: Session, prompt: Prompt, canGoBack: boolean): Promise<AskedValues> {
    const subject = `prompt ${prompt.name} of ${server.config.id}`;
    const before = this.memory.of(subject);
    const asked = await askValues({
      title: prompt.title ?? prompt.name,
      fields: (prompt.arguments ?? []).map(({ name, description, required = false }) => ({ name, description, required })),
      canGoBack,
      writeLong: (field, text) => writeLong(this.drafts, server.config.name, prompt.name, field, text),
      suggestions: (name, others) => ({
        before: Object.hasOwn(before, name) ? (before[name] ?? []) : [],
        complete: completer(session, { type: "ref/prompt", name: prompt.name }, name, others),
      }),
    });
    if (asked.type === "complete") await this.memory.add(subject, asked.values);
    return asked;
  }

  private async get(server: Server, name: string, args: GivenValues, keepFocus = false): Promise<ReadOutcome> {
    return this.telling(server, name, () => void this.get(server, name, args), async () => {
      const result = await withLateProgress(vscode.l10n.t('Getting prompt "{0}" of server "{1}"', name, server.config.name), async (cancel, report) => {
        if (!server.session) report({ message: vscode.l10n.t("starting the server...") });
        return (await startServer(server, cancel)).getPrompt(name, args, { cancel });
      });
      const request = newestRequest(this.host.trace, server.link, "prompts/get", name);
      const opened = await this.view.show({ name, server: server.config.name, args, result }, request, keepFocus);
      return { type: "opened", opened: opened.map(String) };
    });
  }

  /** The session of a server that is started if need be, or the outcome when it did not come up. */
  private async started(server: Server, name: string | undefined): Promise<ReadOutcome | { readonly session: Session }> {
    let session: Session | undefined = server.session;
    if (session) return { session };
    const outcome = await this.telling(server, name, undefined, async () => {
      session = await withLateProgress(vscode.l10n.t('Starting server "{0}"', server.config.name), (cancel) => startServer(server, cancel));
      return LEFT;
    });
    return session ? { session } : outcome;
  }

  private async telling(server: Server, name: string | undefined, retry: (() => void) | undefined, work: () => Promise<ReadOutcome>): Promise<ReadOutcome> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const request = name === undefined || !retry ? undefined : newestRequest(this.host.trace, server.link, "prompts/get", name);
      const { message } = tellRequest(this.host, { server, words: promptWords(server, name), failure: error, request, retry });
      return { type: "failed", kind: error.kind, message };
    }
  }
}

function usage(message: string): ReadOutcome {
  void vscode.window.showErrorMessage(inert(message));
  return { type: "failed", kind: "usage", message };
}
