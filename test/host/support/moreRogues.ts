import { oneLine } from "../../../src/vscode/format";
import { answered, cancelled, echoed, HANDSHAKE, type Play, type RogueCase, running, unanswered } from "./rogueTable";
import { inCheckout, rogue } from "./wirelight";

/** What a server with all lists is asked for when it starts. */
const LISTING = [...HANDSHAKE.slice(0, 3), ...["tools/list", "resources/list", "resources/templates/list", "prompts/list"].map((method) => `${method}, sent, answered`)];
const OTHERS = ["Resources 1", "Prompts 1"];

const fine = (flags: readonly string[], words: string, below: readonly string[], play: Play = echoed): RogueCase => ({
  entry: rogue("lists", "--digest", ...flags),
  plays: [play],
  row: running(words),
  below,
  problems: [],
});

const unstartable = (entry: RogueCase["entry"], message: string): RogueCase => {
  const whole = `The server could not be started. ${message}`;
  const traffic = ["initialize, sent, connection closed", oneLine(`could not be started: ${message}`, 120)];
  return { entry, plays: [], row: `Failed · ${oneLine(whole, 100)} · User Settings`, below: [oneLine(whole, 160)], problems: [], traffic };
};

const stopped = (flags: readonly string[], ...signals: readonly string[]): RogueCase => ({
  entry: rogue("stubborn", "--digest", ...flags),
  plays: [echoed],
  stopped: true,
  row: "Stopped · User Settings",
  below: [],
  problems: [],
  traffic: [...HANDSHAKE, answered("echo"), "stdin closed", ...signals.map((signal) => `${signal} sent`), `was stopped by ${signals.at(-1)}`],
});

/** Those whose lists, streams, questions or ends are out of the ordinary, or that are not there at all. */
export const unruly = (): { readonly [name: string]: RogueCase } => ({
  "pages without end": fine(["--endless"], "1,000 tools", ["tools: The server has more than 1000 pages; the rest is left out.", "Tools 1000, incomplete", ...OTHERS]),
  "cursors in a circle": fine(["--cursor-loop"], "3 tools", ['tools: The server gave the cursor "b" twice, so its pages would never end.', "Tools 3, incomplete", ...OTHERS]),
  "tools that are none": fine(["--invalid"], "6 tools", ["Tools 6", ...OTHERS]),
  "500 tools": { ...fine(["--count=500"], "500 tools", ["Tools 500", ...OTHERS]), traffic: [...LISTING, answered("echo")] },
  "a storm of changes": fine([], "1 tool", ["Tools 1", ...OTHERS], { tool: "storm", args: { count: 10_000 }, outcome: "result", words: "10000 changes" }),
  "one byte a millisecond": { ...fine([], "1 tool", ["Tools 1"]), entry: rogue("drip", "--digest"), traffic: [...HANDSHAKE, answered("echo")] },
  "5 MB on stderr without a newline": {
    ...fine([], "3 tools", ["Tools 3"]),
    entry: rogue("stderr-flood", "--digest"),
    // Its digest stands at the end of the long line, so one more answer tells it again.
    plays: [{ tool: "unbroken", args: { megabytes: 5 }, outcome: "result", words: "5 MB" }, echoed],
    traffic: [...HANDSHAKE, answered("unbroken"), answered("echo")],
  },
  "a closed stdout": {
    entry: rogue("closed-stdout", "--digest"),
    plays: [{
      tool: "close",
      outcome: "closed",
      words: 'Server "a closed stdout" was disconnected: it closed its stdout without ending, so nothing more could come from it, and its process was ended before "close" was answered.',
    }],
    row: "Failed · The server was disconnected: it closed its stdout without ending, so nothing more could come from i… · User Settings",
    below: ["The server was disconnected: it closed its stdout without ending, so nothing more could come from it, and its process was ended. Its log shows what it wrote la…"],
    problems: [],
    traffic: [...HANDSHAKE, "tools/call close, sent, connection closed", "note, The server has closed its stdout but has not ended, so it is ended now.", "stdin closed", "SIGTERM sent", oneLine("was disconnected: it closed its stdout without ending, so nothing more could come from it, and its process was ended", 120)],
  },
  "deaf to the end of stdin": stopped(["--alone", "--polite"], "SIGTERM"),
  "deaf to SIGTERM": stopped(["--alone"], "SIGTERM", "SIGKILL"),
  "an exit with 0 at once": {
    entry: rogue("exits-early", "--digest", "--code=0"),
    plays: [],
    row: "Failed · exited with code 0 · User Settings",
    below: ["The server exited with code 0 before it was ready. It ended as if its work was done: a stdio server must stay until its stdin is closed. Mend the cause and sta…"],
    problems: [],
    traffic: ["started", "initialize, sent, connection closed", "exited with code 0"],
  },
  "a file that is not executable": unstartable(
    { command: inCheckout("test", "fixtures", "servers", "README.md") },
    `${inCheckout("test", "fixtures", "servers", "README.md")} is not executable. Make it executable (chmod +x README.md), or name its interpreter in "command" and the file in "args".`,
  ),
  "a missing interpreter": unstartable(
    { command: inCheckout("test", "fixtures", "servers", "missing-interpreter") },
    `${inCheckout("test", "fixtures", "servers", "missing-interpreter")} exists, but the interpreter that its first line names, "/no/such/interpreter", does not. Install it, or name the interpreter in "command".`,
  ),
  "a wrong working directory": unstartable(
    { ...rogue("banner"), cwd: inCheckout("no", "such", "folder") },
    `The working directory ${inCheckout("no", "such", "folder")} does not exist. Create it or correct "cwd".`,
  ),
});

/** Those that leave a request of the start, or one of a person, without an answer: for them the timeouts are short. */
export const mute = (): { readonly [name: string]: RogueCase } => ({
  "no answer to prompts/list": {
    ...fine(["--silent=prompts/list"], "1 tool", ["prompts: No answer to prompts/list (id 5), sent ago. The last message from the server came ago.", "Tools 1", "Resources 1", "Prompts 0, incomplete"]),
  },
  "an answer after the cancellation": {
    entry: rogue("late-answer", "--digest"),
    plays: [unanswered("an answer after the cancellation", "late"), echoed],
    row: running("2 tools"),
    below: ["Tools 2"],
    problems: [],
    traffic: [...HANDSHAKE, `${cancelled("late")} · 1 more answer`, answered("echo")],
  },
  "requests before the handshake": {
    entry: rogue("asks", "--digest", "--early"),
    plays: [{ tool: "ask", outcome: "result", words: '0 error -32601' }, echoed],
    row: running("2 tools"),
    below: ["Tools 2"],
    problems: [],
  },
  "a stdin that nobody reads": {
    entry: rogue("deaf", "--digest"),
    plays: [{ tool: "deafen", outcome: "result", words: "I hear nothing" }, unanswered("a stdin that nobody reads", "echo", undefined, 4)],
    stopped: true,
    row: "Stopped · User Settings",
    below: [],
    problems: [],
  },
});
