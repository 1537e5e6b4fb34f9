import type { FeedSession } from "../../../src/core/feed/protocol";
import type { FeedStatus } from "../feedStatus";
import type { Page, Part } from "../part";
import { shownText } from "../table/shownText";

/** Chooses whose traffic is shown; it is hidden while there is no choice. */
export function sessionPicker(page: Page, status: FeedStatus): Part {
  const select = document.createElement("select");
  select.className = "session-picker";
  select.setAttribute("aria-label", "Session");
  let shown: readonly FeedSession[] = [];
  select.addEventListener("change", () => {
    const session = select.value;
    page.ask("show", { session }).catch((error: unknown) => {
      select.value = status.shown ?? "";
      page.announce(error instanceof Error ? error.message : String(error));
    });
  });
  return {
    element: select,
    render() {
      if (shown !== status.sessions) {
        shown = status.sessions;
        select.replaceChildren(...shown.map(({ id, title }) => new Option(shownText(title), id)));
        select.value = status.shown ?? "";
      }
      select.hidden = shown.length < 2;
      if (document.activeElement !== select && select.value !== status.shown) select.value = status.shown ?? "";
      const title = select.selectedOptions[0]?.text ?? "";
      if (select.title !== title) select.title = title;
    },
    dispose() {
      select.remove();
    },
  };
}
