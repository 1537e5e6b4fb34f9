import { strict as assert } from "node:assert";
import { Failure, type FailureKind } from "../../../src/core/base/failure";
import { type LastWords, reportFailure, reportResult } from "../../../src/core/mcp/callReport";
import type { ToolResult } from "../../../src/core/mcp/types";

const NAMES = { tool: "look", server: "shop" };
const NOTHING: LastWords = { closed: undefined, stderr: undefined };

function toolResult(isError: boolean, content: ToolResult["content"]): ToolResult {
  return { isError, content, structuredContent: undefined, raw: {} };
}

describe("how a call is reported", () => {
  it("says nothing about a good result", () => {
    assert.equal(reportResult(NAMES, toolResult(false, [{ type: "text", text: "Error: only a text" }])), undefined);
  });

  it("quotes what the tool said of its error, on one line and cut", () => {
    const report = reportResult(NAMES, toolResult(true, [{ type: "image" }, { type: "text", text: `no such\n file ${"x".repeat(5000)}` }]));
    assert.equal(report?.severity, "warning");
    assert.match(report?.message ?? "", /^The tool "look" of server "shop" reported an error: no such file x+…$/);
    assert.ok((report?.message.length ?? 0) < 400);
  });

  it("manages without words of the tool", () => {
    assert.equal(reportResult(NAMES, toolResult(true, []))?.message, 'The tool "look" of server "shop" reported an error.');
  });

  it("words protocol error, timeout, closed connection and cancellation apart", () => {
    const kinds: readonly FailureKind[] = ["protocol", "timeout", "closed", "cancelled"];
    const reports = kinds.map((kind) => reportFailure(NAMES, new Failure(kind, "the reason"), NOTHING));
    assert.deepEqual(reports.map(({ severity }) => severity), ["error", "warning", "error", "status"]);
    assert.deepEqual(reports.map(({ message }) => message), [
      'Server "shop" did not run "look" but answered with a protocol error: the reason',
      'No answer from server "shop" to the call of "look": the reason',
      'The connection to server "shop" closed before "look" was answered. the reason',
      'The call of "look" was cancelled',
    ]);
  });

  it("tells exit code and last words of a server that ended", () => {
    const end: LastWords = { closed: { how: "exited", code: 3, signal: null, asked: false }, stderr: "panic: no luck" };
    const report = reportFailure(NAMES, new Failure("closed", "unused"), end);
    assert.equal(report.message, 'Server "shop" exited with code 3 before "look" was answered. Its last line on stderr: panic: no luck');
    assert.deepEqual(report.actions, ["show-log", "show-traffic", "retry"]);
  });

  it("tells what a person has asked for from what went wrong", () => {
    const told = (asked: LastWords["asked"]): unknown => {
      const { severity, message, actions } = reportFailure(NAMES, new Failure("closed", "unused"), { ...NOTHING, asked });
      return [severity, message, actions];
    };
    assert.deepEqual(told("stop"), ["warning", 'Server "shop" was stopped before "look" was answered.', ["show-traffic", "retry"]]);
    assert.deepEqual(told("restart"), ["warning", 'Server "shop" was restarted before "look" was answered.', ["show-traffic", "retry"]]);
  });

  it("says that nothing was called when the server did not start or may not", () => {
    assert.match(reportFailure(NAMES, new Failure("launch", "No such program."), NOTHING).message, /^"look" was not called: server "shop" did not start\. No such program\./);
    const blocked = reportFailure(NAMES, new Failure("blocked", "The workspace is not trusted."), NOTHING);
    assert.deepEqual([blocked.severity, blocked.actions], ["warning", ["manage-trust"]]);
  });
});
