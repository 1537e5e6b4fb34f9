import { FILTER_FIELDS, fieldWords } from "../../../src/core/trace/filter/fields";
import { FILTER_RULES } from "../../../src/core/trace/filter/filterRules";
import { button, el } from "../dom";
import { t } from "../l10n";
import { placeBelow } from "./placeBelow";

/** The popover that explains the language; `use` takes an example into the filter. */
export function filterHelp(opener: HTMLElement, use: (example: string) => void): HTMLElement {
  const title = el("h2", "filter-help-title", t("Filter language"));
  title.id = "filter-help-title";
  const element = el("div", "filter-help", title);
  element.popover = "auto";
  element.tabIndex = -1;
  element.setAttribute("role", "dialog");
  element.setAttribute("aria-labelledby", title.id);
  const example = (text: string): HTMLElement =>
    button(text, "filter-example", () => {
      element.hidePopover();
      use(text);
    }, t("Filter by {0}", text));
  element.append(
    table(t("Fields"), FILTER_FIELDS.map((field) => [field.name, field.what, example(field.example)])),
    table(t("Combining"), FILTER_RULES.map((rule) => [example(rule.example), rule.what])),
    ...(["status", "kind", "dir"] as const).map((field) => table(t("Values of {0}", field), [...(fieldWords(field) ?? [])].map(([word, what]) => [example(`${field}:${word}`), what]))),
    el("p", "filter-help-note", t("Upper and lower case are the same. An entry without a value is not matched by its field: {0} keeps everything that is no call of that tool.", "-tool:echo")),
    el("p", "filter-help-note", t("Down or Ctrl+Space completes, Up in an empty filter brings back earlier ones, Escape clears.")),
  );
  element.addEventListener("toggle", (event) => {
    const isOpen = event.newState === "open";
    opener.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    placeBelow(element, opener);
    element.focus();
  });
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-expanded", "false");
  return element;
}

function table(caption: string, rows: readonly (readonly (Node | string)[])[]): HTMLElement {
  return el("table", "filter-help-table", el("caption", "", caption), el("tbody", "", ...rows.map((cells) => el("tr", "", ...cells.map((cell) => el("td", "", cell))))));
}
