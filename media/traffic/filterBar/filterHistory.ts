/** How many earlier filters are kept. */
const KEPT = 30;

/** Earlier filters, the newest first, and where among them a person is who goes back. */
export class FilterHistory {
  /** -1 while nobody goes back. */
  private at = -1;

  constructor(private kept: readonly string[]) {}

  get all(): readonly string[] {
    return this.kept;
  }

  /** A filter was used. True when that changed what is kept. */
  add(filter: string): boolean {
    const used = filter.trim();
    this.at = -1;
    if (used === "" || used === this.kept[0]) return false;
    this.kept = [used, ...this.kept.filter((each) => each !== used)].slice(0, KEPT);
    return true;
  }

  /** The filter before the one that is shown; `undefined` when there is none or the text is a person's own. */
  older(text: string): string | undefined {
    if (!this.isWalking(text)) this.at = -1;
    if (this.at < 0 && text !== "") return undefined;
    const older = this.kept[this.at + 1];
    if (older !== undefined) this.at++;
    return older;
  }

  /** The one after it; "" after the newest. */
  newer(text: string): string | undefined {
    if (!this.isWalking(text)) return undefined;
    this.at--;
    return this.at < 0 ? "" : this.kept[this.at];
  }

  private isWalking(text: string): boolean {
    return this.at >= 0 && text === this.kept[this.at];
  }
}
