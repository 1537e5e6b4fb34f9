import { inCheckout, wirelight } from "./wirelight";

/** Everything that Wirelight says has gone wrong in itself, from now on. */
export interface WatchedErrors {
  /** One text for each error or warning in its log, and for each rejection or exception of its code that nobody handled. */
  readonly told: readonly string[];
  stop(): void;
}

/** Listens to Wirelight's own log, where every unexpected error goes, and to what reaches the process unhandled. */
export async function watchErrors(): Promise<WatchedErrors> {
  const { log } = await wirelight();
  const told: string[] = [];
  const unhandled = (error: unknown): void => {
    const text = textOf(error);
    // Other extensions and the tests live in the same process.
    if (text.includes(inCheckout("dist"))) told.push(`unhandled: ${text}`);
  };
  const undo = (["error", "warn"] as const).map((level) => {
    const original = log[level].bind(log);
    log[level] = (error: string | Error, ...args: unknown[]) => {
      told.push(`${level}: ${textOf(error)}`);
      original(String(error), ...args);
    };
    return () => void (log[level] = original);
  });
  process.on("unhandledRejection", unhandled);
  process.on("uncaughtExceptionMonitor", unhandled);
  return {
    told,
    stop: () => {
      for (const restore of undo) restore();
      process.off("unhandledRejection", unhandled);
      process.off("uncaughtExceptionMonitor", unhandled);
    },
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
