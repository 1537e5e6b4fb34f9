import { Emitter } from "../../src/core/base/event";
import type { SavedFilters } from "../../src/core/feed/savedFilters";
import type { SavedFilter } from "../../src/core/trace/filter/savedFilter";

/** A name that the stand-in for the settings refuses. */
const REFUSED = "refused";

/** Saved filters that are kept nowhere else. */
export class HostFilters implements SavedFilters {
  private filters: readonly SavedFilter[] = [];
  private readonly changes = new Emitter<void>();
  readonly onChange = this.changes.event;

  /** @param saved hears what the page wants kept */
  constructor(private readonly saved: (filters: readonly SavedFilter[]) => void) {}

  list(): readonly SavedFilter[] {
    return this.filters;
  }

  save(filters: readonly SavedFilter[]): Promise<void> {
    if (filters.some(({ name }) => name === REFUSED)) return Promise.reject(new Error("The filters were not saved: settings.json has unsaved changes."));
    this.set(filters);
    this.saved(filters);
    return Promise.resolve();
  }

  adopt(filters: readonly SavedFilter[]): Promise<void> {
    return this.save([...this.filters, ...filters]);
  }

  set(filters: readonly SavedFilter[]): void {
    this.filters = filters;
    this.changes.fire();
  }
}
