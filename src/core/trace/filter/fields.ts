import type { EntryKind, EntryStatus, Facts } from "./facts";
import type { FilterField, MeasureField, PatternField, Unit } from "./filter";

/** What a field compares, for help and completion. */
export interface FieldHelp {
  readonly name: FilterField;
  readonly what: string;
  readonly example: string;
}

/** All fields in the order in which people are told of them. */
export const FILTER_FIELDS: readonly FieldHelp[] = [
  { name: "server", what: "name of the server", example: "server:files" },
  { name: "tool", what: "tool that is called", example: "tool:read_*" },
  { name: "prompt", what: "prompt that is asked for", example: "prompt:review" },
  { name: "resource", what: "URI of a resource", example: "resource:file:///*" },
  { name: "method", what: "method of a request or notification", example: "method:tools/*" },
  { name: "status", what: "how a request went", example: "status:error|late" },
  { name: "dir", what: "who sent it", example: "dir:in" },
  { name: "kind", what: "what it is", example: "kind:junk|stderr" },
  { name: "id", what: "id of a request", example: "id:7" },
  { name: "dur", what: "time from request to answer, so far while it is pending", example: "dur:>500ms" },
  { name: "size", what: "bytes of the request and its answer", example: "size:>1MB" },
  { name: "text", what: "text in the lines as they were sent", example: 'text:"not found"' },
];

/** Words of a field that has no others, with what they mean. */
export type FieldWords = ReadonlyMap<string, string>;

const STATUS: FieldWords = new Map<EntryStatus | "protocol-error", string>([
  ["pending", "no answer yet"],
  ["ok", "answered"],
  ["error", "tool-error, protocol-error or malformed"],
  ["tool-error", "the tool says that it failed"],
  ["protocol-error", "answered with a JSON-RPC error"],
  ["malformed", "the answer is no valid answer"],
  ["cancelled", "given up by its sender"],
  ["late", "answered after it was given up"],
  ["closed", "the connection ended before the answer"],
]);

const DIR: FieldWords = new Map<string, string>([
  ["out", "from the client to the server"],
  ["in", "from the server to the client"],
  ["host", "an event of the host"],
]);

const KIND: FieldWords = new Map<EntryKind, string>([
  ["request", "a request with its answer"],
  ["notification", "a notification"],
  ["answer", "an answer without a request"],
  ["batch", "a JSON-RPC batch"],
  ["junk", "a line that is no message"],
  ["stderr", "a line on standard error"],
  ["state", "an event such as a start or an end"],
]);

/** `undefined` for a field whose values are any texts. */
export function fieldWords(field: FilterField): FieldWords | undefined {
  return field === "status" ? STATUS : field === "dir" ? DIR : field === "kind" ? KIND : undefined;
}

const NAMES_OF_STATUS: { readonly [status: string]: readonly string[] } = {
  "tool-error": ["tool-error", "error"],
  "error": ["protocol-error", "error"],
  "malformed": ["malformed", "error"],
} satisfies { readonly [status in EntryStatus]?: readonly string[] };

const NAMES_OF_FROM: { readonly [from in Facts["from"]]: string } = { client: "out", server: "in", host: "host" };

/** The words that a status answers to. */
export function namesOfStatus(status: string): readonly string[] {
  return NAMES_OF_STATUS[status] ?? [status];
}

/** The word that stands for a sender. */
export function nameOfFrom(from: Facts["from"]): string {
  return NAMES_OF_FROM[from];
}

export function isMeasure(field: FilterField): field is MeasureField {
  return field === "dur" || field === "size";
}

export function isPatternField(field: FilterField): field is PatternField {
  return !isMeasure(field) && field !== "text";
}

const UNITS_OF: { readonly [field in MeasureField]: readonly Unit[] } = { dur: ["ms", "s", "min"], size: ["B", "KB", "MB"] };

/** Units of a field, the first being the one of a bare number. */
export function unitsOf(field: MeasureField): readonly Unit[] {
  return UNITS_OF[field];
}

/** Milliseconds or bytes. */
export const UNIT_AMOUNT: { readonly [unit in Unit]: number } = { ms: 1, s: 1000, min: 60_000, B: 1, KB: 1000, MB: 1_000_000 };
