// Stands in for the extension host in tests of the Traffic page: the real trace, exchanges and feed, in a worker, so that
// what they cost is not mistaken for the page's own work.
import { messageOf } from "../../src/core/base/failure";
import type { FeedAct } from "../../src/core/feed/feedHost";
import { PageHost } from "../../src/core/feed/pageHost";
import { HostClock } from "./hostClock";
import { HostMarks } from "./hostMarks";
import { HostSession, HostSessions } from "./hostSessions";
import type { HostOrder, HostReport } from "./steps";

/** How often a flood writes, milliseconds. */
const FLOOD_MS = 10;

const clock = new HostClock();
const sessions = new HostSessions(new HostSession("live", clock));
const marks = new HostMarks();

function report(message: HostReport): void {
  self.postMessage({ report: message });
}

const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));

const host = new PageHost<HostSession>({ clock, pause, sessions, marks, warn: (message) => report({ type: "warned", message }), act }, (message) => self.postMessage({ message }));

function act({ source, action, seqs, text }: FeedAct<HostSession>): Promise<void> {
  report({ type: "acted", action, seqs, text });
  if (action === "mark") marks.set(source.session, seqs, "");
  else if (action === "comment") marks.set(source.session, seqs, text ?? "look at this");
  else if (action === "unmark") marks.set(source.session, seqs, undefined);
  else if (action === "clear") source.trace.clear();
  else if (action === "sendAgain") return Promise.reject(new Error("The server is not running. Start it and try again."));
  return Promise.resolve();
}

async function carryOut(order: HostOrder): Promise<void> {
  switch (order.type) {
    case "play":
      for (const step of order.steps) sessions.live.play(step);
      return;
    case "load":
      return sessions.live.write(order.rows, 0.37);
    case "flood":
      return flood(order.rows, order.perSecond);
    case "burst":
      return sessions.live.burst(order.rows);
    case "clear":
      return sessions.live.trace.clear();
    case "reveal":
      return host.reveal({ session: "live", seq: order.seq });
    case "earlier": {
      const session = new HostSession("yesterday", clock);
      session.write(order.rows, 1);
      return sessions.add(session);
    }
  }
}

async function flood(rows: number, perSecond: number): Promise<void> {
  const began = performance.now();
  for (let written = 0; written < rows; ) {
    const due = Math.min(rows, Math.floor(((performance.now() - began) / 1000) * perSecond));
    if (due > written) sessions.live.write(due - written, 0);
    written = Math.max(written, due);
    await new Promise((resolve) => void setTimeout(resolve, FLOOD_MS));
  }
}

self.addEventListener("message", ({ data }: MessageEvent<{ readonly fromPage: unknown } | { readonly order: HostOrder; readonly number: number }>) => {
  if ("fromPage" in data) return host.receive(data.fromPage);
  carryOut(data.order).then(
    () => report({ type: "done", order: data.number }),
    (error: unknown) => report({ type: "failed", order: data.number, message: messageOf(error) }),
  );
});
