import type { Entry, TrafficModel } from "../../../src/core/feed/model/trafficModel";

/** To look at more steps than this takes longer than a frame, and their marks would run together. */
const MANY = 5000;
/** Most entries whose steps are remembered: several screens full. */
const REMEMBERED = 500;

interface Known {
  /** How many children the entry had then. */
  readonly children: number;
  readonly times: readonly number[];
}

/** When progress, logs and requests of the server came in the course of an entry; for `TimeScale.steps`. */
export class WaterfallSteps {
  private readonly known = new Map<number, Known>();
  private session: string | undefined;

  constructor(private readonly model: Pick<TrafficModel, "childrenOf" | "session">) {}

  /** Milliseconds since the epoch, in order of time. */
  readonly of = (entry: Entry): readonly number[] | "many" => {
    if (entry.children > MANY) return "many";
    if (this.session !== this.model.session?.id) {
      this.session = this.model.session?.id;
      this.known.clear();
    }
    const known = this.known.get(entry.seq);
    if (known?.children === entry.children) return known.times;
    const times = this.model.childrenOf(entry.seq).map(({ time }) => time);
    if (this.known.size >= REMEMBERED) this.known.clear();
    this.known.set(entry.seq, { children: entry.children, times });
    return times;
  };
}
