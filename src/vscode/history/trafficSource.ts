import type { Held } from "../../core/base/held";
import type { Exchanges } from "../../core/trace/exchange";
import type { Trace } from "../../core/trace/trace";

/** The traffic of one session, of this window or of an earlier one, with all that is shown of it. */
export interface TrafficSource {
  /** Id of the session. */
  readonly session: string;
  /** Whether it is this window's and goes on. */
  readonly live: boolean;
  readonly trace: Trace;
  readonly exchanges: Exchanges;
  /** Settles when all of an earlier session is folded, or it has been released; before, what has not ended is not known to be closed. */
  readonly folded?: Promise<void>;
  /** Until then, its newest rows folded by themselves, unless all of it is folded soon. */
  readonly newest?: Exchanges | undefined;
  /** Of what is closed at some time: stays readable as long as somebody holds it. */
  readonly held?: Pick<Held, "hold">;
}
