// Stands in for VS Code around the page: `acquireVsCodeApi`, and the messages of a host that lives in a worker.
import type { HostOrder, HostReport } from "./steps";

interface Harness {
  order(order: HostOrder): Promise<void>;
  readonly reports: HostReport[];
  /** What the page said that went wrong. */
  readonly broken: string[];
  state: unknown;
}

declare global {
  interface Window {
    harness: Harness;
    acquireVsCodeApi(): { postMessage(message: unknown): void; getState(): unknown; setState(state: unknown): void };
  }
}

const STATE = "webview-state";
const worker = new Worker("host.js");
const waiting = new Map<number, { readonly resolve: () => void; readonly reject: (error: Error) => void }>();
let orders = 0;

window.harness = {
  order: (order) => new Promise((resolve, reject) => {
    waiting.set(++orders, { resolve, reject });
    worker.postMessage({ order, number: orders });
  }),
  reports: [],
  broken: [],
  // Like a webview's, it outlives a reload.
  get state() {
    return JSON.parse(sessionStorage.getItem(STATE) ?? "null") as unknown;
  },
  set state(value) {
    sessionStorage.setItem(STATE, JSON.stringify(value));
  },
};

worker.addEventListener("message", ({ data }: MessageEvent<{ readonly message: unknown } | { readonly report: HostReport }>) => {
  if ("message" in data) {
    window.dispatchEvent(new MessageEvent("message", { data: data.message }));
    return;
  }
  const { report } = data;
  window.harness.reports.push(report);
  if (report.type === "done") waiting.get(report.order)?.resolve();
  else if (report.type === "failed") waiting.get(report.order)?.reject(new Error(report.message));
});

window.acquireVsCodeApi = () => ({
  postMessage: (message) => {
    if (typeof message === "object" && message !== null && "type" in message && message.type === "broken") window.harness.broken.push(JSON.stringify(message));
    worker.postMessage({ fromPage: message });
  },
  getState: () => window.harness.state,
  setState: (state) => {
    window.harness.state = state;
  },
});
