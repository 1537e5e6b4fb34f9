import { Emitter } from "../../../src/core/base/event";
import type { FeedAct, FeedSource } from "../../../src/core/feed/feedHost";
import type { Mark } from "../../../src/core/feed/marks";
import { PageHost } from "../../../src/core/feed/pageHost";
import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";
import type { FeedMessage, FeedSession, HostToPage } from "../../../src/core/feed/protocol";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { FakeClock, settle } from "../../support/fakeClock";
import { Receiver } from "./receiver";

/** What the page is told, one by one. */
type Told = Exclude<HostToPage, { readonly type: "batch" }> | (FeedMessage & { readonly of: string });

export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

export function source(session: string, lines: readonly string[]): FeedSource & { readonly trace: RingTrace } {
  const trace = new RingTrace(new FakeClock(5), { session, memoryBytes: 2 ** 28 });
  const exchanges = new ExchangeFold(trace);
  const writer = trace.open({ server: session, name: session });
  for (const line of lines) writer.stdout(utf8(`${line}\n`));
  return { session, trace, exchanges };
}

/** A page by the book, and its host with the sessions "now" and "then". */
export function stage() {
  const clock = new FakeClock(100);
  const sources = new Map([["now", source("now", ['{"jsonrpc":"2.0","method":"a"}', "stray"])], ["then", source("then", ['{"jsonrpc":"2.0","method":"b"}'])]]);
  const list: FeedSession[] = [{ id: "now", title: "This Window", live: true }, { id: "then", title: "Yesterday", live: false }];
  const log: string[] = [];
  const acts: FeedAct<FeedSource>[] = [];
  const messages: Told[] = [];
  const page = new Receiver();
  const sessionsChanged = new Emitter<void>();
  const marksChanged = new Emitter<string>();
  const filtersChanged = new Emitter<void>();
  const filters: { kept: readonly SavedFilter[] } = { kept: [] };
  const setMarks = (session: string, given: readonly Mark[]): void => {
    marks.set(session, given);
    marksChanged.fire(session);
  };
  const marks = new Map<string, readonly Mark[]>();
  const opening = { wait: Promise.resolve() };
  /** What is told of several sessions is no matter for one receiver. */
  let isAlone = true;
  const host = new PageHost<FeedSource>(
    {
      clock,
      pause: () => Promise.resolve(),
      warn: (message) => log.push(`warn ${message}`),
      sessions: {
        list: () => list,
        async open(id) {
          await opening.wait;
          log.push(`open ${id}`);
          return sources.get(id) ?? Promise.reject(new Error(`${id} cannot be read`));
        },
        close: ({ session }) => log.push(`close ${session}`),
        onChange: sessionsChanged.event,
      },
      marks: { of: (session) => marks.get(session) ?? [], set: (session, seqs, comment = "") => setMarks(session, seqs.map((seq) => ({ seq, comment }))), onChange: marksChanged.event },
      savedFilters: {
        list: () => filters.kept,
        save: async (given) => {
          if (given.some(({ name }) => name === "refused")) throw new Error("settings.json has unsaved changes.");
          filters.kept = given;
          filtersChanged.fire();
        },
        adopt: async (given) => {
          filters.kept = [...filters.kept, ...given];
          filtersChanged.fire();
        },
        onChange: filtersChanged.event,
      },
      act: async (act) => {
        acts.push(act);
        if (act.action === "sendAgain") throw new Error("The server is gone.");
      },
    },
    (message) => {
      const told = message.type === "batch" ? message.messages.map((each) => ({ ...each, of: message.of })) : [message];
      messages.push(...told);
      if (message.type === "sessions") isAlone = message.shown.length === 1;
      for (const each of told) if (isAlone && "of" in each) page.take(each);
    },
  );
  const ofType = <T extends Told["type"]>(type: T) => messages.filter((message): message is Told & { readonly type: T } => message.type === type);
  let asked = 0;
  const ask = async (name: string, value: unknown): Promise<Told | undefined> => {
    host.receive({ type: "ask", ask: ++asked, name, value });
    await settle();
    return messages.find((message) => "ask" in message && message.ask === asked);
  };
  const ready = async (): Promise<void> => {
    host.receive({ type: "ready" });
    await settle();
  };
  return { clock, host, list, log, acts, messages, page, sessionsChanged, opening, ofType, ask, ready, setMarks, sources, filters, filtersChanged };
}
