import assert from "node:assert/strict";
import { endMessage, type UnexpectedEnd } from "../../../src/core/server/endMessage";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import { stderrTail } from "../../../src/core/server/stderrTail";
import { encodeUtf8 } from "../../../src/core/base/text";
import { FakeClock } from "../../support/fakeClock";

function exited(code: number | null, signal: string | null, changes: Partial<UnexpectedEnd> = {}): UnexpectedEnd {
  return { closed: { how: "exited", code, signal, asked: false }, during: "running", stderr: [], ...changes };
}

const MESSAGES: readonly (readonly [title: string, end: UnexpectedEnd, message: RegExp])[] = [
  ["an exit while running", exited(1, null), /^The server exited with code 1 while it was running\. Its log shows what it wrote last\.$/],
  ["an exit with code 0", exited(0, null), /exited with code 0 while it was running\. It ended as if its work was done: .* until its stdin is closed\. Its log/],
  ["a shell that found no command", exited(127, null), /command that was not found/],
  ["a Windows code", exited(0xc0000135, null), /DLL was not found/],
  ["a signal", exited(null, "SIGKILL"), /killed by SIGKILL while it was running\. .*short of memory/],
  ["a signal that says nothing more", exited(null, "SIGUSR1"), /^The server was killed by SIGUSR1 while it was running\. Its log/],
  ["neither code nor signal", exited(null, null), /ended without an exit code while it was running\. Its log/],
  ["running: no stderr", exited(1, null, { stderr: ["old news"] }), /^[^\n]*$/],
  ["a start: nothing on stderr", exited(1, null, { during: "start" }), /before it was ready\. It wrote nothing to stderr: run its command in a terminal to see what is wrong\.$/],
  ["a start: one line", exited(1, null, { during: "start", stderr: ["no such module"] }), /Mend the cause and start it again\.\nThe last line of stderr:\n {2}no such module$/],
  ["a start: more lines", exited(1, null, { during: "start", stderr: ["one", "two"] }), /\nThe last 2 lines of stderr:\n {2}one\n {2}two$/],
  ["a lost carrier", { ...exited(0, null), closed: { how: "failed", message: "EPIPE" } }, /^The server was disconnected: EPIPE\. Its log/],
  ["what could not be started", { closed: { how: "spawn-failed", code: "ENOENT", message: 'The command "my tool" was not found. Install it.' }, during: "start", stderr: [] }, /^The server could not be started\. The command "my tool" was not found\. Install it\.$/],
];

describe("the message about an end that nobody asked for", () => {
  for (const [title, end, message] of MESSAGES) it(`tells of ${title}`, () => assert.match(endMessage(end), message));
});

describe("the last lines of stderr", () => {
  const trace = new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1_000_000 });
  const before = trace.open({ server: "a", name: "a" });
  before.stderr(encodeUtf8("an earlier run\n"));
  const since = trace.next;
  const [mine, other] = [trace.open({ server: "a", name: "a" }), trace.open({ server: "b", name: "b" })];
  mine.stderr(encodeUtf8(`one\r\n\n  \ntwo\n${"x".repeat(600)}\n`));
  mine.stdout(encodeUtf8("stray\n"));
  other.stderr(encodeUtf8("other\n"));

  it("are those of one link, oldest first, without empty ones, and cut when they are long", () => {
    assert.deepEqual(stderrTail(trace, mine.link, since, 5), ["one", "two", `${"x".repeat(500)}…`]);
    assert.deepEqual(stderrTail(trace, mine.link, since, 2), ["two", `${"x".repeat(500)}…`]);
  });

  it("are not looked for in rows before the link", () => {
    assert.deepEqual(stderrTail(trace, before.link, since, 5), []);
    assert.deepEqual(stderrTail(trace, before.link, 0, 5), ["an earlier run"]);
  });
});
