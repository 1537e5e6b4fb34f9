/** Told of every bug that must not stop the others, for example a listener that throws. */
export type UnexpectedErrorHandler = (error: unknown) => void;

// An unhandled rejection is what every host already reports loudly; the edge replaces it by its own log.
const rejectLoudly: UnexpectedErrorHandler = (error) => void Promise.reject(error);

let handler = rejectLoudly;

/** Installs the process-wide handler; `undefined` brings back the loud default. */
export function setUnexpectedErrorHandler(next: UnexpectedErrorHandler | undefined): void {
  handler = next ?? rejectLoudly;
}

/** Reports a bug without interrupting the caller. */
export function onUnexpectedError(error: unknown): void {
  handler(error);
}
