/**
 * The filter language. A filter is a condition on an entry of the traffic, and `undefined` is the one that all meet.
 *
 * ```
 * filter  = all { "OR" all }                      OR binds less than AND
 * all     = not { [ "AND" ] not }                 a space is AND
 * not     = { "-" | "NOT" } ( term | "(" filter ")" )
 * term    = "@marked" | [ field ":" ] value { "|" value }      no space around ":" and "|"
 * value   = { quoted | bare }                     bare: anything but space, quote, parenthesis and bar
 * quoted  = '"' … '"'                             with \" \\ \n \r \t \uNNNN \u{N}
 * ```
 *
 * - A word without a field is `text:` of it. Words that begin with `-` or `@`, that have a name and a colon in front, and
 *   AND, OR and NOT are texts only in quotes.
 * - `server tool prompt resource method status dir kind id` compare the whole value; upper and lower case are the same, a
 *   `*` outside quotes stands for any characters or none. An entry without such a value does not match, so that `-tool:echo`
 *   keeps everything that is no call of that tool.
 * - `status` belongs to requests: `pending`, `ok`, `error`, `tool-error` (a result with `isError`), `protocol-error` (a
 *   JSON-RPC error), `malformed` (no valid answer), `cancelled`, `late` (answered after it was given up), `closed` (the
 *   connection ended first). `error` is all three that went wrong: tool-error, protocol-error and malformed.
 * - `dir` is `out` (from the client), `in` (from the server) or `host`; `kind` one of `EntryKind`; `id` compares the id as
 *   text, so that `id:7` finds 7 and "7". `tool`, `prompt` and `resource` are what a request is about; a request for
 *   completion is about a prompt or a resource and found by both.
 * - `dur` and `size` take `>`, `>=`, `<` or `<=` and a number with a unit: `ms` (when there is none), `s`, `min`; `B` (when
 *   there is none), `KB` (1,000 B), `MB`. An entry that waits for nothing has no duration and matches none.
 * - `text` is held by a line of the entry as it was sent (JSON as it is written, so a quote in a string is `\"`), upper and
 *   lower case being the same; a `*` in it is a `*`.
 *
 * The level of a log message is no field: a row says no more than its method, and only its body has the level.
 */
export type Filter =
  | { readonly type: "and" | "or"; readonly of: readonly Filter[] }
  | { readonly type: "not"; readonly of: Filter }
  | { readonly type: "match"; readonly field: PatternField; readonly any: readonly Pattern[] }
  | { readonly type: "measure"; readonly field: MeasureField; readonly any: readonly Comparison[] }
  | { readonly type: "text"; readonly any: readonly string[] }
  | { readonly type: "marked" };

export type PatternField = "server" | "tool" | "prompt" | "resource" | "method" | "status" | "dir" | "kind" | "id";
export type MeasureField = "dur" | "size";
export type FilterField = PatternField | MeasureField | "text";

/** The texts between the stars: `["a"]` is exactly a, `["a", ""]` is a and anything after it. Never empty; none but the first and the last is "". */
export type Pattern = readonly string[];

export interface Comparison {
  readonly operator: ">" | ">=" | "<" | "<=";
  readonly amount: number;
  readonly unit: Unit;
}

export type Unit = "ms" | "s" | "min" | "B" | "KB" | "MB";

/** What is wrong with a piece of the text, `[from, to)` in UTF-16 units, and what to do about it. */
export interface FilterProblem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}
