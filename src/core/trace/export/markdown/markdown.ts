import { formatCount } from "../../../base/quantity";
import type { Exporter, ExportTraffic } from "../exportTraffic";
import { Heard } from "../heard";
import { selectedEntries } from "../selected";
import { environmentSection } from "./environmentSection";
import { exchangeSection } from "./exchangeSection";
import { findingsSection } from "./findingsSection";
import { otherRowsSection } from "./otherRowsSection";

/** UTF-16 units of a whole report: GitHub takes issues of 65,536, and somebody wants to write above it. */
const REPORT = 60_000;
/** Of these a report must have room for the findings. */
const FINDINGS = 6000;

/** A report ready to be pasted into an issue: environment and versions, the exchanges with what was heard around them, findings. */
export const markdown: Exporter = function* (traffic) {
  const environment = yield* environmentSection(traffic);
  const findings = yield* findingsSection(traffic, FINDINGS);
  yield environment;
  yield* body(traffic, REPORT - environment.length - findings.length);
  yield findings;
  const { product } = traffic.environment;
  yield `\n*Recorded by ${product.title} ${product.version}: every line as it crossed the wire.*\n`;
};

function* body(traffic: ExportTraffic, room: number): Generator<string> {
  const { exchanges } = traffic;
  const others: number[] = [];
  const heard = yield* Heard.in(traffic.trace);
  const told = new Set<number>();
  let left = room;
  let omitted = 0;
  for (const place of selectedEntries(traffic)) {
    if (place?.number === undefined) {
      if (place) others.push(place.seq);
      else yield "";
      continue;
    }
    yield "";
    const exchange = left > 0 ? exchanges.numbered(place.number) : undefined;
    const section = exchange && exchangeSection(exchange, traffic, heard, told);
    if (section === undefined || section.length > left) {
      omitted++;
      left = 0;
    } else {
      left -= section.length;
      yield section;
    }
  }
  if (omitted > 0) yield `\n*${formatCount(omitted)} more exchange${omitted === 1 ? " is" : "s are"} left out, because an issue takes no longer text. Attach a recording instead.*\n`;
  yield otherRowsSection(others.filter((seq) => !told.has(seq)), traffic, left);
}
