import { narrowFilter } from "../../../src/core/trace/filter/narrowFilter";
import type { Page, Part } from "../part";
import { StatisticsPanel } from "./statisticsPanel";

/** Figures of the entries that are shown, live; it stands in the place of the table while `state.statistics` is set. */
export function statisticsView(page: Page): Part {
  return new StatisticsPanel(page, (terms) => page.change({ filter: terms.reduce(narrowFilter, page.state.filter), statistics: false }));
}
