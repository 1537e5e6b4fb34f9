import { PageModel } from "../../src/core/feed/model/pageModel";
import type { FeedMessage, HostToPage } from "../../src/core/feed/protocol";
import { Announcer } from "./announcer";
import { details } from "./details/details";
import { FeedStatus } from "./feedStatus";
import { Frames } from "./frames";
import { Layout } from "./layout";
import { overview } from "./overview/overview";
import type { Part } from "./part";
import { type HostApi, Port } from "./port";
import { Reveal } from "./reveal";
import { stateOfSession } from "./state";
import { statisticsView } from "./statistics/statisticsView";
import { trafficTable } from "./table/trafficTable";
import { toolbar } from "./toolbar/toolbar";
import { TrafficPage } from "./trafficPage";
import { ViewKeeper } from "./viewKeeper";

/** Longest wait for a frame before a batch is acknowledged without one, milliseconds: a hidden page has no frames. */
const ACK_MS = 200;

/** The page: takes what the host pushes, and has the parts show it once a frame. */
export class App {
  private readonly model = new PageModel();
  private readonly status = new FeedStatus();
  private readonly port: Port;
  private readonly page: TrafficPage;
  private readonly view: ViewKeeper;
  private readonly reveal: Reveal;
  private readonly parts: readonly Part[];
  private readonly frames: Frames;
  private unacked: { readonly batch: number; readonly timer: number } | undefined;

  constructor(
    host: HostApi,
    body: HTMLElement,
    private readonly report: (error: unknown) => void,
  ) {
    const announcer = new Announcer();
    this.frames = new Frames(() => this.render(), report);
    this.port = new Port(host);
    this.page = new TrafficPage(this.model, host, this.port, announcer, () => this.frames.request());
    this.view = new ViewKeeper(this.page);
    const table = trafficTable(this.page, this.status);
    const layout = new Layout(this.page, { toolbar: toolbar(this.page, this.status, (x, y) => table.chooseColumns(x, y)), overview: overview(this.page), table, statistics: statisticsView(this.page), details: details(this.page) });
    this.parts = layout.parts;
    this.reveal = new Reveal(this.page, table);
    body.replaceChildren(layout.element, announcer.element);
    this.port.onMessage((message) => this.take(message));
    this.port.onReveal((seq) => this.reveal.want(seq));
    this.status.onOpen(({ id }) => {
      if (this.page.state.session !== id) this.page.change(stateOfSession(id));
      this.view.restart();
    });
    document.addEventListener("visibilitychange", () => {
      this.page.keep();
      this.frames.request();
    });
    window.addEventListener("pagehide", () => this.page.keep());
  }

  start(): void {
    this.frames.request();
    this.port.send({ type: "ready" });
  }

  receive(message: HostToPage): void {
    this.port.receive(message);
  }

  private take(message: FeedMessage): void {
    this.model.take(message);
    this.status.take(message);
    // Acknowledged once it is on the screen, so that the host sends no more than can be shown.
    if (message.type === "end") this.unacked = { batch: message.batch, timer: window.setTimeout(() => this.acknowledge(), ACK_MS) };
    this.frames.request();
  }

  private render(): void {
    this.view.taken();
    this.model.update();
    this.reveal.render();
    for (const part of this.parts) this.renderPart(part);
    this.acknowledge();
  }

  /** A part that fails must not take the others with it. */
  private renderPart(part: Part): void {
    try {
      part.render();
    } catch (error) {
      this.report(error);
    }
  }

  private acknowledge(): void {
    if (!this.unacked) return;
    window.clearTimeout(this.unacked.timer);
    this.port.send({ type: "ack", batch: this.unacked.batch });
    this.unacked = undefined;
  }
}
