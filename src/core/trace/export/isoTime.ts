/** The last moment that a date can name, milliseconds since the epoch. */
const LAST = 8.64e15;

/** A moment as ISO 8601 with milliseconds, whatever a recording says. */
export function isoTime(time: number): string {
  return new Date(Number.isFinite(time) ? Math.min(Math.max(time, 0), LAST) : 0).toISOString();
}
