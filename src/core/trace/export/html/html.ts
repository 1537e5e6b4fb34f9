import { formatCount } from "../../../base/quantity";
import type { Exporter, ExportTraffic } from "../exportTraffic";
import { Heard } from "../heard";
import { isoTime } from "../isoTime";
import { selectedEntries } from "../selected";
import { htmlEntry, htmlRow } from "./htmlEntry";
import { htmlText } from "./htmlText";
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH } from "./pageScript";
import { PAGE_STYLE, PAGE_STYLE_HASH } from "./pageStyle";

/** Nothing is loaded from anywhere, and nothing runs but what the page came with, whatever a server has sent. */
const POLICY = `default-src 'none'; style-src 'sha256-${PAGE_STYLE_HASH}'; script-src 'sha256-${PAGE_SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`;

/** A page of its own that opens from the disk, without network: the entries in their order, each with its messages. */
export const html: Exporter = function* (traffic) {
  const { trace, exchanges } = traffic;
  const heard = yield* Heard.in(trace);
  yield head(traffic);
  for (const place of selectedEntries(traffic)) {
    const exchange = place?.number === undefined ? undefined : exchanges.numbered(place.number);
    const frame = exchange || !place ? undefined : trace.glance(place.seq);
    if (!place) yield "";
    else if (exchange) yield htmlEntry(exchange, traffic, heard);
    else if (frame) yield htmlRow(frame, traffic);
  }
  yield `</main>\n<script>${PAGE_SCRIPT}</script>\n</body>\n</html>\n`;
};

function head(traffic: ExportTraffic): string {
  const { trace, redact, environment: { product, facts, now } } = traffic;
  const title = `MCP traffic, ${isoTime(trace.next > trace.first ? trace.columns.time(trace.first) : now)}`;
  const servers = [...new Set(trace.links().map(({ name }) => redact(name)))].join(", ");
  const lost = trace.evicted.frames;
  const rows: (readonly [string, string])[] = [[product.title, product.version], ...facts, ["Servers", servers], ["Exported", isoTime(now)]];
  if (lost > 0) rows.push(["Missing", `${formatCount(lost)} older messages and lines had left the memory`]);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${htmlText(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<h1>${htmlText(title)}</h1>
<dl>${rows.map(([name, value]) => `<dt>${htmlText(name)}</dt><dd>${htmlText(value)}</dd>`).join("")}</dl>
<div id="tools" hidden><input id="find" type="search" placeholder="Find" aria-label="Find in the messages"><output id="count" for="find"></output><button id="open" type="button">Open or close all</button></div>
<main id="entries">
`;
}
