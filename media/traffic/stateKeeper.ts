import type { Clock } from "../../src/core/base/clock";
import { type Disposable, toDisposable } from "../../src/core/base/disposable";
import type { PageState } from "./part";

/** Longest time until what goes on changing is kept, milliseconds: each keeping is a message to the workbench. */
const KEEP_MS = 250;

/** What changes with every movement of a pointer, or line that is scrolled. */
const MOVING: ReadonlySet<keyof PageState> = new Set(["scroll", "range", "detailsHeight", "detailsWidth", "detailsSplit", "alsoSelected"]);

/**
 * Says when to keep the state of the page, which may be hidden with the next click, and is gone then: at once what a person
 * has set, a little later what they are still moving.
 */
export class StateKeeper {
  private later: Disposable | undefined;

  /** @param write keeps the state as it is now */
  constructor(
    private readonly write: () => void,
    private readonly clock: Pick<Clock, "after"> = { after },
  ) {}

  changed(names: readonly (keyof PageState)[]): void {
    if (names.every((name) => MOVING.has(name))) this.later ??= this.clock.after(KEEP_MS, () => this.keep());
    else this.keep();
  }

  /** Keeps everything at once; for when the page may be about to go. */
  keep(): void {
    this.later?.dispose();
    this.later = undefined;
    this.write();
  }
}

function after(ms: number, action: () => void): Disposable {
  const timer = window.setTimeout(action, ms);
  return toDisposable(() => window.clearTimeout(timer));
}
