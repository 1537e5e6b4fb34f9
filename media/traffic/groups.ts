import type { Group } from "../../src/core/feed/model/trafficModel";
import type { FeedSession } from "../../src/core/feed/protocol";
import type { Page, PageState } from "./part";

/** Whether the entries of a session are shown below its line: those of this window, unless a person chose otherwise. */
export function isGroupOpen({ groups }: Pick<PageState, "groups">, { id, live }: FeedSession): boolean {
  return groups[id] ?? live;
}

/** Shows the entries of a session, or hides them. */
export function toggleGroup(page: Pick<Page, "state" | "change">, { session, expanded }: Group): void {
  const others = Object.entries(page.state.groups).filter(([id]) => id !== session.id);
  // The last one that was chosen is the last one to be forgotten.
  page.change({ groups: Object.fromEntries([...others, [session.id, !expanded]]) });
}
