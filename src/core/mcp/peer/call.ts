import type { Clock } from "../../base/clock";
import { type Disposable, DisposableStore } from "../../base/disposable";
import type { Failure } from "../../base/failure";
import type { JsonObject } from "../../base/json";
import type { Progress } from "../types";

/** Progress may start the wait anew, but never beyond this multiple of the timeout. */
const LONGEST_WAIT = 10;

/** Timers of JavaScript hosts fire at once when asked for more, milliseconds. */
const LONGEST_ALARM = 2 ** 31 - 1;

/** Names a request for people, before it has an id: `tools/call "echo"`. */
export function requestName(method: string, params: JsonObject | undefined): string {
  const subject = params?.["name"] ?? params?.["uri"];
  return typeof subject === "string" ? `${method} ${JSON.stringify(subject)}` : method;
}

/** One request on its way: its wait, and why it failed when we decided that it does. */
export class Call {
  /** Set before the promise of the request is rejected by us. */
  failure: Failure | undefined;
  /** The wait was started anew at least once. */
  extended = false;
  private readonly held = new DisposableStore();
  private alarm: Disposable | undefined;
  private deadline: number;
  private readonly limit: number;

  constructor(
    readonly id: number,
    readonly method: string,
    /** Names the request in messages: `tools/call "echo" (id 7)`. */
    readonly label: string,
    readonly onProgress: ((progress: Progress) => void) | undefined,
    readonly sent: number,
    private readonly timeout: number,
    private readonly clock: Clock,
    private readonly onTimeout: (call: Call) => void,
  ) {
    this.deadline = sent + timeout;
    this.limit = sent + timeout * LONGEST_WAIT;
    this.arm(timeout);
  }

  /** Ties something to the life of the call. */
  hold(item: Disposable): void {
    this.held.add(item);
  }

  /** Starts the wait anew. The alarm stays as it is and looks at the deadline when it rings: progress may come in floods. */
  extend(): void {
    this.extended = true;
    this.deadline = Math.min(this.clock.now() + this.timeout, this.limit);
  }

  /** The call is over; nothing of it stays behind. */
  release(): void {
    this.alarm?.dispose();
    this.held.dispose();
  }

  private arm(ms: number): void {
    this.alarm = this.clock.after(Math.min(ms, LONGEST_ALARM), () => {
      const left = this.deadline - this.clock.now();
      if (left > 0) this.arm(left);
      else this.onTimeout(this);
    });
  }
}
