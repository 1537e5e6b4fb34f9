import assert from "node:assert/strict";
import type { Finding } from "../../../src/core/lint/finding";
import { Findings } from "../../../src/core/lint/findings";
import { lintFrame } from "../../../src/core/lint/lint";
import { RingTrace } from "../../../src/core/trace/ringTrace";
import type { Frame } from "../../../src/core/wire/frame";
import { FakeClock } from "../../support/fakeClock";

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

function stage() {
  const trace = new RingTrace(new FakeClock(), { session: "test", memoryBytes: 1e9, parts: { slotBytes: 65_536, blockShift: 8 } });
  let looks = 0;
  const lint = (frame: Frame): readonly Finding[] => {
    looks++;
    return lintFrame(frame, { language: "node" });
  };
  const findings = new Findings(trace, lint);
  const changed: number[] = [];
  findings.onChange((link) => changed.push(link));
  return { trace, findings, changed, looks: () => looks, writer: trace.open({ server: "a", name: "A" }) };
}

describe("the findings of a run", () => {
  it("are the stray lines and the faulty messages of stdout, told once per chunk", () => {
    const { findings, changed, writer } = stage();
    writer.stdout(bytes('Server running\n{"id":1,"method":"ping"}\n{"jsonrpc":"2.0","id":1,"result":{}}\nlistening\n'));
    const { stray, malformed, kept } = findings.of(1);
    assert.deepEqual([stray, malformed, kept.map(({ seq, text }) => [seq, text]), changed], [2, 1, [[0, "Server running"], [1, '{"id":1,"method":"ping"}'], [3, "listening"]], [1]]);
  });

  it("cost nothing while there are none", () => {
    const { findings, changed, writer, looks } = stage();
    writer.stdout(bytes('{"jsonrpc":"2.0","method":"a"}\n'.repeat(1000)));
    writer.sent(bytes("not ours to judge"));
    writer.stderr(bytes("log\n"));
    writer.host({ type: "stdin-closed" });
    assert.deepEqual([looks(), changed, findings.of(1)], [0, [], { stray: 0, malformed: 0, kept: [] }]);
  });

  it("are found in the very messages that are not UTF-8, be they short, long or over several chunks", () => {
    const { findings, writer } = stage();
    const message = (text: string): Buffer => Buffer.from(`{"jsonrpc":"2.0","method":"a","params":{"x":"${text}"}}\n`, "latin1");
    const sound = message("plain");
    writer.stdout(Buffer.concat([sound, message("caf\xe9"), sound, message("na\xc3\xafve")]));
    const long = message(`${"x".repeat(200_000)}\xff`);
    writer.stdout(Buffer.concat([sound, long.subarray(0, 100_000)]));
    writer.stdout(Buffer.concat([long.subarray(100_000), sound]));
    const { stray, malformed, kept } = findings.of(1);
    assert.deepEqual([stray, malformed, kept.map(({ seq }) => seq)], [0, 2, [1, 5]]);
  });

  it("are only counted once there are a hundred", () => {
    const { findings, writer, looks } = stage();
    writer.stdout(bytes("noise\n".repeat(5000)));
    writer.stdout(bytes('{"method":"a"}\n'.repeat(100)));
    const { stray, malformed, kept } = findings.of(1);
    assert.deepEqual([stray, malformed], [5000, 100]);
    assert.ok(kept.length < 100 && looks() === kept.length, `${looks()} looks`);
  });

  it("go when their server is started anew, when the traffic is cleared, and when the server is gone", () => {
    const { trace, findings, changed, writer } = stage();
    writer.stdout(bytes("noise\n"));
    const again = trace.open({ server: "a", name: "A" });
    const other = trace.open({ server: "b", name: "B" });
    other.stdout(bytes("noise\n"));
    again.host({ type: "spawned", pid: 1, command: "a", args: [], cwd: "/" });
    assert.deepEqual([findings.of(1).stray, findings.of(3).stray, changed], [0, 1, [1, 3, 1]]);
    findings.retain((server) => server !== "b");
    assert.equal(findings.of(3).stray, 0);
    again.stdout(bytes("noise\n"));
    trace.clear();
    assert.equal(findings.of(2).stray, 0);
  });
});
