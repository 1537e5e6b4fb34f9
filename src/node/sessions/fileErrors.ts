/** The system's word for what went wrong with a file, for example `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Whether something failed because another window was faster to remove it. */
export function isGone(error: unknown): boolean {
  return codeOf(error) === "ENOENT";
}
