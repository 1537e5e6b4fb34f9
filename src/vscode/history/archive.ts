import { setImmediate as pause } from "node:timers/promises";
import type { Disposable } from "../../core/base/disposable";
import { Held } from "../../core/base/held";
import { ExchangeFold } from "../../core/trace/exchangeFold";
import { openArchive } from "../../core/trace/openArchive";
import type { SessionReader } from "../../node/sessions/sessionReader";
import { SessionTally } from "./sessionTally";
import type { TrafficSource } from "./trafficSource";

/** An earlier session that has been opened to be read; when it is disposed of, it lasts as long as somebody holds it. */
export interface Archive extends TrafficSource, Disposable {
  readonly servers: readonly string[];
  readonly messages: number;
  /** What is missing of it and why; `undefined` when everything is there. */
  readonly damage: string | undefined;
}

/** Rows that are folded in one go; a few milliseconds. */
const SLICE = 20_000;

/**
 * Reads the columns of a session and folds its exchanges, with pauses for everything else that the window has to do. A
 * request that was not answered before its window ended counts as closed.
 * @param reader closed with the archive, also when this rejects
 * @param ended whether nothing will come any more
 */
export async function openTraffic(reader: SessionReader, session: string, ended: boolean): Promise<Archive> {
  try {
    return await readTraffic(reader, session, ended);
  } catch (error) {
    reader.dispose();
    throw error;
  }
}

async function readTraffic(reader: SessionReader, session: string, ended: boolean): Promise<Archive> {
  const trace = openArchive(reader, session);
  const { columns, first, next } = trace;
  const exchanges = new ExchangeFold(trace);
  const tally = new SessionTally();
  for (let seq = first; seq < next; ) {
    const end = Math.min(seq + SLICE, next);
    exchanges.catchUp(end);
    while (seq < end) {
      const after = columns.alike(seq, end);
      tally.add(columns.link(seq), columns.kind(seq), after - seq);
      seq = after;
    }
    await pause();
  }
  if (ended && next > first) exchanges.end();
  const held = new Held(() => {
    exchanges.dispose();
    reader.dispose();
  });
  return {
    session,
    live: false,
    held,
    trace,
    exchanges,
    servers: tally.servers(trace.links()),
    messages: tally.messages,
    damage: trace.damage,
    dispose: () => held.dispose(),
  };
}
