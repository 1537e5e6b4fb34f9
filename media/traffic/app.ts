import { SessionNumbers } from "../../src/core/feed/model/sessionNumbers";
import { SessionsModel } from "../../src/core/feed/model/sessionsModel";
import type { HostToPage } from "../../src/core/feed/protocol";
import { Announcer } from "./announcer";
import { details } from "./details/details";
import { FeedStatus } from "./feedStatus";
import { Frames } from "./frames";
import { HostRows } from "./hostRows";
import { Layout } from "./layout";
import { overview } from "./overview/overview";
import type { Part } from "./part";
import { Pace } from "./pace";
import { type FedMessage, type HostApi, Port } from "./port";
import { Reveal } from "./reveal";
import { ShownSessions } from "./shownSessions";
import { statisticsView } from "./statistics/statisticsView";
import { trafficTable } from "./table/trafficTable";
import { toolbar } from "./toolbar/toolbar";
import { TrafficPage } from "./trafficPage";
import { ViewKeeper } from "./viewKeeper";

/** Longest wait for a frame before a batch is acknowledged without one, milliseconds: a hidden page has no frames. */
const ACK_MS = 200;
/** While a person scrolls, batches come so far apart, milliseconds: one large one is felt less than many small ones. */
const SCROLLED_ACK_MS = 600;
/** How often what comes is drawn while much is still to come: to show every batch would take longer than all of them. */
const SELDOM = { least: 500, most: 600, share: 0.2 };
/** Rows that may wait to be drawn all the same: to work in more of them at once would be felt. */
const MOST_WAITING = 200_000;
/** Milliseconds after which nobody scrolls any more. */
const SCROLLED_MS = 150;

/** The page: takes what the host pushes, and has the parts show it once a frame. */
export class App {
  private readonly numbers = new SessionNumbers();
  private readonly model = new SessionsModel(this.numbers);
  private readonly status = new FeedStatus();
  private readonly port: Port;
  private readonly page: TrafficPage;
  private readonly sessions: ShownSessions;
  private readonly view: ViewKeeper;
  private readonly reveal: Reveal;
  private readonly parts: readonly Part[];
  private readonly frames: Frames;
  private readonly pace = new Pace(SELDOM, () => this.frames.request());
  /** Rows that have come since the page was drawn. */
  private waiting = 0;
  /** Milliseconds of work since a batch was acknowledged. */
  private worked = 0;
  private scrolled = Number.NEGATIVE_INFINITY;
  /** Batches that the host does not know to be taken, by session. */
  private readonly unacked = new Map<string, { readonly batch: number; readonly timer: number; readonly isLate: boolean }>();

  constructor(
    host: HostApi,
    body: HTMLElement,
    private readonly report: (error: unknown) => void,
  ) {
    const announcer = new Announcer();
    this.frames = new Frames(() => this.render(), report);
    this.port = new Port(host);
    this.page = new TrafficPage(this.model, host, this.port, new HostRows(this.port, this.numbers, this.model), announcer, () => this.frames.request());
    this.sessions = new ShownSessions(this.page, this.model, this.numbers, this.status);
    this.view = new ViewKeeper(this.page);
    const table = trafficTable(this.page, this.status);
    const layout = new Layout(this.page, { toolbar: toolbar(this.page, this.status, (x, y) => table.chooseColumns(x, y)), overview: overview(this.page), table, statistics: statisticsView(this.page), details: details(this.page) });
    this.parts = layout.parts;
    this.reveal = new Reveal(this.page, table);
    body.replaceChildren(layout.element, announcer.element);
    this.port.onMessage((message) => this.take(message));
    this.port.onSessions((list) => {
      this.status.listed(list);
      this.sessions.listed();
    });
    this.port.onReveal(({ session, seq }) => this.reveal.want(this.numbers.offsetOf(session) + seq));
    this.port.onWarning((message) => this.page.warn(message));
    document.addEventListener("visibilitychange", () => {
      this.page.keep();
      this.frames.request();
    });
    body.addEventListener("scroll", () => (this.scrolled = performance.now()), { capture: true, passive: true });
    window.addEventListener("pagehide", () => this.page.keep());
  }

  start(): void {
    this.frames.request();
    this.port.send({ type: "ready" });
  }

  receive(message: HostToPage): void {
    this.port.receive(message);
  }

  private take(message: FedMessage): void {
    const started = performance.now();
    const isAlone = message.type === "open" && this.sessions.opening(message.of);
    this.model.take(message);
    this.status.take(message, isAlone);
    if (message.type === "open" || message.type === "cleared") this.view.restart();
    if (message.type === "rows") this.waiting += message.count;
    this.worked += performance.now() - started;
    if (message.type === "end") this.taken(message);
    else if (message.type === "open") this.frames.request();
  }

  /**
   * A batch is acknowledged once it is on the screen, so that the host sends no more than can be shown; at once, while drawing
   * can wait; and later, while a person scrolls.
   */
  private taken({ of, batch }: Extract<FedMessage, { readonly type: "end" }>): void {
    const behind = this.status.behind ?? 0;
    if (behind > 0 && this.waiting < MOST_WAITING && !this.pace.isDue()) return this.acknowledge(of, batch);
    const isScrolled = behind === 0 && !this.page.state.follow && performance.now() - this.scrolled < SCROLLED_MS;
    window.clearTimeout(this.unacked.get(of)?.timer);
    const timer = window.setTimeout(() => this.acknowledge(of, batch), isScrolled ? SCROLLED_ACK_MS : ACK_MS);
    this.unacked.set(of, { batch, timer, isLate: isScrolled });
    this.frames.request();
  }

  private render(): void {
    const started = performance.now();
    this.view.taken();
    this.waiting = 0;
    this.model.update();
    this.reveal.render();
    for (const part of this.parts) this.renderPart(part);
    const took = performance.now() - started;
    this.worked += took;
    for (const [of, { batch, isLate }] of this.unacked) if (!isLate) this.acknowledge(of, batch);
    this.pace.spent(took);
  }

  /** A part that fails must not take the others with it. */
  private renderPart(part: Part): void {
    try {
      part.render();
    } catch (error) {
      this.report(error);
    }
  }

  private acknowledge(of: string, batch: number): void {
    window.clearTimeout(this.unacked.get(of)?.timer);
    this.unacked.delete(of);
    this.port.send({ type: "ack", of, batch, worked: this.worked });
    this.worked = 0;
  }
}
