/** Numbers that each session has: more than any session can have rows, and few enough for thousands of sessions. */
const EACH = 2 ** 40;

/** A row by its session and its sequence there. */
export interface SessionRow {
  readonly session: string;
  readonly seq: number;
}

/**
 * Gives the rows of several sessions numbers of their own, whole and safe, in which those of one session are in their order.
 * The numbers of the first session are its sequences, so that a page with one session does not notice. Beside its rows, each
 * session has a number for the line that stands for it.
 */
export class SessionNumbers {
  /** In the order of their numbers. */
  private known: string[] = [];
  private begun = 0;

  constructor(ids: readonly string[] = []) {
    this.begin(ids);
  }

  /** The sessions that have numbers, in the order of these. */
  get ids(): readonly string[] {
    return this.known;
  }

  /** Another one whenever numbers mean other rows than before. */
  get generation(): number {
    return this.begun;
  }

  /** Makes all numbers anew: these sessions have some, and no others. */
  begin(ids: readonly string[]): void {
    this.known = [...new Set(ids)];
    this.begun++;
  }

  /** The number of a session's sequence 0; a session that has no numbers gets the next ones. */
  offsetOf(session: string): number {
    const at = this.known.indexOf(session);
    return (at < 0 ? this.known.push(session) - 1 : at) * EACH;
  }

  /** The number after all that rows of the same session can have, given the number of its sequence 0. */
  endOf(offset: number): number {
    return offset + EACH - 1;
  }

  /** The number of the line that stands for a session. */
  lineOf(session: string): number {
    return this.endOf(this.offsetOf(session));
  }

  isLine(number: number): boolean {
    return number % EACH === EACH - 1;
  }

  /** `undefined` for a number that nothing has. */
  sessionOf(number: number): string | undefined {
    return this.known[placeOfNumber(number)];
  }

  /** `undefined` for what is no row. */
  rowOf(number: number): SessionRow | undefined {
    const session = this.sessionOf(number);
    return session === undefined || this.isLine(number) ? undefined : { session, seq: number % EACH };
  }
}

/** Which of the sessions a number belongs to, as its place among them. */
export function placeOfNumber(number: number): number {
  return Math.floor(number / EACH);
}
