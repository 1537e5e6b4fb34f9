import type { Entry, Group, TrafficModel } from "../../../src/core/feed/model/trafficModel";
import { GroupRow } from "./groupRow";
import { ROW_HEIGHT } from "./row";

/** The line of the session whose entries are at the top of what is in sight, so that nobody takes them for another one's. */
export class StickyGroup {
  private readonly row = new GroupRow("traffic-group-sticky");
  private group: Group | undefined;

  /** For those who see it; who listens is told the levels of the rows. */
  get element(): HTMLElement {
    return this.row.element;
  }

  constructor(private readonly model: Pick<TrafficModel, "groupOf">) {
    this.element.setAttribute("aria-hidden", "true");
    this.element.hidden = true;
  }

  /** @param top the line that is topmost @param offset pixels of all lines above the visible part */
  draw(top: Entry | Group | undefined, offset: number): void {
    this.group = top === undefined ? undefined : top.kind !== "session" ? this.model.groupOf(top.seq) : offset % ROW_HEIGHT > 0 ? top : undefined;
    const isHidden = this.group === undefined;
    if (this.element.hidden !== isHidden) this.element.hidden = isHidden;
    if (this.group) this.row.show(this.group, { line: -1, top: 0, selected: false, cursor: false });
    this.element.classList.add("sticky");
  }

  groupAt(target: EventTarget | null): Group | undefined {
    return target instanceof Node && this.element.contains(target) ? this.group : undefined;
  }
}
