/** What a call gets from the protocol side. */
export interface CallContext {
  /** Aborted when the client cancels or the connection closes. */
  readonly signal: AbortSignal;
  /** Folders that relative paths are resolved against, most important first. */
  readonly bases: () => Promise<readonly string[]>;
  /** Undefined when the client did not ask for progress. */
  readonly onProgress: ((done: number, total: number) => void) | undefined;
}
