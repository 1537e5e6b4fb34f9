// How amounts read in labels and tables, the same in the editor, the Traffic panel and the CLI. A unit begins where the one
// before it would be rounded up to a thousand of it.

/** A duration: `0.42 ms`, `12.3 ms`, `3.2 s`, `2 min 05 s`, `3 h 04 min`. */
export function formatDuration(ms: number): string {
  if (ms < 9.995) return `${Math.max(0, ms).toFixed(2)} ms`;
  if (ms < 999.95) return `${ms.toFixed(1)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.max(60, Math.floor(ms / 1000));
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${pad(Math.floor(seconds / 60) % 60)} min`;
}

/** A size in decimal units: `124 B`, `1.2 kB`, `9.1 MB`, `1.5 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** `1,204`; without Intl, whose first use costs 10 ms and more. */
export function formatCount(count: number, separator = ","): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, separator);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
