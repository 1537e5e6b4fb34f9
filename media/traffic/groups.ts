import type { Group } from "../../src/core/feed/model/trafficModel";
import type { FeedSession } from "../../src/core/feed/protocol";
import type { Page, PageState } from "./part";

/** Whether the entries of a session are shown below its line: those of this window, unless a person chose otherwise. */
export function isGroupOpen({ groups }: Pick<PageState, "groups">, { id, live }: FeedSession): boolean {
  return groups[id] ?? live;
}

/** With these groups expanded or collapsed; what was chosen last stands last, and is the last to be forgotten. */
export function withGroups(groups: PageState["groups"], ids: readonly string[], expanded: boolean): PageState["groups"] {
  const others = Object.entries(groups).filter(([id]) => !ids.includes(id));
  return Object.fromEntries([...others, ...ids.map((id) => [id, expanded] as const)]);
}

/** Shows the entries of a session, or hides them. */
export function toggleGroup(page: Pick<Page, "state" | "change">, { session, expanded }: Group): void {
  page.change({ groups: withGroups(page.state.groups, [session.id], !expanded) });
}
