import { resolve } from "node:path";
import type { StdioLaunch } from "../../../src/core/server/launch";
import { rogueLaunch } from "./realServers";

/** A call and how it ends: `result`, or the kind of the failure; `words` are in the text of the result, or in the message. */
export interface GalleryPlay {
  readonly tool: string;
  readonly args?: { readonly [name: string]: unknown };
  /** Milliseconds, for what is never answered. */
  readonly timeout?: number;
  readonly outcome: string;
  readonly words: string | RegExp;
}

/** A rogue, what is done to it, and what becomes of it. */
export interface GalleryCase {
  readonly launch: StdioLaunch;
  readonly plays?: readonly GalleryPlay[];
  /** It is stopped by a person in the end. */
  readonly stopped?: boolean;
  /** What people see of its state in the end, and the message that goes with it. */
  readonly state: string;
  readonly message?: RegExp;
  /** Tools, and lists that are incomplete, as far as that is the point. */
  readonly offer?: { readonly tools?: number; readonly invalid?: number; readonly incomplete?: { readonly [list: string]: RegExp } };
  /** Lists that are still awaited when it runs. */
  readonly late?: readonly string[];
  /** Host events after `spawned`, in short, where they are the point. */
  readonly story?: readonly string[];
  /** Rows with which something is wrong. */
  readonly suspect?: number;
}

const QUICK = 400;

const of = (file: string, ...flags: readonly string[]): StdioLaunch => rogueLaunch(`${file}.mjs`, "--digest", ...flags);
const echo: GalleryPlay = { tool: "echo", args: { text: "still here" }, outcome: "result", words: "still here" };
const result = (tool: string, words: string | RegExp, args?: GalleryPlay["args"]): GalleryPlay => ({ tool, outcome: "result", words, ...(args && { args }) });
const fails = (tool: string, outcome: string, words: RegExp): GalleryPlay => ({ tool, outcome, words });
const unanswered = (tool: string): GalleryPlay => ({ tool, outcome: "timeout", words: new RegExp(`No answer to tools/call "${tool}"`), timeout: QUICK });
const BY_ITSELF = "Its log shows what it wrote last\\. Start it again when the cause is mended\\.$";

/** Those that answer what they are asked at the start, or end. */
export const PROMPT: { readonly [name: string]: GalleryCase } = {
  "a banner": { launch: of("banner"), plays: [echo], state: "Running", suspect: 3 },
  "stray lines": { launch: of("noise", "--stray"), plays: [result("stray", "between two stray lines"), echo], state: "Running", suspect: 7 },
  "text glued to an answer": { launch: of("noise"), plays: [unanswered("glued"), echo], state: "Running", suspect: 1 },
  "one line of 50 MB": { launch: of("big-line"), plays: [result("big", /^Zeile für Zeile/, { megabytes: 50 })], state: "Running", suspect: 0 },
  "a line of 5 MB in pieces of any size": { launch: of("big-line", "--pieces", "--seed=7"), plays: [result("big", /^Zeile für Zeile/, { megabytes: 5 })], state: "Running", suspect: 0 },
  "no final newline": {
    launch: of("no-newline"), plays: [result("last", "the last words")], state: "Failed", suspect: 0,
    message: new RegExp(`^The server exited with code 0 while it was running\\. It ended as if its work was done: .*${BY_ITSELF}`),
  },
  "CRLF everywhere": { launch: of("encodings", "--crlf"), plays: [echo], state: "Running", suspect: 0 },
  "CRLF once": { launch: of("encodings"), plays: [result("crlf", "carriage return"), echo], state: "Running", suspect: 0 },
  "a byte order mark in mid-session": { launch: of("encodings"), plays: [{ ...unanswered("bom") }, echo], state: "Running", suspect: 1 },
  "split UTF-8": { launch: of("encodings"), plays: [result("split", "€ and 🦊")], state: "Running", suspect: 0 },
  "invalid UTF-8": { launch: of("encodings"), plays: [result("invalid", "before \ufffd( after"), echo], state: "Running", suspect: 1 },
  "one byte a millisecond": { launch: of("drip"), plays: [echo], state: "Running", suspect: 0 },
  "two answers": { launch: of("wrong-answers"), plays: [result("twice", "first answer"), echo], state: "Running", suspect: 0 },
  "an answer to nobody": { launch: of("wrong-answers"), plays: [result("unknown-id", "answer to you"), echo], state: "Running", suspect: 0 },
  "a string for a number as id": { launch: of("wrong-answers"), plays: [unanswered("other-type"), echo], state: "Running", suspect: 0 },
  "result and error in one": { launch: of("wrong-answers"), plays: [fails("result-and-error", "protocol", /has both "result" and "error"/), echo], state: "Running", suspect: 1 },
  "no jsonrpc": { launch: of("wrong-answers"), plays: [fails("no-jsonrpc", "protocol", /has no "jsonrpc": "2\.0"/), echo], state: "Running", suspect: 1 },
  "a batch": { launch: of("wrong-answers"), plays: [result("batch", "in a batch"), echo], state: "Running", suspect: 0 },
  "an answer after the cancellation": { launch: of("late-answer"), plays: [unanswered("late"), echo], state: "Running", suspect: 0 },
  "duplicate ids of its own": { launch: of("asks"), plays: [result("ask", /"same" result, (?:"same" result, )?0 error -32601/), echo], state: "Running", suspect: 0 },
  "requests and logs before the handshake": { launch: of("asks", "--early"), plays: [result("ask", /^"early" result, "roots" result, /), echo], state: "Running", suspect: 0 },
  "an exit during the start": { launch: of("exits-early"), state: "Failed", message: /^The server exited with code 3 before it was ready\. Mend the cause and start it again\.\nThe last 4 lines of stderr:\n {2}Traceback/ },
  "an exit with 0 at once": { launch: of("exits-early", "--code=0"), state: "Failed", message: /^The server exited with code 0 before it was ready\. It ended as if its work was done/ },
  "an exit at initialize": { launch: of("exits-early", "--after=initialize"), state: "Failed", message: /^The server exited with code 3 before it was ready/ },
  "an exit while its tools are listed": { launch: of("exits-early", "--after=tools/list"), state: "Failed", message: /^The server exited with code 3 before it was ready/ },
  "a death in mid-call": {
    launch: of("dies-mid-call"), plays: [fails("die", "closed", /was killed by SIGKILL/)], state: "Failed",
    message: new RegExp(`^The server was killed by SIGKILL while it was running\\. Something else killed it; .*${BY_ITSELF}`),
  },
  "a crash in mid-call": { launch: of("dies-mid-call", "--signal=SIGSEGV"), plays: [fails("die", "closed", /was killed by SIGSEGV/)], state: "Failed", message: /It crashed on an invalid memory access/ },
  "no answer to a call": { launch: of("silent"), plays: [unanswered("wait"), echo], state: "Running" },
  "pages without end": { launch: of("lists", "--endless"), plays: [echo], state: "Running", offer: { tools: 1000, incomplete: { tools: /more than 1000 pages/ } } },
  "cursors in a circle": { launch: of("lists", "--cursor-loop"), plays: [echo], state: "Running", offer: { tools: 3, incomplete: { tools: /gave the cursor "b" twice/ } } },
  "tools that are none": { launch: of("lists", "--invalid"), plays: [echo], state: "Running", offer: { tools: 1, invalid: 5 } },
  "500 tools": { launch: of("lists", "--count=500"), plays: [echo], state: "Running", offer: { tools: 500 } },
  "a storm of changes": { launch: of("lists"), plays: [result("storm", "10000 changes", { count: 10_000 }), echo], state: "Running", suspect: 0 },
  "a flood on stderr": { launch: of("stderr-flood"), plays: [result("flood", "50000 lines", { lines: 50_000 }), echo], state: "Running", suspect: 0 },
  "5 MB on stderr without a newline": { launch: of("stderr-flood"), plays: [result("unbroken", "5 MB", { megabytes: 5 }), echo], state: "Running", suspect: 0 },
  "a closed stdout": {
    launch: of("closed-stdout"), plays: [fails("close", "closed", /closed its stdout without ending/)], state: "Failed",
    message: /^The server was disconnected: it closed its stdout without ending/, story: ["note", "stdin-closed", "signal SIGTERM", "closed"],
  },
  "a stdin that nobody reads": {
    launch: of("deaf"), plays: [result("deafen", "I hear nothing"), unanswered("echo")], stopped: true, state: "Stopped", story: ["stdin-closed", "signal SIGTERM", "closed"],
  },
  "deaf to the end of stdin": { launch: of("stubborn", "--alone", "--polite"), plays: [echo], stopped: true, state: "Stopped", story: ["stdin-closed", "signal SIGTERM", "closed"] },
  "deaf to SIGTERM": { launch: of("stubborn", "--alone"), plays: [echo], stopped: true, state: "Stopped", story: ["stdin-closed", "signal SIGTERM", "signal SIGKILL", "closed"] },
  "a grandchild that holds the pipes": { launch: of("stubborn"), plays: [echo], stopped: true, state: "Stopped", story: ["stdin-closed", "signal SIGTERM", "signal SIGKILL", "closed"] },
  "a file that is not executable": { launch: rogueLaunch("README.md"), state: "Failed", message: /^The server could not be started\. .*README\.md is not executable\. Make it executable/ },
  "a missing interpreter": { launch: rogueLaunch("missing-interpreter"), state: "Failed", message: /the interpreter that its first line names, "\/no\/such\/interpreter", does not/ },
  "a missing program": { launch: { ...of("banner"), command: "no-such-program" }, state: "Failed", message: /^The server could not be started\. The command "no-such-program" was not found\. Searched PATH: / },
  "a wrong working directory": { launch: { ...of("banner"), cwd: resolve("no/such/folder") }, state: "Failed", message: /The working directory .*no\/such\/folder does not exist/ },
};

/** Those that leave the start itself without an answer. */
export const SILENT: { readonly [name: string]: GalleryCase } = {
  "no answer at all": { launch: of("silent", "--initialize"), state: "Timed out", message: /^No answer to initialize \(id 1\), sent .* ago\. No message has come from the server at all/ },
  "a byte order mark before the first line": { launch: of("encodings", "--bom"), state: "Timed out", message: /^No answer to initialize/, suspect: 1 },
  "no answer to prompts/list": { launch: of("lists", "--silent=prompts/list"), plays: [echo], state: "Running", late: ["prompts"], offer: { tools: 1, incomplete: { prompts: /No answer to prompts\/list/ } } },
  "no answer to tools/list": { launch: of("lists", "--silent=tools/list"), plays: [echo], state: "Running", offer: { tools: 0, incomplete: { tools: /No answer to tools\/list/ } } },
};
