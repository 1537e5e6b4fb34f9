import type { Page, Part } from "../part";
import { DetailsView } from "./detailsView";

/** Shows the selected entry: what was asked, what came back, when, and everything around it. */
export function details(page: Page): Part {
  return new DetailsView(page);
}
