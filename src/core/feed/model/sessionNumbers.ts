/** Numbers that each session has: more than any session can have rows, and few enough for thousands of sessions. */
const EACH = 2 ** 40;

/** In the place of a session that was forgotten; no session has this id. */
const NOBODY = "";

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

  /** The sessions that have numbers, in the order of these; "" where the numbers are nobody's. */
  get ids(): readonly string[] {
    return this.known;
  }

  /** Another one whenever numbers mean other rows than before. */
  get generation(): number {
    return this.begun;
  }

  /** Makes all numbers anew: these sessions have some, and no others. @param ids in the order of the numbers; "" leaves some to nobody */
  begin(ids: readonly string[]): void {
    this.known = ids.filter((id, at) => id === NOBODY || ids.indexOf(id) === at);
    this.begun++;
  }

  /** Gives the numbers of a session, which nothing may refer to any more, to the next one that has none. All others keep theirs. */
  forget(session: string): void {
    this.known = this.known.map((id) => (id === session ? NOBODY : id));
  }

  /** The number of a session's sequence 0; a session that has no numbers gets the first that are nobody's. */
  offsetOf(session: string): number {
    const at = this.known.indexOf(session);
    return (at < 0 ? this.add(session) : at) * EACH;
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
    return this.known[placeOfNumber(number)] || undefined;
  }

  /** `undefined` for what is no row. */
  rowOf(number: number): SessionRow | undefined {
    const session = this.sessionOf(number);
    return session === undefined || this.isLine(number) ? undefined : { session, seq: number % EACH };
  }

  private add(session: string): number {
    const free = this.known.indexOf(NOBODY);
    if (free < 0) return this.known.push(session) - 1;
    this.known[free] = session;
    return free;
  }
}

/** Which of the sessions a number belongs to, as its place among them. */
export function placeOfNumber(number: number): number {
  return Math.floor(number / EACH);
}
