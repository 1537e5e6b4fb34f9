import type { TrafficModel } from "../../../src/core/feed/model/trafficModel";
import { Statistics } from "../../../src/core/trace/statistics/statistics";

/** Entries between two looks at the clock. */
const SLICE = 8192;
/** Most time in one frame, milliseconds, that it may take. */
const BUDGET = 5;

/** Goes through all entries that are shown, some in each frame, so that a million of them do not stop the page. */
export class StatisticsPass {
  private frame: number | undefined;
  private statistics = new Statistics();
  /** Where to go on; `undefined` at the beginning. */
  private from: number | undefined = undefined;
  private cost = 0;

  /** @param onEnd gets the statistics and how many milliseconds they took */
  constructor(
    private readonly model: Pick<TrafficModel, "eachFrom">,
    private readonly onEnd: (statistics: Statistics, cost: number) => void,
  ) {}

  get isUnderWay(): boolean {
    return this.frame !== undefined;
  }

  /** Begins, also when it is under way. */
  begin(): void {
    this.cancel();
    this.statistics = new Statistics();
    this.from = undefined;
    this.cost = 0;
    this.step();
  }

  cancel(): void {
    if (this.frame !== undefined) window.cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  private step(): void {
    this.frame = undefined;
    const begun = performance.now();
    let { from } = this;
    do {
      from = this.model.eachFrom(from, SLICE, (facts) => this.statistics.add(facts));
    } while (from !== undefined && performance.now() - begun < BUDGET);
    this.cost += performance.now() - begun;
    if (from === undefined) this.onEnd(this.statistics, this.cost);
    else {
      this.from = from;
      this.frame = window.requestAnimationFrame(() => this.step());
    }
  }
}
