import { Emitter } from "../../base/event";
import type { Facts } from "../../trace/filter/facts";
import type { FeedMessage, FeedSession } from "../protocol";
import { mergedHistogram } from "./mergedHistogram";
import { oneOverview } from "./oneOverview";
import { PageModel } from "./pageModel";
import { renumbered } from "./renumbered";
import type { SessionNumbers } from "./sessionNumbers";
import type { Entry, Group, GroupState, Histogram, RowFacts, TrafficModel, View } from "./trafficModel";

/** What is to stand on the page of a session, in its place among the others. */
export interface GroupSetting {
  readonly session: FeedSession;
  readonly expanded: boolean;
  /** Why it could not be opened, in words. */
  readonly failure: string | undefined;
}

/** A session that is in the page. */
interface Loaded {
  readonly id: string;
  readonly offset: number;
  readonly model: PageModel;
}

/** How much finer the pieces of each session are than those of the whole that they are put into. */
const FINER = 4;

/**
 * The traffic of one session or of several. With one everything is as in its `PageModel`; several stand one below the other,
 * each under a line of its own and with its own order, and whatever counts or goes over entries takes those of all that are
 * in the page.
 */
export class SessionsModel implements TrafficModel {
  view: View = { matches: undefined, sort: { column: "time", descending: false }, range: undefined, expanded: new Set() };
  private loaded: readonly Loaded[] = [];
  /** `undefined`: there is one session, which has no line. */
  private groups: readonly GroupSetting[] | undefined = undefined;
  /** A row of the session that the overview is about when there is too much time between them. */
  private focused: number | undefined = undefined;
  private stale = false;
  private readonly dirty = new Emitter<void>();
  readonly onDirty = this.dirty.event;

  constructor(private readonly numbers: SessionNumbers) {}

  /** Ids of the sessions that are in the page. */
  get ids(): readonly string[] {
    return this.loaded.map(({ id }) => id);
  }

  /** The one that goes on. */
  get liveId(): string | undefined {
    return this.loaded.find(({ model }) => model.session?.live === true)?.id;
  }

  /** Sessions have lines. */
  get isGrouped(): boolean {
    return this.groups !== undefined;
  }

  sessionOf(id: string): FeedSession | undefined {
    return this.find(id)?.model.session;
  }

  /** Of several sessions something that names them all, and changes when numbers mean other rows. */
  get session(): FeedSession | undefined {
    const known = this.loaded.flatMap(({ model }) => model.session ?? []);
    const [first] = known;
    if (!first || (!this.groups && known.length === 1)) return first;
    return { id: `${this.numbers.generation} ${this.numbers.ids[0] ?? ""}`, title: first.title, live: known.some(({ live }) => live) };
  }

  get first(): number {
    return this.loaded.reduce((sum, { model, offset }) => sum + model.first - offset, 0);
  }

  get next(): number {
    return this.loaded.reduce((sum, { model, offset }) => sum + Math.max(0, model.next - offset), 0);
  }

  get evicted(): { readonly frames: number; readonly bytes: number } {
    return { frames: this.sum(({ evicted }) => evicted.frames), bytes: this.sum(({ evicted }) => evicted.bytes) };
  }

  get entries(): number {
    return this.sum((model) => model.entries);
  }

  get shown(): number {
    return this.sum((model) => model.shown);
  }

  get lines(): number {
    return this.groups ? this.groups.reduce((sum, group) => sum + 1 + this.linesBelow(group), 0) : (this.only?.model.lines ?? 0);
  }

  get now(): number {
    return this.loaded.reduce((latest, { model }) => Math.max(latest, model.now), 0);
  }

  get span(): { readonly from: number; readonly to: number } | undefined {
    const spans = this.inOverview.flatMap(({ model }) => model.span ?? []);
    return spans.length === 0 ? undefined : { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) };
  }

  get overviewed(): FeedSession | undefined {
    const [only, another] = this.inOverview;
    if (!only || another || this.loaded.filter(({ model }) => model.entries > 0).length < 2) return undefined;
    return this.groups?.find(({ session }) => session.id === only.id)?.session;
  }

  /** @param of the session that it is about */
  take(message: FeedMessage & { readonly of: string }): void {
    const { of } = message;
    if (message.type === "open") this.open(of);
    const loaded = this.loaded.find(({ id }) => id === of);
    loaded?.model.take(renumbered(message, loaded.offset));
    this.changed();
  }

  /** Has each session stand under a line of its own, in this order; without one, the only session stands for itself. */
  arrange(groups: readonly GroupSetting[] | undefined): void {
    this.groups = groups;
    this.changed();
  }

  /** Lets go of all sessions but these. */
  keep(ids: readonly string[]): void {
    if (this.loaded.every(({ id }) => ids.includes(id))) return;
    this.loaded = this.loaded.filter(({ id }) => ids.includes(id));
    this.changed();
  }

  /** Says which session a person looks at, by one of its numbers. */
  focus(seq: number | undefined): void {
    this.focused = seq;
  }

  update(): boolean {
    let changed = this.stale;
    this.stale = false;
    for (const { model } of this.loaded) if (model.update()) changed = true;
    return changed;
  }

  setView(view: View): void {
    this.view = view;
    for (const loaded of this.loaded) loaded.model.setView(this.viewOf(loaded));
    this.stale = true;
  }

  entryAt(line: number): Entry | undefined {
    const at = this.lineAt(line);
    return at?.kind === "session" ? undefined : at;
  }

  lineAt(line: number): Entry | Group | undefined {
    const at = this.placeOf(line);
    return at?.group ? this.groupLine(at.group) : at?.model?.entryAt(at.line);
  }

  seqAt(line: number): number | undefined {
    const at = this.placeOf(line);
    return at?.model?.seqAt(at.line);
  }

  get newestLine(): number | undefined {
    if (!this.groups) return this.only?.model.newestLine;
    let line = 0;
    for (const group of this.groups) {
      const newest = group.session.live && group.expanded ? this.find(group.session.id)?.model.newestLine : undefined;
      if (newest !== undefined) return line + 1 + newest;
      line += 1 + this.linesBelow(group);
    }
    return undefined;
  }

  groupOf(seq: number): Group | undefined {
    const session = this.numbers.sessionOf(seq);
    const group = this.groups?.find((each) => each.session.id === session);
    return group && this.groupLine(group);
  }

  extentOf(seq: number): { readonly first: number; readonly next: number } | undefined {
    return this.holder(seq)?.model.extentOf();
  }

  entryOf(seq: number): Entry | undefined {
    return this.holder(seq)?.model.entryOf(seq);
  }

  lineOf(seq: number): number | undefined {
    if (!this.groups) return this.only === this.holder(seq) ? this.only?.model.lineOf(seq) : undefined;
    const session = this.numbers.sessionOf(seq);
    let line = 0;
    for (const group of this.groups) {
      if (group.session.id !== session) {
        line += 1 + this.linesBelow(group);
        continue;
      }
      if (this.numbers.isLine(seq)) return line;
      const below = group.expanded ? this.holder(seq)?.model.lineOf(seq) : undefined;
      return below === undefined ? undefined : line + 1 + below;
    }
    return undefined;
  }

  rowAt(seq: number): RowFacts | undefined {
    return this.holder(seq)?.model.rowAt(seq);
  }

  rowsOf(seq: number): readonly number[] {
    return this.holder(seq)?.model.rowsOf(seq) ?? [];
  }

  childrenOf(seq: number, limit?: number): readonly Entry[] {
    return this.holder(seq)?.model.childrenOf(seq, limit) ?? [];
  }

  each(visit: (facts: Facts) => void): void {
    for (const { model } of this.byTime) model.each(visit);
  }

  eachFrom(from: number | undefined, limit: number, visit: (facts: Facts) => void): number | undefined {
    const { byTime } = this;
    const holder = from === undefined ? byTime[0] : this.holder(from);
    const at = byTime.findIndex((each) => each === holder);
    const loaded = byTime[at];
    if (!loaded) return undefined;
    return loaded.model.eachFrom(from, limit, visit) ?? byTime[at + 1]?.model.first;
  }

  /** @param rows of all sessions, ascending */
  setFound(text: string, rows: Float64Array): void {
    for (const { offset, model } of this.loaded) model.setFound(text, rows.subarray(lowerBound(rows, offset), lowerBound(rows, this.numbers.endOf(offset))));
    this.stale = true;
  }

  histogram(buckets: number): Histogram | undefined {
    const { inOverview } = this;
    if (inOverview.length === 1) return inOverview[0]?.model.histogram(buckets);
    return mergedHistogram(inOverview.flatMap(({ model }) => model.histogram(buckets * FINER) ?? []), buckets);
  }

  values(field: Parameters<TrafficModel["values"]>[0]): readonly { readonly value: string; readonly count: number }[] {
    if (this.loaded.length === 1) return this.only?.model.values(field) ?? [];
    const sums = new Map<string, number>();
    for (const { model } of this.loaded) for (const { value, count } of model.values(field)) sums.set(value, (sums.get(value) ?? 0) + count);
    return [...sums].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  private changed(): void {
    this.stale = true;
    this.dirty.fire();
  }

  /** A session comes, or begins anew: in the place of the one that was there, or beside others. */
  private open(id: string): void {
    const offset = this.numbers.offsetOf(id);
    if (this.loaded.some((loaded) => loaded.id === id && loaded.offset === offset) && (this.groups || this.loaded.length === 1)) return;
    const loaded = { id, offset, model: (this.groups ? undefined : this.only?.model) ?? new PageModel() };
    this.loaded = this.groups ? [...this.loaded.filter((each) => each.id !== id), loaded] : [loaded];
    loaded.model.setView(this.viewOf(loaded));
  }

  private get only(): Loaded | undefined {
    return this.loaded[0];
  }

  private find(session: string | undefined): Loaded | undefined {
    return this.loaded.find(({ id }) => id === session);
  }

  /** Where a row is, if it is in the page. */
  private holder(seq: number): Loaded | undefined {
    return this.numbers.isLine(seq) ? undefined : this.find(this.numbers.sessionOf(seq));
  }

  /** In order of time: the newest session stands at the top of the page. */
  private get byTime(): readonly Loaded[] {
    const { groups } = this;
    if (!groups || this.loaded.length < 2) return this.loaded;
    const places = new Map(groups.map(({ session }, place) => [session.id, place]));
    return this.loaded.toSorted((a, b) => (places.get(b.id) ?? -1) - (places.get(a.id) ?? -1));
  }

  /** Those that the overview is about: all, unless there would be hardly anything in it but the time between them; then the one that is looked at. */
  private get inOverview(): readonly Loaded[] {
    const some = this.loaded.flatMap((loaded) => {
      const span = loaded.model.entries > 0 ? loaded.model.span : undefined;
      return span ? [{ loaded, ...span }] : [];
    });
    const focused = this.focused === undefined ? undefined : this.numbers.sessionOf(this.focused);
    return oneOverview(some, ({ loaded }) => loaded.id === focused).map(({ loaded }) => loaded);
  }

  private sum(of: (model: PageModel) => number): number {
    return this.loaded.reduce((sum, { model }) => sum + of(model), 0);
  }

  /** What has a line: a session, or an entry with its line in its own session. */
  private placeOf(line: number): { readonly group?: GroupSetting; readonly model?: PageModel | undefined; readonly line: number } | undefined {
    if (!this.groups) return { model: this.only?.model, line };
    let below = line;
    for (const group of this.groups) {
      if (below === 0) return { group, line };
      const count = 1 + this.linesBelow(group);
      if (below < count) return { model: this.find(group.session.id)?.model, line: below - 1 };
      below -= count;
    }
    return undefined;
  }

  private linesBelow({ session, expanded }: GroupSetting): number {
    return expanded ? (this.find(session.id)?.model.lines ?? 0) : 0;
  }

  private groupLine(group: GroupSetting): Group {
    const { session, expanded } = group;
    const model = this.find(session.id)?.model;
    return {
      seq: this.numbers.lineOf(session.id),
      kind: "session",
      session,
      expanded,
      state: stateOf(group, model !== undefined),
      servers: model?.servers ?? [],
      entries: model?.entries ?? 0,
      shown: model?.shown ?? 0,
      bad: model?.bad ?? 0,
    };
  }

  private viewOf({ offset }: Loaded): View {
    const { view } = this;
    const end = this.numbers.endOf(offset);
    const isOwn = (seq: number): boolean => seq >= offset && seq < end;
    const expanded = [...view.expanded];
    return expanded.every(isOwn) ? view : { ...view, expanded: new Set(expanded.filter(isOwn)) };
  }
}

function stateOf({ expanded, failure }: GroupSetting, isOpen: boolean): GroupState {
  if (isOpen) return { type: "open" };
  if (failure !== undefined) return { type: "failed", message: failure };
  return { type: expanded ? "opening" : "closed" };
}

/** The first place whose value is not below `value`. */
function lowerBound(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
