/** One thing that is wrong with a value, or with the schema it is measured by. */
export interface SchemaProblem {
  /** A broken schema is the server's fault: tell it, but let the person send anyway. */
  readonly of: "value" | "schema";
  /** JSON pointer (RFC 6901) into the value, or into the schema; "" is the whole. */
  readonly path: string;
  /** Second half of a sentence about what is at `path`: `must be a number, but is a string`. */
  readonly message: string;
}
