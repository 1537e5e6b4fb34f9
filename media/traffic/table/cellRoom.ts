import type { PlacedColumn } from "./columnLayout";
import type { ColumnId } from "./columns";

/** What the style sheet keeps free in a cell, beside the text, CSS pixels. */
const PADDING = 12;
/** And for the dot of a status, and for the indentation of what is nested under an entry. */
const TAKEN: Readonly<Partial<Record<ColumnId, number>>> = { status: 13, method: 12 };

/**
 * Whether texts have room in the columns as they are. Only where one has none is its cell clipped: a clip costs a part of every
 * frame, and a screen has hundreds of cells.
 */
export class CellRoom {
  private readonly room: ReadonlyMap<ColumnId, number>;

  /** @param widthOf a text's width in CSS pixels, at most */
  constructor(
    placed: readonly PlacedColumn[],
    private readonly widthOf: (text: string) => number,
  ) {
    this.room = new Map(placed.map(({ id, width }) => [id, width - PADDING - (TAKEN[id] ?? 0)]));
  }

  isFor(column: ColumnId, text: string): boolean {
    return this.widthOf(text) <= (this.room.get(column) ?? 0);
  }
}
