import { feedExchangeColumns, feedRowColumns, packedExchanges, packedRows } from "../../../src/core/feed/columns";
import { EXCHANGE_STATES, type FeedMessage, type FeedWords } from "../../../src/core/feed/protocol";
import { Form, From, Kind } from "../../../src/core/trace/store/rowFlags";

const METHODS = ["tools/call", "resources/read", "ping", "notifications/progress", "notifications/message"];
const SUBJECTS = Array.from({ length: 40 }, (_, index) => `tool-${index}`);
const SERVERS = 4;
const [CALL, , , PROGRESS, LOG] = METHODS.map((_, index) => index + 1);
/** Rows that repeat themselves: a call, what the server says meanwhile, its answer, and a line of its log. */
const ROUND = 8;
const OK = EXCHANGE_STATES.indexOf("ok");
const ERROR = EXCHANGE_STATES.indexOf("error");

/** What a page gets of a session without end: in each eight rows two calls with their answers, progress, two logs and a line of stderr. */
export class FeedMessages {
  private isFirst = true;

  /** Rows `[first, next)` and their exchanges; both are multiples of eight. */
  batch(first: number, next: number): readonly FeedMessage[] {
    return [this.exchanges(first, next), this.rows(first, next), { type: "end", batch: 1, behind: 0, now: timeOf(next) }];
  }

  private rows(first: number, next: number): FeedMessage {
    const count = next - first;
    const to = feedRowColumns(count);
    for (let index = 0; index < count; index++) {
      const seq = first + index;
      const round = Math.floor(seq / ROUND);
      const number = round * 2;
      to.times[index] = timeOf(seq);
      to.sizes[index] = 80 + (seq % 97) * 5;
      to.links[index] = 1 + (round % SERVERS);
      const set = (flags: number, method: number, exchange: number, subject = 0): void => {
        to.flags[index] = flags;
        to.methods[index] = method;
        to.subjects[index] = subject;
        to.exchanges[index] = exchange;
        if ((flags & Form.number) !== 0) to.ids[index] = exchange;
      };
      switch (seq % ROUND) {
        case 0: set(Kind.request | From.client | Form.number, CALL ?? 0, number + 1, 1 + (round % SUBJECTS.length)); break;
        case 1: set(Kind.notification | From.server, PROGRESS ?? 0, number + 1); break;
        case 2: set(Kind.notification | From.server, LOG ?? 0, 0); break;
        case 3: set(Kind.result | From.server | Form.number, 0, number + 1); break;
        case 4: set(Kind.request | From.client | Form.number, 2, number + 2, 1 + (round % SUBJECTS.length)); break;
        case 5: set((round % 50 === 0 ? Kind.error : Kind.result) | From.server | Form.number, 0, number + 2); break;
        case 6: set(Kind.notification | From.server, LOG ?? 0, 0); break;
        default: set(Kind.stderr | From.server, 0, 0);
      }
    }
    return { type: "rows", first, ...packedRows(to, count), listed: [], words: this.words() };
  }

  private exchanges(first: number, next: number): FeedMessage {
    const count = (next - first) / (ROUND / 2);
    const to = feedExchangeColumns(count);
    for (let index = 0; index < count; index++) {
      const request = first + index * (ROUND / 2);
      const round = Math.floor(request / ROUND);
      const isCall = request % ROUND === 0;
      to.numbers[index] = request / (ROUND / 2);
      to.requests[index] = request - first;
      to.enders[index] = request - first + (isCall ? 3 : 1) + 1;
      to.states[index] = !isCall && round % 50 === 0 ? ERROR : OK;
    }
    return { type: "exchanges", first, ...packedExchanges(to) };
  }

  private words(): FeedWords {
    if (!this.isFirst) return { methods: [], subjects: [], links: [] };
    this.isFirst = false;
    const links = Array.from({ length: SERVERS }, (_, index) => ({ link: index + 1, server: `s${index}`, name: `server ${index}`, run: 1, opened: timeOf(0) }));
    return { methods: METHODS, subjects: SUBJECTS, links };
  }
}

function timeOf(seq: number): number {
  return 1_700_000_000_000 + Math.floor(seq / 7) * 0.25;
}
