/** The colours that a saved filter may give to the entries it matches; a theme has its own shade of each. */
export const FILTER_COLORS = ["red", "orange", "yellow", "green", "blue", "purple"] as const;

/** Most filters that are used: more than anybody chooses from, and a setting may come from a workspace that nobody has looked at. */
export const MOST_SAVED_FILTERS = 100;

export type FilterColor = (typeof FILTER_COLORS)[number];

/** A filter that people keep under a name. */
export interface SavedFilter {
  /** Not blank. */
  readonly name: string;
  /** In the language of filters, as it was written; not blank, but it may have problems. */
  readonly filter: string;
  /** One of `FILTER_COLORS`. Any other word colours nothing and is kept as it was written. */
  readonly color?: string;
}
