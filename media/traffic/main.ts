import { setUnexpectedErrorHandler } from "../../src/core/base/unexpected";
import type { HostToPage } from "../../src/core/feed/protocol";
import { App } from "./app";
import type { HostApi } from "./port";

declare function acquireVsCodeApi(): HostApi;

const host = acquireVsCodeApi();

function report(error: unknown): void {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  host.postMessage({ type: "broken", message });
}

setUnexpectedErrorHandler(report);
window.addEventListener("error", (event) => {
  report(event.error ?? event.message);
});
window.addEventListener("unhandledrejection", (event) => {
  report(event.reason);
});

const app = new App(host, document.body, report);
window.addEventListener("message", (event: MessageEvent<HostToPage>) => app.receive(event.data));
app.start();
