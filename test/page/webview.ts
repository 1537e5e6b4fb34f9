// Stands in for VS Code around the page: `acquireVsCodeApi`, and the messages of a host that lives in a worker.
import { cramped } from "./cramped";
import { textsAstray } from "./soundness";
import type { HostOrder, HostReport, Walk } from "./steps";
import { untranslated } from "./untranslated";
import { walk } from "./walk";

interface Harness {
  order(order: HostOrder): Promise<void>;
  readonly reports: HostReport[];
  /** What the page said that went wrong. */
  readonly broken: string[];
  state: unknown;
  /** Goes through all that is shown, quickly. */
  walk(): Promise<Walk>;
  readonly cramped: typeof cramped;
  readonly textsAstray: typeof textsAstray;
  readonly untranslated: typeof untranslated;
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
  walk,
  cramped,
  textsAstray,
  untranslated,
  // Like a webview's, it outlives a reload.
  get state() {
    return JSON.parse(sessionStorage.getItem(STATE) ?? "null") as unknown;
  },
  set state(value) {
    sessionStorage.setItem(STATE, JSON.stringify(value));
  },
};

document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => window.harness.broken.push(`The content policy forbids ${blockedURI} (${violatedDirective}).`));

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
