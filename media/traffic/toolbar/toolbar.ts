import type { FeedStatus } from "../feedStatus";
import { filterBar } from "../filterBar/filterBar";
import { t } from "../l10n";
import type { Page, Part } from "../part";
import { selectionView } from "../selection/selectionView";
import { countsView } from "./countsView";
import { sessionPicker } from "./sessionPicker";
import { toolButton } from "./toolButton";

/** The line above the table. `chooseColumns` opens the menu of columns at a place of the page. */
export function toolbar(page: Page, status: FeedStatus, chooseColumns: (x: number, y: number) => void): Part {
  const element = document.createElement("div");
  element.className = "toolbar";
  const follow = toolButton("follow", t("Follow the newest entry (F)"), () => page.change({ follow: !page.state.follow }));
  const columns = toolButton("columns", t("Columns..."), () => {
    const bounds = columns.getBoundingClientRect();
    chooseColumns(bounds.left, bounds.bottom);
  });
  columns.setAttribute("aria-haspopup", "menu");
  const statistics = toolButton("statistics", t("Statistics"), () => page.change({ statistics: !page.state.statistics }));
  const details = toolButton("details", t("Details (Enter)"), () => page.change({ detailsOpen: !page.state.detailsOpen }));
  const actions = [
    toolButton("export", t("Export traffic..."), () => page.act("export", page.selection(), page.state.filter)),
    toolButton("save", t("Save recording..."), () => page.act("save", page.selection(), page.state.filter)),
    toolButton("clear", "", () => page.act("clear", [])),
  ];
  const parts = [sessionPicker(page, status), filterBar(page), countsView(page, status), selectionView(page)];
  const tools = document.createElement("div");
  tools.className = "tools";
  tools.setAttribute("role", "toolbar");
  tools.setAttribute("aria-label", t("Traffic"));
  tools.append(follow, columns, statistics, details, ...actions);
  moveByArrows(tools);
  element.append(...parts.map((part) => part.element), tools);
  return {
    element,
    render() {
      for (const part of parts) part.render();
      const { state, model } = page;
      press(follow, state.follow);
      follow.disabled = state.sort.column !== "time" || state.statistics;
      press(statistics, state.statistics);
      press(details, state.detailsOpen);
      columns.disabled = state.statistics;
      const isLive = model.session?.live === true;
      // Among several sessions "this" one would be the one that a person is reading.
      if (actions[2]) call(actions[2], state.grouped ? t("Clear the traffic of this window") : t("Clear this session"));
      actions[2]?.toggleAttribute("disabled", !isLive);
      for (const button of actions.slice(0, 2)) button.disabled = model.entries === 0;
    },
    dispose() {
      for (const part of parts) part.dispose();
      element.remove();
    },
  };
}

function call(button: HTMLButtonElement, label: string): void {
  if (button.title === label) return;
  button.title = label;
  button.setAttribute("aria-label", label);
}

function press(button: HTMLButtonElement, pressed: boolean): void {
  const value = String(pressed);
  if (button.getAttribute("aria-pressed") !== value) button.setAttribute("aria-pressed", value);
}

/** A toolbar is one stop of the Tab key; arrows go from button to button. */
function moveByArrows(tools: HTMLElement): void {
  const buttons = [...tools.querySelectorAll("button")];
  const stop = (button: HTMLButtonElement): void => {
    for (const each of buttons) each.tabIndex = each === button ? 0 : -1;
  };
  if (buttons[0]) stop(buttons[0]);
  tools.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLButtonElement) stop(target);
  });
  tools.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const enabled = buttons.filter((button) => !button.disabled);
    const at = enabled.findIndex((button) => button === document.activeElement);
    if (by === 0 || at < 0) return;
    event.preventDefault();
    enabled.at((at + by) % enabled.length)?.focus();
  });
}
