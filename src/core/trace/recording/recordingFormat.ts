import type { HostEvent, LineEnding } from "../../wire/frame";

/**
 * The format of recordings (`*.mcptrace`), version 1. UTF-8 text, one JSON object a line, lines end with LF; times are
 * milliseconds since the epoch with fractions. Whoever reads must pass over members that it does not know, and over lines
 * of a kind that it does not know after having said so.
 *
 * 1. The first line is the *header*: `{"mcptrace":1,"product":"wirelight 0.1.0","session":"…","saved":…,"redacted":true}`.
 *    With `redacted` secrets were looked for, and masks like `[hidden #1]` stand in their places, equal numbers for equal
 *    secrets; without, everything is as it was sent.
 * 2. A *link* comes before its first row: `{"link":1,"server":"…","name":"…","run":1,"opened":…}`. `server` is the stable
 *    id, `name` what people read, `run` counts the starts of that server from 1.
 * 3. A *row* is a line that crossed the wire or an event of the host, in the order of arrival: `time`, `link`, and one of
 *    - `client`: a line sent by the client
 *    - `server`: a line of the server's protocol stream (stdio: stdout)
 *    - `stderr`: a line of the server's log stream
 *    - `host`: an event such as `{"type":"closed","closed":{"how":"exited","code":0,"signal":null,"asked":false}}`
 *
 *    A line is given without its terminator, as a text when it is UTF-8 and as `{"base64":"…"}` when it is not: exact to
 *    the byte in both cases. `ending` is `crlf` or `none` where the terminator was not a single LF. `dropped` tells how
 *    many bytes came after those that were kept of an overlong line. `mark` says that a person marked the row, and is the
 *    comment, possibly empty.
 * 4. A *part* is a piece of the line of the next row: `{"part":"…"}` or `{"part":{"base64":"…"}}`. Long lines are cut into
 *    parts, so that nobody has to take more than about a megabyte at once; the row itself has the last piece, and
 *    `parts`, the number of those before it.
 * 5. The *end* is the last line: `{"end":…,"missing":…,"hidden":…}`: the number of rows in the file, of those that left the
 *    trace while it was being written, and of the masks. Without it the recording is torn.
 *
 * What a row is (a request, an answer, junk) is not written down: it follows from its bytes, so that what can be read can
 * be replayed, and a recording cannot claim what its lines do not say.
 */
export const RECORDING_VERSION = 1;

/** Extension of the files, without the dot. */
export const RECORDING_EXTENSION = "mcptrace";

export interface HeaderLine {
  readonly mcptrace: number;
  /** Name and version of the writer. */
  readonly product: string;
  /** Id of the session that the rows belong to. */
  readonly session: string;
  readonly saved: number;
  readonly redacted?: true;
}

export interface LinkLine {
  readonly link: number;
  readonly server: string;
  readonly name: string;
  readonly run: number;
  readonly opened: number;
}

/** Bytes: UTF-8 as it is, anything else in base64. */
export type RecordedBytes = string | { readonly base64: string };

export interface PartLine {
  readonly part: RecordedBytes;
}

export interface RowLine {
  readonly time: number;
  readonly link: number;
  readonly client?: RecordedBytes;
  readonly server?: RecordedBytes;
  readonly stderr?: RecordedBytes;
  readonly host?: HostEvent;
  readonly ending?: Exclude<LineEnding, "lf">;
  readonly dropped?: number;
  readonly mark?: string;
  readonly parts?: number;
}

export interface EndLine {
  readonly end: number;
  readonly missing: number;
  readonly hidden: number;
}
