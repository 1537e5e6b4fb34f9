import { formatBytes, formatCount } from "../../../base/quantity";
import { isJsonObject } from "../../../base/json";
import { escapeText } from "../../escape";
import { entriesOf, type EntryPlace } from "../../entries/entriesOf";
import { EntryCursor } from "../../entries/entryCursor";
import type { Exchanges } from "../../exchange";
import type { Trace } from "../../trace";
import { contentOf } from "../comparedEntry";
import { LARGEST } from "./largest";
import { layOut } from "./layOut";
import { shortened } from "./shortened";

/** Entries that are laid out of one side; nobody reads more, and an editor compares no more. */
const MOST_ENTRIES = 20_000;
/** UTF-16 units of a side, and of an entry. */
const MOST_TEXT = 8_000_000;
const ENTRY = 20_000;
/** Entries that are looked at before there can be a break. */
const STEP = 500;

export interface BehaviourOptions {
  readonly trace: Trace;
  readonly exchanges: Exchanges;
  /** Of one run only. */
  readonly link?: number | undefined;
  readonly mostEntries?: number;
}

/** What is told together: lines of different streams come in an order that is not the same each time. */
const PARTS = ["Requests", "Notifications", "Other lines", "stderr", "Process"] as const;
type Part = (typeof PARTS)[number];

/**
 * What servers did, as a text that two of which can be compared: for each run its exchanges in order with arguments and
 * results laid out, then everything else by kind. What differs each time, such as ids, times and durations, is not in it, so
 * that the same behaviour gives the same text. It comes in pieces, some of them empty, so that there can be breaks.
 */
export function* behaviourText(options: BehaviourOptions): Generator<string, void> {
  const { trace, exchanges, mostEntries = MOST_ENTRIES } = options;
  const runs = new Map<number, Map<Part, EntryPlace[]>>();
  const cursor = new EntryCursor(trace, exchanges);
  let [looked, count] = [0, 0];
  for (const { seq, number } of entriesOf(trace, exchanges)) {
    if (++looked % STEP === 0) yield "";
    const link = trace.columns.link(seq);
    if (options.link !== undefined && link !== options.link) continue;
    if (++count > mostEntries) continue;
    const run = runs.get(link) ?? new Map<Part, EntryPlace[]>();
    runs.set(link, run);
    const part = partOf(cursor.moveTo({ seq, number }));
    const places = run.get(part);
    if (places) places.push({ seq, number });
    else run.set(part, [{ seq, number }]);
  }
  const written = yield* write(options, runs, cursor);
  const left = count - written;
  if (left > 0) yield `\n(${formatCount(left)} more ${left === 1 ? "entry is" : "entries are"} left out: a comparison in an editor has at most ${formatCount(mostEntries)} on each side. Save both as recordings and run wirelight diff, which compares all of them.)\n`;
}

/** Returns how many entries were written. */
function* write({ trace, link }: BehaviourOptions, runs: ReadonlyMap<number, ReadonlyMap<Part, readonly EntryPlace[]>>, cursor: EntryCursor): Generator<string, number> {
  let [length, written] = [0, 0];
  for (const each of inOrder([...runs.keys()], trace)) {
    // One run by itself is compared with another, and which one it is does not matter.
    if (link === undefined) yield `${"=".repeat(20)} ${titleOf(each, trace)} ${"=".repeat(20)}\n\n`;
    for (const part of PARTS) {
      const places = runs.get(each)?.get(part) ?? [];
      if (places.length > 0) yield `${"-".repeat(10)} ${part}\n\n`;
      for (const place of places) {
        if (place.seq < trace.first) continue;
        if (length > MOST_TEXT) return written;
        const text = entryText(cursor.moveTo(place), trace);
        length += text.length;
        written++;
        yield text;
      }
    }
  }
  return written;
}

function entryText(facts: EntryCursor, trace: Trace): string {
  const { from, method, subject, status, size, kind } = facts;
  const arrow = from === "client" ? "→" : from === "server" ? "←" : "*";
  const title = [arrow, method ?? (kind === "batch" ? "batch" : ""), subject ?? "", status === undefined ? "" : `[${status}]`].filter((word) => word !== "").map(escapeText).join(" ");
  if (size > LARGEST) return `${title}\n(${formatBytes(size)}, too large to be laid out)\n\n`;
  const content = contentOf(facts, trace);
  if (typeof content === "string") return `${arrow} ${shortened(escapeText(content), ENTRY)}\n`;
  return `${title}\n${shortened(membersOf(content), ENTRY)}\n\n`;
}

/** The parts of an exchange under their names; anything else as it is. */
function membersOf(content: unknown): string {
  if (!isJsonObject(content) || !("params" in content || "result" in content || "messages" in content)) return layOut(content);
  return ["params", "result", "error", "messages", "answers"].flatMap((name) => (content[name] === undefined ? [] : [`${name}: ${layOut(content[name])}`])).join("\n");
}

function partOf({ kind }: EntryCursor): Part {
  switch (kind) {
    case "request":
    case "batch":
      return "Requests";
    case "notification":
      return "Notifications";
    case "answer":
    case "junk":
      return "Other lines";
    case "stderr":
      return "stderr";
    case "state":
      return "Process";
  }
}

/** By name and run: servers of one session begin to talk in any order. */
function inOrder(links: readonly number[], trace: Trace): readonly number[] {
  const infos = links.map((link) => ({ link, name: trace.link(link)?.name ?? "", run: trace.link(link)?.run ?? 0 }));
  return infos.sort((one, other) => (one.name === other.name ? one.run - other.run || one.link - other.link : one.name < other.name ? -1 : 1)).map(({ link }) => link);
}

function titleOf(link: number, trace: Trace): string {
  const { name = "", run = 0 } = trace.link(link) ?? {};
  return escapeText(`${name}, run ${run}`);
}
