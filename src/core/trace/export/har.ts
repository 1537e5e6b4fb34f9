import type { Frame } from "../../wire/frame";
import { entryRows } from "../entries/entryRows";
import type { Exchange } from "../exchange";
import type { Exporter, ExportTraffic, Redact } from "./exportTraffic";
import { isoTime } from "./isoTime";
import { lineText } from "./lineText";
import { selectedEntries } from "./selected";
import { wellFormed } from "./wellFormed";

const EXPLANATION =
  "These messages did not cross HTTP; every exchange stands here as the POST that it would be. A status of 200 is a result, 500 an error or a tool that failed, " +
  "502 an answer that is no valid JSON-RPC, 0 none at all. What MCP knows besides is under _mcp: of an exchange its progress, of the log all rows that belong to no exchange, and how many rows had left the memory before.";

/** A document in the HTTP Archive format, version 1.2: an entry for every exchange, a page for every run of a server. */
export const har: Exporter = function* (traffic) {
  const { trace, exchanges, environment: { product }, redact } = traffic;
  const creator = { name: product.title, version: product.version };
  yield `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"comment":${JSON.stringify(EXPLANATION)},"entries":[`;
  const links = new Set<number>();
  let separator = "";
  for (const place of selectedEntries(traffic)) {
    if (!place) yield "";
    if (!place || place.seq < trace.first) continue;
    links.add(trace.columns.link(place.seq));
    const exchange = place.number === undefined ? undefined : exchanges.numbered(place.number);
    if (!exchange) continue;
    yield `${separator}\n${JSON.stringify(entry(exchange, traffic))}`;
    separator = ",";
  }
  const pages = [...links].map((link) => page(link, traffic));
  yield `\n],"pages":${JSON.stringify(pages)},"_mcp":{"session":${JSON.stringify(redact(trace.session))},"missing":${trace.evicted.frames},"rows":[`;
  yield* otherRows(traffic);
  yield "\n]}}}\n";
};

function* otherRows(traffic: ExportTraffic): Generator<string> {
  let separator = "";
  for (const place of selectedEntries(traffic)) {
    if (!place) yield "";
    const frame = place && place.number === undefined ? traffic.trace.glance(place.seq) : undefined;
    if (!frame) continue;
    yield `${separator}\n${JSON.stringify({ link: frame.link, ...row(frame, traffic) })}`;
    separator = ",";
  }
}

function page(link: number, { trace, redact }: ExportTraffic): object {
  const info = trace.link(link);
  const title = info ? `${info.name}, run ${info.run}` : `Link ${link}`;
  return { startedDateTime: isoTime(info?.opened ?? 0), id: pageId(link), title: redact(title), pageTimings: {} };
}

function pageId(link: number): string {
  return `link-${link}`;
}

function entry(exchange: Exchange, traffic: ExportTraffic): object {
  const { trace, redact, environment: { now } } = traffic;
  const info = trace.link(exchange.link);
  const time = Math.max(0, (exchange.ended ?? now) - exchange.started);
  const { method, subject, status, reason, id, sender, link } = exchange;
  return {
    pageref: pageId(link),
    startedDateTime: isoTime(exchange.started),
    time,
    request: request(exchange, info?.name ?? "server", traffic),
    response: response(exchange, traffic),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    connection: String(link),
    _mcp: {
      server: redact(info?.name ?? ""),
      run: info?.run,
      from: sender,
      method: redact(method),
      subject: subject === undefined ? undefined : redact(subject),
      id: typeof id === "string" ? redact(id) : id,
      status,
      reason: reason === undefined ? undefined : redact(reason),
      seq: exchange.request,
      messages: otherMessages(exchange, traffic),
    },
  };
}

/** Progress, cancellation and further answers. */
function otherMessages(exchange: Exchange, traffic: ExportTraffic): readonly object[] {
  const others = entryRows(exchange).filter((seq) => seq !== exchange.request && seq !== exchange.answer);
  return others.map((seq) => traffic.trace.glance(seq)).filter((frame) => frame !== undefined).map((frame) => row(frame, traffic));
}

function row(frame: Frame, traffic: ExportTraffic): object {
  const { redact, marks } = traffic;
  const { seq, from, kind, fault, junk } = frame;
  const comment = marks?.get(seq);
  return { seq, time: isoTime(frame.time), from, kind, fault, junk, mark: comment === undefined ? undefined : redact(comment), text: lineText(frame, traffic) };
}

function request(exchange: Exchange, server: string, traffic: ExportTraffic): object {
  const { trace, redact } = traffic;
  const frame = trace.glance(exchange.request);
  const { url, query } = address(server, exchange, redact);
  return {
    method: "POST",
    url,
    httpVersion: "JSON-RPC/2.0",
    cookies: [],
    headers: [],
    queryString: query,
    postData: { mimeType: "application/json", text: frame ? lineText(frame, traffic) : "" },
    headersSize: -1,
    bodySize: frame?.size ?? -1,
  };
}

/** `stdio://<server>/<method>?name=<subject>`: the server and what it was asked, in a form that tools group and filter by. */
function address(server: string, { method, subject }: Exchange, redact: Redact): { readonly url: string; readonly query: readonly object[] } {
  const path = redact(method).split("/").map(uriPart).join("/");
  const base = `stdio://${uriPart(redact(server)) || "server"}/${path}`;
  if (subject === undefined) return { url: base, query: [] };
  const name = subject.includes(":") ? "uri" : "name";
  const value = redact(subject);
  return { url: `${base}?${name}=${uriPart(value)}`, query: [{ name, value }] };
}

function uriPart(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

function response(exchange: Exchange, traffic: ExportTraffic): object {
  const { trace, redact } = traffic;
  const frame = exchange.answer === undefined ? undefined : trace.glance(exchange.answer);
  const [status, statusText] = outcome(exchange);
  const size = frame?.size ?? 0;
  return {
    status,
    statusText: redact(statusText),
    httpVersion: "JSON-RPC/2.0",
    cookies: [],
    headers: [],
    content: { size, mimeType: frame ? "application/json" : "x-unknown", text: frame ? lineText(frame, traffic) : "" },
    redirectURL: "",
    headersSize: -1,
    bodySize: frame ? size : -1,
  };
}

function outcome({ status, reason = "" }: Exchange): readonly [status: number, text: string] {
  switch (status) {
    case "ok":
      return [200, "OK"];
    case "tool-error":
      return [500, "Tool error"];
    case "error":
      return [500, reason];
    case "malformed":
      return [502, `Malformed answer: ${reason}`];
    case "pending":
      return [0, "No answer yet"];
    case "cancelled":
      return [0, "Cancelled"];
    case "closed":
      return [0, "The connection ended before the answer"];
  }
}
