/** What the message of a row is about, by a code in the columns that many rows share. */
export interface Topic {
  /** `undefined` of rows that have none, or one that the columns have no code for. */
  readonly method: string | undefined;
  /** The tool, prompt or resource that a request names. */
  readonly subject: string | undefined;
  /** Requests with this topic may name a subject: nobody has looked for it when they were written down. */
  readonly isOpen: boolean;
}

/** Of rows without a method. */
export const NO_TOPIC: Topic = { method: undefined, subject: undefined, isOpen: false };
