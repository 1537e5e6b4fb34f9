import type { Disposable } from "../../base/disposable";
import type { Failure } from "../../base/failure";
import type { JsonObject } from "../../base/json";
import type { Progress } from "../types";

/** Progress may start the wait anew, but never beyond this multiple of the timeout. */
const LONGEST_WAIT = 10;

/** Names a request for people, before it has an id: `tools/call "echo"`. */
export function requestName(method: string, params: JsonObject | undefined): string {
  const subject = params?.["name"] ?? params?.["uri"];
  return typeof subject === "string" ? `${method} ${JSON.stringify(subject)}` : method;
}

/** One request on its way: its wait, and why it failed when we decided that it does. */
export class Call {
  /** Set before the promise of the request is rejected by us. */
  failure: Failure | undefined = undefined;
  /** The wait was started anew at least once. */
  extended = false;
  /** When the wait ends, milliseconds since the epoch. */
  deadline: number;
  /** Listens for the wish to cancel. */
  cancelling: Disposable | undefined = undefined;

  constructor(
    readonly id: number,
    readonly method: string,
    private readonly params: JsonObject | undefined,
    readonly onProgress: ((progress: Progress) => void) | undefined,
    readonly sent: number,
    private readonly timeout: number,
    readonly onSent?: (seq: number) => void,
  ) {
    this.deadline = sent + timeout;
  }

  /** Names the request in messages: `tools/call "echo" (id 7)`. */
  get label(): string {
    return `${requestName(this.method, this.params)} (id ${this.id})`;
  }

  /** Starts the wait anew. */
  extend(now: number): void {
    this.extended = true;
    this.deadline = Math.min(now + this.timeout, this.sent + this.timeout * LONGEST_WAIT);
  }

  /** The call is over; nothing of it stays behind. */
  release(): void {
    this.cancelling?.dispose();
    this.cancelling = undefined;
  }
}
