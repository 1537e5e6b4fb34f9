import { setImmediate as pause } from "node:timers/promises";
import type { Disposable } from "../../core/base/disposable";
import { onUnexpectedError } from "../../core/base/unexpected";
import { Held } from "../../core/base/held";
import { ExchangeFold } from "../../core/trace/exchangeFold";
import { openArchive } from "../../core/trace/openArchive";
import type { Trace } from "../../core/trace/trace";
import type { SessionReader } from "../../node/sessions/sessionReader";
import { SessionTally } from "./sessionTally";
import type { TrafficSource } from "./trafficSource";

/** An earlier session that has been opened to be read; when it is disposed of, it lasts as long as somebody holds it. */
export interface Archive extends TrafficSource, Disposable {
  /** Of what is folded. */
  readonly servers: readonly string[];
  readonly messages: number;
  /** What is missing of it and why; `undefined` when everything is there. */
  readonly damage: string | undefined;
  readonly folded: Promise<void>;
}

/** Rows that are folded in one go; a few milliseconds. So many of the newest are there at once. */
const SLICE = 20_000;

/**
 * Reads the columns of a session and folds its exchanges, with pauses for everything else that the window has to do. A
 * request that was not answered before its window ended counts as closed.
 * @param reader closed with the archive, also when this rejects
 * @param ended whether nothing will come any more
 */
export async function openTraffic(reader: SessionReader, session: string, ended: boolean): Promise<Archive> {
  return whole(beginTraffic(reader, session, ended));
}

/** Hands it over when all of it is folded. */
export async function whole(archive: Archive): Promise<Archive> {
  try {
    await archive.folded;
    return archive;
  } catch (error) {
    archive.dispose();
    throw error;
  }
}

/** The same, but before more than its newest rows are folded, for whoever shows these meanwhile. */
export function beginTraffic(reader: SessionReader, session: string, ended: boolean): Archive {
  try {
    return readTraffic(reader, session, ended);
  } catch (error) {
    reader.dispose();
    throw error;
  }
}

function readTraffic(reader: SessionReader, session: string, ended: boolean): Archive {
  const trace = openArchive(reader, session);
  const exchanges = new ExchangeFold(trace);
  let newest = trace.next - trace.first > SLICE ? foldNewest(trace, ended) : undefined;
  const tally = new SessionTally();
  let released = false;
  const held = new Held(() => {
    released = true;
    exchanges.dispose();
    newest?.dispose();
    reader.dispose();
  });
  const fold = async (): Promise<void> => {
    const { columns, first, next } = trace;
    for (let seq = first; seq < next; ) {
      // What is shown meanwhile comes first.
      if (newest) await pause();
      if (released) return;
      const end = Math.min(seq + SLICE, next);
      exchanges.catchUp(end);
      while (seq < end) {
        const after = columns.alike(seq, end);
        tally.add(columns.link(seq), columns.kind(seq), after - seq);
        seq = after;
      }
    }
    if (ended && next > first) exchanges.end();
    newest = undefined;
  };
  const folded = fold();
  folded.catch(onUnexpectedError);
  return {
    session,
    live: false,
    held,
    trace,
    exchanges,
    get newest() {
      return newest;
    },
    get servers() {
      return tally.servers(trace.links());
    },
    get messages() {
      return tally.messages;
    },
    damage: trace.damage,
    folded,
    dispose: () => held.dispose(),
  };
}

function foldNewest(trace: Trace, ended: boolean): ExchangeFold {
  const newest = new ExchangeFold(trace, trace.next - SLICE);
  if (ended) newest.end();
  return newest;
}
