import { isJsonObject } from "../../core/base/json";
import type { Disposable } from "../../core/base/disposable";
import type { Server } from "../../core/server/server";
import type { Frame } from "../../core/wire/frame";
import type { Trace } from "../../core/trace/trace";

/** Notes the place in the trace of the next call of a tool, so that it can be shown in the traffic whatever becomes of it. */
export class RequestWatch implements Disposable {
  /** Sequence of the request; `undefined` while it was not sent. */
  request: number | undefined;
  private readonly subscription: Disposable;

  /** @param onRequest is told of the sequence as soon as the request was sent */
  constructor(trace: Trace, server: Server, tool: string, onRequest: (seq: number) => void) {
    this.subscription = trace.onAppend((frames) => {
      if (this.request !== undefined) return;
      this.request = frames.find((frame) => frame.link === server.link && isCallOf(frame, tool))?.seq;
      if (this.request === undefined) return;
      this.subscription.dispose();
      onRequest(this.request);
    });
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

function isCallOf(frame: Frame, tool: string): boolean {
  if (frame.from !== "client" || frame.kind !== "request" || frame.method !== "tools/call") return false;
  const message = frame.message();
  return isJsonObject(message) && isJsonObject(message.params) && message.params.name === tool;
}
