import type { SessionNumbers } from "../../src/core/feed/model/sessionNumbers";
import type { SessionsModel } from "../../src/core/feed/model/sessionsModel";
import type { FeedAction, FeedRequests, FeedRowsOf } from "../../src/core/feed/protocol";
import { t } from "./l10n";
import type { Port } from "./port";

/** What the parts of the page ask: as the host is asked, but with the numbers of the page. */
export interface PageRequests extends Omit<FeedRequests, "body" | "search" | "act"> {
  body: { ask: { readonly seq: number; readonly limit: number; readonly from?: number }; answer: FeedRequests["body"]["answer"] };
  search: { ask: { readonly text: string }; answer: FeedRequests["search"]["answer"] };
}

/** Asks the host in its own words: rows by their session and sequence. */
export class HostRows {
  private readonly asks: { readonly [K in keyof PageRequests]: (ask: PageRequests[K]["ask"]) => Promise<PageRequests[K]["answer"]> } = {
    body: (ask) => this.body(ask),
    search: (ask) => this.search(ask),
    show: (ask) => this.port.ask("show", ask),
    hide: (ask) => this.port.ask("hide", ask),
    saveFilters: (ask) => this.port.ask("saveFilters", ask),
    adoptFilters: (ask) => this.port.ask("adoptFilters", ask),
  };

  constructor(
    private readonly port: Port,
    private readonly numbers: SessionNumbers,
    private readonly model: SessionsModel,
  ) {}

  /** Rejects with an `Error` whose message is for people. */
  ask<K extends keyof PageRequests>(name: K, ask: PageRequests[K]["ask"]): Promise<PageRequests[K]["answer"]> {
    return this.asks[name](ask);
  }

  async act(action: FeedAction, numbers: readonly number[], text: string | undefined): Promise<FeedRequests["act"]["answer"]> {
    const rows = this.rowsOf(action, numbers);
    // Never all in the place of some.
    if (rows.length === 0) throw new Error(numbers.length > 0 ? t("This row is not shown any more.") : t("No session is shown yet."));
    return this.port.ask("act", text === undefined ? { action, rows } : { action, rows, text });
  }

  private async body({ seq, ...range }: PageRequests["body"]["ask"]): Promise<PageRequests["body"]["answer"]> {
    const row = this.numbers.rowOf(seq);
    if (!row) throw new Error(t("This row is not shown any more."));
    return this.port.ask("body", { ...row, ...range });
  }

  /** Looks through all sessions that are in the page. */
  private async search({ text }: PageRequests["search"]["ask"]): Promise<PageRequests["search"]["answer"]> {
    const { numbers, model } = this;
    const sessions = numbers.ids.filter((id) => model.ids.includes(id));
    const found = await Promise.all(sessions.map((session) => this.searchIn(session, text)));
    const [only] = found;
    if (only && found.length === 1) return { rows: only.rows.buffer };
    const rows = new Float64Array(found.reduce((sum, each) => sum + each.rows.length, 0));
    let at = 0;
    for (const each of found) {
      rows.set(each.rows, at);
      at += each.rows.length;
    }
    return { rows: rows.buffer };
  }

  private async searchIn(session: string, text: string): Promise<{ readonly rows: Float64Array<ArrayBuffer> }> {
    const { numbers, model } = this;
    try {
      const rows = new Float64Array((await this.port.ask("search", { session, text })).rows);
      const offset = numbers.offsetOf(session);
      if (offset > 0) rows.forEach((seq, index) => (rows[index] = seq + offset));
      return { rows };
    } catch (error) {
      // It has left the page in the meantime, and so have its rows.
      if (!model.ids.includes(session)) return { rows: new Float64Array(0) };
      throw error;
    }
  }

  /** By session, in the order given; the line of a session stands for it, and without any number all that are in the page are meant. */
  private rowsOf(action: FeedAction, numbers: readonly number[]): readonly FeedRowsOf[] {
    const seqs = new Map<string, number[]>();
    for (const number of numbers) {
      const session = this.numbers.sessionOf(number);
      if (session === undefined) continue;
      const of = seqs.get(session) ?? [];
      seqs.set(session, of);
      const row = this.numbers.rowOf(number);
      if (row) of.push(row.seq);
    }
    if (numbers.length > 0) return [...seqs].map(([session, of]) => ({ session, seqs: of }));
    const { ids, liveId } = this.model;
    const meant = action === "clear" && liveId !== undefined ? [liveId] : ids;
    return meant.map((session) => ({ session, seqs: [] }));
  }
}
