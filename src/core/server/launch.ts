/** What to start, fully resolved but for inputs: plain, comparable, hashable. */
export interface StdioLaunch {
  readonly type: "stdio";
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute, or `undefined` for the owner's default. */
  readonly cwd: string | undefined;
  /** Added to the inherited environment; `null` deletes a variable. */
  readonly env: { readonly [name: string]: string | null };
  /** Absolute path of a file of variables, read before each start; those of `env` win over it. */
  readonly envFile: string | undefined;
  /** How it may be shown and traced, where a secret input is part of it; it has no `shown` of its own. */
  readonly shown?: StdioLaunch;
}

/** A server that somebody else runs: `http` is Streamable HTTP, `sse` the older HTTP+SSE. */
export interface HttpLaunch {
  readonly type: "http" | "sse";
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
}

/** Other carriers join this union; nothing but the opener and the labels looks inside. */
export type Launch = StdioLaunch;
