/**
 * Has the feeds of one page take turns: what the page has taken of one counts only once nothing of another is on its way, so
 * that the batches of several sessions do not come in one frame. A feed by itself does not notice.
 */
export class FeedTurns {
  /** Sessions with a batch on its way. */
  private readonly onWay = new Set<string>();
  /** Batches that the page has taken and whose feeds do not know it yet, the longest ago first. */
  private taken: { readonly session: string; readonly tell: () => void }[] = [];
  private telling = false;

  /** The feed of a session has sent a batch. */
  sent(session: string): void {
    this.onWay.add(session);
  }

  /** The page has taken it. @param tell lets the feed know, which may send its next one at once */
  acked(session: string, tell: () => void): void {
    this.onWay.delete(session);
    this.taken.push({ session, tell });
    this.next();
  }

  /** The session is not shown any more. */
  forget(session: string): void {
    this.onWay.delete(session);
    this.taken = this.taken.filter((each) => each.session !== session);
    this.next();
  }

  private next(): void {
    if (this.telling) return;
    this.telling = true;
    try {
      while (this.onWay.size === 0) {
        const next = this.taken.shift();
        if (!next) return;
        next.tell();
      }
    } finally {
      this.telling = false;
    }
  }
}
