import { assertNever } from "../../src/core/base/assertNever";
import { Emitter, type Event } from "../../src/core/base/event";
import type { SessionRow } from "../../src/core/feed/model/sessionNumbers";
import type { FeedMessage, FeedRequestName, FeedRequests, HostToPage, PageToHost } from "../../src/core/feed/protocol";
import type { SavedFilter } from "../../src/core/trace/filter/savedFilter";
import { t } from "./l10n";

/** What VS Code gives a webview once. */
export interface HostApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** What is told of a session, and of which one. */
export type FedMessage = FeedMessage & { readonly of: string };

export type SessionList = Extract<HostToPage, { readonly type: "sessions" }>;

/** Longest wait for an answer, milliseconds: a search of a million rows on a slow disk is far below it. */
const ANSWER_MS = 30_000;

interface Asked {
  readonly settle: (value: never) => void;
  readonly fail: (error: Error) => void;
  readonly timer: number;
}

/** The page's end of the connection to the extension: what is pushed, and questions that have one answer each. */
export class Port {
  private readonly asked = new Map<number, Asked>();
  private readonly messages = new Emitter<FedMessage>();
  private readonly lists = new Emitter<SessionList>();
  private readonly reveals = new Emitter<SessionRow>();
  private readonly filters = new Emitter<readonly SavedFilter[]>();
  private readonly warnings = new Emitter<string>();
  private last = 0;

  /** What is told of a session. */
  readonly onMessage: Event<FedMessage> = this.messages.event;
  /** Which sessions there are. */
  readonly onSessions: Event<SessionList> = this.lists.event;
  /** A row that something outside wants shown. */
  readonly onReveal: Event<SessionRow> = this.reveals.event;
  /** What the host could not do although the page did not ask for it, and what to do. */
  readonly onWarning: Event<string> = this.warnings.event;
  /** The filters that people keep under names. */
  readonly onSavedFilters: Event<readonly SavedFilter[]> = this.filters.event;

  constructor(private readonly host: Pick<HostApi, "postMessage">) {}

  /** Takes what came by `message`, which nobody but the extension can send to a webview. */
  receive(message: HostToPage): void {
    switch (message.type) {
      case "answer":
        // It was written by our own extension for this very question.
        this.take(message.ask)?.settle(message.value as never);
        break;
      case "refusal":
        this.take(message.ask)?.fail(new Error(message.message));
        break;
      case "reveal":
        this.reveals.fire(message);
        break;
      case "sessions":
        this.lists.fire(message);
        break;
      case "warning":
        this.warnings.fire(message.message);
        break;
      case "savedFilters":
        this.filters.fire(message.filters);
        break;
      case "batch":
        for (const each of message.messages) this.messages.fire({ ...each, of: message.of });
        break;
      default:
        assertNever(message);
    }
  }

  send(message: PageToHost): void {
    this.host.postMessage(message);
  }

  /** Rejects with an `Error` whose message is for people. */
  ask<K extends FeedRequestName>(name: K, value: FeedRequests[K]["ask"]): Promise<FeedRequests[K]["answer"]> {
    const ask = ++this.last;
    return new Promise((settle, fail) => {
      const timer = window.setTimeout(() => this.take(ask)?.fail(new Error(t("The extension did not answer within {0} seconds. Try again; if it happens again, reload the window.", ANSWER_MS / 1000))), ANSWER_MS);
      this.asked.set(ask, { settle, fail, timer });
      this.send({ type: "ask", ask, name, value });
    });
  }

  private take(ask: number): Asked | undefined {
    const found = this.asked.get(ask);
    this.asked.delete(ask);
    if (found) window.clearTimeout(found.timer);
    return found;
  }
}
