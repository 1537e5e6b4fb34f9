/** An error that a person reads: its message says what is wrong and what to do, so no stack is printed with it. */
export class Failure extends Error {}

/** @param {unknown} error */
export function describeError(error) {
  if (error instanceof Failure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
