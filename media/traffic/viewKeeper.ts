import type { Disposable } from "../../src/core/base/disposable";
import { compileFilter } from "../../src/core/trace/filter/compileFilter";
import { parseFilter } from "../../src/core/trace/filter/parseFilter";
import { textsOf } from "../../src/core/trace/filter/textsOf";
import type { Page, PageState } from "./part";

/** How soon a text is looked for again while rows come in, milliseconds. */
const AGAIN_MS = 500;

const OF_THE_VIEW: readonly (keyof PageState)[] = ["filter", "sort", "range", "expanded"];

/** Keeps the model's view as the state of the page has it, and asks the host for the texts that its filter looks for. */
export class ViewKeeper implements Disposable {
  private readonly subscription: Disposable;
  private texts: readonly string[] = [];
  private matches: ReturnType<typeof compileFilter> | undefined;
  private compiled: string | undefined;
  /** Rows below this sequence have been searched. */
  private searched = 0;
  private timer: number | undefined;
  private round = 0;

  constructor(private readonly page: Page) {
    this.apply();
    this.subscription = page.onChange((names) => {
      if (OF_THE_VIEW.some((name) => names.has(name))) this.apply();
    });
  }

  /** Rows have come or gone. */
  taken(): void {
    if (this.texts.length === 0 || this.timer !== undefined || this.page.model.next === this.searched) return;
    this.timer = window.setTimeout(() => {
      this.timer = undefined;
      this.search();
    }, AGAIN_MS);
  }

  /** Another session is shown, or its rows come anew: nothing of it has been searched. */
  restart(): void {
    this.searched = 0;
    this.round++;
    if (this.texts.length > 0) this.search();
  }

  dispose(): void {
    this.subscription.dispose();
    window.clearTimeout(this.timer);
  }

  private apply(): void {
    const { model, state } = this.page;
    if (this.compiled !== state.filter) {
      this.compiled = state.filter;
      const { filter } = parseFilter(state.filter);
      this.matches = filter && compileFilter(filter);
      const texts = filter ? textsOf(filter) : [];
      const isNew = texts.some((text) => !this.texts.includes(text));
      this.texts = texts;
      // Before there is a session there is nothing to search; `restart` does it then.
      if (isNew && model.session) this.search();
    }
    model.setView({ matches: this.matches, sort: state.sort, range: state.range, expanded: new Set(state.expanded) });
    this.page.invalidate();
  }

  private search(): void {
    const { model } = this.page;
    const round = ++this.round;
    this.searched = model.next;
    for (const text of this.texts) {
      this.page.ask("search", { text }).then(
        ({ rows }) => {
          if (round !== this.round) return;
          model.setFound(text, new Float64Array(rows));
          this.page.invalidate();
        },
        (error: unknown) => {
          if (round === this.round) this.page.announce(error instanceof Error ? error.message : String(error));
        },
      );
    }
  }
}
