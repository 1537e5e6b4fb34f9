import { isJsonObject } from "../../core/base/json";
import type { Disposable } from "../../core/base/disposable";
import type { Server } from "../../core/server/server";
import type { Frame, Rows } from "../../core/wire/frame";
import type { Trace } from "../../core/trace/trace";

/** Notes the place in the trace of the next call of a tool, so that it can be shown in the traffic whatever becomes of it. */
export class RequestWatch implements Disposable {
  /** Sequence of the request; `undefined` while it was not sent. */
  request: number | undefined;
  /** The link it was sent on, which the server may have left since. */
  link: number | undefined;
  private readonly subscription: Disposable;

  /** @param onRequest is told of the sequence as soon as the request was sent */
  constructor(trace: Trace, server: Server, tool: string, onRequest: (seq: number) => void) {
    this.subscription = trace.onAppend((rows) => {
      if (this.request !== undefined || rows.source !== "sent" || rows.link !== server.link) return;
      this.request = callAmong(rows, tool)?.seq;
      if (this.request === undefined) return;
      this.link = rows.link;
      this.subscription.dispose();
      onRequest(this.request);
    });
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

function callAmong(rows: Rows, tool: string): Frame | undefined {
  for (let seq = rows.first; seq < rows.next; seq++) {
    if (rows.method(seq) === "tools/call" && isCallOf(rows.at(seq), tool)) return rows.at(seq);
  }
  return undefined;
}

function isCallOf(frame: Frame, tool: string): boolean {
  if (frame.kind !== "request") return false;
  const message = frame.message();
  return isJsonObject(message) && isJsonObject(message.params) && message.params.name === tool;
}
