import type { FrameKind } from "../../core/wire/frame";

/** What is told of a session without looking into it, counted row by row. */
export class SessionTally {
  private readonly links = new Set<number>();
  messages = 0;

  /** Counts messages, and lines on stdout that should have been messages. */
  add(link: number, kind: FrameKind, count: number): void {
    this.links.add(link);
    if (kind !== "stderr" && kind !== "host") this.messages += count;
  }

  /** Names of the servers that had a row, each once. */
  servers(infos: readonly { readonly link: number; readonly name: string }[]): string[] {
    return [...new Set(infos.filter(({ link }) => this.links.has(link)).map(({ name }) => name))];
  }

  clear(): void {
    this.links.clear();
    this.messages = 0;
  }
}
