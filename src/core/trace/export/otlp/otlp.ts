import { Causes } from "../../entries/causes";
import type { EntryPlace } from "../../entries/entriesOf";
import { exchangesAndRows } from "../../entries/exchangesAndRows";
import { ExchangeState } from "../../entries/exchangeState";
import { RowSet } from "../../recording/rowSet";
import type { Exporter, ExportTraffic, InSteps } from "../exportTraffic";
import { type LinkFacts, linkFacts } from "../linkFacts";
import { selectedEntries } from "../selected";
import { attributes } from "./attribute";
import { type LinkSpan, OpenSpans } from "./openSpans";
import { SpanMaker } from "./spanMaker";

/** Spans of one request; receivers refuse bodies of some megabytes. */
const SPANS = 2000;
/** Entries that are looked at before there can be a break. */
const STEP = 500;

/**
 * Spans in the JSON encoding of OTLP: every line is an `ExportTraceServiceRequest`, which a collector takes by HTTP at
 * `/v1/traces`, and the whole is what its file receiver reads. Attributes follow the OpenTelemetry conventions for MCP. A
 * request of the server, and a notification such as a log, belongs to the only call that was on its way.
 */
export const otlp: Exporter = function* (traffic) {
  const links = yield* linkFacts(traffic.trace, traffic.exchanges);
  let spans: LinkSpan[] = [];
  for (const span of spansOf(traffic, links, yield* selection(traffic))) {
    if (span) spans.push(span);
    if (spans.length < SPANS) yield "";
    else {
      yield* requestLine(spans, traffic, links);
      spans = [];
    }
  }
  yield* requestLine(spans, traffic, links);
};

/** Spans are handed over when nothing can be added to them any more: with the end of their exchange; `undefined` so that there can be a break. */
function* spansOf(traffic: ExportTraffic, links: ReadonlyMap<number, LinkFacts>, isSelected: (place: EntryPlace) => boolean): Generator<LinkSpan | undefined> {
  const { trace, exchanges } = traffic;
  const maker = new SpanMaker(traffic, links);
  const causes = new Causes(trace, exchanges);
  const state = new ExchangeState(exchanges.columns);
  const open = new OpenSpans();
  let looked = 0;
  for (const place of exchangesAndRows(trace, exchanges, { to: traffic.next ?? trace.next })) {
    const { seq, number } = place;
    const cause = causes.next(place);
    if (++looked % STEP === 0) yield undefined;
    yield* open.endBefore(seq);
    if (seq < trace.first || !isSelected(place)) continue;
    const parent = cause === undefined ? undefined : open.get(cause);
    const exchange = number === undefined ? undefined : exchanges.numbered(number);
    if (exchange && number !== undefined) open.add(number, state.read(number).ender, { link: exchange.link, span: maker.exchange(exchange, parent) });
    else if (trace.columns.kind(seq) === "notification") {
      const frame = trace.glance(seq);
      if (parent) parent.events.push(...maker.eventOf(seq));
      else if (frame) yield { link: frame.link, span: maker.notification(frame) };
    }
  }
  yield* open.rest();
}

function* selection(traffic: ExportTraffic): InSteps<(place: EntryPlace) => boolean> {
  const { trace, seqs, next = trace.next } = traffic;
  if (!seqs) return () => true;
  const chosen = new RowSet(trace.first, next);
  for (const place of selectedEntries(traffic)) {
    if (place) chosen.add(place.seq);
    else yield "";
  }
  return ({ seq }) => chosen.has(seq);
}

/** Whose spans these are: what the client calls itself. */
function* requestLine(spans: readonly LinkSpan[], { trace, environment: { product }, redact }: ExportTraffic, links: ReadonlyMap<number, LinkFacts>): Generator<string> {
  const scope = JSON.stringify({ name: product.name, version: product.version });
  const seen = [...new Set(spans.map(({ link }) => link))];
  yield '{"resourceSpans":[';
  for (const [index, link] of seen.entries()) {
    const client = links.get(link)?.client ?? product;
    const resource = { attributes: attributes({ "service.name": redact(client.name), "service.version": client.version && redact(client.version), "service.instance.id": redact(trace.session) }) };
    yield `${index === 0 ? "" : ","}{"resource":${JSON.stringify(resource)},"scopeSpans":[{"scope":${scope},"spans":[`;
    let separator = "";
    for (const each of spans) {
      if (each.link !== link) continue;
      yield separator + JSON.stringify(each.span);
      separator = ",";
    }
    yield "]}]}";
  }
  yield "]}\n";
}
