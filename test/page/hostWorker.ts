// Stands in for the extension host in tests of the Traffic page: the real trace, exchanges and feed, in a worker, so that
// what they cost is not mistaken for the page's own work.
import { messageOf } from "../../src/core/base/failure";
import type { FeedAct } from "../../src/core/feed/feedHost";
import { PageHost } from "../../src/core/feed/pageHost";
import { HostClock } from "./hostClock";
import { HostFilters } from "./hostFilters";
import { HostMarks } from "./hostMarks";
import { HostSession, HostSessions } from "./hostSessions";
import type { HostOrder, HostReport } from "./steps";

/** How often a flood writes, milliseconds. */
const FLOOD_MS = 10;

const DAY_MS = 86_400_000;

const clock = new HostClock();
const sessions = new HostSessions(new HostSession("live", clock), (session) => report({ type: "opened", session }));
const marks = new HostMarks();
const savedFilters = new HostFilters((filters) => report({ type: "filtersSaved", filters }));

function report(message: HostReport): void {
  self.postMessage({ report: message });
}

const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));

const host = new PageHost<HostSession>({ clock, pause, sessions, marks, savedFilters, warn: (message) => report({ type: "warned", message }), act }, (message) => self.postMessage({ message }));

function act({ source, action, seqs, beside, text }: FeedAct<HostSession>): Promise<void> {
  report({ type: "acted", action, seqs, text, ...(beside.length > 0 && { beside: beside.map((each) => ({ session: each.source.session, seqs: each.seqs })) }) });
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
    case "lines":
      for (const line of order.lines) sessions.live.line(order.server, line.from, Uint8Array.from(atob(line.base64), (unit) => unit.charCodeAt(0)));
      return;
    case "load":
      return sessions.live.write(order.rows, 0.37);
    case "flood":
      return flood(order.rows, order.perSecond);
    case "burst":
      return sessions.live.burst(order.rows);
    case "clear":
      return sessions.live.trace.clear();
    case "filters":
      return savedFilters.set(order.filters);
    case "reveal":
      return host.reveal({ session: order.session ?? "live", seq: order.seq });
    case "delete":
      return sessions.delete(order.session);
    case "earlier": {
      const session = new HostSession(order.session ?? "yesterday", clock, (order.daysAgo ?? 1) * DAY_MS);
      for (const step of order.steps ?? []) session.play(step);
      session.write(order.rows, 1);
      return sessions.add(session, order.torn);
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
