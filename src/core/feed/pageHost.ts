import { assertNever } from "../base/assertNever";
import { type Disposable, DisposableStore } from "../base/disposable";
import { messageOf } from "../base/failure";
import { onUnexpectedError } from "../base/unexpected";
import { bodyOf } from "./bodyOf";
import { Feed } from "./feed";
import type { FeedActRows, FeedHost, FeedSource } from "./feedHost";
import { FeedTurns } from "./feedTurns";
import type { FeedMessage, FeedRequestName, FeedRequests, FeedSession, HostToPage } from "./protocol";
import { type Asked, readPageMessage } from "./readPageMessage";
import { TextSearch } from "./textSearch";

/** A session as it is shown. */
interface Shown<S> {
  readonly session: FeedSession;
  readonly source: S;
  readonly feed: Feed;
  readonly search: TextSearch;
}

/**
 * The host's end of a Traffic page, which shows one session or several. A page says that it is `ready` whenever it begins anew, since it is thrown away when it
 * is hidden; then it is told everything again. Nothing is sent to one that has not said so.
 */
export class PageHost<S extends FeedSource> implements Disposable {
  private readonly store = new DisposableStore();
  private ready = false;
  /** The session that is to be shown; the first of the list when nobody has chosen one. */
  private chosen: string | undefined;
  /** By session, in the order in which they came. */
  private readonly shown = new Map<string, Shown<S>>();
  /** Sessions that the page wants beside others, whether or not they are open yet. */
  private readonly beside = new Set<string>();
  private readonly turns = new FeedTurns();
  /** A row to be shown as soon as the page and its session are there. */
  private wanted: { readonly session: string; readonly seq: number } | undefined;
  /** A session is about to take the place of all. */
  private switching: Promise<unknown> | undefined;
  /** Counts what was wanted to be shown, so that a session that opens slowly does not come in over a later one. */
  private turn = 0;

  constructor(
    private readonly host: FeedHost<S>,
    private readonly post: (message: HostToPage) => void,
  ) {
    this.store.add(host.sessions.onChange(() => this.tellSessions()));
    this.store.add(host.marks.onChange((session) => this.shown.get(session)?.feed.marksChanged()));
    this.store.add(host.savedFilters.onChange(() => this.tellFilters()));
  }

  /** The session that the page shows; of several, the one that came first. */
  get source(): S | undefined {
    const [first] = this.shown.values();
    return first?.source;
  }

  /** The sessions that the page shows, as the list names and orders them. */
  get sessions(): readonly { readonly title: string; readonly source: S }[] {
    const listed = this.host.sessions.list();
    const gone = [...this.shown.values()].map(({ session }) => session).filter(({ id }) => !listed.some((each) => each.id === id));
    return [...listed, ...gone].flatMap(({ id, title }) => {
      const shown = this.shown.get(id);
      return shown ? [{ title, source: shown.source }] : [];
    });
  }

  /** The page has everything that there is of its sessions. */
  get isSettled(): boolean {
    return this.shown.size > 0 && [...this.shown.values()].every(({ feed }) => feed.isSettled);
  }

  /** Shows a row; its session is shown first, and a page that is not there yet shows it once it is. */
  reveal(row: { readonly session: string; readonly seq: number }): void {
    this.wanted = row;
    if (this.ready) this.find(row).catch((error: unknown) => this.giveUp(row.session, error));
  }

  /** Takes what came from the page. */
  receive(given: unknown): void {
    const message = readPageMessage(given);
    if (!message) return this.host.warn("The Traffic page said something unknown. Reload the window; if that does not help, please report it.");
    switch (message.type) {
      case "ready":
        this.begin().catch((error: unknown) => this.warn(error));
        return;
      case "ack":
        this.turns.acked(message.of, () => this.shown.get(message.of)?.feed.ack(message.batch, message.worked));
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
    this.beside.clear();
    this.tellFilters();
    const ids = this.host.sessions.list().map(({ id }) => id);
    const [first] = ids;
    // What is wanted and gone is tried, so that people hear of it; what was chosen once is not missed.
    const chosen = this.wanted?.session ?? ids.find((id) => id === this.chosen) ?? first;
    if (first === undefined || chosen === undefined) return;
    try {
      await this.show(chosen, false);
    } catch (error) {
      if (chosen === first) throw error;
      this.chosen = undefined;
      this.giveUp(chosen, error);
      await this.show(first, false);
    }
  }

  /** Shows the session of a row that is wanted, and then the row. */
  private async find(row: { readonly session: string }): Promise<void> {
    // It would be left together with all that are about to be left for one. Whether that can be shown is told to who asked for it.
    if (this.beside.size > 0) await Promise.allSettled([this.switching]);
    if (this.wanted !== row) return;
    if (this.shown.has(row.session)) this.tellWanted();
    else await this.show(row.session, this.beside.size > 0);
  }

  /** A session cannot be shown, and so no row of it. */
  private giveUp(session: string, error: unknown): void {
    if (this.wanted?.session === session) this.wanted = undefined;
    this.warn(error);
  }

  private show(id: string, beside: boolean): Promise<void> {
    if (beside) return this.showBeside(id);
    const switching = this.showAlone(id).finally(() => {
      if (this.switching === switching) this.switching = undefined;
    });
    return (this.switching = switching);
  }

  private async showAlone(id: string): Promise<void> {
    const turn = ++this.turn;
    const { session, source } = await this.open(id);
    if (turn !== this.turn || !this.ready) return this.host.sessions.close(source);
    this.leave();
    this.chosen = id;
    this.begun(source, session);
    this.tellWanted();
  }

  private async showBeside(id: string): Promise<void> {
    this.beside.add(id);
    if (this.shown.has(id)) return;
    const { turn } = this;
    try {
      const { session, source } = await this.open(id);
      if (turn !== this.turn || !this.ready || this.shown.has(id) || !this.beside.has(id)) return this.host.sessions.close(source);
      this.begun(source, session);
      this.tellWanted();
    } catch (error) {
      if (!this.shown.has(id)) this.beside.delete(id);
      throw error;
    }
  }

  private async open(id: string): Promise<{ readonly session: FeedSession; readonly source: S }> {
    const { sessions } = this.host;
    const session = sessions.list().find((each) => each.id === id);
    if (!session) throw new Error("This session is gone: it was deleted, or had to make room. The settings wirelight.traffic.retentionDays and wirelight.traffic.diskLimit keep more.");
    return { session, source: await sessions.open(id) };
  }

  /** Has a feed tell the page everything about a session. */
  private begun(source: S, session: FeedSession): void {
    const { id } = session;
    const { clock, marks, pause } = this.host;
    const { trace, exchanges, newest, folded } = source;
    this.tellSessions(id);
    const search = new TextSearch({ trace, clock, pause });
    const messages: FeedMessage[] = [];
    const send = (message: FeedMessage): void => {
      messages.push(message);
      if (message.type !== "end") return;
      this.turns.sent(id);
      this.send({ type: "batch", of: id, messages: messages.splice(0) });
    };
    const feed = new Feed({ trace, exchanges: newest ?? exchanges, session, clock, marks: () => marks.of(id), send });
    this.shown.set(id, { session, source, search, feed });
    if (newest) folded?.then(() => feed.retell(exchanges), (error: unknown) => this.warn(error));
  }

  /** Shows a session no longer. */
  private hide(id: string): void {
    this.beside.delete(id);
    const shown = this.shown.get(id);
    if (!shown) return;
    this.shown.delete(id);
    shown.feed.dispose();
    shown.search.dispose();
    this.turns.forget(id);
    this.host.sessions.close(shown.source);
  }

  private leave(): void {
    this.beside.clear();
    for (const id of this.shown.keys()) this.hide(id);
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
    switch (asked.name) {
      case "show":
        await this.show(asked.value.session, asked.value.beside);
        // Who shows sessions beside others chooses among all of them with each page.
        if (asked.value.beside) this.chosen = undefined;
        return {};
      case "hide":
        this.hide(asked.value.session);
        this.tellSessions();
        return {};
      case "saveFilters":
        await this.host.savedFilters.save(asked.value.filters);
        return {};
      case "adoptFilters":
        await this.host.savedFilters.adopt(asked.value.filters);
        return {};
      case "body": {
        const { session, seq, limit, from } = asked.value;
        return bodyOf(this.shownOf(session).source.trace, seq, limit, from);
      }
      case "search":
        return { rows: await this.shownOf(asked.value.session).search.search(asked.value.text) };
      case "act": {
        const { action, rows, text } = asked.value;
        const [first, ...beside] = rows.map(({ session, seqs }): FeedActRows<S> => ({ source: this.shownOf(session).source, seqs }));
        if (first) await this.host.act({ ...first, action, beside, text });
        return {};
      }
      default:
        return assertNever(asked);
    }
  }

  private shownOf(session: string): Shown<S> {
    const shown = this.shown.get(session);
    if (!shown) throw new Error("This session is not shown any more.");
    return shown;
  }

  private tellFilters(): void {
    this.send({ type: "savedFilters", filters: this.host.savedFilters.list() });
  }

  /** @param coming a session whose feed is about to begin */
  private tellSessions(coming?: string): void {
    this.send({ type: "sessions", sessions: this.host.sessions.list(), shown: [...this.shown.keys(), ...(coming === undefined ? [] : [coming])] });
  }

  private tellWanted(): void {
    const { wanted } = this;
    if (!wanted || !this.shown.has(wanted.session)) return;
    this.wanted = undefined;
    this.send({ type: "reveal", ...wanted });
  }

  /** Tells people what the page did not ask for, and so does not hear the refusal of. */
  private warn(error: unknown): void {
    const message = messageOf(error);
    this.host.warn(message);
    this.send({ type: "warning", message });
  }

  private send(message: HostToPage): void {
    if (this.ready) this.post(message);
  }
}
