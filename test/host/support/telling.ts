import * as assert from "node:assert/strict";
import type { Server } from "../../../src/core/server/server";
import { until } from "./until";
import { inCheckout, type ServerEntry, wirelight } from "./wirelight";

/** What a telling server was started with. */
export interface Told {
  readonly args: readonly string[];
  readonly env: { readonly [name: string]: string | undefined };
}

/** A server that writes its arguments, and its variables whose names begin with `H_`, to stderr, and works like any other. */
export function telling(more: { readonly args?: readonly string[]; readonly [key: string]: unknown } = {}): ServerEntry {
  const program = "process.stderr.write('told ' + JSON.stringify({ args: process.argv.slice(2), env: Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('H_'))) }) + '\\n'); import(process.argv[1]);";
  return { ...more, command: "node", args: ["-e", program, inCheckout("test", "fixtures", "servers", "banner.mjs"), ...(more.args ?? [])] };
}

/** What the current process of a telling server said. */
export async function toldBy(server: Server): Promise<Told> {
  const { trace } = await wirelight();
  const line = await until("the server tells what it was started with", () => {
    for (let seq = trace.next - 1; seq >= trace.first; seq--) {
      const frame = trace.at(seq);
      if (frame?.link === server.link && frame?.kind === "stderr" && frame.text().startsWith("told ")) return frame.text();
    }
    return undefined;
  });
  return JSON.parse(line.slice("told ".length)) as Told;
}

/** Everything that Wirelight itself wrote to the traffic about a server's runs, as text. */
export async function tracedOf(server: Server): Promise<string> {
  const { trace } = await wirelight();
  const events: unknown[] = [];
  for (let seq = trace.first; seq < trace.next; seq++) {
    const frame = trace.at(seq);
    if (frame?.link !== undefined && trace.link(frame.link)?.server === server.config.id && frame.kind === "host") events.push(frame.event);
  }
  assert.ok(events.length > 0, "the server has left traces");
  return JSON.stringify(events);
}
