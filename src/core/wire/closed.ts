/** How a connection ended. */
export type Closed =
  /** The process ended; `asked` is true when we had begun to close it. */
  | { readonly how: "exited"; readonly code: number | null; readonly signal: string | null; readonly asked: boolean }
  /** The process never started; `code` is the system's, for example `ENOENT`; `message` says in whole sentences what is wrong and what to do. */
  | { readonly how: "spawn-failed"; readonly code: string; readonly message: string }
  /** Everything else that ends a carrier. */
  | { readonly how: "failed"; readonly message: string };
