import assert from "node:assert/strict";
import { Failure, type FailureKind } from "../../../src/core/base/failure";
import { setUnexpectedErrorHandler } from "../../../src/core/base/unexpected";
import type { Server } from "../../../src/core/server/server";

/** Fails a test that leaves behind an error which nobody expected. */
export function noUnexpectedErrors(): void {
  const unexpected: unknown[] = [];

  beforeEach(() => {
    unexpected.length = 0;
    setUnexpectedErrorHandler((error) => unexpected.push(error));
  });

  afterEach(() => {
    setUnexpectedErrorHandler(undefined);
    assert.deepEqual(unexpected, []);
  });
}

/** The states that are announced from now on. */
export function statesOf(server: Server): string[] {
  const states: string[] = [];
  server.onChange(() => {
    const { state } = server;
    states.push(state.name === "starting" ? `starting ${state.phase}` : state.name === "stopping" && state.restart ? "stopping restart" : state.name);
  });
  return states;
}

/** Until a start is in this phase. */
export function untilPhase(server: Server, phase: string): Promise<void> {
  return new Promise((resolve) => {
    const subscription = server.onChange(() => {
      if (server.state.name !== "starting" || server.state.phase !== phase) return;
      subscription.dispose();
      resolve();
    });
  });
}

/** Rejects with a failure of this kind and wording. */
export async function rejects(promise: Promise<unknown>, kind: FailureKind, message: RegExp): Promise<void> {
  await assert.rejects(promise, (error: unknown) => {
    assert.ok(error instanceof Failure, String(error));
    assert.equal(error.kind, kind, error.message);
    assert.match(error.message, message);
    return true;
  });
}
