import type { FeedBody } from "../../../src/core/feed/protocol";

/** Where bodies come from. */
export interface BodySource {
  /** Sequences are those of this session. */
  session(): string | undefined;
  /** The first `limit` bytes of a row; rejects with words for people. */
  ask(seq: number, limit: number): Promise<FeedBody>;
  /** Something is known that was not. */
  changed(): void;
}

/** What is known about a row's bytes. */
export type BodyState =
  | { readonly state: "waiting" }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "known"; readonly body: FeedBody; readonly bytes: Uint8Array | undefined };

/** Bytes that are kept for rows that are looked at again. */
const KEPT_BYTES = 16 * 1024 * 1024;
/** Asks that are on their way at a time: what is on the screen comes before a long list. */
const ASKS = 6;

interface Held {
  readonly limit: number;
  readonly state: BodyState;
}

interface Wanted {
  readonly seq: number;
  readonly limit: number;
}

/** Gets the bytes of rows when they are to be shown, and keeps those that were looked at last. Rows never change. */
export class Bodies {
  private readonly held = new Map<number, Held>();
  private queue: Wanted[] = [];
  private asked = 0;
  private keptBytes = 0;
  private session: string | undefined;
  private generation = 0;

  constructor(private readonly source: BodySource) {}

  /** What is known of the first `limit` bytes of a row; has them fetched, and the page rendered when they are there. */
  get(seq: number, limit: number): BodyState {
    this.followSession();
    const held = this.held.get(seq);
    if (held && satisfies(held, limit)) {
      // Looked at last, so let go last.
      this.held.delete(seq);
      this.held.set(seq, held);
      return held.state;
    }
    const waiting: BodyState = { state: "waiting" };
    this.hold(seq, { limit, state: waiting });
    this.queue.push({ seq, limit });
    this.askNext();
    return waiting;
  }

  /** Asks again for what could not be had. */
  retry(seq: number): void {
    this.held.delete(seq);
    this.source.changed();
  }

  dispose(): void {
    this.forget();
  }

  private followSession(): void {
    const session = this.source.session();
    if (session === this.session) return;
    this.session = session;
    this.forget();
  }

  private forget(): void {
    this.generation++;
    this.held.clear();
    this.queue = [];
    this.keptBytes = 0;
    this.asked = 0;
  }

  private askNext(): void {
    while (this.asked < ASKS) {
      const wanted = this.queue.shift();
      if (!wanted) return;
      this.asked++;
      const { generation } = this;
      this.source.ask(wanted.seq, wanted.limit).then(
        (body) => this.settle(wanted, generation, { state: "known", body, bytes: body.bytes && new Uint8Array(body.bytes) }),
        (error: unknown) => this.settle(wanted, generation, { state: "failed", message: error instanceof Error ? error.message : String(error) }),
      );
    }
  }

  private settle({ seq, limit }: Wanted, generation: number, state: BodyState): void {
    // Another session is shown by now; its sequences mean other rows.
    if (generation !== this.generation) return;
    this.asked--;
    if (this.held.get(seq)?.limit === limit) this.hold(seq, { limit, state });
    this.askNext();
    this.source.changed();
  }

  private hold(seq: number, held: Held): void {
    this.keptBytes += sizeOf(held.state) - sizeOf(this.held.get(seq)?.state);
    this.held.delete(seq);
    this.held.set(seq, held);
    for (const [oldest, { state }] of this.held) {
      if (this.keptBytes <= KEPT_BYTES || oldest === seq) break;
      this.keptBytes -= sizeOf(state);
      this.held.delete(oldest);
    }
  }
}

function satisfies({ limit, state }: Held, wanted: number): boolean {
  if (limit >= wanted) return true;
  return state.state === "known" && (state.bytes?.length ?? 0) >= state.body.size;
}

function sizeOf(state: BodyState | undefined): number {
  return state?.state === "known" ? (state.bytes?.length ?? 0) : 0;
}
