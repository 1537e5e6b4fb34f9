import type { SavedFilter } from "../../../src/core/trace/filter/savedFilter";

interface Keeper {
  /** Has the host keep these; rejects with an `Error` whose message is for people. */
  readonly save: (filters: readonly SavedFilter[]) => Promise<unknown>;
  /** The list is another one. */
  readonly changed: () => void;
  readonly warn: (text: string) => void;
}

/** The filters that people keep under names. What a person changes is shown at once, and taken back when it cannot be kept. */
export class SavedFilterList {
  /** What the host told last. */
  private told: readonly SavedFilter[] = [];
  private shown: readonly SavedFilter[] = [];
  /** Changes that are on their way. */
  private saving = 0;

  constructor(private readonly keeper: Keeper) {}

  /** A new one whenever something in it has changed. */
  get all(): readonly SavedFilter[] {
    return this.shown;
  }

  take(filters: readonly SavedFilter[]): void {
    this.told = filters;
    // While a change is on its way, what comes is older than what a person sees.
    if (this.saving === 0) this.show(filters);
  }

  /** Answers whether it was kept; if not, people have been told why. */
  async set(filters: readonly SavedFilter[]): Promise<boolean> {
    this.saving++;
    this.show(filters);
    try {
      await this.keeper.save(filters);
      return true;
    } catch (error) {
      this.keeper.warn(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      this.saving--;
      if (this.saving === 0) this.show(this.told);
    }
  }

  private show(filters: readonly SavedFilter[]): void {
    if (JSON.stringify(filters) === JSON.stringify(this.shown)) return;
    this.shown = filters;
    this.keeper.changed();
  }
}
