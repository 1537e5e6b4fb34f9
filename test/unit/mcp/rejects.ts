import assert from "node:assert/strict";
import { Failure, type FailureKind } from "../../../src/core/base/failure";

/** The failure that a promise is rejected with; anything else fails the test. */
export async function rejects(promise: Promise<unknown>, kind: FailureKind): Promise<Failure> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof Failure, `no Failure: ${String(error)}`);
    assert.equal(error.kind, kind, error.message);
    return error;
  }
  assert.fail(`nothing was rejected, expected ${kind}`);
}
