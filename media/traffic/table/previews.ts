import { decodeUtf8 } from "../../../src/core/base/text";
import type { HostEvent } from "../../../src/core/wire/frame";
import type { Page } from "../part";
import { eventLine } from "./eventLine";
import { shownText } from "./shownText";

/** Bytes of a line that are fetched: more is not seen in a row of the table. */
const HEAD = 400;
/** How long rows stand still before their texts are fetched, milliseconds: those that rush by are not worth it. */
const STILL_MS = 60;
/** Most texts that are kept. */
const KEPT = 3000;

/** The beginnings of lines that have no method, such as those of stderr, fetched for rows that stay in sight. */
export class Previews {
  private readonly texts = new Map<number, string>();
  private readonly asked = new Set<number>();
  private wanted: readonly number[] = [];
  private timer: number | undefined;

  constructor(
    private readonly page: Page,
    private readonly onText: () => void,
  ) {}

  of(seq: number): string | undefined {
    return this.texts.get(seq);
  }

  /** Names the rows in sight that have a text of their own; those named last are fetched. */
  want(seqs: readonly number[]): void {
    this.wanted = seqs.filter((seq) => !this.texts.has(seq) && !this.asked.has(seq));
    if (this.wanted.length > 0) this.timer ??= window.setTimeout(() => this.fetch(), STILL_MS);
  }

  clear(): void {
    this.texts.clear();
    this.asked.clear();
    this.wanted = [];
  }

  private fetch(): void {
    this.timer = undefined;
    for (const seq of this.wanted) {
      this.asked.add(seq);
      this.page.ask("body", { seq, limit: HEAD }).then(
        ({ bytes, event }) => this.keep(seq, event, bytes),
        // The row says what it is without its text, and its details will say why there is none.
        () => this.asked.delete(seq),
      );
    }
    this.wanted = [];
  }

  private keep(seq: number, event: HostEvent | undefined, bytes: ArrayBuffer | undefined): void {
    // Asked for before another session was shown.
    if (!this.asked.delete(seq)) return;
    if (this.texts.size >= KEPT) this.texts.clear();
    this.texts.set(seq, shownText(event ? eventLine(event) : bytes ? decodeUtf8(new Uint8Array(bytes)) : ""));
    this.onText();
  }
}
