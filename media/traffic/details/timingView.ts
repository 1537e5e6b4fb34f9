import { formatBytes, formatCount, formatDuration } from "../../../src/core/base/quantity";
import type { Entry } from "../../../src/core/feed/model/trafficModel";
import { timeOfDay } from "../format";
import { t } from "../l10n";
import type { Page } from "../part";
import { el } from "../dom";
import { Pace } from "./pace";
import { type Course, type Step, courseOf } from "./timing";

/** How often a pending entry is drawn again, milliseconds. */
const TICK = 250;

/** When each step of an entry crossed the wire, and the silence between them. */
export class TimingView {
  readonly element = el("div", "details-timing");
  private readonly pace: Pace;

  constructor(private readonly page: Page) {
    this.pace = new Pace(page);
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "region");
    this.element.setAttribute("aria-label", t("Timing"));
  }

  show(entry: Entry): void {
    const { model } = this.page;
    // A pending entry waits longer with every batch, whether rows came or not.
    if (!this.pace.due(`${model.session?.id} ${entry.seq} ${entry.status} ${entry.ended} ${entry.status === "pending" ? Math.floor(model.now / TICK) : ""}`)) return;
    const course = courseOf(model, entry);
    const rows = course.steps.map((step) => row(step, course));
    // Where steps are left out, after the first half of those that are listed.
    if (course.left > 0) rows.splice(Math.ceil(rows.length / 2), 0, el("tr", "details-left", leftCell(course.left)));
    const head = el("thead", "", el("tr", "", ...[t("Step"), t("Time"), t("After"), t("Since the last"), t("Size"), t("Course")].map((title) => headCell(title))));
    this.element.replaceChildren(el("p", "details-summary", summaryOf(course)), el("table", "", head, el("tbody", "", ...rows)));
  }

  dispose(): void {
    this.pace.dispose();
  }
}

function summaryOf(course: Course): string {
  const { longest, pending, steps, total } = course;
  const whole = steps.length < 2 && !pending ? t("There is nothing to wait for.") : pending ? t("Waiting for {0}.", formatDuration(total)) : t("Took {0}.", formatDuration(total));
  // The whole is no silence between others.
  if (!longest || steps.length <= 2) return whole;
  const gap = formatDuration(longest.gap);
  return `${whole} ${longest.until === undefined ? t("Longest silence: {0}, until now.", gap) : t("Longest silence: {0}, until “{1}”.", gap, longest.until)}`;
}

function headCell(title: string): HTMLElement {
  const cell = el("th", "", title);
  cell.scope = "col";
  return cell;
}

function leftCell(left: number): HTMLElement {
  const cell = el("td", "", left === 1 ? t("… 1 step is not listed …") : t("… {0} steps are not listed …", formatCount(left)));
  cell.colSpan = 6;
  return cell;
}

function row(step: Step, course: Course): HTMLElement {
  const name = el("th", "", step.words);
  name.scope = "row";
  const mark = el("span", "details-mark");
  const share = (value: number): string => `${course.total > 0 ? Math.min(100, (value / course.total) * 100) : 0}%`;
  mark.style.left = share(step.after - step.gap);
  mark.style.width = share(step.gap);
  const bar = el("td", "details-course", mark);
  return el("tr", step.gap > 0 && step.gap === course.longest?.gap ? "details-longest" : "", name, el("td", "", timeOfDay(step.time)), el("td", "", `+${formatDuration(step.after)}`), el("td", "", formatDuration(step.gap)), el("td", "", formatBytes(step.size)), bar);
}
