import { npmServer } from "./calls";
import { rogue, type ServerEntry } from "./wirelight";

/** One call and how it must end. */
export interface Play {
  readonly tool: string;
  readonly args?: object;
  /** `result`, `tool-error`, or the kind of the failure. */
  readonly outcome: string;
  /** Of a result: a piece of the line of the answer. Of a failure: what a person is told, without durations. */
  readonly words: string;
}

/** A rogue, what is done to it, and what must be seen of it in the end. Texts come without durations and process ids. */
export interface RogueCase {
  readonly entry: ServerEntry;
  /** Done one after the other, while all other rogues are played. */
  readonly plays: readonly Play[];
  /** Stopped by a person after the last play. */
  readonly stopped?: boolean;
  /** The description of its row in the Servers view. */
  readonly row: string;
  /** The rows below that. */
  readonly below: readonly string[];
  /** What stands in the Problems view, without the fixes. */
  readonly problems: readonly string[];
  /** What stands in the Traffic view, oldest first; absent where it is thousands of rows. */
  readonly traffic?: readonly string[];
}

export const GOOD = "the good one";
export const goodServer = (): ServerEntry => npmServer("everything", "stdio");

export const running = (words: string): string => `Running · ${words} · 2025-11-25 · User Settings`;
export const HANDSHAKE = ["started", "initialize, sent, answered", "notifications/initialized, sent", "tools/list, sent, answered"];
export const answered = (tool: string): string => `tools/call ${tool}, sent, answered`;
const stray = (text: string): string => `stdout has a line that is not a message: "${text}"`;
export const echoed: Play = { tool: "echo", args: { text: "still here" }, outcome: "result", words: '"text":"still here"' };

const GLUED = 'progress 50%{"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"glued to what stands before it"}]}}';
const MARKED = '{"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"byte order mark"}]}}';
const TRACEBACK = "Traceback (most recent call last):";
const exited = (rest: string): string => `The server exited with code 3 before it was ready. ${rest}`;

/** Those that answer everything or end: they get all the time they need. */
export const talking = (): { readonly [name: string]: RogueCase } => ({
  banner: {
    entry: rogue("banner", "--digest"),
    plays: [echoed],
    row: running("3 stray lines · 1 tool"),
    below: ["3 stray lines on stdout", "Tools 1"],
    problems: [stray("Banner server v1.0.0 listening on stdio"), "stdout has an empty line; only messages may be written there.", stray("Loaded 3 plugins")],
    traffic: [
      ...HANDSHAKE.slice(0, 2),
      "stray line on stdout, Banner server v1.0.0 listening on stdio",
      "stray line on stdout, (empty)",
      "stray line on stdout, Loaded 3 plugins",
      ...HANDSHAKE.slice(2),
      answered("echo"),
    ],
  },
  noise: {
    entry: rogue("noise", "--digest"),
    plays: [{ tool: "stray", outcome: "result", words: "between two stray lines" }, echoed],
    row: running("2 stray lines · 3 tools"),
    below: ["2 stray lines on stdout", "Tools 3"],
    problems: [stray("[debug] tools/call stray"), stray("[debug] tools/call stray done")],
    traffic: [...HANDSHAKE, answered("stray"), "stray line on stdout, [debug] tools/call stray", "stray line on stdout, [debug] tools/call stray done", answered("echo")],
  },
  "big-line": {
    entry: rogue("big-line", "--digest", "--pieces"),
    plays: [{ tool: "big", args: { megabytes: 50 }, outcome: "result", words: "Zeile für Zeile" }],
    row: running("1 tool"),
    below: ["Tools 1"],
    problems: [],
    traffic: [...HANDSHAKE, answered("big")],
  },
  "no-newline": {
    entry: rogue("no-newline", "--digest"),
    plays: [{ tool: "last", outcome: "result", words: "the last words" }],
    // It was started again by itself.
    row: running("1 tool"),
    below: ["Tools 1"],
    problems: [],
    traffic: [...HANDSHAKE, answered("last"), "exited with code 0", ...HANDSHAKE],
  },
  encodings: {
    entry: rogue("encodings", "--digest"),
    plays: [
      { tool: "crlf", outcome: "result", words: "carriage return" },
      { tool: "split", outcome: "result", words: "€ and 🦊" },
      { tool: "invalid", outcome: "result", words: "before \ufffd( after" },
      echoed,
    ],
    row: running("1 malformed message · 5 tools"),
    below: ["1 malformed message", "Tools 5"],
    problems: ["The server sent a message that is not valid UTF-8; the receiver sees U+FFFD in its place."],
    traffic: [...HANDSHAKE, answered("crlf"), answered("split"), answered("invalid"), answered("echo")],
  },
  "wrong-answers": {
    entry: rogue("wrong-answers", "--digest"),
    plays: [
      { tool: "twice", outcome: "result", words: "first answer" },
      { tool: "unknown-id", outcome: "result", words: "answer to you" },
      {
        tool: "result-and-error",
        outcome: "protocol",
        words: 'Server "wrong-answers" did not run "result-and-error" but answered with a protocol error: The answer to tools/call "result-and-error" (id 5) has both "result" and "error"; JSON-RPC 2.0 allows exactly one.',
      },
      {
        tool: "no-jsonrpc",
        outcome: "protocol",
        words: 'Server "wrong-answers" did not run "no-jsonrpc" but answered with a protocol error: The answer to tools/call "no-jsonrpc" (id 6) has no "jsonrpc": "2.0".',
      },
      { tool: "batch", outcome: "result", words: "in a batch" },
      echoed,
    ],
    row: running("2 malformed messages · 7 tools"),
    below: ["2 malformed messages", "Tools 7"],
    problems: ["The server sent an error response that has both result and error.", 'The server sent a result response that has no "jsonrpc": "2.0".'],
    traffic: [
      ...HANDSHAKE,
      `${answered("twice")} · 1 more answer`,
      answered("unknown-id"),
      "answer to an unknown request, received, id 987654321",
      "tools/call result-and-error, sent, malformed answer, both result and error",
      'tools/call no-jsonrpc, sent, malformed answer, no "jsonrpc": "2.0"',
      answered("batch"),
      "batch, received, 182 B",
      answered("echo"),
    ],
  },
  "exits-early": {
    entry: rogue("exits-early", "--digest"),
    plays: [{
      tool: "echo",
      outcome: "closed",
      words: `"echo" was not called: server "exits-early" did not start. ${exited(`Mend the cause and start it again. The last 4 lines of stderr: ${TRACEBACK} File "server.py", line 7, in <module> import missing ModuleNotFoundError: No module named 'missing'`)}`,
    }],
    row: "Failed · exited with code 3 · User Settings",
    below: [exited(`Mend the cause and start it again. The last 4 lines of stderr: ${TRACEBACK} File "serv…`)],
    problems: [],
    // Once by itself, and once more for the call.
    traffic: ["started", "initialize, sent, connection closed", "exited with code 3", "started", "initialize, sent, connection closed", "exited with code 3"],
  },
  "dies-mid-call": {
    entry: rogue("dies-mid-call", "--digest"),
    plays: [{ tool: "die", outcome: "closed", words: 'Server "dies-mid-call" was killed by SIGKILL before "die" was answered. Its last line on stderr: wrote' }],
    // It was started again by itself.
    row: running("2 tools"),
    below: ["Tools 2"],
    problems: [],
    traffic: [...HANDSHAKE, "tools/call die, sent, connection closed", "was killed by SIGKILL", ...HANDSHAKE],
  },
  stubborn: {
    entry: rogue("stubborn", "--digest"),
    plays: [echoed],
    stopped: true,
    row: "Stopped · User Settings",
    below: [],
    problems: [],
    traffic: [...HANDSHAKE, answered("echo"), "stdin closed", "SIGTERM sent", "SIGKILL sent", "was stopped by SIGKILL"],
  },
  "stderr-flood": {
    entry: rogue("stderr-flood", "--digest"),
    plays: [{ tool: "flood", args: { lines: 100_000 }, outcome: "result", words: "100000 lines" }, echoed],
    row: running("3 tools"),
    below: ["Tools 3"],
    problems: [],
    traffic: [...HANDSHAKE, answered("flood"), answered("echo")],
  },
});

export const unanswered = (server: string, tool: string, since = "No message has come from the server since.", id = 3): Play => ({
  tool,
  outcome: "timeout",
  words: `No answer from server "${server}" to the call of "${tool}": No answer to tools/call "${tool}" (id ${id}), sent ago. ${since}`,
});
export const cancelled = (tool: string): string => `tools/call ${tool}, sent, cancelled, No answer within`;
const SILENCE = "No answer to initialize (id 1), sent ago. No message has come from the server at all.";

/** Those that leave a request without an answer: for them the timeouts are short. */
export const silent = (): { readonly [name: string]: RogueCase } => ({
  silent: {
    entry: rogue("silent", "--digest"),
    plays: [unanswered("silent", "wait"), echoed],
    row: running("2 tools"),
    below: ["Tools 2"],
    problems: [],
    traffic: [...HANDSHAKE, cancelled("wait"), answered("echo")],
  },
  "silent at the start": {
    entry: rogue("silent", "--digest", "--initialize"),
    plays: [{ tool: "echo", outcome: "timeout", words: `"echo" was not called: server "silent at the start" did not start. ${SILENCE}` }],
    row: `Timed out · ${SILENCE} · User Settings`,
    below: [SILENCE],
    problems: [],
    traffic: ["started", "initialize, sent, connection closed", "stdin closed", "was stopped"],
  },
  "noise glued to an answer": {
    entry: rogue("noise", "--digest"),
    plays: [unanswered("noise glued to an answer", "glued"), echoed],
    row: running("1 stray line · 3 tools"),
    below: ["1 stray line on stdout", "Tools 3"],
    problems: [stray(GLUED)],
    traffic: [...HANDSHAKE, cancelled("glued"), `stray line on stdout, ${GLUED}`, answered("echo")],
  },
  "a byte order mark": {
    entry: rogue("encodings", "--digest"),
    plays: [unanswered("a byte order mark", "bom"), echoed],
    row: running("1 stray line · 5 tools"),
    below: ["1 stray line on stdout", "Tools 5"],
    problems: [`stdout has a byte order mark (no JSON parser accepts one): "\\u{feff}${MARKED}"`],
    traffic: [...HANDSHAKE, cancelled("bom"), `stray line on stdout, ${MARKED}`, answered("echo")],
  },
  "an id of another type": {
    entry: rogue("wrong-answers", "--digest"),
    plays: [
      unanswered("an id of another type", "other-type", 'An answer with id "3" (a string, not a number) came, which belongs to no request. The last message from the server came ago.'),
      echoed,
    ],
    row: running("7 tools"),
    below: ["Tools 7"],
    problems: [],
    traffic: [...HANDSHAKE, cancelled("other-type"), 'answer to an unknown request, received, id "3"', answered("echo")],
  },
});
