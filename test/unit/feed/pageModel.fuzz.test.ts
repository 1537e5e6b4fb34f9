import assert from "node:assert/strict";
import { Feed } from "../../../src/core/feed/feed";
import { ExchangeFold } from "../../../src/core/trace/exchangeFold";
import { PageModel } from "../../../src/core/feed/model/pageModel";
import type { Entry, SortColumn, View } from "../../../src/core/feed/model/trafficModel";
import type { FeedMessage } from "../../../src/core/feed/protocol";
import type { Facts } from "../../../src/core/trace/filter/facts";
import { isSubjectOf } from "../../../src/core/trace/filter/subjectField";
import { Random, rounds } from "../../support/random";
import { ModelFeed } from "./modelFeed";
import { ModelTraffic } from "./modelTraffic";
import { NaiveModel } from "./naiveModel";

const BLOCK = 16_384;
const SORTS: readonly SortColumn[] = ["time", "time", "time", "server", "method", "subject", "status", "duration", "size", "id"];
const TEXTS = ["Foo", "bar"];
/** Traffic that has found something: calls that are known to be closed before the row that says so is there. */
const FOUND = [250];
/** Texts and marks are about rows anywhere among the first so many. */
const ROWS = 300;

type Matches = NonNullable<View["matches"]>;

/** Conditions as a filter has them: some follow from what rows have in common, some have to be asked of each. */
function randomMatches(random: Random, depth = 2): Matches {
  const below = (): Matches => randomMatches(random, depth - 1);
  switch (random.below(depth > 0 ? 15 : 12)) {
    case 0: return (facts) => facts.kind === "request";
    case 1: return (facts) => facts.kind === "notification";
    case 2: return ({ status }) => status === "error" || status === "tool-error" || status === "late";
    case 3: return ({ status }) => status === "pending";
    case 4: return ({ server }) => server !== "Beta";
    case 5: return ({ from }) => from === "server";
    case 6: return ({ method }) => method?.startsWith("notifications/") ?? false;
    case 7: return (facts) => facts.duration !== undefined && facts.duration > 25;
    case 8: return (facts) => facts.size > 90;
    case 9: return (facts) => facts.marked;
    case 10: {
      const text = random.pick(["foo", "BAR"]);
      return (facts) => facts.contains(text);
    }
    case 11: return (facts) => typeof facts.id === "string" || facts.seq % 3 === 0;
    case 12: return not(below());
    case 13: return both(below(), below());
    default: return either(below(), below());
  }
}

const not = (a: Matches): Matches => (facts) => !a(facts);
const both = (a: Matches, b: Matches): Matches => (facts) => a(facts) && b(facts);
const either = (a: Matches, b: Matches): Matches => (facts) => a(facts) || b(facts);

/** Both models side by side, looked at alike. */
class Pair {
  readonly model = new PageModel();
  readonly naive = new NaiveModel();

  constructor(
    private readonly random: Random,
    private readonly traffic: ModelTraffic,
  ) {}

  readonly take = (message: FeedMessage): void => {
    this.model.take(message);
    this.naive.take(message);
  };

  mark(): void {
    const { random } = this;
    const marks = Array.from({ length: random.below(10) }, () => random.below(ROWS));
    this.take({ type: "marks", marks: [...new Set(marks)].map((seq) => ({ seq, comment: `about ${seq}` })) });
  }

  find(): void {
    const { random, traffic: { trace } } = this;
    const text = random.pick(TEXTS);
    const rows = [...new Set(Array.from({ length: random.below(60) }, () => trace.first + random.below(Math.max(1, trace.next - trace.first))))].sort((a, b) => a - b);
    this.model.setFound(text, Float64Array.from(rows));
    this.naive.found.set(text.toLowerCase(), new Set(rows));
  }

  look(): void {
    const { random } = this;
    const entries = this.naive.entries();
    const some = (): Entry | undefined => entries[random.below(Math.max(1, entries.length))];
    const [a, b] = [some()?.time ?? 0, some()?.time ?? 0];
    this.model.setView({
      matches: random.next() < 0.25 ? undefined : randomMatches(random),
      sort: { column: random.pick(SORTS), descending: random.next() < 0.4 },
      range: random.next() < 0.8 ? undefined : { from: Math.min(a, b), to: Math.max(a, b) },
      expanded: new Set(Array.from({ length: random.below(20) }, () => some()?.seq ?? 0)),
    });
  }

  check(): void {
    this.checkLines();
    this.checkCounts();
    this.checkRows();
  }

  private checkLines(): void {
    const { model, naive } = this;
    const { lines, matched } = naive.lines(model.view);
    const shown = Array.from({ length: model.lines }, (_, line) => model.entryAt(line));
    assert.deepEqual(Array.from({ length: model.lines + 1 }, (_, line) => model.seqAt(line)), [...shown.map((entry) => entry?.seq), undefined]);
    assert.deepEqual(shown.map(short), lines.map(short));
    assert.deepEqual(shown, lines);
    assert.equal(model.entryAt(model.lines), undefined);
    assert.equal(model.shown, matched.length);
    const lineOf = new Map(lines.map(({ seq }, line) => [seq, line]));
    const visited: number[] = [];
    model.each((facts) => visited.push(facts.seq));
    assert.deepEqual(visited, matched.map(({ seq }) => seq));
    const sliced: number[] = [];
    for (let from: number | undefined = 0; from !== undefined; ) from = model.eachFrom(from, 7, (facts) => sliced.push(facts.seq));
    assert.deepEqual(sliced, visited);
    for (const { seq } of naive.entries()) assert.equal(model.lineOf(seq), lineOf.get(seq), `line of ${seq}`);
  }

  private checkCounts(): void {
    const { model, naive } = this;
    const entries = naive.entries();
    const { matched } = naive.lines(model.view);
    assert.equal(model.entries, entries.length);
    assert.equal(model.first, naive.first);
    for (const field of ["server", "method", "tool", "prompt", "resource", "status", "kind"] as const) {
      const counts = new Map<string, number>();
      for (const entry of entries) {
        const facts = naive.facts(entry);
        const value = field === "tool" || field === "prompt" || field === "resource" ? (facts.method !== undefined && isSubjectOf(field, facts.method) ? facts.subject : undefined) : facts[field];
        if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const expected = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      assert.deepEqual(model.values(field), expected, field);
    }
    const histogram = model.histogram(20);
    assert.equal(histogram === undefined, entries.length === 0);
    if (!histogram) return;
    const { from, to, all, shown, bad } = histogram;
    const counted = (some: readonly Entry[]): Uint32Array => {
      const counts = new Uint32Array(20);
      for (const { time } of some) {
        const bucket = Math.floor(((time - from) / (to - from)) * 20);
        counts[bucket] = (counts[bucket] ?? 0) + 1;
      }
      return counts;
    };
    assert.deepEqual({ all, shown, bad }, { all: counted(entries), shown: counted(matched), bad: counted(entries.filter((entry) => naive.isBad(entry))) });
  }

  private checkRows(): void {
    const { model, naive, random, traffic: { trace } } = this;
    const entries = naive.entries();
    for (let seq = trace.first; seq < trace.next; seq++) assert.equal(model.entryOf(seq)?.seq, naive.entrySeq(seq), `entry of ${seq}`);
    for (let count = 0; count < 10 && entries.length > 0; count++) {
      const { seq } = random.pick(entries);
      assert.deepEqual(model.rowsOf(seq), naive.rowsOf(seq), `rows of ${seq}`);
      assert.deepEqual(model.childrenOf(seq).map(short), entries.filter(({ parent }) => parent === seq).map(short), `children of ${seq}`);
    }
  }
}

function short(entry: Entry | Facts | undefined): string {
  return entry === undefined ? "none" : `${entry.seq} ${entry.kind} ${entry.status ?? ""}`;
}

/** Plays turns of everything that can happen, with whatever sends it. */
function play(random: Random, traffic: ModelTraffic, pair: Pair, send: () => void): void {
  for (let turn = 0; turn < 12; turn++) {
    const dice = random.below(6);
    if (dice === 0) pair.look();
    else if (dice === 1) pair.mark();
    else if (dice === 2) pair.find();
    else if (dice === 3) traffic.write(random.below(30));
    send();
    if (random.next() < 0.3) pair.check();
  }
}

function eachSeed(count: number, test: (random: Random) => void): void {
  for (const seed of new Set([...Array(count).keys(), ...FOUND])) {
    try {
      test(new Random(seed));
    } catch (error) {
      throw new Error(`Traffic of seed ${seed}`, { cause: error });
    }
  }
}

describe("PageModel beside a model of plain objects", function () {
  this.timeout(rounds(20_000, 300_000));

  for (const held of [Number.POSITIVE_INFINITY, 120]) {
    const meanwhile = Number.isFinite(held) ? " while rows leave" : "";

    it(`shows the same for any traffic, order of arrival and view${meanwhile}`, () => {
      eachSeed(rounds(30, 600), (random) => {
        const traffic = new ModelTraffic(random, held);
        traffic.write(random.below(ROWS));
        const pair = new Pair(random, traffic);
        const feed = new ModelFeed(traffic, random, pair.take, random.next() < 0.5 ? 0 : BLOCK - random.below(ROWS));
        const send = (): void => {
          feed.send(() => void pair.model.update());
          pair.model.update();
        };
        play(random, traffic, pair, send);
        while (feed.behind > 0) send();
        send();
        pair.check();
      });
    });

    it(`shows the same of what the host sends${meanwhile}`, () => {
      eachSeed(rounds(15, 400), (random) => {
        const traffic = new ModelTraffic(random, held);
        traffic.write(random.below(ROWS));
        const pair = new Pair(random, traffic);
        let behind = 0;
        let last = 0;
        const take = (message: FeedMessage): void => {
          pair.take(message);
          if (message.type === "end") ({ batch: last, behind } = message);
        };
        const { trace, fold, clock } = traffic;
        // It may begin with the newest rows alone.
        let newest = random.next() < 0.5 ? new ExchangeFold(trace, trace.first + random.below(trace.next - trace.first + 1)) : undefined;
        const feed = new Feed({ trace, exchanges: newest ?? fold, clock, session: { id: "s", title: "S", live: true }, marks: () => [], send: take });
        const send = (): void => {
          if (random.next() < 0.05) trace.clear();
          if (newest && (behind === 0 || random.next() < 0.2)) {
            newest = undefined;
            feed.retell(fold);
            behind = 1;
          }
          feed.ack(last, 1);
          traffic.ring();
          pair.model.update();
        };
        play(random, traffic, pair, send);
        if (newest) feed.retell(fold);
        newest = undefined;
        for (let turn = 0; turn < 3 || behind > 0; turn++) send();
        pair.check();
        assert.equal(pair.model.next, trace.next);
        feed.dispose();
      });
    });
  }
});
