/**
 * How a reading or getting ended; also what the commands return to whoever executes them.
 * - `opened`: addresses of the documents, the main one first
 * - `failed`: one of the kinds of `Failure`, with the sentence that was shown
 * - `left`: the person left the questions
 */
export type ReadOutcome =
  | { readonly type: "opened"; readonly opened: readonly string[] }
  | { readonly type: "failed"; readonly kind: string; readonly message: string }
  | { readonly type: "left" };
