import { assertNever } from "../core/base/assertNever";
import { escapeText } from "../core/trace/escape";
import { type ComparedEntry, comparedEntries } from "../core/trace/diff/comparedEntry";
import { diffEntries, type EntryDifference } from "../core/trace/diff/diffEntries";
import type { JsonDifference } from "../core/trace/diff/jsonDifferences";
import type { CliConsole } from "./console";
import { EXIT } from "./exitStatus";
import { matcherOf, openRecording } from "./openRecording";
import type { RecordingInvocation } from "./recordingArguments";

/** Longest value or path that is printed, in UTF-16 units. */
const VALUE_LENGTH = 120;

type Diff = Extract<RecordingInvocation, { verb: "diff" }>;

/** Prints what differs between two recordings; like every diff it ends with 1 when something does. */
export async function diff({ files: [one, other], filter }: Diff, console: CliConsole): Promise<number> {
  const differences = diffEntries(await entriesOf(one, filter, console), await entriesOf(other, filter, console));
  const changes = differences.filter(({ type }) => type !== "same");
  if (changes.length > 0) {
    console.result(`--- ${escapeText(one)}`);
    console.result(`+++ ${escapeText(other)}`);
  }
  for (const line of changes.flatMap(linesOf)) console.result(line);
  const same = differences.length - changes.length;
  console.note(changes.length === 0 ? `No difference in ${same} entries.` : `${changes.length} of ${differences.length} entries differ.`);
  return changes.length === 0 ? EXIT.ok : EXIT.different;
}

async function entriesOf(file: string, filter: Diff["filter"], console: CliConsole): Promise<readonly ComparedEntry[]> {
  const { recording: { trace }, exchanges } = await openRecording(file, console);
  return [...comparedEntries(trace, exchanges, matcherOf(filter))];
}

function linesOf(difference: EntryDifference): string[] {
  switch (difference.type) {
    case "same":
      return [];
    case "removed":
      return [`- ${titleOf(difference.one)}`];
    case "added":
      return [`+ ${titleOf(difference.other)}`];
    case "changed":
      return [`~ ${titleOf(difference.one)} → row ${difference.other.seq}`, ...difference.places.map(lineOf)];
    default:
      return assertNever(difference);
  }
}

function titleOf({ label, seq }: ComparedEntry): string {
  return `${escapeText(label)}  (row ${seq})`;
}

function lineOf({ path, one, other }: JsonDifference): string {
  return `    ${shortened(path.join("/"))}: ${printed(one)} → ${printed(other)}`;
}

function printed(value: unknown): string {
  if (value === undefined) return "(absent)";
  return shortened(spelt(value));
}

function shortened(text: string): string {
  return escapeText(text.length > VALUE_LENGTH ? `${text.slice(0, VALUE_LENGTH)}…` : text);
}

function spelt(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than can be spelt out.
    return "(nested too deep to be printed)";
  }
}
