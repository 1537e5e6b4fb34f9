import { formatBytes, formatCount } from "../../../src/core/base/quantity";
import { DIGEST_ERROR, EXACT_DURATIONS } from "../../../src/core/trace/statistics/durationDigest";
import type { StatisticsReport } from "../../../src/core/trace/statistics/report";
import type { Statistics } from "../../../src/core/trace/statistics/statistics";
import { statisticsCsv } from "../../../src/core/trace/statistics/statisticsCsv";
import { statisticsJson } from "../../../src/core/trace/statistics/statisticsJson";
import { copyText } from "../details/copyText";
import { t } from "../l10n";
import { Pace } from "../pace";
import type { Page, Part } from "../part";
import { DefinitionReader } from "./definitionReader";
import { StatisticsPass } from "./statisticsPass";
import { lineTable, serverTable, type ShowEntries, toolTable } from "./statisticsTables";

const ABOUT = t("Durations are from request to answer, of answered requests. Percentiles are exact up to {0} answers and within {1} % beyond. Tokens are estimated: one for 4.5 bytes of name, description and input schema.", EXACT_DURATIONS, DIGEST_ERROR * 100);

export class StatisticsPanel implements Part {
  readonly element = document.createElement("section");
  private readonly summary = document.createElement("p");
  private readonly copies: readonly HTMLButtonElement[];
  private readonly sections: { readonly servers: HTMLElement; readonly lines: HTMLElement; readonly tools: HTMLElement };
  private readonly servers;
  private readonly lines;
  private readonly tools = toolTable();
  private readonly pass: StatisticsPass;
  private readonly definitions: DefinitionReader;
  private readonly pace: Pace;
  private statistics: Statistics | undefined;
  private report: StatisticsReport | undefined;
  /** What the figures are of; they are made anew when it is something else. */
  private made = "";
  private view: Page["model"]["view"] | undefined;

  constructor(
    private readonly page: Page,
    show: ShowEntries,
  ) {
    this.element.className = "statistics-view";
    this.element.hidden = true;
    this.element.setAttribute("aria-label", t("Statistics"));
    this.servers = serverTable(show);
    this.lines = lineTable(show);
    this.copies = [this.copyButton(t("Copy as CSV"), statisticsCsv), this.copyButton(t("Copy as JSON"), statisticsJson)];
    const head = document.createElement("div");
    head.className = "statistics-head";
    head.append(this.summary, ...this.copies);
    const about = document.createElement("p");
    about.className = "statistics-about";
    about.textContent = ABOUT;
    this.sections = { servers: section(t("Servers"), this.servers.element), lines: section(t("Methods and tools"), this.lines.element), tools: section(t("Definitions of tools"), this.tools.element) };
    this.element.append(head, this.sections.servers, this.sections.lines, this.sections.tools, about);
    this.pace = new Pace({ least: 500, most: 5000, share: 0.1 }, () => page.invalidate());
    this.pass = new StatisticsPass(page.model, (statistics, cost) => this.take(statistics, cost));
    this.definitions = new DefinitionReader(page, () => this.refine());
  }

  render(): void {
    const { model, state } = this.page;
    this.element.hidden = !state.statistics;
    if (this.element.hidden) {
      this.pass.cancel();
      this.made = "";
      return;
    }
    const wanted = `${model.session?.id ?? ""} ${model.first} ${model.next} ${model.shown}`;
    const isOther = model.view !== this.view;
    // What a person did is answered at once, what comes in by and by.
    if (!isOther && (wanted === this.made || this.pass.isUnderWay || !this.pace.isDue())) return;
    this.view = model.view;
    this.made = wanted;
    this.pass.begin();
  }

  dispose(): void {
    this.pass.cancel();
    this.pace.dispose();
    this.element.remove();
  }

  private take(statistics: Statistics, cost: number): void {
    const begun = performance.now();
    this.statistics = statistics;
    this.refine();
    this.pace.spent(cost + performance.now() - begun);
    // More may have come in the meantime.
    this.page.invalidate();
  }

  /** Shows the statistics with what is known of the definitions. */
  private refine(): void {
    if (!this.statistics) return;
    this.definitions.complete(this.statistics);
    const report = this.statistics.report();
    this.report = report;
    const { total, servers } = report;
    const tools = servers.flatMap(({ server, definitions }) => (definitions?.tools ?? []).map((tool) => ({ ...tool, server })));
    this.summary.textContent = total.count === 0 ? this.nothing() : [this.entriesWords(total.count), formatBytes(total.bytes), total.errors === 1 ? t("1 error") : t("{0} errors", formatCount(total.errors))].join(", ");
    this.servers.show(servers);
    this.lines.show(servers.flatMap(({ lines }) => lines));
    this.tools.show(tools);
    this.sections.servers.hidden = this.sections.lines.hidden = total.count === 0;
    this.sections.tools.hidden = tools.length === 0;
    for (const button of this.copies) button.disabled = total.count === 0;
  }

  private entriesWords(shown: number): string {
    const all = Math.max(shown, this.page.model.entries);
    if (shown < all) return t("{0} of {1} entries", formatCount(shown), formatCount(all));
    return all === 1 ? t("1 entry") : t("{0} entries", formatCount(all));
  }

  private nothing(): string {
    const { entries } = this.page.model;
    return entries === 0 ? t("No traffic yet.") : t("No entry is shown: the filter or the range of time hides all {0}.", formatCount(entries));
  }

  private copyButton(label: string, print: (report: StatisticsReport) => string): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "statistics-copy";
    button.textContent = label;
    button.addEventListener("click", () => {
      if (this.report) void copyText(print(this.report), t("The statistics have been copied."), (words) => this.page.announce(words));
    });
    return button;
  }
}

function section(title: string, table: HTMLElement): HTMLElement {
  const element = document.createElement("section");
  const heading = document.createElement("h2");
  heading.textContent = title;
  element.append(heading, table);
  return element;
}
