/** What to start, fully resolved: plain, comparable, hashable. */
export interface StdioLaunch {
  readonly type: "stdio";
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute, or `undefined` for the owner's default. */
  readonly cwd: string | undefined;
  /** Added to the inherited environment; `null` deletes a variable. */
  readonly env: { readonly [name: string]: string | null };
}

/** Other carriers join this union; nothing but the opener and the labels looks inside. */
export type Launch = StdioLaunch;
