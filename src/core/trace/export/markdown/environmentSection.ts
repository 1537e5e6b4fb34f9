import { formatCount } from "../../../base/quantity";
import type { ExportTraffic, Hiding, InSteps } from "../exportTraffic";
import { linkFacts, type LinkFacts } from "../linkFacts";
import { selectedEntries } from "../selected";
import { factTable, inlineCode, plainText } from "./markdownText";

/** Runs told of; more are counted. */
const RUNS = 8;

/** Versions of everything that took part. */
export function* environmentSection(traffic: ExportTraffic): InSteps<string> {
  const { environment: { product, facts } } = traffic;
  const rows: (readonly [string, string])[] = [[product.title, plainText(product.version)], ...facts.map(([name, value]) => [plainText(name), plainText(value)] as const)];
  const { evicted } = traffic.trace;
  if (evicted.frames > 0) rows.push(["Missing", `${formatCount(evicted.frames)} older messages and lines had left the memory`]);
  return `## Environment\n\n${factTable([...rows, ...(yield* serverRows(traffic))])}\n`;
}

function* serverRows(traffic: ExportTraffic): InSteps<readonly (readonly [string, string])[]> {
  const { trace, exchanges, redact } = traffic;
  const links = new Set<number>();
  for (const place of selectedEntries(traffic)) {
    if (!place) yield "";
    else if (place.seq >= trace.first) links.add(trace.columns.link(place.seq));
  }
  const facts = yield* linkFacts(trace, exchanges);
  const rows = [...links].slice(0, RUNS).map((link) => {
    const info = trace.link(link);
    const name = info ? `Server ${inlineCode(redact(info.name))}, run ${info.run}` : `Link ${link}`;
    return [name, serverWords(facts.get(link), traffic)] as const;
  });
  return links.size > RUNS ? [...rows, ["Further runs", String(links.size - RUNS)]] : rows;
}

function serverWords(facts: LinkFacts | undefined, { redact, redactEvent }: Hiding): string {
  const words: string[] = [];
  if (facts?.server) words.push(plainText(redact([facts.server.name, facts.server.version ?? ""].join(" ").trim())));
  if (facts?.protocol !== undefined) words.push(`protocol ${plainText(redact(facts.protocol))}`);
  const seen = facts?.spawned?.event;
  const event = seen && (redactEvent?.(seen) ?? seen);
  if (event?.type === "spawned") words.push(`started as ${inlineCode(redact([event.command, ...event.args].map((word) => (/\s|^$/.test(word) ? JSON.stringify(word) : word)).join(" ")))}`);
  if (facts?.client) words.push(`client ${plainText(redact([facts.client.name, facts.client.version ?? ""].join(" ").trim()))}`);
  return words.length === 0 ? "nothing is known of it" : words.join("; ");
}
