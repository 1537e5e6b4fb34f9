import { assertNever } from "../base/assertNever";
import { type Disposable, DisposableStore } from "../base/disposable";
import { messageOf } from "../base/failure";
import { onUnexpectedError } from "../base/unexpected";
import { Subjects } from "../trace/subjects/subjects";
import type { Trace } from "../trace/trace";
import { bodyOf } from "./bodyOf";
import { Feed } from "./feed";
import type { FeedHost, FeedSource } from "./feedHost";
import type { FeedRequestName, FeedRequests, HostToPage } from "./protocol";
import { type Asked, readPageMessage } from "./readPageMessage";
import { TextSearch } from "./textSearch";

/** One session as it is shown. */
interface Shown<S> {
  readonly source: S;
  readonly feed: Feed;
  readonly search: TextSearch;
}

/**
 * The host's end of a Traffic page. A page says that it is `ready` whenever it begins anew, since it is thrown away when it
 * is hidden; then it is told everything again. Nothing is sent to one that has not said so.
 */
export class PageHost<S extends FeedSource> implements Disposable {
  private readonly store = new DisposableStore();
  private readonly subjects = new WeakMap<Trace, Subjects>();
  private ready = false;
  /** The session that is to be shown; the first of the list when nobody has chosen one. */
  private chosen: string | undefined;
  private shown: Shown<S> | undefined;
  /** A row to be shown as soon as the page is there. */
  private wanted: { readonly session: string; readonly seq: number } | undefined;
  /** Counts what was wanted to be shown, so that a session that opens slowly does not come in over a later one. */
  private turn = 0;

  constructor(
    private readonly host: FeedHost<S>,
    private readonly post: (message: HostToPage) => void,
  ) {
    this.store.add(host.sessions.onChange(() => this.tellSessions()));
    this.store.add(host.marks.onChange((session) => {
      if (session === this.shown?.source.session) this.shown.feed.marksChanged();
    }));
  }

  /** The session that the page shows. */
  get source(): S | undefined {
    return this.shown?.source;
  }

  /** The page has everything that there is of its session. */
  get isSettled(): boolean {
    return this.shown?.feed.isSettled ?? false;
  }

  /** Shows a row; another session is switched to first, and a page that is not there yet shows it once it is. */
  reveal(row: { readonly session: string; readonly seq: number }): void {
    this.wanted = row;
    this.chosen = row.session;
    if (this.shown?.source.session === row.session) this.tellWanted();
    else if (this.ready) this.show(row.session).catch((error: unknown) => this.host.warn(messageOf(error)));
  }

  /** Takes what came from the page. */
  receive(given: unknown): void {
    const message = readPageMessage(given);
    if (!message) return this.host.warn("The Traffic page said something unknown. Reload the window; if that does not help, please report it.");
    switch (message.type) {
      case "ready":
        this.begin().catch((error: unknown) => this.host.warn(messageOf(error)));
        return;
      case "ack":
        this.shown?.feed.ack(message.batch);
        return;
      case "ask":
        this.answer(message.ask, message.asked).catch(onUnexpectedError);
        return;
      case "broken":
        return this.host.warn(`The Traffic page has failed: ${message.message.slice(0, 2000)}`);
      default:
        assertNever(message);
    }
  }

  /** The page is gone; the next one will say that it is ready. */
  stop(): void {
    this.ready = false;
    this.turn++;
    this.leave();
  }

  dispose(): void {
    this.stop();
    this.store.dispose();
  }

  /** A page is there, and knows nothing yet. */
  private async begin(): Promise<void> {
    this.stop();
    this.ready = true;
    const ids = this.host.sessions.list().map(({ id }) => id);
    const [first] = ids;
    const chosen = this.chosen !== undefined && ids.includes(this.chosen) ? this.chosen : first;
    if (first === undefined || chosen === undefined) return;
    try {
      await this.show(chosen);
    } catch (error) {
      if (chosen === first) throw error;
      this.host.warn(messageOf(error));
      await this.show(first);
    }
  }

  private async show(id: string): Promise<void> {
    const turn = ++this.turn;
    const { clock, marks, pause, sessions } = this.host;
    const session = sessions.list().find((each) => each.id === id);
    if (!session) throw new Error("This session is gone: it was deleted, or had to make room. The settings wirelight.traffic.retentionDays and wirelight.traffic.diskLimit keep more.");
    const source = await sessions.open(id);
    if (turn !== this.turn || !this.ready) return sessions.close(source);
    this.leave();
    this.chosen = id;
    this.tellSessions();
    const { trace, exchanges } = source;
    const search = new TextSearch({ trace, clock, pause });
    const feed = new Feed({ trace, exchanges, session, clock, subjects: this.subjectsOf(trace), marks: () => marks.of(id), send: (message) => this.send(message) });
    this.shown = { source, feed, search };
    this.tellWanted();
  }

  private subjectsOf(trace: Trace): Subjects {
    const subjects = this.subjects.get(trace) ?? new Subjects(trace.columns);
    this.subjects.set(trace, subjects);
    return subjects;
  }

  private leave(): void {
    const { shown } = this;
    if (!shown) return;
    this.shown = undefined;
    shown.feed.dispose();
    shown.search.dispose();
    this.host.sessions.close(shown.source);
  }

  private async answer(ask: number, asked: Asked | undefined): Promise<void> {
    try {
      this.send({ type: "answer", ask, value: await this.valueOf(asked) });
    } catch (error) {
      this.send({ type: "refusal", ask, message: messageOf(error) });
    }
  }

  private async valueOf(asked: Asked | undefined): Promise<FeedRequests[FeedRequestName]["answer"]> {
    if (!asked) throw new Error("The page asked for something that its host does not know. Reload the window.");
    if (asked.name === "show") {
      await this.show(asked.value.session);
      return {};
    }
    const { shown } = this;
    if (!shown) throw new Error("No session is shown yet.");
    switch (asked.name) {
      case "body":
        return bodyOf(shown.source.trace, asked.value.seq, asked.value.limit);
      case "search":
        return { rows: await shown.search.search(asked.value.text) };
      case "act": {
        const { action, seqs, text } = asked.value;
        await this.host.act({ source: shown.source, action, seqs, text });
        return {};
      }
      default:
        return assertNever(asked);
    }
  }

  private tellSessions(): void {
    if (this.chosen !== undefined) this.send({ type: "sessions", sessions: this.host.sessions.list(), shown: this.chosen });
  }

  private tellWanted(): void {
    const { wanted, shown } = this;
    if (!wanted || wanted.session !== shown?.source.session) return;
    this.wanted = undefined;
    this.send({ type: "reveal", seq: wanted.seq });
  }

  private send(message: HostToPage): void {
    if (this.ready) this.post(message);
  }
}
