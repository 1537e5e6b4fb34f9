import type { FeedSession } from "../../../src/core/feed/protocol";
import type { FeedStatus } from "../feedStatus";
import { withGroups } from "../groups";
import { t } from "../l10n";
import type { Page, Part } from "../part";
import { shownText } from "../table/shownText";

/** The choice of all sessions; no session has this id. */
const ALL = "*";

/** Chooses whose traffic is shown, that of one session or of all of them; it is hidden while there is no choice. */
export function sessionPicker(page: Page, status: FeedStatus): Part {
  const select = document.createElement("select");
  select.className = "session-picker";
  select.setAttribute("aria-label", t("Session"));
  let shown: readonly FeedSession[] = [];
  const chosen = (): string => (page.state.grouped ? ALL : (status.shown[0] ?? ""));
  select.addEventListener("change", () => {
    if (select.value === ALL) showAll(page, status);
    else showOne(page, select.value);
  });
  return {
    element: select,
    render() {
      if (shown !== status.sessions) {
        shown = status.sessions;
        const all = shown.length > 1 ? [new Option(t("All Sessions"), ALL), document.createElement("hr")] : [];
        select.replaceChildren(...all, ...shown.map(({ id, title }) => new Option(shownText(title), id)));
        select.value = chosen();
      }
      select.hidden = shown.length < 2;
      if (document.activeElement !== select && select.value !== chosen()) select.value = chosen();
      const title = select.selectedOptions[0]?.text ?? "";
      if (select.title !== title) select.title = title;
    },
    dispose() {
      select.remove();
    },
  };
}

/** What is shown already stays in sight. */
function showAll(page: Page, { shown, sessions }: FeedStatus): void {
  const earlier = sessions.filter(({ id, live }) => !live && shown.includes(id));
  page.change({ grouped: true, groups: withGroups(page.state.groups, earlier.map(({ id }) => id), true) });
}

function showOne(page: Page, session: string): void {
  const { grouped } = page.state;
  page.change({ grouped: false });
  page.ask("show", { session, beside: false }).catch((error: unknown) => {
    page.change({ grouped });
    page.warn(error instanceof Error ? error.message : String(error));
  });
}
