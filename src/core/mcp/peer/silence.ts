import { describeDuration } from "../duration";
import { brief } from "../brief";
import { describeErrorCode } from "./errorCodes";
import type { Incoming } from "./incoming";

/** What a server did while an answer was awaited, in words; a timeout without it says too little. */
export class Silence {
  private lastHeard: number | undefined;
  private lastStray: { readonly time: number; readonly what: string } | undefined;

  /** A message of any sort arrived. */
  heard(time: number): void {
    this.lastHeard = time;
  }

  /** An answer arrived that belongs to no request. */
  stray(time: number, answer: Incoming & { readonly type: "result" | "error" | "bad-answer" }): void {
    const detail = answer.type === "error" ? ` (error ${describeErrorCode(answer.error.code)}: ${brief(answer.error.message)})` : "";
    this.lastStray = { time, what: `An answer ${describeId(answer.id)}${detail} came, which belongs to no request` };
  }

  /** @param since when the unanswered request was sent */
  describe(since: number, now: number): string {
    if (this.lastHeard === undefined) return "No message has come from the server at all.";
    if (this.lastHeard < since) return "No message has come from the server since.";
    const last = `The last message from the server came ${describeDuration(now - this.lastHeard)} ago.`;
    const stray = this.lastStray;
    return stray && stray.time >= since ? `${stray.what}. ${last}` : last;
  }
}

function describeId(id: unknown): string {
  if (id === undefined) return "without an id";
  const text = `with id ${brief(JSON.stringify(id))}`;
  return typeof id === "string" && Number.isFinite(Number(id)) && id.trim() !== "" ? `${text} (a string, not a number)` : text;
}
