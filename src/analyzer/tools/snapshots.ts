import type { RunResult } from "./analysisRun";

const keepMs = 120_000;

/** Keeps the latest result that has further pages, so that the pages of one result fit together. */
export class Snapshots {
  private latest: { readonly key: string; readonly run: RunResult } | undefined;
  private timer: NodeJS.Timeout | undefined;

  find(key: string): RunResult | undefined {
    return this.latest?.key === key ? this.latest.run : undefined;
  }

  keep(key: string, run: RunResult): void {
    this.drop();
    this.latest = { key, run };
    this.timer = setTimeout(() => this.drop(), keepMs).unref();
  }

  drop(): void {
    clearTimeout(this.timer);
    this.latest = undefined;
  }
}
