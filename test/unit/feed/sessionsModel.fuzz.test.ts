import assert from "node:assert/strict";
import { PageModel } from "../../../src/core/feed/model/pageModel";
import { SessionNumbers } from "../../../src/core/feed/model/sessionNumbers";
import { SessionsModel } from "../../../src/core/feed/model/sessionsModel";
import type { Entry, SortColumn, View } from "../../../src/core/feed/model/trafficModel";
import type { FeedMessage } from "../../../src/core/feed/protocol";
import type { Facts } from "../../../src/core/trace/filter/facts";
import { Random, rounds } from "../../support/random";
import { ModelFeed } from "./modelFeed";
import { ModelTraffic } from "./modelTraffic";
import { NaiveModel } from "./naiveModel";

const SORTS: readonly SortColumn[] = ["time", "time", "server", "method", "status", "duration", "size", "id"];
const FIELDS = ["server", "method", "status", "kind"] as const;
const ROWS = 120;

type Matches = NonNullable<View["matches"]>;

const FILTERS: readonly (Matches | undefined)[] = [
  undefined,
  (facts) => facts.kind === "request",
  ({ status }) => status === "error" || status === "pending",
  ({ server }) => server !== "Beta",
  (facts) => facts.size > 90,
  (facts) => facts.marked,
  (facts) => facts.contains("foo"),
  () => false,
];

/** A session with its traffic, a model of it by the book, and its feed as soon as it is shown. */
class Side {
  readonly naive = new NaiveModel();
  readonly traffic: ModelTraffic;
  feed: ModelFeed | undefined;
  expanded = false;

  constructor(
    readonly id: string,
    random: Random,
    daysAgo: number,
  ) {
    this.traffic = new ModelTraffic(random, random.next() < 0.5 ? 60 : Number.POSITIVE_INFINITY);
    this.traffic.now -= daysAgo * 86_400_000;
    this.traffic.write(random.below(ROWS));
  }
}

/** Several sessions on one page, beside what the page should show of them. */
class Stage {
  readonly numbers = new SessionNumbers();
  readonly model = new SessionsModel(this.numbers);
  readonly sides: readonly Side[];
  private filter: Matches | undefined;
  private sort: View["sort"] = { column: "time", descending: false };

  constructor(private readonly random: Random) {
    this.sides = Array.from({ length: 1 + random.below(4) }, (_, place) => new Side(`s${place}`, random, random.next() < 0.5 ? place : 0));
    // Sessions get their numbers in any order.
    for (const side of this.sides.toSorted(() => random.next() - 0.5)) this.numbers.offsetOf(side.id);
    this.arrange();
  }

  get shown(): readonly Side[] {
    return this.sides.filter(({ feed }) => feed);
  }

  turn(): void {
    const { random } = this;
    const side = random.pick(this.sides);
    switch (random.below(8)) {
      case 0:
        side.expanded = !side.expanded;
        return this.arrange();
      case 1:
        return this.look();
      case 2:
        return side.traffic.write(random.below(30));
      case 3:
        return side.feed && this.mark(side);
      case 4:
        return this.find();
      case 5:
        // The page lets go of it, and may show it again from its beginning.
        side.feed = undefined;
        this.model.keep(this.shown.map(({ id }) => id));
        return;
      default:
        if (side.feed) side.feed.send(() => void this.model.update());
        else this.show(side);
    }
  }

  finish(): void {
    for (const { feed } of this.shown) for (let left = 1; left > 0; left = feed?.behind ?? 0) feed?.send();
    this.model.update();
  }

  check(): void {
    this.model.update();
    this.checkLines();
    this.checkSums();
    this.checkVisits();
  }

  private show(side: Side): void {
    Object.assign(side, { naive: new NaiveModel() });
    side.feed = new ModelFeed(side.traffic, this.random, (message) => {
      this.model.take({ ...message, of: side.id });
      side.naive.take(message);
    });
  }

  private arrange(): void {
    this.model.arrange(this.sides.map(({ id, expanded }) => ({ session: { id, title: id, live: id === "s0" }, expanded, failure: undefined })));
  }

  private look(): void {
    const { random } = this;
    this.filter = FILTERS[random.below(FILTERS.length)];
    this.sort = { column: random.pick(SORTS), descending: random.next() < 0.4 };
    const expanded = this.shown.flatMap((side) => side.naive.entries().filter(() => random.next() < 0.2).map(({ seq }) => seq + this.offset(side)));
    this.model.setView({ matches: this.filter, sort: this.sort, range: undefined, expanded: new Set(expanded) });
  }

  private mark(side: Side): void {
    const { trace } = side.traffic;
    const marks = Array.from({ length: this.random.below(5) }, () => trace.first + this.random.below(50));
    const message: FeedMessage = { type: "marks", marks: [...new Set(marks)].map((seq) => ({ seq, comment: `about ${seq}` })) };
    this.model.take({ ...message, of: side.id });
    side.naive.take(message);
  }

  private find(): void {
    const rows: number[] = [];
    for (const side of this.shown.toSorted((a, b) => this.offset(a) - this.offset(b))) {
      const { first, next } = side.traffic.trace;
      const found = [...new Set(Array.from({ length: this.random.below(20) }, () => first + this.random.below(Math.max(1, next - first))))].sort((a, b) => a - b);
      side.naive.found.set("foo", new Set(found));
      rows.push(...found.map((seq) => seq + this.offset(side)));
    }
    this.model.setFound("foo", Float64Array.from(rows));
  }

  private offset({ id }: Side): number {
    return this.numbers.offsetOf(id);
  }

  private viewOf(side: Side): View {
    const offset = this.offset(side);
    return { ...this.model.view, expanded: new Set([...this.model.view.expanded].map((seq) => seq - offset)) };
  }

  private checkLines(): void {
    const { model, numbers } = this;
    const expected: string[] = [];
    for (const side of this.sides) {
      const offset = this.offset(side);
      expected.push(`line ${numbers.lineOf(side.id)}`);
      const lines = side.feed && side.expanded ? side.naive.lines(this.viewOf(side)).lines : [];
      expected.push(...lines.map((entry) => short(moved(entry, offset))));
    }
    const lines = Array.from({ length: model.lines }, (_, line) => model.lineAt(line));
    assert.deepEqual(lines.map((line) => (line?.kind === "session" ? `line ${line.seq}` : short(line))), expected);
    lines.forEach((at, line) => {
      assert.equal(at && model.lineOf(at.seq), line, `line of ${at?.seq}`);
      assert.deepEqual(model.entryAt(line), at?.kind === "session" ? undefined : at);
      assert.equal(model.seqAt(line), model.entryAt(line)?.seq);
    });
    assert.equal(model.lineAt(model.lines), undefined);
    for (const side of this.shown) {
      for (const entry of side.naive.entries()) {
        assert.deepEqual(model.entryOf(entry.seq + this.offset(side))?.time, entry.time);
        if (!side.expanded) assert.equal(model.lineOf(entry.seq + this.offset(side)), undefined);
      }
    }
  }

  private checkSums(): void {
    const { model, shown } = this;
    const entries = shown.flatMap(({ naive }) => naive.entries().map((entry) => ({ naive, entry })));
    assert.equal(model.entries, entries.length);
    assert.equal(model.shown, shown.reduce((sum, side) => sum + side.naive.lines(this.viewOf(side)).matched.length, 0));
    let rows = 0;
    for (const side of shown) {
      const extent = model.extentOf(this.offset(side)) ?? { first: -1, next: -1 };
      assert.equal(extent.first - this.offset(side), side.naive.first);
      rows += extent.next - extent.first;
    }
    assert.equal(model.next - model.first, rows);
    for (const field of FIELDS) {
      const counts = new Map<string, number>();
      for (const { naive, entry } of entries) {
        const value = naive.facts(entry)[field];
        if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      assert.deepEqual(model.values(field), [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)), field);
    }
    for (const side of this.sides) {
      const group = model.groupOf(this.offset(side));
      const all = side.feed ? side.naive.entries() : [];
      assert.deepEqual(group && [group.state.type, group.entries, group.bad], [side.feed ? "open" : side.expanded ? "opening" : "closed", all.length, all.filter((entry) => side.naive.isBad(entry)).length]);
    }
    const histogram = model.histogram(30);
    const about = model.overviewed ? shown.filter(({ id }) => id === model.overviewed?.id) : shown;
    assert.equal(total(histogram?.all), about.reduce((sum, { naive }) => sum + naive.entries().length, 0));
  }

  /** In order of time: what stands lowest is the oldest. */
  private checkVisits(): void {
    const { model } = this;
    const expected = this.shown.toReversed().flatMap((side) => side.naive.lines(this.viewOf(side)).matched.map(({ seq }) => seq + this.offset(side)));
    const visited: number[] = [];
    model.each((facts) => visited.push(facts.seq));
    assert.deepEqual(visited, expected);
    const sliced: number[] = [];
    let from: number | undefined;
    do from = model.eachFrom(from, 7, (facts) => sliced.push(facts.seq));
    while (from !== undefined);
    assert.deepEqual(sliced, expected);
  }
}

function moved(entry: Entry, offset: number): Entry {
  const by = (seq: number | undefined): number | undefined => (seq === undefined ? undefined : seq + offset);
  return { ...entry, seq: entry.seq + offset, answer: by(entry.answer), parent: by(entry.parent) };
}

function short(entry: Entry | undefined): string {
  return entry === undefined ? "none" : [entry.seq, entry.kind, entry.status, entry.id, entry.answer, entry.parent, entry.depth, entry.children, entry.marked].join(" ");
}

function total(counts: Uint32Array | undefined): number {
  return counts?.reduce((sum, count) => sum + count, 0) ?? 0;
}

function eachSeed(count: number, test: (random: Random) => void): void {
  for (let seed = 0; seed < count; seed++) {
    try {
      test(new Random(seed));
    } catch (error) {
      throw new Error(`Traffic of seed ${seed}`, { cause: error });
    }
  }
}

describe("SessionsModel beside models of plain objects", function () {
  this.timeout(rounds(20_000, 300_000));

  it("shows each session under its line, whatever is expanded, comes, goes and leaves", () => {
    eachSeed(rounds(15, 600), (random) => {
      const stage = new Stage(random);
      for (let turn = 0; turn < 40; turn++) {
        stage.turn();
        if (random.next() < 0.2) stage.check();
      }
      stage.finish();
      stage.check();
    });
  });

  it("shows one session as its model by itself does", () => {
    eachSeed(rounds(8, 200), (random) => {
      const traffic = new ModelTraffic(random, random.next() < 0.5 ? 80 : Number.POSITIVE_INFINITY);
      traffic.write(random.below(ROWS));
      const alone = new PageModel();
      const model = new SessionsModel(new SessionNumbers());
      const feed = new ModelFeed(traffic, random, (message) => {
        alone.take(message);
        model.take({ ...message, of: "s" });
      });
      for (let turn = 0; turn < 12; turn++) {
        feed.send();
        assert.equal(model.update(), alone.update());
        if (random.next() < 0.3) traffic.write(random.below(30));
        const seqs = Array.from({ length: 10 }, () => random.below(ROWS));
        const view = { matches: FILTERS[random.below(FILTERS.length)], sort: { column: random.pick(SORTS), descending: random.next() < 0.4 }, range: undefined, expanded: new Set(seqs) };
        for (const each of [alone, model]) each.setView(view);
        assert.deepEqual(seen(model, seqs), seen(alone, seqs));
      }
    });
  });
});

/** Everything that there is to see. */
function seen(model: PageModel | SessionsModel, seqs: readonly number[]): unknown {
  const { session, first, next, evicted, entries, shown, lines, now, span, newestLine, overviewed, view } = model;
  const visited: number[] = [];
  model.each((facts: Facts) => visited.push(facts.seq));
  return {
    session, first, next, evicted, entries, shown, lines, now, span, newestLine, overviewed, view, visited,
    shownLines: Array.from({ length: lines }, (_, line) => model.lineAt(line)),
    values: ([...FIELDS, "tool"] as const).map((field) => model.values(field)),
    histogram: model.histogram(20),
    of: seqs.map((seq) => [model.entryOf(seq), model.lineOf(seq), model.rowAt(seq), model.rowsOf(seq), model.childrenOf(seq)]),
  };
}
