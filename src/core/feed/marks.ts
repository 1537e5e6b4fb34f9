import type { Event } from "../base/event";

/** A row that a person has marked. */
export interface Mark {
  readonly seq: number;
  /** Empty when they wrote nothing. */
  readonly comment: string;
}

/** The marks of all sessions; who keeps them decides where. */
export interface Marks {
  of(session: string): readonly Mark[];
  /** Marks rows, or takes their marks away where `comment` is `undefined`. */
  set(session: string, seqs: readonly number[], comment: string | undefined): void;
  /** The marks of this session have changed. */
  readonly onChange: Event<string>;
}
