import type { Page, Part } from "../part";
import { OverviewStrip } from "./overviewStrip";

/** The whole session as a strip: how much crossed the wire when, what of it is shown, where it went wrong; chooses a range of time. */
export function overview(page: Page): Part {
  return new OverviewStrip(page);
}
