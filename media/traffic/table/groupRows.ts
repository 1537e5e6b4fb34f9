import type { Entry, Group } from "../../../src/core/feed/model/trafficModel";
import { GroupRow } from "./groupRow";

/** What one drawing shows, of which only the lines of sessions are of interest here. */
export interface GroupDrawing {
  readonly first: number;
  readonly lines: readonly (Entry | Group | undefined)[];
  /** Where a line is, CSS pixels below the beginning of the rows. */
  readonly topOf: (line: number) => number;
  readonly selected: ReadonlySet<number>;
  readonly cursor: number | undefined;
}

/** The lines of sessions on the screen, among the rows of entries. */
export class GroupRows {
  private rows = new Map<number, { readonly row: GroupRow; group: Group }>();

  constructor(private readonly element: HTMLElement) {}

  /** For what orders the lines. */
  get shown(): readonly GroupRow[] {
    return [...this.rows.values()].map(({ row }) => row);
  }

  /** Where the line of a session is on the screen, by its number. */
  rowOf(seq: number | undefined): GroupRow | undefined {
    return seq === undefined ? undefined : this.rows.get(seq)?.row;
  }

  /** The session to whose line an element of the page belongs. */
  groupAt(target: EventTarget | null): Group | undefined {
    const element = target instanceof Element ? target.closest(".row.group") : null;
    return element ? [...this.rows.values()].find(({ row }) => row.element === element)?.group : undefined;
  }

  draw({ first, lines, topOf, selected, cursor }: GroupDrawing): void {
    const before = this.rows;
    this.rows = new Map();
    lines.forEach((group, index) => {
      if (group?.kind !== "session") return;
      const row = before.get(group.seq)?.row ?? this.add(group.seq);
      before.delete(group.seq);
      const line = first + index;
      row.show(group, { line, top: topOf(line), selected: selected.has(group.seq), cursor: cursor === group.seq });
      this.rows.set(group.seq, { row, group });
    });
    for (const { row } of before.values()) row.element.remove();
  }

  private add(seq: number): GroupRow {
    const row = new GroupRow(`traffic-group-${seq}`);
    this.element.append(row.element);
    return row;
  }
}
