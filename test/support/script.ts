import assert from "node:assert/strict";
import { RingTrace } from "../../src/core/trace/ringTrace";
import { printFrame } from "../../src/core/trace/print";
import type { Trace } from "../../src/core/trace/trace";
import type { Frame } from "../../src/core/wire/frame";
import { MemoryTransport } from "../../src/core/wire/memory";
import { TappedLink } from "../../src/core/wire/tap";
import { FakeClock, settle } from "./fakeClock";
import { assertGolden } from "./golden";
import { type Step, parseScript } from "./scriptText";

/** Everything a script is played with. */
export interface Stage {
  readonly clock: FakeClock;
  readonly trace: RingTrace;
  readonly transport: MemoryTransport;
  readonly link: TappedLink;
}

export interface PlayOptions {
  /** What happens when the client closes; by default the server exits with 0. */
  readonly onClose?: (transport: MemoryTransport) => void;
  /** Bytes kept of one line. */
  readonly capBytes?: number;
  /** Lets the link stay open at the end of the script; by default an open link is ended as by a server that exits. */
  readonly leaveOpen?: boolean;
}

export interface Played extends Stage {
  /** The whole trace as the printer shows it. */
  readonly text: string;
  readonly frames: readonly Frame[];
}

/**
 * Plays a script against a client. `drive` starts the client on the stage; what it returns is awaited after the last
 * step, so it may await answers that the script gives. A line that the client sends and the script does not expect
 * fails, and so does an expected one that does not come. Lines of the client are compared as JSON where they are JSON;
 * their exact text is in the trace.
 */
export async function play(script: string, drive: (stage: Stage) => unknown = () => undefined, options: PlayOptions = {}): Promise<Played> {
  const steps = parseScript(script);
  const sent: string[] = [];
  const clock = new FakeClock();
  const trace = new RingTrace(clock, { session: "test", memoryBytes: Number.POSITIVE_INFINITY, ...(options.capBytes === undefined ? {} : { capBytes: options.capBytes }) });
  const transport = new MemoryTransport((line) => sent.push(Buffer.from(line).toString("utf8")), options.onClose);
  const link = new TappedLink(transport, trace.open({ server: "script", name: "script" }));
  const stage: Stage = { clock, trace, transport, link };

  // Held as a state, so that a rejection that the script provokes is not "unhandled" before it is awaited.
  let outcome: { readonly error?: unknown } | undefined;
  const driven = Promise.resolve(drive(stage)).then(
    () => void (outcome = {}),
    (error: unknown) => void (outcome = { error }),
  );

  for (const step of steps) await perform(step, stage, sent);
  await settle();
  assertNothingUnasserted(sent, "the end of the script");
  if (!options.leaveOpen) transport.finish({ how: "exited", code: 0, signal: null, asked: false });
  await settle();
  if (outcome && "error" in outcome) throw outcome.error;
  assert.ok(outcome, "The script has ended, but its driver still waits for something.");
  await driven;
  assertNothingUnasserted(sent, "the end of the connection");

  const frames = framesOf(trace);
  return { ...stage, frames, text: frames.map((frame) => `${printFrame(frame, { verbosity: "verbose" })}\n`).join("") };
}

/** Plays a script and compares the trace with test/golden/<name>.txt. */
export async function playGolden(name: string, script: string, drive?: (stage: Stage) => unknown, options?: PlayOptions): Promise<Played> {
  const played = await play(script, drive, options);
  assertGolden(name, played.text);
  return played;
}

/** Every row that a trace holds. */
export function framesOf(trace: Trace): readonly Frame[] {
  const frames: Frame[] = [];
  for (let seq = trace.first; seq < trace.next; seq++) {
    const frame = trace.at(seq);
    if (frame) frames.push(frame);
  }
  return frames;
}

async function perform(step: Step, stage: Stage, sent: string[]): Promise<void> {
  const { transport, clock } = stage;
  await settle();
  if (step.type === "client") {
    const actual = sent.shift();
    assert.ok(actual !== undefined, `Line ${step.line} of the script: the client did not send ${step.text}`);
    assertSameLine(actual, step.text, step.line);
    return;
  }
  assertNothingUnasserted(sent, `line ${step.line} of the script`);
  switch (step.type) {
    case "server":
      transport.stdout(step.bytes);
      break;
    case "stderr":
      transport.stderr(step.bytes);
      break;
    case "clock":
      await clock.advance(step.ms);
      break;
    case "exit":
      transport.finish(step.closed);
      break;
    case "host":
      transport.host(step.event);
      break;
  }
}

function assertNothingUnasserted(sent: readonly string[], where: string): void {
  assert.deepEqual(sent, [], `Before ${where} the client sent lines that the script does not expect.`);
}

function assertSameLine(actual: string, expected: string, line: number): void {
  const message = `Line ${line} of the script expects something else`;
  const [one, other] = [actual, expected].map(parsed);
  if (one === undefined || other === undefined) assert.equal(actual, expected, message);
  else assert.deepEqual(one, other, message);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is compared as text.
    return undefined;
  }
}
