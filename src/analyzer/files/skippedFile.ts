/** A file that a user could have expected in the result, and why it is not there. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}
