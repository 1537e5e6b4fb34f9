import type { JsonRpcId } from "../../wire/message";
import type { EntryKind, EntryStatus, Facts } from "../../trace/filter/facts";
import { fromOf } from "../../trace/store/rowFlags";
import { entryKind } from "./entryKind";
import type { Store } from "./store";
import { statusWord } from "./statusCode";

/** What the store does not know of an entry. */
export interface Asides {
  /** The host's clock, milliseconds since the epoch. */
  now(): number;
  isMarked(place: number): boolean;
  contains(text: string, place: number): boolean;
}

/** Facts that entries of one class and status need not have in common; `growing` is a duration that has no end yet, or whose end is in a row that is still to come. */
export const Asked = { own: 1, growing: 2, marked: 4, text: 8 } as const;

/** The facts about one entry after the other, read off the columns. It notes which facts were asked for. */
export class FactsCursor implements Facts {
  /** The bits of `Asked`. */
  asked = 0;
  private place = 0;
  private code = 0;
  private statusCode = 0;

  constructor(
    private readonly store: Store,
    private readonly asides: Asides,
  ) {}

  moveTo(place: number, code: number, status: number): this {
    this.place = place;
    this.code = code;
    this.statusCode = status;
    return this;
  }

  get seq(): number {
    this.asked |= Asked.own;
    return this.place + this.store.base;
  }

  get kind(): EntryKind {
    return entryKind(this.store.classes.flags[this.code] ?? 0);
  }

  get server(): string {
    return this.store.words.links[this.store.classes.links[this.code] ?? 0]?.name ?? "";
  }

  get from(): Facts["from"] {
    return fromOf(this.store.classes.flags[this.code] ?? 0);
  }

  get method(): string | undefined {
    return this.store.words.methods[this.store.classes.methods[this.code] ?? 0];
  }

  get subject(): string | undefined {
    return this.store.words.subjects[this.store.classes.subjects[this.code] ?? 0];
  }

  get id(): JsonRpcId | undefined {
    this.asked |= Asked.own;
    return this.store.rows.id(this.place);
  }

  get status(): EntryStatus | undefined {
    return statusWord(this.statusCode);
  }

  get time(): number {
    this.asked |= Asked.own;
    return this.store.rows.time(this.place);
  }

  get duration(): number | undefined {
    this.asked |= Asked.own;
    const duration = this.store.duration(this.place);
    if (duration !== -1) return duration;
    this.asked |= Asked.growing;
    return Math.max(0, this.asides.now() - this.store.rows.time(this.place));
  }

  get size(): number {
    this.asked |= Asked.own;
    return this.store.bytes(this.place);
  }

  get marked(): boolean {
    this.asked |= Asked.marked;
    return this.asides.isMarked(this.place);
  }

  contains(text: string): boolean {
    this.asked |= Asked.text;
    return this.asides.contains(text, this.place);
  }
}
